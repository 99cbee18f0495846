#include <gtest/gtest.h>

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {
namespace {

TEST(Wkt, shortestDigitsReadBackEqual) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> any(-5e7, 5e7);
  for (int i = 0; i < 5000; ++i) {
    const Bytes wkb = pointWkb(any(random), any(random));
    EXPECT_EQ(fromWkt(toWkt(wkb)), wkb);
  }
  EXPECT_EQ(toWkt(pointWkb(444751.37, 3585617.25)), "POINT (444751.37 3585617.25)");
  EXPECT_EQ(toWkt(pointWkb(100000, 1e7)), "POINT (100000 10000000)");
  const Bytes tiny = pointWkb(4.9e-324, 1.7976931348623157e308);
  EXPECT_EQ(fromWkt(toWkt(tiny)), tiny);
}

TEST(Wkt, readsWhatOthersWrite) {
  EXPECT_EQ(toWkt(fromWkt(" point(1 2) ")), "POINT (1 2)");
  EXPECT_EQ(toWkt(fromWkt("MULTIPOINT(1 2, 3 4)")), "MULTIPOINT ((1 2),(3 4))");
  EXPECT_EQ(toWkt(fromWkt("POINT (1 2 3)")), "POINT Z (1 2 3)");
  EXPECT_EQ(toWkt(fromWkt("POINTZM(1 2 3 4)")), "POINT ZM (1 2 3 4)");
  EXPECT_EQ(toWkt(fromWkt("SRID=4490;POINT(119.4 32.4)")), "POINT (119.4 32.4)");
  EXPECT_EQ(toWkt(fromWkt("LINESTRING M (1 2 3, 4 5 6)")), "LINESTRING M (1 2 3,4 5 6)");
  EXPECT_EQ(toWkt(fromWkt("MULTIPOLYGON(EMPTY,((0 0,1 0,1 1,0 0)))")), "MULTIPOLYGON (EMPTY,((0 0,1 0,1 1,0 0)))");
  EXPECT_EQ(toWkt(fromWkt("GEOMETRYCOLLECTION Z (POINT Z (1 2 3), MULTIPOINT Z EMPTY)")),
            "GEOMETRYCOLLECTION Z (POINT Z (1 2 3), MULTIPOINT Z EMPTY)");
}

TEST(Wkt, refusesWithThePlace) {
  for (const char* bad : {"", "POINT", "POINT (1)", "POINT (1 2", "POINT (1 2))", "POINT (1 2) x", "CIRCLE (1 2)",
                          "POINT (a b)", "LINESTRING (1 2,)", "LINESTRING (1 2 3,4 5)", "POLYGON (1 2,3 4)"}) {
    EXPECT_THROW((void)fromWkt(bad), Error) << bad;
  }
  try {
    (void)fromWkt("POINT (1 x)");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(error.sentence().find("character 10"), std::string::npos) << error.sentence();
  }
}

TEST(GeoJson, followsRfc7946) {
  EXPECT_EQ(toGeoJson(fromWkt("POINT Z (1 2 3)")), R"({"type":"Point","coordinates":[1,2,3]})");
  EXPECT_EQ(toGeoJson(fromWkt("POINT M (1 2 3)")), R"({"type":"Point","coordinates":[1,2]})");
  // the shell turns counter-clockwise, the hole clockwise
  EXPECT_EQ(toGeoJson(fromWkt("POLYGON ((0 0,0 9,9 9,0 0),(1 2,2 3,1 3,1 2))")),
            R"({"type":"Polygon","coordinates":[[[0,0],[9,9],[0,9],[0,0]],[[1,2],[1,3],[2,3],[1,2]]]})");
  EXPECT_EQ(toGeoJson(fromWkt("MULTIPOINT ((1 2),(3 4))")), R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})");
  EXPECT_EQ(toGeoJson(fromWkt("GEOMETRYCOLLECTION (POINT (1 2), POINT EMPTY)")),
            R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},)"
            R"({"type":"Point","coordinates":[]}]})");
  EXPECT_EQ(toGeoJson(pointWkb(119.41280000000012, 32.5), 7), R"({"type":"Point","coordinates":[119.4128,32.5]})");
}

}  // namespace
}  // namespace gis::geom
