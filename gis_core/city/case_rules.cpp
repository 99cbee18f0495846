#include <algorithm>
#include <cstdlib>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/csv_table.h"

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
  m_roles = {"inspector",  "hotline", "acceptor", "shift_leader", "dispatcher",
             "department", "handler", "leader",   "system"};
}

const CaseRules& CaseRules::shipped() {
  static const CaseRules rules;
  return rules;
}

const CaseState* CaseRules::state(std::string_view name) const {
  const auto found = std::find_if(m_states.begin(), m_states.end(), [&](const CaseState& s) { return s.name == name; });
  return found == m_states.end() ? nullptr : &*found;
}

bool CaseRules::knowsAction(std::string_view action) const {
  return std::any_of(m_rules.begin(), m_rules.end(), [&](const CaseRule& r) { return r.action == action; });
}

std::vector<const CaseRule*> CaseRules::stepsFrom(const Incident& incident) const {
  const CaseState* now = state(incident.state);
  const bool terminal = now && now->terminal;
  std::vector<const CaseRule*> steps;
  for (const CaseRule& rule : m_rules) {
    if (rule.from != incident.state && !(rule.from == "*" && !terminal)) continue;
    if (!rule.returnedBy.empty() && rule.returnedBy != incident.cameFrom) continue;
    if (!rule.desk.empty() && rule.desk != incident.desk) continue;
    steps.push_back(&rule);
  }
  return steps;
}

}  // namespace gis::city
