// Time: stored in UTC, shown in the city's zone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gis {

/// Milliseconds since 1970-01-01T00:00:00Z.
using UtcMillis = std::int64_t;

/// Now; a test may fix it with setClockForTests().
[[nodiscard]] UtcMillis utcNow();
/// Fixes the clock (value ≥ 0) or frees it again (−1).
void setClockForTests(UtcMillis fixed);

/// "2026-11-23T09:30:00.000Z", the form kept in the city database.
[[nodiscard]] std::string toIsoUtc(UtcMillis time);
/// The same instant in a fixed offset, "2026-11-23T17:30:00+08:00" (milliseconds only if not zero).
[[nodiscard]] std::string toIsoWithOffset(UtcMillis time, int offsetMinutes);
/// Reads ISO 8601 with `Z`, an offset, or none (then `defaultOffsetMinutes` holds); date alone is
/// midnight. Throws Error(invalidValue).
[[nodiscard]] UtcMillis parseIso(std::string_view text, int defaultOffsetMinutes);

/// Asia/Shanghai: UTC+8 all year since 1991.
inline constexpr int kCityOffsetMinutes = 8 * 60;

}  // namespace gis
