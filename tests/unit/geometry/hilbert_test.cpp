// The order along the Hilbert curve.
#include "gis_core/geometry/hilbert.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>
#include <map>
#include <random>
#include <utility>

namespace gis::geom {
namespace {

/// Warren, Hacker's Delight, 2nd edition, figure 16-8: a level at a time.
std::uint32_t placeByLevels(std::uint32_t x, std::uint32_t y) {
  std::uint32_t place = 0;
  for (std::uint32_t s = 1U << 15U; s > 0; s >>= 1U) {
    const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
    place = place << 2U | ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return place;
}

TEST(Hilbert, isTheCurveLevelByLevel) {
  std::mt19937 random(5);
  for (const std::uint32_t x : {0U, 1U, 32767U, 32768U, 65535U})
    for (const std::uint32_t y : {0U, 1U, 32767U, 32768U, 65535U}) EXPECT_EQ(hilbertPlace(x, y), placeByLevels(x, y));
  for (int i = 0; i < 100000; ++i) {
    const std::uint32_t x = random() & 0xffffU, y = random() & 0xffffU;
    ASSERT_EQ(hilbertPlace(x, y), placeByLevels(x, y)) << x << " " << y;
  }
}

TEST(Hilbert, goesFromACellToItsNeighbour) {
  std::map<std::uint32_t, std::pair<int, int>> cells;  // a corner of 128 × 128 cells holds whole runs of the curve
  for (int x = 0; x < 128; ++x)
    for (int y = 0; y < 128; ++y) cells[hilbertPlace(std::uint32_t(x), std::uint32_t(y))] = {x, y};
  ASSERT_EQ(cells.size(), 128U * 128U);
  EXPECT_EQ(cells.rbegin()->first, 128U * 128U - 1);
  for (auto at = cells.begin(), next = std::next(at); next != cells.end(); ++at, ++next) {
    EXPECT_EQ(std::abs(at->second.first - next->second.first) + std::abs(at->second.second - next->second.second), 1);
  }
}

}  // namespace
}  // namespace gis::geom
