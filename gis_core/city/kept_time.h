// Times as the city keeps them, quickly read. Private to the room.
#pragma once

#include <string_view>

#include "gis_core/base/clock.h"

namespace gis::city {

/// "2026-11-23T09:30:00.000Z" as written by toIsoUtc(); other forms go the slow way; empty is 0.
/// Throws Error(invalidValue).
[[nodiscard]] UtcMillis keptTime(std::string_view iso);

}  // namespace gis::city
