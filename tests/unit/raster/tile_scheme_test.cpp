#include "gis_core/raster/tile_scheme.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"

namespace gis::raster {
namespace {

TEST(TileScheme, NumbersTilesAsWebMapsDo) {
  const TileScheme world = TileScheme::webMercator();
  // OSM's tile of the Slender West Lake: level 16, column 54506 holds 119.41° E
  const geom::Envelope tile = world.boxOf(16, 54506, 26615);
  const crs::Transformer step(crs::Crs::fromEpsg(3857), crs::Crs::fromEpsg(4326));
  const geom::MapPoint corner = step.apply(geom::MapPoint{tile.minX, tile.maxY});
  EXPECT_NEAR(corner.x, 54506.0 / 65536 * 360 - 180, 1e-9);
  // the grid of 天地图 in CGCS2000: level 1 has two tiles of 180°
  const TileScheme degrees = TileScheme::degrees(4490);
  EXPECT_EQ(degrees.minLevel, 1);
  EXPECT_EQ(degrees.boxOf(1, 1, 0), (geom::Envelope{0, -90, 180, 90}));
  EXPECT_EQ(degrees.boxOf(2, 3, 1), (geom::Envelope{90, -90, 180, 0}));
  EXPECT_EQ(degrees.finest().height * 2, degrees.finest().width);
}

TEST(TileTemplate, FillsEveryPlace) {
  TileScheme scheme;
  const TileTemplate tms = TileTemplate::parse("http://h{s:0-3}/{z}/{x}/{-y}.png?k={key}", scheme);
  EXPECT_EQ(tms.fill(scheme, {3, 6, 3}, "K"), "http://h1/3/6/4.png?k=K");
  EXPECT_EQ(TileTemplate::parse("http://h/{q}", scheme).fill(scheme, {3, 3, 5}, ""), "http://h/213");
  const TileTemplate wmts = TileTemplate::parse("https://h/{TileMatrix}/{TileRow}/{TileCol}#grid=c&max=14", scheme);
  EXPECT_EQ(scheme.maxLevel, 14);
  EXPECT_EQ(scheme.minLevel, 1);
  EXPECT_EQ(wmts.fill(scheme, {4, 13, 2}, ""), "https://h/4/2/13");
  const TileTemplate wms =
      TileTemplate::parse("http://h/wms?BBOX={bbox}&WIDTH={width}&HEIGHT={height}&CRS={crs}", scheme);
  EXPECT_EQ(wms.fill(scheme, {0, 0, 0}, ""),
            "http://h/wms?BBOX=-20037508.34,-20037508.34,20037508.34,20037508.34&WIDTH=256&HEIGHT=256&CRS=EPSG:3857");
  EXPECT_THROW((void)TileTemplate::parse("http://h/tile.png", scheme), Error);
  EXPECT_THROW((void)TileTemplate::parse("http://h/{z}/{x}/{y}#grid=mars", scheme), Error);
}

TEST(AllowedHosts, AreToldByTheHostAlone) {
  EXPECT_EQ(hostOf("https://T0.Tianditu.gov.cn/vec_c/wmts?x=1"), "t0.tianditu.gov.cn");
  EXPECT_EQ(hostOf("http://allowed.org@evil.org:80/x"), "evil.org:80");
  EXPECT_EQ(hostOf("http://evil.org\\@allowed.org/"), "evil.org");
  EXPECT_EQ(hostOf("ftp://allowed.org/"), "");
  const std::vector<std::string> list{"*.tianditu.gov.cn", "127.0.0.1:8080", "maps.example.org"};
  EXPECT_TRUE(isListed("t7.tianditu.gov.cn", list));
  EXPECT_FALSE(isListed("tianditu.gov.cn.evil.org", list));
  EXPECT_FALSE(isListed("eviltianditu.gov.cn", list));
  EXPECT_TRUE(isListed("127.0.0.1:8080", list));
  EXPECT_FALSE(isListed("127.0.0.1:81", list));
  EXPECT_TRUE(isListed("maps.example.org:443", list));
  EXPECT_FALSE(isListed("", list));
}

}  // namespace
}  // namespace gis::raster
