#include "gis_core/city/deadline.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {
namespace {

TEST(Deadline, vectorsOfTheCodeTable) {
  const CsvTable table = CsvTable::shipped("codes/deadline_vectors.csv");
  ASSERT_GE(table.rows(), 7u);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    WorkCalendar calendar;
    if (table.cell(row, table.column("calendar")).find("2026-10-01..2026-10-07") != std::string::npos) {
      for (int day = 1; day <= 7; ++day)
        calendar.holidays.insert(WorkCalendar::dayNumber("2026-10-0" + std::to_string(day)));
    }
    const TimeLimit limit{std::strtod(table.cell(row, table.column("limit_value")).c_str(), nullptr),
                          limitUnitFromName(table.cell(row, table.column("limit_unit")))};
    const UtcMillis start = parseIso(table.cell(row, table.column("start")), 0);
    EXPECT_EQ(toIsoWithOffset(deadlineAfter(start, limit, calendar), kCityOffsetMinutes),
              table.cell(row, table.column("expected_deadline")))
        << "row " << row;
  }
}

TEST(Deadline, aShiftedSaturdayIsWorked) {
  WorkCalendar calendar;
  calendar.extraDays.insert(WorkCalendar::dayNumber("2026-11-28"));
  const UtcMillis friday = parseIso("2026-11-27T17:30:00+08:00", 0);
  EXPECT_EQ(toIsoWithOffset(deadlineAfter(friday, {1, LimitUnit::workHour}, calendar), kCityOffsetMinutes),
            "2026-11-28T08:30:00+08:00");
}

TEST(Deadline, anUnknownUnitIsRefused) {
  EXPECT_THROW((void)limitUnitFromName("week"), Error);
}

}  // namespace
}  // namespace gis::city
