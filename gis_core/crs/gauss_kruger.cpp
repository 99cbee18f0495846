#include "gis_core/crs/gauss_kruger.h"

#include <array>
#include <cmath>

namespace gis::crs {
namespace {

constexpr int kFirst3 = 25, kLast3 = 45;
constexpr int kFirst6 = 13, kLast6 = 23;

/// The EPSG codes run on from the first zone, but for New Beijing's of 3 degrees.
struct Series {
  ChineseDatum datum;
  const char* name;
  int degrees;             ///< longitude and latitude
  int zones3, meridians3;  ///< of zone 25
  int zones6, meridians6;  ///< of zone 13
};

constexpr std::array kSeries{
    Series{ChineseDatum::cgcs2000, "China 2000", 4490, 4513, 4534, 4491, 4502},
    Series{ChineseDatum::xian1980, "Xian 1980", 4610, 2349, 2370, 2327, 2338},
    Series{ChineseDatum::beijing1954, "Beijing 1954", 4214, 2401, 2422, 21413, 21453},
    Series{ChineseDatum::newBeijing, "New Beijing", 4555, 4652, 4782, 4568, 4579},
};

const Series& seriesOf(ChineseDatum datum) {
  return kSeries[static_cast<std::size_t>(datum)];
}

int newBeijing3(int zone, bool prefixed) {
  if (prefixed) return zone < 30 ? 4652 + zone - kFirst3 : 4766 + zone - 30;
  if (zone == 44) return 4812;
  if (zone == 45) return 4822;
  return 4782 + zone - kFirst3;
}

}  // namespace

bool isZone(int zone, int degrees) {
  if (degrees == 3) return zone >= kFirst3 && zone <= kLast3;
  return degrees == 6 && zone >= kFirst6 && zone <= kLast6;
}

int widthOfZone(int zone) {
  return isZone(zone, 3) ? 3 : isZone(zone, 6) ? 6 : 0;
}

int zonePrefix(double easting) {
  if (!(easting >= 1e7 && easting < 4.6e7)) return 0;
  const int zone = static_cast<int>(std::floor(easting / 1e6));
  const double rest = easting - zone * 1e6;
  return widthOfZone(zone) > 0 && rest > 0 && rest < 1e6 ? zone : 0;
}

std::optional<int> epsgOf(const GaussKruger& system) {
  if (!isZone(system.zone, system.degrees)) return std::nullopt;
  if (system.datum == ChineseDatum::newBeijing && system.degrees == 3) return newBeijing3(system.zone, system.prefixed);
  const Series& series = seriesOf(system.datum);
  if (system.degrees == 3) return (system.prefixed ? series.zones3 : series.meridians3) + system.zone - kFirst3;
  return (system.prefixed ? series.zones6 : series.meridians6) + system.zone - kFirst6;
}

std::optional<GaussKruger> gaussKrugerOf(const Crs& crs) {
  if (!crs.epsg()) return std::nullopt;
  for (const Series& series : kSeries) {
    for (int zone = kFirst6; zone <= kLast3; ++zone) {
      for (const bool prefixed : {false, true}) {
        const GaussKruger system{series.datum, widthOfZone(zone), zone, prefixed};
        if (const auto code = epsgOf(system); code && code == crs.epsg()) return system;
      }
    }
  }
  return std::nullopt;
}

int degreesEpsg(ChineseDatum datum) {
  return seriesOf(datum).degrees;
}

std::optional<ChineseDatum> chineseDatumOf(std::string_view datumName) {
  for (const Series& series : kSeries) {
    if (datumName == series.name) return series.datum;
  }
  return std::nullopt;
}

}  // namespace gis::crs
