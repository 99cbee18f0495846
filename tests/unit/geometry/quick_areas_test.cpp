// What is found without GEOS for areas: what two have in common, and a point inside.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "gis_core/geometry/common_area.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom {
namespace {

constexpr double kEast = 440000;
constexpr double kNorth = 3585000;

/// A star around a place: valid whatever the radii, concave as a rule; sometimes with a hole, in either direction.
Bytes star(std::mt19937& random, double x, double y, bool hole) {
  std::uniform_real_distribution<double> radius(4, 30);
  std::uniform_int_distribution<int> corners(3, 14);
  const int n = corners(random);
  std::string wkt;
  const auto ring = [&](double scale, bool backwards) {
    std::vector<MapPoint> points;
    for (int i = 0; i < n; ++i) {
      const double angle = 2 * std::numbers::pi * i / n;
      const double r = scale > 0 ? radius(random) : 2;
      points.push_back({kEast + x + r * std::cos(angle), kNorth + y + r * std::sin(angle)});
    }
    if (backwards) std::reverse(points.begin(), points.end());
    points.push_back(points.front());
    std::string text = "(";
    for (const MapPoint p : points)
      text += (text.size() > 1 ? "," : "") + std::to_string(p.x) + " " + std::to_string(p.y);
    return text + ")";
  };
  wkt = "POLYGON (" + ring(1, random() % 2 == 0);
  if (hole) wkt += "," + ring(0, random() % 2 == 0);
  return fromWkt(wkt + ")");
}

TEST(QuickAreas, CommonAreaIsThatOfGeos) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> shift(-45, 45);
  int overlapping = 0;
  for (int round = 0; round < 3000; ++round) {
    const Bytes a = star(random, 0, 0, round % 3 == 0);
    const Bytes b = star(random, shift(random), shift(random), round % 4 == 0);
    if (invalidity(a) || invalidity(b)) continue;  // a hole that touches a deep corner
    const double expected = area(intersection(a, b));
    const auto found = commonArea(a, b);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, expected, 1e-7) << toWkt(a) << "\n" << toWkt(b);
    EXPECT_NEAR(*commonArea(a, a), area(a), 1e-8);
    EXPECT_NEAR(*commonArea(b, a), *found, 1e-8);
    overlapping += expected > 1 ? 1 : 0;
  }
  EXPECT_GT(overlapping, 1000);
}

TEST(QuickAreas, AreaInARectangleIsThatOfGeos) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> shift(-40, 40), side(0.5, 60);
  int parts = 0;
  for (int round = 0; round < 3000; ++round) {
    const Bytes a = star(random, 0, 0, round % 3 == 0);
    if (invalidity(a)) continue;
    Envelope box;
    box.include(kEast + shift(random), kNorth + shift(random));
    box.include(box.minX + side(random), box.minY + side(random));
    const Bytes rectangle = boxWkb(box);
    ASSERT_TRUE(isRectangle(rectangle, box));
    const double expected = area(intersection(a, rectangle));
    const auto found = areaInRectangle(a, box);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, expected, 1e-7) << toWkt(a) << "\n" << toWkt(rectangle);
    EXPECT_NEAR(*found, *commonArea(a, rectangle), 1e-7);
    EXPECT_NEAR(*areaInRectangle(rectangle, box), area(rectangle), 1e-8);
    parts += expected > 1 && expected < area(a) - 1 ? 1 : 0;
    for (const Bytes& shape : {a, rectangle}) {
      const PerimeterBounds bounds = perimeterBounds(shape, envelopeOf(shape));
      EXPECT_LE(bounds.least, length(shape) + 1e-9);
      EXPECT_GE(bounds.most, length(shape) - 1e-9);
      EXPECT_GT(bounds.least, 0);
    }
  }
  EXPECT_GT(parts, 500);
}

