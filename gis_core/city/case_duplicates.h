// Cases that may tell of the same thing.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/city/incident.h"

namespace gis::city {

/// Same category within this distance and time. Source: the rule found in practice; settings of the city
/// "duplicate_metres" and "duplicate_hours".
struct DuplicateRule {
  double metres = 50;
  double hours = 24;
};
[[nodiscard]] DuplicateRule duplicateRule(const store::CityDatabase& city);

/// One category (with its kind and code system), near and soon enough. Distances in the city's CRS, which is metric.
[[nodiscard]] bool areDuplicates(const Incident& a, const Incident& b, const DuplicateRule& rule);

struct Duplicate {
  Incident incident;
  double metres = 0;
  std::int64_t ageMillis = 0;  ///< how much earlier than the report it was reported; negative: later
  bool isOpen = false;         ///< a report can be attached to it
};
/// What was reported of this category near this place and time, nearest first; cancelled, refused and merged ones are
/// left out, and `except` (a UUID) too.
[[nodiscard]] std::vector<Duplicate> findDuplicates(const store::CityDatabase& city, const Category& category,
                                                    geom::MapPoint at, UtcMillis reportedAt,
                                                    std::string_view except = {});
/// The same for a kept case.
[[nodiscard]] std::vector<Duplicate> findDuplicates(const store::CityDatabase& city, const Incident& incident);

/// UUIDs of the cases that were merged into this one, oldest first.
[[nodiscard]] std::vector<std::string> mergedInto(const store::CityDatabase& city, std::string_view uid);

}  // namespace gis::city
