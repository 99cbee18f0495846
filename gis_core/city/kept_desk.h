// The desk that stays with an open city, so that its look-ups are quick from the third report on.
#pragma once

#include "gis_core/city/incident.h"

namespace gis::city {

/// The same desk at every call, as long as the roles of the city's layers and their columns stay; else a new one. It
/// belongs to the thread of `city` and goes with it. Errors: those of making an IncidentDesk.
[[nodiscard]] IncidentDesk& keptDesk(const store::CityDatabase& city);

}  // namespace gis::city
