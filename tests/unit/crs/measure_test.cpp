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

TEST(Measure, areasOfGeometriesAddUpOnBothSurfaces) {
  const Crs city = Crs::fromEpsg(4549);
  const geom::Bytes whole =
      geom::fromWkt("POLYGON ((444000 3585000,446000 3585000,446000 3587000,444000 3587000,444000 3585000))");
  const geom::Bytes ring = geom::fromWkt(
      "MULTIPOLYGON (((444000 3585000,446000 3585000,446000 3587000,444000 3587000,444000 3585000),"
      "(444500 3585500,444500 3586000,445000 3585500,444500 3585500)),((447000 3585000,447010 3585000,447010 "
      "3585010,447000 3585010,447000 3585000)))");
  const geom::Bytes hole = geom::fromWkt("POLYGON ((444500 3585500,445000 3585500,444500 3586000,444500 3585500))");
  const AreaMeter plane(city, AreaKind::plane);
  EXPECT_DOUBLE_EQ(plane.of(whole), 4e6);
  EXPECT_DOUBLE_EQ(plane.of(ring), 4e6 - 125000 + 100);
  EXPECT_EQ(plane.of(geom::fromWkt("LINESTRING (0 0,1 1)")), 0);
  EXPECT_EQ(plane.of({}), 0);
  const AreaMeter ellipsoid(city, AreaKind::ellipsoid);
  const MapPoint corners[] = {{444000, 3585000}, {446000, 3585000}, {446000, 3587000}, {444000, 3587000}};
  EXPECT_NEAR(ellipsoid.of(whole), geodesicArea(corners, city), 1);  // its sides are geodesics between corners
  // a side cut in an odd place: the parts are the whole to 0.01 m² of 4 km²
  const geom::Bytes left =
      geom::fromWkt("POLYGON ((444000 3585000,445234.5 3585000,444777 3587000,444000 3587000,444000 3585000))");
  const geom::Bytes right =
      geom::fromWkt("POLYGON ((445234.5 3585000,446000 3585000,446000 3587000,444777 3587000,445234.5 3585000))");
  EXPECT_NEAR(ellipsoid.of(left) + ellipsoid.of(right), ellipsoid.of(whole), 0.01);
  EXPECT_NEAR(ellipsoid.of(ring) + ellipsoid.of(hole) - ellipsoid.of(whole), 100, 0.1);
  EXPECT_THROW(AreaMeter(Crs::fromEpsg(4490), AreaKind::plane), Error);
  EXPECT_THROW(AreaMeter(Crs(), AreaKind::ellipsoid), Error);
}

TEST(Measure, feetBecomeMetres) {
  const MapPoint line[] = {{980000, 200000}, {981000, 200000}};
  EXPECT_NEAR(planarLength(line, Crs::fromEpsg(2263)), 304.8006, 1e-3);
}

}  // namespace
}  // namespace gis::crs
