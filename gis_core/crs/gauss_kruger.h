// The Gauss-Kruger systems of China by datum, width of their zones and number of the zone.
#pragma once

#include <optional>
#include <string_view>

#include "gis_core/crs/crs.h"

namespace gis::crs {

enum class ChineseDatum { cgcs2000, xian1980, beijing1954, newBeijing };

/// One of them as surveyors name it. Zones of China: 25 to 45 of 3 degrees, 13 to 23 of 6 degrees.
struct GaussKruger {
  ChineseDatum datum = ChineseDatum::cgcs2000;
  int degrees = 3;  ///< width of the zone: 3 or 6
  int zone = 40;
  bool prefixed = false;  ///< the zone's number stands before the easting ("40444751")
  /// Degrees east.
  [[nodiscard]] int centralMeridian() const { return degrees == 3 ? zone * 3 : zone * 6 - 3; }
  friend bool operator==(const GaussKruger&, const GaussKruger&) = default;
};

/// The EPSG code (data set v10.076); nothing for a zone outside China.
[[nodiscard]] std::optional<int> epsgOf(const GaussKruger& system);
/// The other way round.
[[nodiscard]] std::optional<GaussKruger> gaussKrugerOf(const Crs& crs);
/// Longitude and latitude on the datum.
[[nodiscard]] int degreesEpsg(ChineseDatum datum);
/// The datum that a Crs or PROJ names so; nothing for others.
[[nodiscard]] std::optional<ChineseDatum> chineseDatumOf(std::string_view datumName);

/// Is it a number that a zone of 3 (25 to 45) or 6 degrees (13 to 23) has?
[[nodiscard]] bool isZone(int zone, int degrees);
/// The width of the zones of this number: 3, 6, or 0 for none of China.
[[nodiscard]] int widthOfZone(int zone);
/// The zone's number before an easting (40 of 40444751); 0 when there is none that China has.
[[nodiscard]] int zonePrefix(double easting);

}  // namespace gis::crs
