#include "gis_core/city/case_clock.h"

#include <nlohmann/json.hpp>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_limits.h"
#include "gis_core/city/work_calendar.h"

namespace gis::city {

namespace {

bool isOfState(const std::string& image, std::string_view state) {
  const auto columns = nlohmann::json::parse(image, nullptr, false);
  if (!columns.is_object()) return false;
  const auto found = columns.find("state");
  return found != columns.end() && found->is_string() && found->get<std::string>() == state;
}

/// Does this case's clock count working time only?
bool countsWork(const Incident& incident) {
  if (incident.filedAt.empty()) return false;
  const auto limit = handlingLimit(incident, incident.condition);
  return !limit || isWorkUnit(limit->unit);
}

}  // namespace

const char* lightName(Light light) {
  switch (light) {
    case Light::green: return "green";
    case Light::yellow: return "yellow";
    case Light::red: return "red";
    default: return "none";
  }
}

CaseClock caseClock(const Incident& incident, const WorkCalendar& calendar, UtcMillis now) {
  CaseClock clock;
  if (incident.deadline.empty()) return clock;
  const CaseState* state = CaseRules::shipped().state(incident.state);
  const bool handled = incident.state == "pending_check" && !incident.handledAt.empty();
  const bool paused = incident.state == "suspended" || incident.state == "pending_verify";
  const bool ended = state != nullptr && state->terminal;
  clock.runs = !handled && !paused && !ended;
  clock.works = countsWork(incident);
  UtcMillis at = now;
  if (handled || (ended && !incident.handledAt.empty())) {
    at = parseIso(incident.handledAt, 0);
  } else if (ended && !incident.closedAt.empty()) {
    at = parseIso(incident.closedAt, 0);
  } else if (paused && !incident.updatedAt.empty()) {
    at = parseIso(incident.updatedAt, 0);
  }
  const UtcMillis begin = parseIso(incident.filedAt.empty() ? incident.reportedAt : incident.filedAt, 0);
  const UtcMillis due = parseIso(incident.deadline, 0);
  const auto between = [&](UtcMillis from, UtcMillis to) {
    return clock.works ? workingTime(from, to, calendar) : std::max<std::int64_t>(0, to - from);
  };
  const std::int64_t whole = between(begin, due);
  clock.leftMillis = at <= due ? between(at, due) : -between(due, at);
  clock.share = whole > 0 ? double(between(begin, at)) / double(whole) : (at > due ? 2 : 0);
  // a moment behind the deadline is overdue, even when nobody works then
  clock.light = at > due ? Light::red : clock.share >= kYellowFrom ? Light::yellow : Light::green;
  return clock;
}

std::optional<UtcMillis> lastEntered(const store::CityDatabase& city, std::int64_t fid, std::string_view state) {
  auto row = city.connection().prepare(
      "SELECT at, after FROM city_history WHERE table_name = 'city_incident' AND fid = ?1 ORDER BY seq DESC");
  row.bind(1, fid);
  while (row.step()) {
    if (isOfState(row.text(1), state)) return parseIso(row.text(0), 0);
  }
  return std::nullopt;
}

void addClockAfterPause(store::ColumnValues& values, const store::CityDatabase& city, const Incident& incident,
                        std::string_view state, UtcMillis now) {
  const auto since = lastEntered(city, incident.fid, state);
  if (!since || incident.deadline.empty()) return;
  const UtcMillis due = parseIso(incident.deadline, 0);
  if (due <= *since) return;
  if (!countsWork(incident)) {
    values.emplace_back("deadline", toIsoUtc(due + (now - *since)));
    return;
  }
  const WorkCalendar calendar = cityCalendar(city);
  const std::int64_t left = workingTime(*since, due, calendar);
  values.emplace_back("deadline", toIsoUtc(afterWorkingTime(now, left, calendar)));
}

}  // namespace gis::city
