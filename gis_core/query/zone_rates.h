// Counts of a layer for each zone, and what they are in proportion to the zone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

struct ZoneRateQuery {
  std::string zones, zonesWhere;
  std::string of, ofWhere;  ///< the layer that is counted
  std::string per;          ///< field of the zones (people, households); empty: square kilometres
  double times = 1;         ///< per so many of them: 1000 = per 1,000 people
  std::string into;
};

struct ZoneRateResult {
  std::int64_t rows = 0;
  std::int64_t features = 0;         ///< counted
  std::int64_t outside = 0;          ///< in no zone
  std::int64_t withoutGeometry = 0;  ///< of both layers, or with a broken one: took no part
  std::int64_t withoutBase = 0;      ///< zones without area, or without a number above 0 in `per`: their rate is NULL
  std::int64_t setAside = 0;
  std::string setAsideTable;
  std::string rateField;      ///< how the column `rate` is called in the new layer
  std::vector<double> rates;  ///< those that are numbers, in the order of fids
  std::string into;
  double seconds = 0;
};

/// Writes the zones with count, base (km² on the ellipsoid of their CRS, or the field's number) and rate = count / base
/// × times. Counts as aggregate() does. Errors: noSuchLayer, noSuchField, invalidValue, usage (times that is no number
/// above 0), unsupported (zones that are no areas), unknownCrs, ballparkCrs, sql, those of store::BulkLoad, cancelled.
[[nodiscard]] ZoneRateResult zoneRates(const store::CityDatabase& city, const ZoneRateQuery& query, Progress& progress,
                                       OriginNote* origin = nullptr);

}  // namespace gis::query
