#include "gis_core/crs/measure.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"

namespace gis::crs {
namespace {

using geom::MapPoint;

TEST(Measure, planeAndEllipsoidAgreeNearTheMeridian) {
  const Crs city = Crs::fromEpsg(4549);
  const MapPoint ring[] = {{499500, 3585000}, {500500, 3585000}, {500500, 3586000}, {499500, 3586000}};
  EXPECT_DOUBLE_EQ(planarArea(ring, city), 1e6);
  EXPECT_DOUBLE_EQ(planarLength(ring, city), 3000);
  EXPECT_NEAR(geodesicArea(ring, city), 1e6, 1);
  EXPECT_NEAR(geodesicLength(ring, city), 3000, 0.01);
}

// GeographicLib's GeodSolve on GRS 80: one degree of longitude on the equator is a·π/180
TEST(Measure, equator) {
  const MapPoint line[] = {{0, 0}, {1, 0}};
  EXPECT_NEAR(geodesicLength(line, Crs::fromEpsg(4490)), 111319.490793, 1e-5);
}

TEST(Measure, degreesAreNoPlane) {
  const MapPoint line[] = {{0, 0}, {1, 0}};
  EXPECT_THROW((void)planarLength(line, Crs::fromEpsg(4490)), Error);
  EXPECT_THROW((void)geodesicLength(line, Crs()), Error);
}

TEST(Measure, feetBecomeMetres) {
  const MapPoint line[] = {{980000, 200000}, {981000, 200000}};
  EXPECT_NEAR(planarLength(line, Crs::fromEpsg(2263)), 304.8006, 1e-3);
}

}  // namespace
}  // namespace gis::crs
