#include "gis_core/city/work_calendar.h"

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/city/case_clock.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

using WorkCalendarTest = SmallCity;

constexpr std::int64_t kHourInMillis = 3'600'000;

TEST_F(WorkCalendarTest, whatAPersonWroteIsReadAndKept) {
  const char* typed =
      "日期,类型,名称\n"
      "2026-10-01..2026-10-07,放假,国庆节\r\n"
      "2026年10月10日,调休,\"补国庆, 周六\"\n"
      "# a remark\n"
      "\n"
      "20260101,holiday,New Year\n"
      "2026/5/1，休，劳动节\n"
      "hours,08:30-12:00 13:30-17:30\n";
  const CalendarImport read = readCalendar(typed, WorkCalendar{});
  EXPECT_EQ(read.holidays, 9);
  EXPECT_EQ(read.workdays, 1);
  keepCalendar(*m_city, read.calendar);
  const WorkCalendar kept = cityCalendar(*m_city);
  EXPECT_EQ(calendarText(kept), calendarText(read.calendar));
  EXPECT_EQ(kept.names.at(WorkCalendar::dayNumber("2026-10-10")), "补国庆, 周六");
  EXPECT_FALSE(kept.worksOn(WorkCalendar::dayNumber("2026-10-05"))) << "a Monday";
  EXPECT_TRUE(kept.worksOn(WorkCalendar::dayNumber("2026-10-10"))) << "a Saturday";
  EXPECT_EQ(hoursText(kept.spans), "08:30-12:00 13:30-17:30");
  EXPECT_EQ(readCalendar("2026-10-01,workday\n", kept).calendar.holidays.size(), 8U) << "a day is one or the other";
}

TEST_F(WorkCalendarTest, aTableThatIsWrongIsRefusedWhole) {
  const char* wrong[] = {
      "2026-02-30,holiday\n",           "2026-10-01,party\n",  "someday,holiday\n", "2026-10-01\n",
      "2026-10-07..2026-10-01,休\n",    "hours,12:00-08:00\n", "hours,\n",          "2026-10-01,holiday,\xff\n",
      "hours,08:00-12:00 11:00-18:00\n"};
  for (const char* text : wrong) EXPECT_THROW((void)readCalendar(text, {}), Error) << text;
}

UtcMillis moment(const char* iso) {
  return parseIso(iso, kCityOffsetMinutes);
}

TEST_F(WorkCalendarTest, workingTimeIsCountedByHand) {
  const WorkCalendar calendar;
  const auto hours = [&](const char* from, const char* to) {
    return double(workingTime(moment(from), moment(to), calendar)) / double(kHourInMillis);
  };
  EXPECT_EQ(hours("2026-11-27T16:00", "2026-11-30T09:00"), 3) << "over a weekend";
  EXPECT_EQ(hours("2026-11-23T00:00", "2026-11-24T00:00"), 8);
  EXPECT_EQ(hours("2026-11-23T11:30", "2026-11-23T14:30"), 1);
  EXPECT_EQ(hours("2026-11-28T00:00", "2026-11-29T23:00"), 0);
  EXPECT_EQ(hours("2026-11-24T09:00", "2026-11-23T09:00"), 0);
}

/// Laws over random calendars, starts and limits.
TEST_F(WorkCalendarTest, lawsOfTheClock) {
  std::mt19937 random(20261126);
  const UtcMillis base = moment("2026-01-01T00:00");
  for (int round = 0; round < 2000; ++round) {
    WorkCalendar calendar;
    const std::int64_t day = WorkCalendar::dayNumber("2026-01-01");
    for (int i = 0; i < 20; ++i) calendar.holidays.insert(day + std::int64_t(random() % 365));
    for (int i = 0; i < 6; ++i) calendar.extraDays.insert(day + std::int64_t(random() % 365));
    const UtcMillis start = base + std::int64_t(random() % (300LL * 24 * 60)) * 60'000;
    const double hours = double(1 + random() % 60);
    const UtcMillis due = deadlineAfter(start, {hours, LimitUnit::workHour}, calendar);
    EXPECT_EQ(workingTime(start, due, calendar), std::int64_t(hours) * kHourInMillis) << "deadline and elapsed agree";
    const UtcMillis later = start + std::int64_t(random() % (20 * 24 * 60)) * 60'000;
    EXPECT_LE(workingTime(start, later, calendar), workingTime(start, later + 60'000, calendar)) << "monotonic";
    // one more closed day never shortens
    WorkCalendar closed = calendar;
    const std::int64_t off = day + std::int64_t(random() % 365);
    closed.extraDays.erase(off);
    closed.holidays.insert(off);
    EXPECT_GE(deadlineAfter(start, {hours, LimitUnit::workHour}, closed), due);
    // a pause moves the deadline by what was worked during it
    const UtcMillis pause = start + (due - start) / 3, end = pause + std::int64_t(random() % (6 * 24 * 60)) * 60'000;
    const UtcMillis moved = afterWorkingTime(end, workingTime(pause, due, calendar), calendar);
    EXPECT_EQ(workingTime(due, moved, calendar), workingTime(pause, end, calendar)) << round;
  }
}

TEST_F(WorkCalendarTest, theTrafficLightOfACase) {
  Incident incident;
  incident.state = "handling";
  incident.category = "06010";  // one work day by the table
  incident.reportedAt = toIsoUtc(moment("2026-11-23T07:00"));
  incident.filedAt = toIsoUtc(moment("2026-11-23T08:00"));
  incident.deadline = toIsoUtc(moment("2026-11-23T18:00"));
  const WorkCalendar calendar;
  const auto light = [&](const char* now) { return caseClock(incident, calendar, moment(now)).light; };
  EXPECT_EQ(light("2026-11-23T15:00"), Light::green);
  EXPECT_EQ(light("2026-11-23T16:23"), Light::green) << "6 h 23 min of 8 h are 79.8 %";
  EXPECT_EQ(light("2026-11-23T16:24"), Light::yellow) << "80 %";
  EXPECT_EQ(light("2026-11-23T18:00"), Light::yellow) << "100 %";
  EXPECT_EQ(light("2026-11-23T18:01"), Light::red) << "overdue, though nobody works then";
  const CaseClock clock = caseClock(incident, calendar, moment("2026-11-23T13:00"));
  EXPECT_DOUBLE_EQ(clock.share, 0.5);
  EXPECT_EQ(clock.leftMillis, 4 * kHourInMillis);
  EXPECT_TRUE(clock.runs && clock.works);
  incident.state = "suspended";
  incident.updatedAt = toIsoUtc(moment("2026-11-23T09:00"));
  EXPECT_DOUBLE_EQ(caseClock(incident, calendar, moment("2026-12-23T09:00")).share, 0.125) << "it stands";
  incident.deadline.clear();
  EXPECT_EQ(light("2026-11-23T18:01"), Light::none);
}

}  // namespace
}  // namespace gis::city
