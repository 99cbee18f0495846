// Reading many cases in the order of their reports. Private to the room.
#pragma once

#include <functional>

#include "gis_core/base/progress.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// Calls `each` with every case that the options name and that meets their SQL condition (checked by the read-only
/// rules), oldest report first. Errors: sql, noSuchField, cancelled.
void forEachCase(const store::CityDatabase& city, const CaseExportOptions& options, Progress& progress,
                 const std::function<void(const Incident&)>& each);

}  // namespace gis::city
