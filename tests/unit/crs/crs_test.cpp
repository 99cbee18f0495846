#include "gis_core/crs/crs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "gis_core/base/error.h"

namespace gis::crs {
namespace {

using geom::MapPoint;

ErrorCode codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

TEST(Crs, readsManyForms) {
  for (const char* text : {"EPSG:4549", "4549", "epsg:4549", " EPSG:4549 ", "urn:ogc:def:crs:EPSG::4549",
                           "http://www.opengis.net/def/crs/EPSG/0/4549", "+init=epsg:4549"}) {
    EXPECT_EQ(Crs::parse(text).epsg(), 4549) << text;
  }
  EXPECT_EQ(Crs::parse("CRS84").epsg(), 4326);
  EXPECT_EQ(Crs::parse(Crs::fromEpsg(4528).wkt()).epsg(), 4528);
  EXPECT_FALSE(Crs::parse("").isKnown());
  for (const char* bad : {"EPSG:999999", "hello world", "PROJCS[", "EPSG:", "EPSG:5737"}) {
    EXPECT_EQ(codeOf([&] { (void)Crs::parse(bad); }), ErrorCode::unknownCrs) << bad;
  }
}

// .prj texts as ArcGIS and QGIS write them
TEST(Crs, identifiesShapefilesOfTheCity) {
  for (const int code :
       {4490, 4549, 4528, 4548, 4527, 4509, 4498, 2364, 2385, 2437, 2416, 4610, 4214, 4797, 4776, 4326, 3857, 32650}) {
    const Crs crs = Crs::fromEpsg(code);
    EXPECT_EQ(Crs::identify(crs.esriWkt()).epsg(), code) << crs.esriWkt();
    EXPECT_EQ(Crs::identify(crs.wkt()).epsg(), code);
  }
  const char* arcgis =
      "PROJCS[\"CGCS2000_3_Degree_GK_CM_120E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
      "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
      "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],"
      "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",120.0],PARAMETER[\"Scale_Factor\",1.0],"
      "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
  EXPECT_EQ(Crs::identify(arcgis).epsg(), 4549);
}

TEST(Crs, keepsACityGridAsItsOwn) {
  const Crs local = Crs::parse("+proj=tmerc +lon_0=119.4 +k=1 +x_0=50000 +y_0=-3000000 +ellps=GRS80 +units=m");
  EXPECT_TRUE(local.isKnown());
  EXPECT_FALSE(local.epsg().has_value());
  EXPECT_EQ(Crs::parse(local.wkt()).wkt(), local.wkt());
  EXPECT_EQ(local.identifier(), local.wkt());
  EXPECT_FALSE(Crs::identify("LOCAL_CS[\"drawing\",UNIT[\"metre\",1]]").isKnown());
}

TEST(Crs, tellsItsProperties) {
  const Crs city = Crs::fromEpsg(4549);
  EXPECT_EQ(city.name(), "CGCS2000 / 3-degree Gauss-Kruger CM 120E");
  EXPECT_FALSE(city.isGeographic());
  EXPECT_EQ(city.metresPerUnit(), 1);
  EXPECT_EQ(city.datumName(), "China 2000");
  EXPECT_NEAR(city.areaOfUse().minX, 118.5, 0.01);
  EXPECT_TRUE(Crs::fromEpsg(4490).isGeographic());
  EXPECT_EQ(Crs::fromEpsg(4490).metresPerUnit(), 0);
  EXPECT_NEAR(Crs::fromEpsg(2263).metresPerUnit(), 0.3048006, 1e-6);
  EXPECT_TRUE(city.equivalentTo(Crs::parse(city.esriWkt())));
  EXPECT_FALSE(city.equivalentTo(Crs::fromEpsg(4528)));
  EXPECT_FALSE(Crs().equivalentTo(Crs()));
}

// domain.md 3.1: E 444 751.370, N 3 585 617.246 (EPSG data set v10.076)
TEST(Transformer, controlPoints) {
  const MapPoint degrees{119.4128, 32.3933};
  const MapPoint plane = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549)).apply(degrees);
  EXPECT_NEAR(plane.x, 444751.370, 0.001);
  EXPECT_NEAR(plane.y, 3585617.246, 0.001);
  const MapPoint prefixed = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4528)).apply(degrees);
  EXPECT_NEAR(prefixed.x, 40444751.370, 0.001);
  const MapPoint neighbour = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4548)).apply(degrees);
  EXPECT_NEAR(neighbour.x, 727043.27, 0.01);
  EXPECT_NEAR(neighbour.y, 3588027.57, 0.01);
  const MapPoint back = Transformer(Crs::fromEpsg(4549), Crs::fromEpsg(4490)).apply(plane);
  EXPECT_NEAR(back.x, degrees.x, 1e-10);
  EXPECT_NEAR(back.y, degrees.y, 1e-10);
}

TEST(Transformer, refusesTheSilentBallpark) {
  for (const auto& pair : {std::pair{4610, 4490}, {2385, 4549}, {4214, 4490}, {4555, 4490}, {4549, 2385}}) {
    const int from = pair.first;
    const int to = pair.second;
    EXPECT_EQ(codeOf([&] { Transformer(Crs::fromEpsg(from), Crs::fromEpsg(to)); }), ErrorCode::ballparkCrs)
        << from << " to " << to;
    EXPECT_TRUE(isForbiddenBallpark(Crs::fromEpsg(from), Crs::fromEpsg(to)));
    EXPECT_NO_THROW(Transformer(Crs::fromEpsg(from), Crs::fromEpsg(to), true));
  }
  for (const auto& [from, to] : {std::pair{4490, 4326}, {4326, 4549}, {3857, 4549}, {4549, 4258}, {2385, 2364}}) {
    EXPECT_FALSE(isForbiddenBallpark(Crs::fromEpsg(from), Crs::fromEpsg(to))) << from << " to " << to;
  }
  EXPECT_NE(Transformer(Crs::fromEpsg(4326), Crs::fromEpsg(4549)).description().find("about 1 m"), std::string::npos);
  EXPECT_EQ(codeOf([] { Transformer(Crs(), Crs::fromEpsg(4549)); }), ErrorCode::unknownCrs);
}

TEST(Transformer, worksOnStridesAndCountsFailures) {
  const Transformer transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549));
  double xyz[] = {119.4128, 32.3933, 7, std::nan(""), 32, 8, 120, 32, 9};
  EXPECT_EQ(transformer.apply(xyz, 3, 3), 1U);
  EXPECT_NEAR(xyz[0], 444751.370, 0.001);
  EXPECT_EQ(xyz[2], 7);
  EXPECT_TRUE(std::isnan(xyz[3]));
  EXPECT_NEAR(xyz[6], 500000, 1e-6);
  EXPECT_TRUE(Transformer(Crs::fromEpsg(4549), Crs::fromEpsg(4549)).isIdentity());
  EXPECT_THROW((void)transformer.apply(MapPoint{std::nan(""), 0}), Error);
}

TEST(Transformer, boxesGrowWithTheirBentSides) {
  const geom::Envelope box{118, 32, 121, 33};
  const geom::Envelope plane = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549)).apply(box);
  const MapPoint middle = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549)).apply(MapPoint{120, 32});
  EXPECT_LE(plane.minY, middle.y);
  EXPECT_GT(plane.width(), 280000);
}

TEST(Transformer, everyThreadHasItsOwn) {
  std::vector<std::jthread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const MapPoint p = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549)).apply(MapPoint{119.4128, 32.3933});
        if (std::abs(p.x - 444751.370) < 0.001) ++right;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(right, 200);
}

}  // namespace
}  // namespace gis::crs
