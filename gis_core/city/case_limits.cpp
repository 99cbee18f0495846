#include "gis_core/city/case_limits.h"

#include <algorithm>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/codes.h"

namespace gis::city {

namespace {

/// Those of the category: the city's own, or the samples where it has none.
std::vector<const LimitRow*> limitsOf(std::string_view category) {
  std::vector<const LimitRow*> rows;
  bool own = false;
  for (const LimitRow& row : CodeTables::current().limits()) {
    if (row.category != category || (own && !row.own)) continue;
    if (row.own && !own) rows.clear();
    own = own || row.own;
    rows.push_back(&row);
  }
  return rows;
}

constexpr double kHourMillis = 3'600'000;

}  // namespace

std::optional<TimeLimit> handlingLimit(std::string_view category, std::string_view condition,
                                       std::string_view areaClass) {
  const LimitRow* best = nullptr;
  int bestFit = -1;
  for (const LimitRow* row : limitsOf(category)) {
    if (!row->areaClass.empty() && !areaClass.empty() && row->areaClass != areaClass) continue;
    const int fit = (row->condition == condition ? 4 : 0) + (row->areaClass == areaClass ? 2 : 0) +
                    (row->areaClass.empty() ? 1 : 0);
    if (fit <= bestFit) continue;
    best = row;
    bestFit = fit;
  }
  return best != nullptr ? std::optional(best->limit) : std::nullopt;
}

std::optional<TimeLimit> handlingLimit(const Incident& incident, std::string_view condition) {
  const std::string areaClass = CodeTables::current().areaClass(
      {incident.grid, incident.community, incident.subdistrict, incident.district, incident.dutyGrid});
  return handlingLimit(incident.category, condition, areaClass);
}

std::optional<TimeLimit> originalLimit(const Incident& incident, const WorkCalendar& calendar) {
  if (incident.deadline.empty() || incident.filedAt.empty()) return std::nullopt;
  if (const auto known = handlingLimit(incident, incident.condition)) return known;
  const UtcMillis filed = parseIso(incident.filedAt, 0), due = parseIso(incident.deadline, 0);
  const double whole = double(workingTime(filed, due, calendar)) / kHourMillis;
  if (whole <= 0) return TimeLimit{double(due - filed) / kHourMillis, LimitUnit::urgentHour};
  return TimeLimit{whole / (1 + incident.extensionCount), LimitUnit::workHour};
}

std::vector<std::string> filingConditions(std::string_view category) {
  std::vector<std::string> conditions;
  for (const LimitRow* row : limitsOf(category)) {
    if (row->condition.empty()) continue;
    if (std::find(conditions.begin(), conditions.end(), row->condition) == conditions.end())
      conditions.push_back(row->condition);
  }
  return conditions;
}

}  // namespace gis::city
