#include "gis_core/crs/coordinate_text.h"

#include <gtest/gtest.h>

namespace gis::crs {
namespace {

using geom::MapPoint;

TEST(CoordinateText, readsWhatPeopleType) {
  const Crs city = Crs::fromEpsg(4549);
  const MapPoint centre{444751.370, 3585617.246};
  for (const char* text :
       {"444751.370, 3585617.246", "444751.370 3585617.246", "3585617.246, 444751.370", "3585617.246 444751.370",
        "40444751.370,3585617.246", "３５８５６１７.246，444751.370", "X=444751.370 Y=3585617.246", "119.4128,32.3933",
        "32.3933 119.4128", "32.3933N 119.4128E", "119.4128°E, 32.3933°N", "N32.3933 E119.4128",
        "119°24'46.08\"E 32°23'35.88\"N", "32°23′35.88″N，119°24′46.08″E", "东经119度24分46.08秒 北纬32度23分35.88秒",
        "经度119.4128，纬度32.3933", "(119.4128; 32.3933)", "lon: 119.4128, lat: 32.3933"}) {
    const auto p = parseCoordinate(text, city);
    ASSERT_TRUE(p.has_value()) << text;
    EXPECT_NEAR(p->x, centre.x, 0.01) << text;
    EXPECT_NEAR(p->y, centre.y, 0.01) << text;
  }
  const auto zone = parseCoordinate("444751.370, 3585617.246", Crs::fromEpsg(4528));
  ASSERT_TRUE(zone.has_value());
  EXPECT_NEAR(zone->x, 40444751.370, 1e-6);
}

TEST(CoordinateText, convertsFromOtherZones) {
  const MapPoint degrees{119.4128, 32.3933};
  for (const int code : {4549, 4528, 2385, 2437}) {
    const Crs city = Crs::fromEpsg(code);
    const int zone39 = code < 2400   ? 2363
                       : code < 2500 ? 2415
                                     : 4527,
              zone20 = code < 2400   ? 2334
                       : code < 2500 ? 21420
                                     : 4498;
    const MapPoint expected = Transformer(Crs::fromEpsg(4490), city, true).apply(degrees);
    for (const int zone : {zone39, zone20}) {
      const MapPoint there = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(zone), true).apply(degrees);
      for (const std::string& text : {std::to_string(there.x) + "," + std::to_string(there.y),
                                      std::to_string(there.y) + " " + std::to_string(there.x)}) {
        const auto p = parseCoordinate(text, city);
        ASSERT_TRUE(p.has_value()) << text;
        EXPECT_NEAR(p->x, expected.x, 0.5) << code << " " << text;
        EXPECT_NEAR(p->y, expected.y, 0.5) << code << " " << text;
      }
    }
  }
}

TEST(CoordinateText, refusesWhatIsNone) {
  const Crs city = Crs::fromEpsg(4549);
  for (const char* text : {"321003-001002", "001-002", "119.4-32.4", "", "扬州", "文昌路 12号", "123", "1 2 3",
                           "119.4E 32.4E", "321003001001", "nan nan", "119°70'E 32°0'N", "1e5,2e5 m"}) {
    EXPECT_FALSE(parseCoordinate(text, city).has_value()) << text;
  }
}

TEST(CoordinateText, formats) {
  EXPECT_EQ(formatDegrees({119.4128, 32.3933}), "119.412800, 32.393300");
  EXPECT_EQ(formatMap({444751.37, 3585617.25}), "444751.37, 3585617.25");
  EXPECT_EQ(formatMap({-0.001, 0}), "0.00, 0.00");
}

}  // namespace
}  // namespace gis::crs
