// Times as they are stored, brought to one form in which they can be compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

struct sqlite3;

namespace gis::store {

/// Has a text the form of toIsoUtc(), "2026-11-23T09:30:00.000Z"?
[[nodiscard]] bool isUtcText(std::string_view text);

/// The instant of a stored time in the form of toIsoUtc(): one without an offset is the city's, as the time of an
/// imported layer is; a day alone is its midnight there. Nothing for what is no time.
[[nodiscard]] std::optional<std::string> utcTextOf(std::string_view text);

/// Gives SQL the function utc_time(value): the same of a text, NULL of everything else. Private to the room.
void addUtcTime(sqlite3* db);

}  // namespace gis::store
