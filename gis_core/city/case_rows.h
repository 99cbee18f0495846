// Reading many cases in the order of their reports. Private to the room.
#pragma once

#include <functional>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// Calls `each` with every case that meets the SQL condition (checked by the read-only rules; empty: all), oldest
/// report first. Errors: sql, noSuchField, cancelled.
void forEachCase(const store::CityDatabase& city, const std::string& where, Progress& progress,
                 const std::function<void(const Incident&)>& each);

}  // namespace gis::city
