#include "gis_core/crs/web_offset.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gis::crs {
namespace {

using geom::GeoPoint;

constexpr double kCentimetre = 1e-7;  // degrees
constexpr double kMillimetre = 1e-8;

// resources/codes/gcj_vectors.csv
TEST(WebOffset, agreesWithTheVectors) {
  const GeoPoint published = gcj02FromWgs84({120, 40});
  EXPECT_NEAR(published.lon, 120.00567568355486, 1e-12);
  EXPECT_NEAR(published.lat, 40.0013047896019, 1e-12);
  const GeoPoint yangzhou = gcj02FromWgs84({119.4128, 32.3933});
  EXPECT_NEAR(yangzhou.lon, 119.41828024, kCentimetre);
  EXPECT_NEAR(yangzhou.lat, 32.39142037, kCentimetre);
  const GeoPoint baidu = bd09FromGcj02(yangzhou);
  EXPECT_NEAR(baidu.lon, 119.42471589, kCentimetre);
  EXPECT_NEAR(baidu.lat, 32.3976244, kCentimetre);
}

TEST(WebOffset, inversesReachAMillimetre) {
  for (double lon = 74; lon < 135; lon += 3.7) {
    for (double lat = 18; lat < 54; lat += 2.9) {
      const GeoPoint back = wgs84FromGcj02(gcj02FromWgs84({lon, lat}));
      EXPECT_NEAR(back.lon, lon, kMillimetre);
      EXPECT_NEAR(back.lat, lat, kMillimetre);
      const GeoPoint baidu = gcj02FromBd09(bd09FromGcj02({lon, lat}));
      EXPECT_NEAR(baidu.lon, lon, kMillimetre);
      EXPECT_NEAR(baidu.lat, lat, kMillimetre);
    }
  }
}

TEST(WebOffset, isTheIdentityOutsideChina) {
  const GeoPoint paris{2.35, 48.86};
  EXPECT_EQ(gcj02FromWgs84(paris), paris);
  EXPECT_EQ(wgs84FromGcj02(paris), paris);
}

}  // namespace
}  // namespace gis::crs
