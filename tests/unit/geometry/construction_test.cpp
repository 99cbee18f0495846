#include "gis_core/geometry/construction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "gis_core/base/error.h"

namespace gis::geom {
namespace {

constexpr auto kEastFirst = CoordinateOrder::eastNorth;

void expectPlace(MapPoint is, double x, double y, double within = 1e-9) {
  EXPECT_NEAR(is.x, x, within);
  EXPECT_NEAR(is.y, y, within);
}

TEST(TypedPlace, ReadsCoordinatesInTheOrderChosen) {
  EXPECT_EQ(typedPlace("500120.5, 3580200", kEastFirst, {}), (MapPoint{500120.5, 3580200}));
  EXPECT_EQ(typedPlace("3580200,500120.5", CoordinateOrder::northEast, {}), (MapPoint{500120.5, 3580200}));
  EXPECT_EQ(typedPlace("１２，３４", kEastFirst, {}), (MapPoint{12, 34}));  // full width
}

TEST(TypedPlace, GoesOnFromThePlacesBefore) {
  const std::vector<MapPoint> before{{0, 0}, {10, 0}};
  EXPECT_EQ(typedPlace("@2,-3", kEastFirst, before), (MapPoint{12, -3}));
  EXPECT_EQ(typedPlace("@-3,2", CoordinateOrder::northEast, before), (MapPoint{12, -3}));
  EXPECT_EQ(typedPlace("5<0", kEastFirst, before), (MapPoint{10, 5}));
  EXPECT_EQ(typedPlace("5<90", kEastFirst, before), (MapPoint{15, 0}));
  // 3-4-5 by its angle: atan2(3, 4) = 36.8698976°
  expectPlace(typedPlace("5<36.86989764584402", kEastFirst, before), 13, 4);
  expectPlace(typedPlace("2<30°0'0\"", kEastFirst, before), 11, std::sqrt(3.0));
  expectPlace(typedPlace("2<30d", kEastFirst, before), 11, std::sqrt(3.0));
}

TEST(TypedPlace, TurnsAtRightAngles) {
  const std::vector<MapPoint> before{{0, 0}, {10, 0}};
  EXPECT_EQ(typedPlace("4<r", kEastFirst, before), (MapPoint{10, -4}));
  EXPECT_EQ(typedPlace("4<L", kEastFirst, before), (MapPoint{10, 4}));
  EXPECT_EQ(typedPlace("4<s", kEastFirst, before), (MapPoint{14, 0}));
  // a slanting edge: 3-4-5
  const std::vector<MapPoint> slanting{{0, 0}, {3, 4}};
  expectPlace(typedPlace("5<r", kEastFirst, slanting), 7, 1);
}

TEST(TypedPlace, SaysWhatIsWrong) {
  for (const char* text : {"", "12", "1,2,3", "a,b", "1,nan", "@1,2", "5<10", "1;2"}) {
    EXPECT_THROW((void)typedPlace(text, kEastFirst, {}), Error) << text;
  }
  const std::vector<MapPoint> one{{0, 0}};
  for (const char* text : {"5<r", "5<", "<5", "5<10d70m", "5<10d5x"}) {
    EXPECT_THROW((void)typedPlace(text, kEastFirst, one), Error) << text;
  }
}

TEST(TypedPlaces, MakesAWholeTraverse) {
  const auto places = typedPlaces("0,0 10<90; 10<l 10<l", kEastFirst);
  ASSERT_EQ(places.size(), 4U);
  EXPECT_EQ(places[1], (MapPoint{10, 0}));
  EXPECT_EQ(places[2], (MapPoint{10, 10}));
  EXPECT_EQ(places[3], (MapPoint{0, 10}));
  EXPECT_EQ(typedPlaces("1, 2  3,4", kEastFirst).size(), 2U);
  EXPECT_TRUE(typedPlaces("  ", kEastFirst).empty());
}

TEST(Course, ThereAndBack) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-1e6, 1e6);
  for (int i = 0; i < 2000; ++i) {
    const MapPoint a{any(random), any(random)}, b{any(random), any(random)};
    const Course course = courseOf(a, b);
    EXPECT_GE(course.bearing, 0);
    EXPECT_LT(course.bearing, 360);
    expectPlace(placeAt(a, course), b.x, b.y, 1e-6);
  }
  EXPECT_DOUBLE_EQ(courseOf({0, 0}, {-1, 0}).bearing, 270);
}

