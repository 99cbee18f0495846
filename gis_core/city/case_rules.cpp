#include <algorithm>
#include <cstdlib>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/incident_rows.h"

namespace gis::city {

namespace {

std::vector<std::string> splitRoles(const std::string& text) {
  std::vector<std::string> roles;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    roles.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return roles;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const CsvTable& requestTable() {
  static const CsvTable table = CsvTable::shipped("codes/case_requests.csv");
  return table;
}

/// The guards are written for people in a fixed vocabulary; these are its words.
void readGuard(CaseRule& rule) {
  const std::string& guard = rule.guard;
  rule.needsReason = has(guard, "reason") || has(guard, "result given") || has(guard, "and description");
  rule.needsCondition = has(guard, "condition ticked");
  rule.needsPhoto = has(guard, "photo") && rule.from != "draft";
  rule.needsDepartment = has(guard, "department chosen");
  if (has(guard, "was returned by dispatcher")) rule.returnedBy = "dispatcher";
  if (has(guard, "was returned by department")) rule.returnedBy = "department";
  if (has(guard, "current handler is dispatcher")) rule.desk = "dispatcher";
  if (has(guard, "current handler is acceptor")) rule.desk = "acceptor";
  rule.onTheSpotOnly = has(guard, "type allows on-the-spot handling");
  rule.handlerOfDepartment = has(guard, "handler belongs to department");
  rule.publicOrIncomplete = has(guard, "source is public, or information incomplete");
  rule.needsApproval = has(guard, "approved") || has(rule.effect, "approval") || has(rule.effect, "review");
}

}  // namespace

CaseRules::CaseRules() {
  const CsvTable states = CsvTable::shipped("codes/case_states.csv");
  for (std::size_t row = 0; row < states.rows(); ++row) {
    const auto cell = [&](const char* column) { return states.cell(row, states.column(column)); };
    m_states.push_back({cell("state"), cell("name_zh"), cell("name_en"), cell("stage_zh"), cell("stage_en"),
                        std::atoi(cell("stage_no").c_str()), cell("terminal") == "yes"});
  }
  const CsvTable steps = CsvTable::shipped("codes/case_transitions.csv");
  for (std::size_t row = 0; row < steps.rows(); ++row) {
    const auto cell = [&](const char* column) { return steps.cell(row, steps.column(column)); };
    CaseRule rule;
    rule.from = cell("from_state");
    rule.action = cell("action");
    rule.to = cell("to_state");
    rule.roles = splitRoles(cell("role"));
    rule.guard = cell("guard");
    rule.effect = cell("effect");
    readGuard(rule);
    m_rules.push_back(std::move(rule));
  }
  readRequests();
  m_roles = {"inspector",  "hotline", "acceptor", "shift_leader", "dispatcher",
             "department", "handler", "leader",   "system"};
}

void CaseRules::readRequests() {
  const CsvTable& table = requestTable();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, table.column(column)); };
    const std::string action = cell("action");
    if (cell("from_state").empty()) {  // the step itself, known from the other table
      for (CaseRule& rule : m_rules) {
        if (rule.action != action) continue;
        rule.request = cell("request");
        rule.requestTo = cell("to_state");
        rule.needsReason = has(cell("guard"), "reason");
      }
      continue;
    }
    CaseRule rule;
    rule.from = "*";
    rule.action = action;
    rule.roles = splitRoles(cell("role"));
    rule.guard = cell("guard");
    rule.effect = cell("effect");
    rule.needsReason = has(rule.guard, "reason");
    rule.request = cell("request");
    rule.requestFrom = cell("from_state");
    rule.requestTo = cell("to_state");
    m_rules.push_back(std::move(rule));
  }
  // granting performs the step that was asked for
  for (CaseRule& grant : m_rules) {
    if (grant.requestTo != "granted") continue;
    for (const CaseRule& asked : m_rules) {
      if (asked.request == grant.request && asked.needsApproval && asked.to != asked.from) grant.to = asked.to;
    }
  }
}

const CaseRules& CaseRules::shipped() {
  static const CaseRules rules;
  return rules;
}

std::string requestActionName(std::string_view action, bool chinese) {
  const CsvTable& table = requestTable();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, table.column("action")) == action)
      return table.cell(row, table.column(chinese ? "name_zh" : "name_en"));
  }
  return {};
}

const CaseState* CaseRules::state(std::string_view name) const {
  const auto found = std::find_if(m_states.begin(), m_states.end(), [&](const CaseState& s) { return s.name == name; });
  return found == m_states.end() ? nullptr : &*found;
}

bool CaseRules::allowsRequest(std::string_view kind, std::string_view state) const {
  return std::any_of(m_rules.begin(), m_rules.end(),
                     [&](const CaseRule& r) { return r.needsApproval && r.request == kind && r.from == state; });
}

bool CaseRules::knowsAction(std::string_view action) const {
  return std::any_of(m_rules.begin(), m_rules.end(), [&](const CaseRule& r) { return r.action == action; });
}

std::vector<const CaseRule*> CaseRules::stepsFrom(const Incident& incident) const {
  const CaseState* now = state(incident.state);
  const bool terminal = now && now->terminal;
  std::vector<const CaseRule*> steps;
  for (const CaseRule& rule : m_rules) {
    if (!rule.requestFrom.empty()) {
      const bool waits = incident.openRequest == rule.request && incident.requestState == rule.requestFrom;
      if (waits && (rule.requestTo == "refused" || allowsRequest(rule.request, incident.state))) steps.push_back(&rule);
      continue;
    }
    if (rule.needsApproval && !incident.openRequest.empty()) continue;
    if (rule.from != incident.state && !(rule.from == "*" && !terminal)) continue;
    if (!rule.returnedBy.empty() && rule.returnedBy != incident.cameFrom) continue;
    if (!rule.desk.empty() && rule.desk != incident.desk) continue;
    steps.push_back(&rule);
  }
  return steps;
}

std::vector<WaitingState> waitingFor(std::string_view role) {
  std::vector<WaitingState> waiting;
  for (const CaseRule& rule : CaseRules::shipped().rules()) {
    // the checker is the inspector whom this step sends
    if (role == "inspector" && has(rule.effect, "check task")) waiting.push_back({rule.to, kCheckTask, {}});
    // what takes a step back, or may be taken at any time, is nobody's turn
    const bool turn = rule.from != "*" && rule.from != "draft" && !rule.needsApproval && rule.requestFrom.empty() &&
                      rule.action != "revoke_assign" && rule.action != "resume";
    if (!turn || rule.roles.empty() || rule.roles.front() != role) continue;
    const WaitingState one{rule.from, rule.returnedBy, rule.desk};
    const bool known = std::any_of(waiting.begin(), waiting.end(), [&](const WaitingState& other) {
      return other.state == one.state && other.cameFrom == one.cameFrom && other.desk == one.desk;
    });
    if (!known) waiting.push_back(one);
  }
  return waiting;
}

std::vector<std::string> waitingRequests(std::string_view role) {
  std::vector<std::string> states;
  for (const CaseRule& rule : CaseRules::shipped().rules()) {
    if (rule.requestFrom.empty() || rule.roles.empty() || rule.roles.front() != role) continue;
    if (std::find(states.begin(), states.end(), rule.requestFrom) == states.end()) states.push_back(rule.requestFrom);
  }
  return states;
}

}  // namespace gis::city
