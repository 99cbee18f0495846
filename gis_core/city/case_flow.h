// The life of a case: which step is allowed to whom, and what it does.
// Source of the rules: resources/codes/case_states.csv and case_transitions.csv.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/incident.h"

namespace gis::city {

struct CaseState {
  std::string name, zh, en, stageZh, stageEn;
  int stage = 0;  ///< 1 to 6
  bool terminal = false;
};

/// One row of the table of steps, with its guard taken apart.
struct CaseRule {
  std::string from;  ///< a state, or "*": every state that is not terminal
  std::string action, to;
  std::vector<std::string> roles;
  std::string guard, effect;  ///< as in the table, for people
  bool needsReason = false, needsCondition = false, needsPhoto = false, needsDepartment = false;
  std::string returnedBy;      ///< "dispatcher" or "department": only when that one returned the case
  std::string desk;            ///< "dispatcher" or "acceptor": only when it is on that desk
  bool needsApproval = false;  ///< extension, suspension, appeal: two others must agree
};

/// The tables, read once. Thread rule: immutable.
class CaseRules {
 public:
  [[nodiscard]] static const CaseRules& shipped();
  [[nodiscard]] const std::vector<CaseState>& states() const { return m_states; }
  [[nodiscard]] const CaseState* state(std::string_view name) const;
  /// "inspector", "hotline", "acceptor", "shift_leader", "dispatcher", "department", "handler", "leader", "system".
  [[nodiscard]] const std::vector<std::string>& roles() const { return m_roles; }
  /// The steps that this case may take now, by anyone: state, who returned it and whose desk are looked at.
  [[nodiscard]] std::vector<const CaseRule*> stepsFrom(const Incident& incident) const;
  [[nodiscard]] bool knowsAction(std::string_view action) const;

 private:
  CaseRules();
  std::vector<CaseState> m_states;
  std::vector<CaseRule> m_rules;
  std::vector<std::string> m_roles;
};

/// A step that somebody wants to take.
struct CaseStep {
  std::string action, role, reason, condition;
  std::string to;  ///< department (dispatch), handler (assign) or the other case (merge)
  std::vector<std::filesystem::path> photos;
};

/// Takes the step: one transaction with row, photos and history, durable when it returns. Errors:
/// usage (unknown action or role), forbiddenStep (the rules say no, and why), notFound, and those of storePhoto.
Incident advance(const store::CityDatabase& city, std::string_view id, const CaseStep& step, const std::string& actor);

/// The filing conditions that the table of time limits knows for a category, in its order; often none, and others
/// may be ticked too. Errors: notFound, damaged (resources).
[[nodiscard]] std::vector<std::string> filingConditions(std::string_view category);

/// What the history of a case says of a step, taken from a journal entry's reason "file (acceptor): text".
struct StepNote {
  std::string action, role, text;
};
[[nodiscard]] StepNote stepNoteOf(const std::string& journalReason);

}  // namespace gis::city
