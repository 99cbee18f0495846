#include "gis_core/geometry/point_tests.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "gis_core/base/error.h"

namespace gis::geom {
namespace {

const char* const kPointShapes[] = {
    "POLYGON ((0 0,6 0,6 6,0 6,0 0),(2 2,2 4,4 4,4 2,2 2))",
    "MULTIPOLYGON (((0 0,3 0,3 3,0 3,0 0)),((3 3,6 3,6 6,3 6,3 3)))",
    "POLYGON ((0 0,6 1,5 6,3 2,1 5,0 0))",
    "POLYGON Z ((0 0 1,6 0 2,6 5 3,0 0 1))",
    "MULTIPOLYGON (((1 1,5 1,5 5,1 5,1 1),(1 1,2 3,3 2,1 1)))",
};

TEST(PointTests, RelationsAreThoseOfGeosEverywhereOnAndOffTheBorder) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> anywhere(-1, 7);
  std::vector<MapPoint> points;
  for (int x = -1; x <= 7; ++x) {
    for (int y = -1; y <= 7; ++y) points.push_back({double(x), double(y)});
  }
  for (int i = 0; i < 200; ++i) points.push_back({anywhere(random), anywhere(random)});
  std::vector<Relation> relations;
  for (const Predicate p :
       {Predicate::intersects, Predicate::contains, Predicate::within, Predicate::covers, Predicate::coveredBy,
        Predicate::touches, Predicate::crosses, Predicate::overlaps, Predicate::equals, Predicate::disjoint})
    relations.push_back({p, {}});
  relations.push_back({Predicate::intersects, "T*****FF*"});
  for (const char* wkt : kPointShapes) {
    const Bytes area = fromWkt(wkt);
    for (const Relation& relation : relations) {
      const PointRelation areaFirst(relation, PointRelation::Order::areaFirst);
      const PointRelation pointFirst(relation, PointRelation::Order::pointFirst);
      for (const MapPoint p : points) {
        const Bytes point = pointWkb(p.x, p.y);
        const auto one = areaFirst.holds(area, p);
        const auto other = pointFirst.holds(area, p);
        ASSERT_TRUE(one && other);
        EXPECT_EQ(*one, relate(area, point, relation)) << wkt << " " << p.x << " " << p.y;
        EXPECT_EQ(*other, relate(point, area, relation)) << wkt << " " << p.x << " " << p.y;
      }
    }
  }
}

TEST(PointTests, DistancesAreThoseOfGeosToTheLastDigit) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> anywhere(-9, 15);
  std::vector<Bytes> shapes{fromWkt("LINESTRING (0 0,6 1,5 6)"), fromWkt("MULTILINESTRING ((0 0,1 1),(4 4,4 4.5))")};
  for (const char* wkt : kPointShapes) shapes.push_back(fromWkt(wkt));
  for (const Bytes& shape : shapes) {
    for (int i = 0; i < 300; ++i) {
      const MapPoint p{anywhere(random), anywhere(random)};
      const auto found = distanceToPoint(shape, p);
      ASSERT_TRUE(found);
      EXPECT_EQ(*found, distance(shape, pointWkb(p.x, p.y)));
    }
  }
}

TEST(PointTests, WhatIsNotForThemIsLeftToOthers) {
  const PointRelation within({Predicate::within, {}}, PointRelation::Order::pointFirst);
  EXPECT_FALSE(within.holds(fromWkt("LINESTRING (0 0,1 1)"), {0, 0}));
  EXPECT_FALSE(within.holds(fromWkt("POLYGON EMPTY"), {0, 0}).value_or(false));
  std::vector<MapPoint> ring;
  for (int i = 0; i <= 100; ++i) ring.push_back({std::cos(i % 100 * 0.0628), std::sin(i % 100 * 0.0628)});
  EXPECT_FALSE(within.holds(polygonWkb(ring), {0, 0}));
  EXPECT_FALSE(distanceToPoint(polygonWkb(ring), {0, 0}));
  ring.resize(4);
  ring.back() = ring.front();
  ring[1].x = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(within.holds(polygonWkb(ring), {0, 0}));
  EXPECT_FALSE(distanceToPoint(polygonWkb(ring), {9, 9}));
  EXPECT_FALSE(distanceToPoint(pointWkb(0, 0), {1, 1}));
  EXPECT_FALSE(singlePoint(fromWkt("POINT EMPTY")));
  EXPECT_FALSE(singlePoint(fromWkt("MULTIPOINT (1 1)")));
  EXPECT_EQ(singlePoint(fromWkt("POINT Z (1 2 3)")), (MapPoint{1, 2}));
  Bytes cut = fromWkt(kPointShapes[0]);
  cut.resize(cut.size() - 4);
  EXPECT_THROW((void)within.holds(cut, {1, 1}), Error);
}

}  // namespace
}  // namespace gis::geom
