#include "gis_core/geometry/shapes_from_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "gis_core/geometry/operations.h"

namespace gis::geom {
namespace {

Ring square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}

TEST(ShapesFromPoints, ShellsHolesAndIslandsInAnyOrder) {
  // 10² − 6² + 2² beside 3²
  std::vector<Ring> rings{square(0, 0, 10), square(2, 2, 6), square(4, 4, 2), square(20, 0, 3)};
  std::mt19937 random(7);
  for (int i = 0; i < 24; ++i) {
    std::shuffle(rings.begin(), rings.end(), random);
    if (i % 2 == 0) std::reverse(rings[0].begin(), rings[0].end());
    const Bytes wkb = areasOf(rings);
    EXPECT_EQ(typeOf(wkb).name(), "MULTIPOLYGON");
    EXPECT_EQ(parts(wkb).size(), 3U);
    EXPECT_FALSE(invalidity(wkb).has_value());
    EXPECT_DOUBLE_EQ(area(wkb), 100 - 36 + 4 + 9);
  }
}

TEST(ShapesFromPoints, AHoleMayTouchItsShellInAVertex) {
  const std::vector<Ring> rings{square(0, 0, 10), {{0, 0}, {5, 2}, {2, 5}, {0, 0}}};
  const Bytes wkb = areasOf(rings);
  EXPECT_EQ(typeOf(wkb).name(), "POLYGON");
  EXPECT_FALSE(invalidity(wkb).has_value());
  EXPECT_DOUBLE_EQ(area(wkb), 100 - 10.5);
}

TEST(ShapesFromPoints, NeighboursAreNoHoles) {
  const std::vector<Ring> rings{square(0, 0, 10), square(10, 0, 10), square(0, 10, 5)};
  const Bytes wkb = areasOf(rings);
  EXPECT_EQ(parts(wkb).size(), 3U);
  EXPECT_DOUBLE_EQ(area(wkb), 225);
}

TEST(ShapesFromPoints, NothingIsLostOfRingsThatCross) {
  const std::vector<Ring> rings{square(0, 0, 10), square(5, 5, 10), square(6, 6, 2)};
  EXPECT_EQ(vertexCount(areasOf(rings)), 15U);
  EXPECT_EQ(toWkt(lineOf(Ring{{0, 0}, {1, 2}})), "LINESTRING (0 0,1 2)");
}

}  // namespace
}  // namespace gis::geom