TEST(QuickAreas, RectanglesByHand) {
  const auto is = [](const char* wkt) {
    const Bytes wkb = fromWkt(wkt);
    return isRectangle(wkb, envelopeOf(wkb));
  };
  EXPECT_TRUE(is("POLYGON ((0 0,10 0,10 5,0 5,0 0))"));
  EXPECT_TRUE(is("POLYGON ((10 5,10 0,0 0,0 5,10 5))"));
  EXPECT_TRUE(is("MULTIPOLYGON (((0 0,0 5,10 5,10 0,0 0)))"));
  EXPECT_FALSE(is("POLYGON ((0 0,10 0,10 5,0 6,0 0))"));
  EXPECT_FALSE(is("POLYGON ((5 0,10 5,5 10,0 5,5 0))"));
  EXPECT_FALSE(is("POLYGON ((0 0,10 0,10 5,0 0))"));
  EXPECT_FALSE(is("POLYGON ((0 0,10 0,10 5,5 5,0 5,0 0))"));  // a vertex on a side: the general way
  EXPECT_FALSE(is("POLYGON Z ((0 0 1,10 0 1,10 5 1,0 5 1,0 0 1))"));
  EXPECT_FALSE(is("POLYGON ((0 0,10 0,0 0,0 5,0 0))"));
  EXPECT_FALSE(is("POLYGON ((0 0,10 0,10 0,0 0,0 0))"));
  EXPECT_FALSE(is("LINESTRING (0 0,10 0,10 5,0 5,0 0)"));
  EXPECT_FALSE(is("POLYGON EMPTY"));
  const Envelope box{0, 0, 10, 10};
  const auto in = [&](const char* wkt) { return areaInRectangle(fromWkt(wkt), box).value_or(-1); };
  EXPECT_DOUBLE_EQ(in("POLYGON ((5 5,15 5,15 15,5 15,5 5))"), 25);
  EXPECT_DOUBLE_EQ(in("POLYGON ((-5 -5,20 -5,20 20,-5 20,-5 -5),(1 1,9 1,9 9,1 9,1 1))"), 36);
  EXPECT_DOUBLE_EQ(in("MULTIPOLYGON (((-1 -1,1 -1,1 1,-1 1,-1 -1)),((9 9,20 9,20 20,9 20,9 9)))"), 2);
  EXPECT_DOUBLE_EQ(in("POLYGON ((10 0,20 0,20 10,10 10,10 0))"), 0);
  EXPECT_DOUBLE_EQ(in("POLYGON ((0 -10,20 10,0 30,0 -10))"), 100);
  EXPECT_DOUBLE_EQ(in("POLYGON ((-10 0,10 20,30 0,10 -20,-10 0))"), 100);
  EXPECT_DOUBLE_EQ(in("POLYGON ((-5 5,5 15,15 5,5 -5,-5 5))"), 100);
  EXPECT_DOUBLE_EQ(in("POLYGON Z ((0 0 1,20 0 2,0 20 3,0 0 1))"), 100);
  EXPECT_EQ(in("LINESTRING (0 0,5 5)"), -1);
  EXPECT_EQ(in("POLYGON EMPTY"), 0);
  // far parts make a wide box with a short border
  const Bytes far = fromWkt("MULTIPOLYGON (((0 0,1 0,0 1,0 0)),((900 900,901 900,900 901,900 900)))");
  EXPECT_EQ(perimeterBounds(far, envelopeOf(far)).least, 0);
  EXPECT_GE(perimeterBounds(far, envelopeOf(far)).most, length(far));
}

TEST(QuickAreas, CommonAreaOfSquaresByHand) {
  const Bytes square = fromWkt("POLYGON ((0 0,10 0,10 10,0 10,0 0))");
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((5 5,15 5,15 15,5 15,5 5))")), 25);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((2 2,2 4,4 4,4 2,2 2))")), 4);
  EXPECT_DOUBLE_EQ(
      *commonArea(square, fromWkt("MULTIPOLYGON (((-1 -1,1 -1,1 1,-1 1,-1 -1)),((9 9,20 9,20 20,9 20,9 9)))")), 2);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((-5 -5,20 -5,20 20,-5 20,-5 -5),(1 1,9 1,9 9,1 9,1 1))")), 36);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((10 0,20 0,20 10,10 10,10 0))")), 0);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((30 0,40 0,40 10,30 10,30 0))")), 0);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON ((0 0,10 10,0 10,0 0))")), 50);
  EXPECT_DOUBLE_EQ(*commonArea(square, fromWkt("POLYGON Z ((0 0 1,20 0 2,0 20 3,0 0 1))")), 100);
  EXPECT_FALSE(commonArea(square, fromWkt("LINESTRING (0 0,5 5)")));
  EXPECT_FALSE(commonArea(fromWkt("GEOMETRYCOLLECTION (POLYGON ((0 0,1 0,1 1,0 0)))"), square));
  EXPECT_EQ(commonArea(square, fromWkt("POLYGON EMPTY")).value_or(0), 0);
  const MapPoint ring[] = {{0, 0}, {std::numeric_limits<double>::infinity(), 0}, {5, 5}, {0, 0}};
  EXPECT_FALSE(commonArea(square, polygonWkb(ring)));
}

TEST(QuickAreas, InteriorPointsAreThoseOfGeos) {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> shift(-200, 200);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Bytes> parts;
    std::vector<MapPoint> points;
    for (int k = 0; k <= round % 3; ++k) {
      parts.push_back(star(random, shift(random), shift(random), round % 2 == 0));
      points.push_back(interiorPoint(fromWkt("GEOMETRYCOLLECTION (" + toWkt(parts.back()) + ")")));  // asks GEOS
      EXPECT_EQ(interiorPoint(parts.back()), points.back()) << toWkt(parts.back());
    }
    // of several: that of one of them
    EXPECT_EQ(std::count(points.begin(), points.end(), interiorPoint(assembled(parts))), 1);
  }
  // the widest piece wins, wherever it stands; this point is SpatiaLite's ST_PointOnSurface of both orders
  const std::string small = "((0 0,4 0,4 2,0 2,0 0))";
  const std::string wide = "((10 0,19 0,19 4,10 4,10 0),(12 1,12 3,13 3,13 1,12 1))";
  EXPECT_EQ(interiorPoint(fromWkt("MULTIPOLYGON (" + small + "," + wide + ")")), (MapPoint{16, 2}));
  EXPECT_EQ(interiorPoint(fromWkt("MULTIPOLYGON (" + wide + "," + small + ")")), (MapPoint{16, 2}));
  const MapPoint inRing = interiorPoint(fromWkt("POLYGON ((0 0,10 0,10 10,0 10,0 0),(1 1,1 9,8 9,8 1,1 1))"));
  EXPECT_EQ(inRing, (MapPoint{9, 5}));
  const MapPoint inZ = interiorPoint(fromWkt("POLYGON ZM ((0 0 1 1,4 0 1 1,4 2 1 1,0 2 1 1,0 0 1 1))"));
  EXPECT_EQ(inZ, (MapPoint{2, 1}));
}

}  // namespace
}  // namespace gis::geom
