#include "gis_core/query/spatial_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace gis::query {
namespace {

using geom::Envelope;

std::vector<Envelope> randomBoxes(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Envelope> boxes;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = double(random() % 1000);
    const double y = double(random() % 1000);
    boxes.push_back({x, y, x + double(random() % 20), y + double(random() % 20)});
    if (i % 17 == 0) boxes.back() = {};
  }
  return boxes;
}

TEST(SpatialIndex, findsWhatAScanFinds) {
  for (const std::size_t count : {0U, 1U, 15U, 16U, 17U, 256U, 257U, 5000U}) {
    const std::vector<Envelope> boxes = randomBoxes(count, unsigned(count) + 1);
    const SpatialIndex index(boxes);
    for (const Envelope& query : randomBoxes(60, 9)) {
      std::vector<std::uint32_t> found;
      index.search(query, [&](std::uint32_t item) {
        found.push_back(item);
        return true;
      });
      std::sort(found.begin(), found.end());
      std::vector<std::uint32_t> expected;
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!query.isEmpty() && !boxes[i].isEmpty() && boxes[i].intersects(query)) expected.push_back(std::uint32_t(i));
      }
      ASSERT_EQ(found, expected) << count;
    }
  }
}

TEST(SpatialIndex, nearestComesInOrder) {
  const std::vector<Envelope> boxes = randomBoxes(3000, 4);
  const SpatialIndex index(boxes);
  for (const Envelope& from : randomBoxes(40, 5)) {
    if (from.isEmpty()) continue;
    std::vector<std::pair<double, std::uint32_t>> expected;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      if (!boxes[i].isEmpty()) expected.emplace_back(boxes[i].distanceTo(from), std::uint32_t(i));
    }
    std::sort(expected.begin(), expected.end());
    expected.resize(25);
    std::vector<std::pair<double, std::uint32_t>> found;
    index.nearest(
        from, std::numeric_limits<double>::infinity(), [&](std::uint32_t i) { return boxes[i].distanceTo(from); },
        [&](std::uint32_t item, double distance) {
          found.emplace_back(distance, item);
          return found.size() < 25;
        });
    ASSERT_EQ(found, expected);
  }
}

// SQLite's R*Tree would hold these two as one box: its numbers are 32-bit floats, 4 m apart here
TEST(SpatialIndex, keepsNeighboursApartAtPrefixedEastings) {
  const std::vector<Envelope> boxes = {{40444751.0, 3585617, 40444751.4, 3585618},
                                       {40444751.6, 3585617, 40444752, 3585618}};
  const SpatialIndex index(boxes);
  std::vector<std::uint32_t> found;
  index.search({40444751.45, 3585617, 40444751.7, 3585617.5}, [&](std::uint32_t item) {
    found.push_back(item);
    return true;
  });
  EXPECT_EQ(found, std::vector<std::uint32_t>{1});
}

TEST(SpatialIndex, manyEqualBoxes) {
  const std::vector<Envelope> boxes(1000, Envelope{1, 1, 2, 2});
  const SpatialIndex index(boxes);
  std::size_t count = 0;
  index.search({1, 1, 1, 1}, [&](std::uint32_t) { return ++count > 0; });
  EXPECT_EQ(count, 1000U);
}

}  // namespace
}  // namespace gis::query
