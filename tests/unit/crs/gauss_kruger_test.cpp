#include "gis_core/crs/gauss_kruger.h"

#include <gtest/gtest.h>

#include <string>

namespace gis::crs {
namespace {

/// EPSG's own names are the proof of every code of the table.
TEST(GaussKruger, EveryCodeIsTheSystemThatItsNameSays) {
  const std::pair<ChineseDatum, std::string> datums[] = {{ChineseDatum::cgcs2000, "CGCS2000"},
                                                         {ChineseDatum::xian1980, "Xian 1980"},
                                                         {ChineseDatum::beijing1954, "Beijing 1954"},
                                                         {ChineseDatum::newBeijing, "New Beijing"}};
  for (const auto& [datum, name] : datums) {
    for (int zone = 1; zone <= 60; ++zone) {
      for (const int degrees : {3, 6}) {
        for (const bool prefixed : {false, true}) {
          const GaussKruger system{datum, degrees, zone, prefixed};
          const auto code = epsgOf(system);
          EXPECT_EQ(code.has_value(), isZone(zone, degrees));
          if (!code) continue;
          const Crs crs = Crs::fromEpsg(*code);
          const std::string tail =
              prefixed ? "zone " + std::to_string(zone) : "CM " + std::to_string(system.centralMeridian()) + "E";
          EXPECT_EQ(crs.name(), name + (degrees == 3 ? " / 3-degree Gauss-Kruger " : " / Gauss-Kruger ") + tail);
          EXPECT_EQ(gaussKrugerOf(crs), system);
          EXPECT_EQ(chineseDatumOf(crs.datumName()), datum);
        }
      }
    }
  }
  EXPECT_EQ(gaussKrugerOf(Crs::fromEpsg(3857)), std::nullopt);
}

TEST(GaussKruger, PrefixesAreToldFromEastings) {
  EXPECT_EQ(zonePrefix(40444751.37), 40);
  EXPECT_EQ(zonePrefix(20727043), 20);
  EXPECT_EQ(zonePrefix(444751.37), 0);
  EXPECT_EQ(zonePrefix(3585617), 0);
  EXPECT_EQ(zonePrefix(24444751), 0);  // no zone of China
  EXPECT_EQ(zonePrefix(13.3e6), 13);   // Web Mercator looks the same
}

}  // namespace
}  // namespace gis::crs
