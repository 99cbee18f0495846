#include "app/cli/incident_filters.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"

namespace gis::cli {
namespace {

constexpr UtcMillis kMillisADay = 24LL * 3'600'000;
constexpr std::size_t kLengthOfDate = 10;

[[noreturn]] void refuseWord(const char* option, const std::string& typed, Message why, Message remedy) {
  throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {option, typed}}, std::move(why),
              std::move(remedy));
}

}  // namespace

void checkState(const std::string& state) {
  if (state.empty() || city::CaseRules::shipped().state(state) != nullptr) return;
  std::string known;
  for (const city::CaseState& one : city::CaseRules::shipped().states()) known += " " + one.name;
  refuseWord("--state", state, GIS_TR("no state of a case is called so"), {GIS_TR("the states are:{0}"), {known}});
}

void checkRole(const std::string& role) {
  const auto& roles = city::CaseRules::shipped().roles();
  if (role.empty() || std::find(roles.begin(), roles.end(), role) != roles.end()) return;
  std::string known;
  for (const std::string& one : roles) known += (known.empty() ? "" : ", ") + one;
  refuseWord("--role", role, {GIS_TR("the roles are {0}"), {known}}, GIS_TR("use one of them"));
}

UtcMillis timeTyped(const std::string& text, const char* option) {
  try {
    return parseIso(text, kCityOffsetMinutes);
  } catch (const Error&) {
    refuseWord(option, text, GIS_TR("it is neither a day nor an instant"),
               GIS_TR("write it as 2026-11-26 or 2026-11-26T17:30"));
  }
}

void IncidentFilters::setup(CLI::App& list) {
  const auto text = [&](const char* option, std::string& to, const char* what, const char* type) {
    list.add_option(option, to, what)->type_name(type);
  };
  text("--state", m_filter.state, GIS_TR("Only this state"), "STATE");
  text("--category", m_filter.category, GIS_TR("Only this category"), "CODE");
  text("--kind", m_filter.kind, GIS_TR("Only this kind: matter, component or event"), "KIND");
  text("--urgency", m_filter.urgency, GIS_TR("Only normal or only urgent ones"), "WORD");
  text("--source", m_filter.source, GIS_TR("Only from this source"), "TEXT");
  text("--department", m_filter.department, GIS_TR("Only of this department"), "NAME");
  text("--handler", m_filter.handler, GIS_TR("Only of this handler"), "NAME");
  text("--grid", m_filter.grid, GIS_TR("Only in this unit grid"), "CODE");
  text("--community", m_filter.community, GIS_TR("Only in this community"), "CODE");
  text("--subdistrict", m_filter.subdistrict, GIS_TR("Only in this subdistrict"), "CODE");
  text("--district", m_filter.district, GIS_TR("Only in this district"), "CODE");
  text("--role", m_filter.role, GIS_TR("Only what waits for this role"), "ROLE");
  list.add_flag("--open", m_filter.openOnly, GIS_TR("Only cases that are not at their end"));
  list.add_flag("--overdue", m_overdue, GIS_TR("Only open ones whose deadline is over"));
  list.add_flag("--due-today", m_dueToday, GIS_TR("Only open ones whose deadline is today"));
  text("--from", m_from, GIS_TR("Reported on this day or later"), "TIME");
  text("--to", m_to, GIS_TR("Reported on this day or before; an instant is not included"), "TIME");
  text("--due-from", m_dueFrom, GIS_TR("Deadline on this day or later"), "TIME");
  text("--due-to", m_dueTo, GIS_TR("Deadline on this day or before; an instant is not included"), "TIME");
  text("--where", m_filter.where, GIS_TR("SQL condition"), "SQL");
  text("--text", m_filter.text, GIS_TR("Part of a number, description, road …"), "TEXT");
  text("--bbox", m_box, GIS_TR("Inside this box"), "X1,Y1,X2,Y2");
  text("--order", m_order, GIS_TR("newest (default), oldest, deadline or changed first"), "ORDER");
  list.add_option("--limit", m_filter.limit, GIS_TR("At most N"))->type_name("N")->check(CLI::NonNegativeNumber);
  list.add_option("--offset", m_filter.offset, GIS_TR("Without the first N"))
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  list.add_flag("--count", m_count, GIS_TR("Only how many"));
}

city::IncidentFilter IncidentFilters::filter() const {
  city::IncidentFilter filter = m_filter;
  checkState(filter.state);
  checkRole(filter.role);
  if (!filter.kind.empty()) filter.kind = city::categoryKindName(city::categoryKindFromName(filter.kind));
  if (!m_box.empty()) filter.box = parseBox(m_box, "--bbox");
  const auto from = [](const std::string& typed, const char* option, std::optional<UtcMillis>& to) {
    if (!typed.empty()) to = timeTyped(typed, option);
  };
  // a day is meant with all its hours
  const auto until = [&](const std::string& typed, const char* option, std::optional<UtcMillis>& to) {
    from(typed, option, to);
    if (to && typed.size() == kLengthOfDate) *to += kMillisADay;
  };
  from(m_from, "--from", filter.reportedFrom);
  until(m_to, "--to", filter.reportedTo);
  from(m_dueFrom, "--due-from", filter.dueFrom);
  until(m_dueTo, "--due-to", filter.dueTo);
  if (m_overdue) filter.overdueAt = utcNow();
  if (m_dueToday) {
    const std::string today = toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, kLengthOfDate);
    filter.dueFrom = parseIso(today, kCityOffsetMinutes);
    filter.dueTo = *filter.dueFrom + kMillisADay;
    filter.openOnly = true;
  }
  using Order = city::IncidentFilter::Order;
  const std::pair<const char*, Order> orders[] = {{"", Order::newestFirst},
                                                  {"newest", Order::newestFirst},
                                                  {"oldest", Order::oldestFirst},
                                                  {"deadline", Order::dueFirst},
                                                  {"changed", Order::changedFirst}};
  const auto* found =
      std::find_if(std::begin(orders), std::end(orders), [&](const auto& o) { return m_order == o.first; });
  if (found == std::end(orders)) {
    refuseWord("--order", m_order, GIS_TR("cases are not put in order by that"),
               GIS_TR("use newest, oldest, deadline or changed"));
  }
  filter.order = found->second;
  return filter;
}

}  // namespace gis::cli
