// How long the handling of a case may take. Private to the room.
#pragma once

#include <optional>
#include <string_view>

#include "gis_core/city/deadline.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// The handling limit of a category and filing condition from the table of time limits, in an area of a class ("A",
/// "B", "C" or empty): the one for this condition and class, else for the condition, else the first one of the
/// category; nothing when the table has none. Where a city has limits of its own for a category, the samples say
/// nothing.
[[nodiscard]] std::optional<TimeLimit> handlingLimit(std::string_view category, std::string_view condition,
                                                     std::string_view areaClass);
/// The same for a case, by the area that it lies in.
[[nodiscard]] std::optional<TimeLimit> handlingLimit(const Incident& incident, std::string_view condition);

/// The limit that a filed case got at first: of the table, else what lies between filing and deadline, granted
/// extensions taken out. Nothing when the case has no deadline.
[[nodiscard]] std::optional<TimeLimit> originalLimit(const Incident& incident, const WorkCalendar& calendar);

}  // namespace gis::city
