// The life of a case: which step is allowed to whom, and what it does.
// Source of the rules: resources/codes/case_states.csv, case_transitions.csv and case_requests.csv.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/progress.h"
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
  bool onTheSpotOnly = false;        ///< only types that the city handles on the spot
  bool handlerOfDepartment = false;  ///< the handler is one of the department's people
  bool publicOrIncomplete = false;   ///< not for what an inspector reported in full
  std::string returnedBy;            ///< "dispatcher" or "department": only when that one returned the case
  std::string desk;                  ///< "dispatcher" or "acceptor": only when it is on that desk
  bool needsApproval = false;        ///< extension, suspension, appeal: the step puts the request on record
  std::string request;               ///< the request that the step asks for or decides: "extension" …; or empty
  std::string requestFrom;           ///< the state in which that request must be; empty: the step asks for it
  std::string requestTo;             ///< the state it then has: "requested", "approved1", "granted", "refused"
};

/// What a request's rows of case_requests.csv call a step, for people; empty when the table does not know it.
[[nodiscard]] std::string requestActionName(std::string_view action, bool chinese);

/// The tables, read once. Thread rule: immutable.
class CaseRules {
 public:
  [[nodiscard]] static const CaseRules& shipped();
  [[nodiscard]] const std::vector<CaseState>& states() const { return m_states; }
  [[nodiscard]] const CaseState* state(std::string_view name) const;
  /// "inspector", "hotline", "acceptor", "shift_leader", "dispatcher", "department", "handler", "leader", "system".
  [[nodiscard]] const std::vector<std::string>& roles() const { return m_roles; }
  /// All rows of both tables.
  [[nodiscard]] const std::vector<CaseRule>& rules() const { return m_rules; }
  /// The steps that this case may take now, by anyone: state, who returned it, whose desk and an open request are
  /// looked at.
  [[nodiscard]] std::vector<const CaseRule*> stepsFrom(const Incident& incident) const;
  [[nodiscard]] bool knowsAction(std::string_view action) const;

 private:
  CaseRules();
  void readRequests();
  /// May a case in this state still be given what was asked for?
  [[nodiscard]] bool allowsRequest(std::string_view kind, std::string_view state) const;
  std::vector<CaseState> m_states;
  std::vector<CaseRule> m_rules;
  std::vector<std::string> m_roles;
};

/// A state in which a case waits for somebody.
struct WaitingState {
  std::string state;
  std::string cameFrom;  ///< only when this one returned it; or empty
  std::string desk;      ///< only when it is on this desk; or empty
};
/// What waits for a role: the states whose next step is first of all this role's to take, by the table of steps.
[[nodiscard]] std::vector<WaitingState> waitingFor(std::string_view role);
/// The states of requests that wait for this role.
[[nodiscard]] std::vector<std::string> waitingRequests(std::string_view role);

/// A step that somebody wants to take.
struct CaseStep {
  std::string action, role, reason, condition;
  std::string to;  ///< department (dispatch), handler (assign) or the other case (merge)
  std::vector<std::filesystem::path> photos;
  std::optional<UtcMillis> until;  ///< suspend: when the case goes on by itself
  /// assign: the departments in which the desk's list of people has this handler; empty: it does not know.
  std::vector<std::string> handlerUnits{};
};

/// Takes the step: one transaction with row, photos and history, durable when it returns. A step that needs the
/// agreement of others (extension, suspension, appeal) is put on record; granting it performs the step. Errors:
/// usage (unknown action or role), forbiddenStep (the rules say no, and why), notFound, and those of storePhoto.
Incident advance(const store::CityDatabase& city, std::string_view id, const CaseStep& step, const std::string& actor);

/// The filing conditions that the table of time limits knows for a category, in its order; often none, and others
/// may be ticked too. Errors: notFound, damaged (resources).
[[nodiscard]] std::vector<std::string> filingConditions(std::string_view category);

/// What became of many cases that were to take one step.
struct BatchSteps {
  std::vector<std::string> done;                       ///< UUIDs
  std::vector<std::pair<std::string, Error>> refused;  ///< number, and why
};
/// The same step for many cases in one transaction and one entry for undo; those that the rules refuse stay as they
/// are and are told. Errors: those of advance() that concern all of them; cancelled (then nothing was done).
BatchSteps advanceAll(const store::CityDatabase& city, const std::vector<std::string>& ids, const CaseStep& step,
                      const std::string& actor, const CancelToken& token = {});

/// Goes on with every suspended case whose day has come; how many. One transaction a case. Errors: as advance().
int resumeDue(const store::CityDatabase& city, const std::string& actor);

/// A request that others must agree to, as kept. Times in UTC; empty = not yet.
struct CaseRequest {
  std::int64_t fid = 0;
  std::string uid, incident;  ///< UUIDs
  std::string kind;           ///< "extension", "suspension", "appeal"
  std::string state;          ///< "requested", "approved1", "granted", "refused"
  std::string reason, until, askedAt, askedBy, approvedAt, approvedBy, decidedAt, decidedBy, remark;
  [[nodiscard]] bool isOpen() const { return state == "requested" || state == "approved1"; }
};
/// Of one case (`incident` its UUID), or of all when empty, oldest first. A city of an older version has none.
[[nodiscard]] std::vector<CaseRequest> caseRequests(const store::CityDatabase& city, std::string_view incident,
                                                    bool openOnly);

/// What the history of a case says of a step, taken from a journal entry's reason "file (acceptor): text".
struct StepNote {
  std::string action, role, text;
};
[[nodiscard]] StepNote stepNoteOf(const std::string& journalReason);

}  // namespace gis::city
