#include "gis_core/geometry/survey_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom {
namespace {

std::string ordered(const char* wkt) {
  return toWkt(inSurveyOrder(fromWkt(wkt)));
}

TEST(SurveyOrder, BeginsInTheNorthWestAndGoesClockwise) {
  const std::string wanted = toWkt(fromWkt("POLYGON ((0 2, 4 2, 4 0, 0 0, 0 2))"));
  EXPECT_EQ(ordered("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))"), wanted);
  EXPECT_EQ(ordered("POLYGON ((4 2, 4 0, 0 0, 0 2, 4 2))"), wanted);
  EXPECT_EQ(ordered("POLYGON ((0 2, 4 2, 4 0, 0 0, 0 2))"), wanted);
}

TEST(SurveyOrder, OfTwoPointsEquallyFarTheNorthernOneIsFirst) {
  EXPECT_EQ(ordered("POLYGON ((0 0, 2 2, 3 0, 0 0))"), toWkt(fromWkt("POLYGON ((2 2, 3 0, 0 0, 2 2))")));
}

TEST(SurveyOrder, HolesGoTheOtherWayAndHeightsGoAlong) {
  EXPECT_EQ(ordered("POLYGON Z ((0 0 1, 9 0 2, 9 9 3, 0 9 4, 0 0 1), (2 2 5, 3 2 6, 3 3 7, 2 3 8, 2 2 5))"),
            toWkt(fromWkt("POLYGON Z ((0 9 4, 9 9 3, 9 0 2, 0 0 1, 0 9 4), (2 3 8, 2 2 5, 3 2 6, 3 3 7, 2 3 8))")));
}

TEST(SurveyOrder, WhatIsNoAreaStaysAsItIs) {
  for (const char* wkt : {"POINT (1 2)", "LINESTRING (0 0, 1 1, 2 0, 0 0)", "POLYGON EMPTY",
                          "MULTIPOINT ((1 1), (0 0))", "GEOMETRYCOLLECTION (LINESTRING (4 0, 4 2, 0 2, 4 0))"}) {
    EXPECT_EQ(inSurveyOrder(fromWkt(wkt)), fromWkt(wkt)) << wkt;
  }
  Bytes broken = fromWkt("POLYGON ((0 0, 4 0, 4 2, 0 2, 0 0))");
  broken.resize(broken.size() - 3);
  EXPECT_THROW((void)inSurveyOrder(broken), Error);
}

/// Whatever ring one begins with: the same order comes out, of the same bits, and once ordered nothing moves.
TEST(SurveyOrder, IsOneForAllWaysToKeepARing) {
  std::mt19937 random(20261127);
  std::uniform_real_distribution<double> radius(5, 60);
  for (int round = 0; round < 500; ++round) {
    const int count = 3 + int(random() % 40);
    std::vector<MapPoint> ring;
    for (int i = 0; i < count; ++i) {
      const double angle = 2 * M_PI * i / count, r = radius(random);
      ring.push_back({443600 + r * std::cos(angle), 3584600 + r * std::sin(angle)});
    }
    const auto text = [](const std::vector<MapPoint>& open) {
      std::string out = "MULTIPOLYGON (((";
      for (std::size_t i = 0; i <= open.size(); ++i) {
        const MapPoint p = open[i % open.size()];
        char pair[80];
        std::snprintf(pair, sizeof pair, "%s%.17g %.17g", i == 0 ? "" : ", ", p.x, p.y);
        out += pair;
      }
      return out + ")))";
    };
    const Bytes once = inSurveyOrder(fromWkt(text(ring)));
    std::rotate(ring.begin(), ring.begin() + std::ptrdiff_t(random() % ring.size()), ring.end());
    if (round % 2 == 0) std::reverse(ring.begin(), ring.end());
    ASSERT_EQ(inSurveyOrder(fromWkt(text(ring))), once) << text(ring);
    ASSERT_EQ(inSurveyOrder(once), once);
    ASSERT_NEAR(area(once), area(fromWkt(text(ring))), 1e-6);
  }
}

}  // namespace
}  // namespace gis::geom
