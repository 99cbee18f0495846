#include "gis_core/crs/given_transform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "gis_core/base/error.h"

namespace gis::crs {
namespace {

/// EPSG Guidance Note 7-2, example of method 9621: ED50 / UTM zone 31N to ETRS89 / UTM zone 31N.
TEST(GivenTransform, FourParametersAsInTheGuidanceNote) {
  const GivenTransform given = parseGivenTransform("east=-129.549, north=-208.185, rotation=1.56504, scale=1.00000155");
  const GivenTransformer step(given, {}, {});
  double xy[] = {300000, 4500000};
  EXPECT_EQ(step.apply(xy, 1, 2), 0U);
  EXPECT_NEAR(xy[0], 299905.060, 0.001);
  EXPECT_NEAR(xy[1], 4499796.515, 0.002);  // the angle is told to five digits
}

/// EPSG Guidance Note 7-2, examples of methods 9606 and 9607: WGS 72 55°00'00.000"N 4°00'00.000"E, height 0, to
/// WGS 84 55°00'00.090"N 4°00'00.554"E. The same with the other sign of rz where the frame is turned.
TEST(GivenTransform, SevenParametersAsInTheGuidanceNote) {
  const Crs wgs72 = Crs::fromEpsg(4322), wgs84 = Crs::fromEpsg(4326);
  const char* const same[] = {"x=0,y=0,z=4.5,rx=0,ry=0,rz=0.554,ppm=0.219,convention=vector",
                              "x=0,y=0,z=4.5,rx=0,ry=0,rz=-0.554,ppm=0.219,convention=frame"};
  for (const char* text : same) {
    const GivenTransformer step(parseGivenTransform(text), wgs72, wgs84);
    double place[] = {4, 55, 7};
    EXPECT_EQ(step.apply(place, 1, 3), 0U);
    EXPECT_NEAR(place[0], 4 + 0.554 / 3600, 0.0006 / 3600);
    EXPECT_NEAR(place[1], 55 + 0.090 / 3600, 0.0006 / 3600);
    EXPECT_EQ(place[2], 7) << "heights keep their datum";
  }
}

TEST(GivenTransform, SevenZerosBetweenSystemsOfOneDatumAreThePlainProjection) {
  const Crs degrees = Crs::fromEpsg(4490), plane = Crs::fromEpsg(4549);
  const GivenTransform nothing = parseGivenTransform("x=0,y=0,z=0,rx=0,ry=0,rz=0,ppm=0,convention=vector");
  double place[] = {119.4128, 32.3933};
  EXPECT_EQ(GivenTransformer(nothing, degrees, plane).apply(place, 1, 2), 0U);
  EXPECT_NEAR(place[0], 444751.370, 0.001);  // crs.csv
  EXPECT_NEAR(place[1], 3585617.246, 0.001);
  EXPECT_EQ(GivenTransformer(nothing, plane, degrees).apply(place, 1, 2), 0U);
  EXPECT_NEAR(place[0], 119.4128, 1e-9);
  EXPECT_NEAR(place[1], 32.3933, 1e-9);
}

TEST(GivenTransform, ControlPointsGiveBackTheTransformationThatMadeThem) {
  std::mt19937 random(20261126);
  std::uniform_real_distribution<double> unit(-1, 1);
  for (int run = 0; run < 200; ++run) {
    PlaneTransform truth;
    const double angle = unit(random) * 0.2, scale = 1 + unit(random) * 1e-4;
    truth.a = scale * std::cos(angle);
    truth.b = scale * std::sin(angle);
    truth.east = unit(random) * 1e5;
    truth.north = unit(random) * 4e6;
    std::vector<ControlPoint> points;
    for (int i = 0; i < 2 + run % 6; ++i) {
      const geom::MapPoint from{444751 + unit(random) * 2e4, 3585617 + unit(random) * 2e4};
      points.push_back({std::to_string(i), from, truth.apply(from)});
    }
    const PlaneFit fit = fitPlane(points);
    EXPECT_LT(fit.rms, 1e-6);
    const geom::MapPoint elsewhere{450000, 3590000};
    EXPECT_NEAR(fit.transform.apply(elsewhere).x, truth.apply(elsewhere).x, 1e-4);
    EXPECT_NEAR(fit.transform.apply(elsewhere).y, truth.apply(elsewhere).y, 1e-4);
  }
}

TEST(GivenTransform, ResidualsShowWhatDoesNotFit) {
  // A square of 1000 m moved by (100, 200), corner c 4 cm off to the east. By hand, about the centres: a and b grow by
  // 20 / 2,000,000 each, so c keeps 2 cm, its neighbours are left with (1 cm, 1 cm), the corner across with nothing.
  std::vector<ControlPoint> points{{"a", {0, 0}, {100, 200}},
                                   {"b", {1000, 0}, {1100, 200}},
                                   {"c", {1000, 1000}, {1100.04, 1200}},
                                   {"d", {0, 1000}, {100, 1200}}};
  const PlaneFit fit = fitPlane(points);
  const double expected[] = {0, 0.01 * std::sqrt(2), 0.02, 0.01 * std::sqrt(2)};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(fit.residuals[i], expected[i], 1e-9) << points[i].name;
  EXPECT_NEAR(fit.rms, 0.01 * std::sqrt(2), 1e-9);
  // least squares: turning any parameter a little makes it worse
  const auto rms = [&](const PlaneTransform& t) {
    double sum = 0;
    for (const ControlPoint& p : points) {
      const geom::MapPoint q = t.apply(p.from);
      sum += (q.x - p.to.x) * (q.x - p.to.x) + (q.y - p.to.y) * (q.y - p.to.y);
    }
    return std::sqrt(sum / 4);
  };
  EXPECT_NEAR(rms(fit.transform), fit.rms, 1e-9);
  for (double PlaneTransform::*one :
       {&PlaneTransform::east, &PlaneTransform::north, &PlaneTransform::a, &PlaneTransform::b}) {
    for (const double step : {-1e-3, 1e-3}) {
      PlaneTransform other = fit.transform;
      other.*one += step;
      EXPECT_GT(rms(other), fit.rms);
    }
  }
  EXPECT_THROW((void)fitPlane(std::vector<ControlPoint>{points[0]}), Error);
  EXPECT_THROW((void)fitPlane(std::vector<ControlPoint>{points[0], points[0]}), Error);
}

TEST(GivenTransform, FaultsAreNamedAndNumbersAreNot) {
  for (const char* text :
       {"east=12345.678", "east=12345.678,north=a,rotation=0,scale=1", "x=12345.678,y=0,z=0,rx=0,ry=0,rz=0,ppm=0",
        "east=12345.678,north=0,rotation=0,scale=1,more=2", "east=12345.678,east=12345.678", "12345.678",
        "east=12345.678,north=0,rotation=0,scale=12345.678"}) {
    try {
      (void)parseGivenTransform(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::usage) << text;
      EXPECT_EQ(error.sentence().find("12345"), std::string::npos) << error.sentence();
    }
  }
  const GivenTransform seven = parseGivenTransform("x=1,y=2,z=3,rx=0,ry=0,rz=0,ppm=0,convention=frame");
  EXPECT_THROW(GivenTransformer(seven, {}, Crs::fromEpsg(4549)), Error);
}

}  // namespace
}  // namespace gis::crs
