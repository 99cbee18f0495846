// How much of its time a case has used: what the traffic light shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "gis_core/city/deadline.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// Green up to 80 % of the limit, yellow up to 100 %, red beyond. Source: domain practice, a found platform.
enum class Light { none, green, yellow, red };
inline constexpr double kYellowFrom = 0.8;
/// "none", "green", "yellow", "red".
[[nodiscard]] const char* lightName(Light light);

struct CaseClock {
  Light light = Light::none;    ///< none: the case has no limit
  double share = 0;             ///< of the limit, 1 = used up; 0 when there is none
  bool runs = false;            ///< it goes on: neither paused nor stopped
  bool works = false;           ///< it stands still outside working hours
  std::int64_t leftMillis = 0;  ///< to the deadline, in working time when `works`; negative when it is over
};
/// Of a case as kept at `now`. A clock that stands (suspended, sent for verification, handled, at its end) shows what
/// it showed when it stopped. Until a case is filed the limit is the one for accepting it.
[[nodiscard]] CaseClock caseClock(const Incident& incident, const WorkCalendar& calendar, UtcMillis now);

/// When the case went into this state for the last time, by its history; nothing when it never did.
[[nodiscard]] std::optional<UtcMillis> lastEntered(const store::CityDatabase& city, std::int64_t fid,
                                                   std::string_view state);
/// Adds the column "deadline" as it is after a pause in `state` that ends `now`: what was left when it began is left
/// again. A deadline that was over before stays. Private to the room.
void addClockAfterPause(store::ColumnValues& values, const store::CityDatabase& city, const Incident& incident,
                        std::string_view state, UtcMillis now);

}  // namespace gis::city
