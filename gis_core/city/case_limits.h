// How long the handling of a case may take. Private to the room.
#pragma once

#include <optional>
#include <string_view>

#include "gis_core/city/deadline.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// The handling limit of a category and filing condition from the table of time limits: the one for this condition,
/// else the first one of the category; nothing when the table has none.
[[nodiscard]] std::optional<TimeLimit> handlingLimit(std::string_view category, std::string_view condition);

/// The limit that a filed case got at first: of the table, else what lies between filing and deadline, granted
/// extensions taken out. Nothing when the case has no deadline.
[[nodiscard]] std::optional<TimeLimit> originalLimit(const Incident& incident, const WorkCalendar& calendar);

}  // namespace gis::city
