// The working calendar of a city: hours, holidays and shifted days, kept in the city and exchanged as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/deadline.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// The calendar kept in the city (setting "work_calendar"); the default one when there is none. A kept one that cannot
/// be read throws Error(invalidValue).
[[nodiscard]] WorkCalendar cityCalendar(const store::CityDatabase& city);
/// Deadlines that are computed from now on follow it; those of kept cases stay as they are.
void keepCalendar(const store::CityDatabase& city, const WorkCalendar& calendar);

/// Rows "date,kind,name" with a header, one a day, oldest first; before them one row "hours,08:00-12:00 14:00-18:00,".
/// kind: holiday or workday.
[[nodiscard]] std::string calendarText(const WorkCalendar& calendar);

struct CalendarImport {
  WorkCalendar calendar;
  int holidays = 0, workdays = 0;  ///< days read
};
/// Reads that table, written by this program or by a person: the header may be missing or Chinese (日期, 类型, 名称),
/// dates as 2026-10-01, 2026/10/1, 20261001 or 2026年10月1日, or a range with "..", "~" or "至" between two; kinds also
/// as 休, 放假, 节假日, 假日 and 班, 上班, 调休, 补班. The days are added to `onto`; a day named again is replaced.
/// Throws Error(invalidValue) with the number of the line; nothing is half read.
[[nodiscard]] CalendarImport readCalendar(std::string_view text, const WorkCalendar& onto);

/// "08:00-12:00 14:00-18:00". Throws Error(invalidValue) unless the spans ascend inside one day.
[[nodiscard]] std::vector<WorkCalendar::Span> readHours(std::string_view text);
[[nodiscard]] std::string hoursText(const std::vector<WorkCalendar::Span>& spans);

}  // namespace gis::city
