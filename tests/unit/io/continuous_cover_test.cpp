#include "gis_core/io/continuous_cover.h"

#include <gtest/gtest.h>

#include "gis_core/geometry/wkb.h"

namespace gis::io {
namespace {

geom::Bytes square(double x, double y, double side) {
  const auto at = [](double a, double b) { return std::to_string(a) + " " + std::to_string(b); };
  return geom::fromWkt("POLYGON ((" + at(x, y) + "," + at(x + side, y) + "," + at(x + side, y + side) + "," +
                       at(x, y + side) + "," + at(x, y) + "))");
}

TEST(ContinuousCover, measuresLargeAreasAndManySmallOnesAlike) {
  ContinuousCover one(crs::Crs::fromEpsg(4549));
  one.add(square(440000, 3580000, 6000));
  EXPECT_NEAR(one.squareKilometres(), 36, 1.3);
  ContinuousCover many(crs::Crs::fromEpsg(4549));
  for (int x = 0; x < 100; ++x) {
    for (int y = 0; y < 100; ++y) many.add(square(440000 + 60 * x, 3580000 + 60 * y, 50));  // streets of 10 m
  }
  EXPECT_NEAR(many.squareKilometres(), 36, 1.3);
}

TEST(ContinuousCover, whatLiesApartIsNotAddedUp) {
  ContinuousCover cover(crs::Crs::fromEpsg(4549));
  for (int i = 0; i < 10; ++i) cover.add(square(440000 + 3000 * i, 3580000, 2000));
  EXPECT_LT(cover.squareKilometres(), 6);
  EXPECT_GT(cover.squareKilometres(), 3.9);
}

TEST(ContinuousCover, degreesHolesLinesAndNothing) {
  ContinuousCover degrees(crs::Crs::fromEpsg(4490));
  degrees.add(square(119.4, 32.39, 0.06));  // 5.64 km by 6.68 km
  EXPECT_NEAR(degrees.squareKilometres(), 37.7, 2);
  ContinuousCover ring(crs::Crs::fromEpsg(4549));
  ring.add(
      geom::fromWkt("POLYGON ((440000 3580000,450000 3580000,450000 3590000,440000 3590000,440000 3580000),"
                    "(441000 3581000,449000 3581000,449000 3589000,441000 3589000,441000 3581000))"));
  EXPECT_NEAR(ring.squareKilometres(), 36, 4);
  ContinuousCover line(crs::Crs::fromEpsg(4549));
  line.add(geom::fromWkt("LINESTRING (440050 3580050, 450050 3580050)"));
  EXPECT_NEAR(line.squareKilometres(), 1, 0.1);
  EXPECT_EQ(ContinuousCover(crs::Crs()).squareKilometres(), 0);
}

}  // namespace
}  // namespace gis::io
