#include "gis_core/city/deadline.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "gis_core/base/error.h"

namespace gis::city {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = kMinute * 60 * 24;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

}  // namespace

LimitUnit limitUnitFromName(std::string_view name) {
  if (name == "urgent_hour") return LimitUnit::urgentHour;
  if (name == "work_hour") return LimitUnit::workHour;
  if (name == "work_day") return LimitUnit::workDay;
  if (name == "natural_day") return LimitUnit::naturalDay;
  throw Error(ErrorCode::invalidValue, {GIS_TR("unknown unit of a time limit \"{0}\""), {std::string(name)}},
              GIS_TR("the units are urgent_hour, work_hour, work_day and natural_day"), GIS_TR("use one of them"));
}

std::int64_t WorkCalendar::dayNumber(std::string_view isoDate) {
  return floorDiv(parseIso(isoDate, 0), kDay);
}

std::string WorkCalendar::isoDate(std::int64_t day) {
  return toIsoUtc(day * kDay).substr(0, 10);
}

bool WorkCalendar::worksOn(std::int64_t day) const {
  if (extraDays.contains(day)) return true;
  if (holidays.contains(day)) return false;
  const std::int64_t weekday = ((day % 7) + 7 + 3) % 7;  // 1970-01-01 was a Thursday; 0 = Monday
  return weekday < 5;
}

UtcMillis deadlineAfter(UtcMillis start, TimeLimit limit, const WorkCalendar& calendar) {
  if (limit.unit == LimitUnit::urgentHour) return start + std::llround(limit.value * 60) * kMinute;
  if (limit.unit == LimitUnit::naturalDay) return start + std::llround(limit.value * 24 * 60) * kMinute;
  const double hours = limit.unit == LimitUnit::workDay ? limit.value * 8 : limit.value;
  return afterWorkingTime(start, std::llround(hours * 60) * kMinute, calendar);
}

UtcMillis afterWorkingTime(UtcMillis start, std::int64_t millis, const WorkCalendar& calendar) {
  std::int64_t left = millis;
  const std::int64_t local = start + calendar.offsetMinutes * kMinute;
  std::int64_t day = floorDiv(local, kDay);
  std::int64_t time = local - day * kDay;
  // A calendar without a single working day in ten years is a mistake; the limit then ends where it began.
  for (int tries = 0; tries < 3660; ++tries, ++day, time = 0) {
    if (!calendar.worksOn(day)) continue;
    for (const WorkCalendar::Span& span : calendar.spans) {
      const std::int64_t from = std::max(time, span.fromMinute * kMinute);
      const std::int64_t room = span.toMinute * kMinute - from;
      if (room <= 0) continue;
      if (left <= room) return day * kDay + from + left - calendar.offsetMinutes * kMinute;
      left -= room;
    }
  }
  return start;
}

std::int64_t workingTime(UtcMillis from, UtcMillis to, const WorkCalendar& calendar) {
  const std::int64_t begin = from + calendar.offsetMinutes * kMinute, end = to + calendar.offsetMinutes * kMinute;
  std::int64_t sum = 0;
  for (std::int64_t day = floorDiv(begin, kDay); day * kDay < end; ++day) {
    if (!calendar.worksOn(day)) continue;
    for (const WorkCalendar::Span& span : calendar.spans) {
      const std::int64_t opens = std::max(begin, day * kDay + span.fromMinute * kMinute);
      const std::int64_t closes = std::min(end, day * kDay + span.toMinute * kMinute);
      sum += std::max<std::int64_t>(0, closes - opens);
    }
  }
  return sum;
}

}  // namespace gis::city
