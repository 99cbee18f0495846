#include "gis_core/query/spatial_pairs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "tests/unit/query/every_pair.h"

namespace gis::query {
namespace {

/// A coverage of cells whose corners lie on a grid or are moved off it, with points and lines over it.
GeometrySet cells(int side, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::vector<geom::MapPoint>> corners(std::size_t(side) + 1,
                                                   std::vector<geom::MapPoint>(std::size_t(side) + 1));
  for (int i = 0; i <= side; ++i) {
    for (int j = 0; j <= side; ++j) {
      const auto shift = [&] { return double(int(random() % 7) - 3); };
      corners[std::size_t(i)][std::size_t(j)] = {440000 + 10.0 * i + shift(), 3585000 + 10.0 * j + shift()};
    }
  }
  GeometrySet set;
  std::int64_t fid = 0;
  for (std::size_t i = 0; i < std::size_t(side); ++i) {
    for (std::size_t j = 0; j < std::size_t(side); ++j) {
      const geom::MapPoint ring[] = {corners[i][j], corners[i + 1][j], corners[i + 1][j + 1], corners[i][j + 1],
                                     corners[i][j]};
      set.add(++fid, geom::polygonWkb(ring));
    }
  }
  set.complete({}, {}, {});
  return set;
}

GeometrySet scatter(int count, unsigned seed) {
  std::mt19937 random(seed);
  GeometrySet set;
  for (int i = 0; i < count; ++i) {
    const double x = 440000 + double(random() % 100);
    const double y = 3585000 + double(random() % 100);
    if (i % 5 == 0) {
      set.add(i + 1, geom::fromWkt("LINESTRING (" + std::to_string(x) + " " + std::to_string(y) + "," +
                                   std::to_string(x + 7) + " " + std::to_string(y - 5) + ")"));
    } else if (i % 23 == 1) {
      set.add(i + 1, {});
    } else {
      set.add(i + 1, geom::pointWkb(x, y));
    }
  }
  set.complete({}, {}, {});
  return set;
}

TEST(SpatialPairs, everyRelationEqualsBruteForce) {
  const GeometrySet parcels = cells(6, 1);
  const GeometrySet things = scatter(60, 2);
  EXPECT_GT(things.withoutGeometry(), 0);
  for (const char* word : {"intersects", "contains", "within", "covers", "covered_by", "touches", "crosses", "overlaps",
                           "equals", "disjoint", "T*F**F***", "FF*FF****", "F***1****", "T********"}) {
    const PairTest test{geom::Relation::parse(word), {}};
    Progress progress;
    PairReport report;
    ASSERT_EQ(allPairs(parcels, things, test, progress, report), everyPair(parcels, things, test)) << word;
    ASSERT_EQ(allPairs(things, parcels, test, progress, report), everyPair(things, parcels, test)) << word;
    ASSERT_EQ(allPairs(parcels, parcels, test, progress, report), everyPair(parcels, parcels, test)) << word;
    const std::vector<std::uint8_t> has = havePartner(parcels, {}, things, test, progress, report);
    std::vector<std::uint8_t> expected(parcels.size(), 0);
    for (const Pair& pair : everyPair(parcels, things, test)) expected[pair.left] = 1;
    ASSERT_EQ(has, expected) << word;
    EXPECT_EQ(report.undecided, 0);
  }
}

TEST(SpatialPairs, distancesEqualBruteForce) {
  const GeometrySet parcels = cells(6, 3);
  const GeometrySet things = scatter(50, 4);
  for (const double metres : {0.0, 3.0, 5.0, 40.0}) {
    PairTest test;
    test.distance = metres;
    Progress progress;
    PairReport report;
    const std::vector<Pair> found = allPairs(parcels, things, test, progress, report);
    const std::vector<Pair> expected = everyPair(parcels, things, test);
    ASSERT_EQ(found.size(), expected.size()) << metres;
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i].left, expected[i].left);
      ASSERT_EQ(found[i].right, expected[i].right);
      ASSERT_DOUBLE_EQ(found[i].distance, expected[i].distance);
    }
  }
}

TEST(SpatialPairs, nearestEqualsBruteForce) {
  const GeometrySet things = scatter(300, 5);
  const GeometrySet parcels = cells(5, 6);
  const GeometrySet others = scatter(40, 7);
  for (const auto& [left, right] :
       {std::pair{&things, &parcels}, {&parcels, &things}, {&things, &others}, {&others, &things}}) {
    for (const int count : {1, 3}) {
      for (const double most : {4.0, 30.0, 1e9}) {
        const std::vector<Pair> wanted = nearestOfEvery(*left, *right, count, most);
        Progress progress;
        PairReport report;
        const std::vector<Pair> found = nearestPairs(*left, *right, count, most, progress, report);
        ASSERT_EQ(found.size(), wanted.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
          ASSERT_EQ(found[i].left, wanted[i].left) << i;
          ASSERT_NEAR(found[i].distance, wanted[i].distance, 1e-9) << i;
        }
      }
    }
  }
}

TEST(SpatialPairs, ofEquallyNearPointsTheFirstIsTaken) {
  // whole metres: many are equally near, and the distances have no rounding of their own
  std::mt19937 random(8);
  const auto points = [&](int count, int size) {
    GeometrySet set;
    for (int i = 0; i < count; ++i)
      set.add(i + 1, geom::pointWkb(440000 + int(random() % unsigned(size)), 3585000 + int(random() % unsigned(size))));
    set.complete({}, {}, {});
    return set;
  };
  for (const int size : {12, 60, 400}) {
    const GeometrySet left = points(500, size);
    const GeometrySet right = points(120, size);
    for (const double most : {3.0, 1e9}) {
      Progress progress;
      PairReport report;
      EXPECT_EQ(nearestPairs(left, right, 1, most, progress, report), nearestOfEvery(left, right, 1, most)) << size;
    }
  }
}

TEST(SpatialPairs, theNumberOfThreadsChangesNothing) {
  const GeometrySet parcels = cells(12, 9);
  const GeometrySet things = scatter(400, 10);
  const PairTest test{geom::Relation::parse("intersects"), {}};
  Progress progress;
  PairReport report;
  setThreadCount(1);
  const std::vector<Pair> one = allPairs(parcels, things, test, progress, report);
  setThreadCount(3);
  const std::vector<Pair> three = allPairs(parcels, things, test, progress, report);
  setThreadCount(0);
  EXPECT_EQ(one, three);
}

TEST(SpatialPairs, stopsWithinATenthOfASecond) {
  const GeometrySet a = cells(60, 11);
  const PairTest test{geom::Relation::parse("disjoint"), {}};  // 13 million pairs
  const CancelToken token;
  Progress progress(token);
  PairReport report;
  std::chrono::steady_clock::time_point asked;
  std::jthread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    asked = std::chrono::steady_clock::now();
    token.cancel();
  });
  EXPECT_THROW((void)allPairs(a, a, test, progress, report), Error);
  const auto stopped = std::chrono::steady_clock::now();
  canceller.join();
  EXPECT_LT(stopped - asked, std::chrono::milliseconds(100));
}

}  // namespace
}  // namespace gis::query