TEST(Directions, ParallelAndRightAngle) {
  // through (0, 5) along y = 0: the pointer's height does not count
  EXPECT_EQ(alongDirection({0, 5}, {0, 0}, {10, 0}, {7, 99}), (MapPoint{7, 5}));
  EXPECT_EQ(atRightAngle({10, 0}, {0, 0}, {10, 0}, {99, 7}), (MapPoint{10, 7}));
  EXPECT_EQ(alongDirection({1, 1}, {2, 2}, {2, 2}, {7, 8}), (MapPoint{7, 8}));
}

TEST(Arc, StaysWithinItsTolerance) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> any(-500, 500);
  for (int i = 0; i < 500; ++i) {
    const MapPoint a{any(random), any(random)}, m{any(random), any(random)}, b{any(random), any(random)};
    const double tolerance = 0.05;
    const auto arc = arcThrough(a, m, b, tolerance);
    EXPECT_EQ(arc.front(), a);
    EXPECT_EQ(arc.back(), b);
    EXPECT_NE(std::find(arc.begin(), arc.end(), m), arc.end());
    if (arc.size() <= 3 || arc.size() >= 1000) continue;  // straight, or as many places as there may be
    // the circle by the perpendicular bisectors of a–m and m–b, found another way: least squares of equal distances
    const double a11 = 2 * (m.x - a.x), a12 = 2 * (m.y - a.y), a21 = 2 * (b.x - a.x), a22 = 2 * (b.y - a.y);
    const double r1 = m.x * m.x - a.x * a.x + m.y * m.y - a.y * a.y;
    const double r2 = b.x * b.x - a.x * a.x + b.y * b.y - a.y * a.y;
    const double det = a11 * a22 - a12 * a21;
    const MapPoint c{(r1 * a22 - a12 * r2) / det, (a11 * r2 - r1 * a21) / det};
    const double radius = std::hypot(a.x - c.x, a.y - c.y);
    double turned = 0;
    for (std::size_t k = 1; k < arc.size(); ++k) {
      const MapPoint p = arc[k - 1], q = arc[k];
      EXPECT_NEAR(std::hypot(q.x - c.x, q.y - c.y), radius, 1e-6 * std::max(1.0, radius));
      const MapPoint middle{(p.x + q.x) / 2, (p.y + q.y) / 2};
      EXPECT_LE(radius - std::hypot(middle.x - c.x, middle.y - c.y), tolerance * 1.001 + 1e-9 * radius);
      const double angle =
          std::remainder(std::atan2(q.y - c.y, q.x - c.x) - std::atan2(p.y - c.y, p.x - c.x), 6.283185307179586);
      if (k > 1) {
        EXPECT_EQ(angle > 0, turned > 0) << "the arc turns one way only";
      }
      turned += angle;
    }
    EXPECT_LT(std::fabs(turned), 6.2832);
  }
}

TEST(Arc, OfAHalfCircle) {
  // radius 1, tolerance 1 − cos(45°/2) = 0.0761: quarters of two chords each
  const auto arc = arcThrough({1, 0}, {0, 1}, {-1, 0}, 0.0762);
  ASSERT_EQ(arc.size(), 5U);
  expectPlace(arc[1], std::sqrt(0.5), std::sqrt(0.5));
  expectPlace(arc[3], -std::sqrt(0.5), std::sqrt(0.5));
  EXPECT_EQ(arcThrough({0, 0}, {1, 0}, {2, 0}, 0.1).size(), 3U);
}

}  // namespace
}  // namespace gis::geom
