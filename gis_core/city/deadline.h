// The clocks of cases: limits in working time, urgent hours and natural days.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/clock.h"

namespace gis::city {

/// The units of a time limit.
enum class LimitUnit {
  urgentHour,  ///< continuous, nights and holidays count
  workHour,    ///< inside working hours only
  workDay,     ///< eight work hours on the same engine
  naturalDay,  ///< continuous days
};
/// "urgent_hour", "work_hour", "work_day", "natural_day". Throws Error(invalidValue).
[[nodiscard]] LimitUnit limitUnitFromName(std::string_view name);

struct TimeLimit {
  double value = 0;
  LimitUnit unit = LimitUnit::workHour;
};

/// When people work. A plain value.
struct WorkCalendar {
  struct Span {
    int fromMinute = 0, toMinute = 0;  ///< minutes after local midnight
  };
  std::vector<Span> spans = {{8 * 60, 12 * 60}, {14 * 60, 18 * 60}};
  std::set<std::int64_t> holidays;            ///< days off although Monday to Friday (see dayNumber)
  std::set<std::int64_t> extraDays;           ///< worked although Saturday or Sunday (调休)
  std::map<std::int64_t, std::string> names;  ///< what a holiday or shifted day is called
  int offsetMinutes = kCityOffsetMinutes;

  /// Days since 1970-01-01 of a local date "2026-10-01". Throws Error(invalidValue).
  [[nodiscard]] static std::int64_t dayNumber(std::string_view isoDate);
  [[nodiscard]] static std::string isoDate(std::int64_t day);
  [[nodiscard]] bool worksOn(std::int64_t day) const;
};

/// When a limit that starts at `start` is over. A start outside working hours counts from the next one.
[[nodiscard]] UtcMillis deadlineAfter(UtcMillis start, TimeLimit limit, const WorkCalendar& calendar);

/// When so many milliseconds of working time have passed since `start`; the first working moment for 0.
[[nodiscard]] UtcMillis afterWorkingTime(UtcMillis start, std::int64_t millis, const WorkCalendar& calendar);
/// Working time between two instants, milliseconds; 0 when `to` is not later.
[[nodiscard]] std::int64_t workingTime(UtcMillis from, UtcMillis to, const WorkCalendar& calendar);
/// Does the clock of this unit stop outside working hours?
[[nodiscard]] constexpr bool isWorkUnit(LimitUnit unit) {
  return unit == LimitUnit::workHour || unit == LimitUnit::workDay;
}

/// Time to accept a report: 15 minutes, continuous (a duty desk is never closed). Source: found defaults of
/// a running platform; a city may set another number of minutes in its settings ("accept_minutes").
inline constexpr int kAcceptMinutes = 15;

}  // namespace gis::city
