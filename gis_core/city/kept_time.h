// Times as the city keeps them, quickly read. Private to the room.
#pragma once

#include <string_view>

#include "gis_core/base/clock.h"
#include "gis_core/city/deadline.h"

namespace gis::city {

/// "2026-11-23T09:30:00.000Z" as written by toIsoUtc(); other forms go the slow way; empty is 0.
/// Throws Error(invalidValue).
[[nodiscard]] UtcMillis keptTime(std::string_view iso);

/// Working time between two instants, milliseconds; 0 when `to` is not later.
[[nodiscard]] std::int64_t workedMillis(UtcMillis from, UtcMillis to, const WorkCalendar& calendar);

}  // namespace gis::city
