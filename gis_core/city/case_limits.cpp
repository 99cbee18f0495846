#include "gis_core/city/case_limits.h"

#include <algorithm>
#include <cstdlib>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {

namespace {

const CsvTable& timeLimits() {
  static const CsvTable table = CsvTable::shipped("codes/time_limit_samples.csv");
  return table;
}

constexpr double kHourMillis = 3'600'000;

}  // namespace

std::optional<TimeLimit> handlingLimit(std::string_view category, std::string_view condition) {
  const CsvTable& table = timeLimits();
  std::optional<TimeLimit> limit;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, table.column("matter_code_GBT47678_5")) != category) continue;
    const bool exact = table.cell(row, table.column("condition_zh")) == condition;
    if (limit && !exact) continue;
    limit = TimeLimit{std::strtod(table.cell(row, table.column("limit_value")).c_str(), nullptr),
                      limitUnitFromName(table.cell(row, table.column("limit_unit")))};
    if (exact) break;
  }
  return limit;
}

std::optional<TimeLimit> originalLimit(const Incident& incident, const WorkCalendar& calendar) {
  if (incident.deadline.empty() || incident.filedAt.empty()) return std::nullopt;
  if (const auto known = handlingLimit(incident.category, incident.condition)) return known;
  const UtcMillis filed = parseIso(incident.filedAt, 0), due = parseIso(incident.deadline, 0);
  const double whole = double(workingTime(filed, due, calendar)) / kHourMillis;
  if (whole <= 0) return TimeLimit{double(due - filed) / kHourMillis, LimitUnit::urgentHour};
  return TimeLimit{whole / (1 + incident.extensionCount), LimitUnit::workHour};
}

std::vector<std::string> filingConditions(std::string_view category) {
  const CsvTable& table = timeLimits();
  std::vector<std::string> conditions;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string& condition = table.cell(row, table.column("condition_zh"));
    if (table.cell(row, table.column("matter_code_GBT47678_5")) != category || condition.empty()) continue;
    if (std::find(conditions.begin(), conditions.end(), condition) == conditions.end()) conditions.push_back(condition);
  }
  return conditions;
}

}  // namespace gis::city
