#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_asking.h"

#include <fmt/format.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_guards.h"
#include "gis_core/city/case_limits.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/case_refusal.h"
#include "gis_core/city/case_request_rows.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/media.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/store/case_edit.h"

namespace gis::city {

namespace {

template <typename Range, typename Name>
std::string joined(const Range& range, Name name) {
  std::string text;
  for (const auto& item : range) {
    const std::string part = name(item);
    if (text.find(part + ",") != std::string::npos || text == part || text.ends_with(" " + part)) continue;
    text += (text.empty() ? "" : ", ") + part;
  }
  return text.empty() ? "-" : text;
}

const CaseRule& ruleFor(const CaseStep& step, const Incident& incident) {
  const CaseRules& rules = CaseRules::shipped();
  if (!rules.knowsAction(step.action)) {
    throw Error(ErrorCode::usage, {GIS_TR("unknown step \"{0}\""), {step.action}},
                GIS_TR("the life cycle of a case has no such step"),
                {GIS_TR("this case may take: {0}"),
                 {joined(rules.stepsFrom(incident), [](const CaseRule* r) { return r->action; })}});
  }
  if (std::find(rules.roles().begin(), rules.roles().end(), step.role) == rules.roles().end()) {
    throw Error(ErrorCode::usage, {GIS_TR("unknown role \"{0}\""), {step.role}},
                {GIS_TR("the roles are {0}"), {joined(rules.roles(), [](const std::string& r) { return r; })}},
                GIS_TR("use one of them"));
  }
  const CaseRule* wrongRole = nullptr;
  for (const CaseRule* rule : rules.stepsFrom(incident)) {
    if (rule->action != step.action) continue;
    if (std::find(rule->roles.begin(), rule->roles.end(), step.role) != rule->roles.end()) return *rule;
    wrongRole = rule;
  }
  if (wrongRole) {
    forbidStep(step, incident,
               {GIS_TR("only {0} may take it, not {1}"),
                {joined(wrongRole->roles, [](const std::string& r) { return r; }), step.role}},
               GIS_TR("ask somebody in that role"));
  }
  forbidStep(step, incident,
             {GIS_TR("the case is in the state {0}, from which it may take: {1}"),
              {incident.state, joined(rules.stepsFrom(incident), [](const CaseRule* r) { return r->action; })}},
             GIS_TR("take one of those steps"));
}

/// Duplicates are the same category within the distance and time of the city's settings.
const Incident& checkedMergeTarget(const store::CityDatabase& city, const CaseStep& step, const Incident& incident,
                                   const Incident& target) {
  const CaseState* state = CaseRules::shipped().state(target.state);
  if (target.uid == incident.uid || (state && state->terminal)) {
    forbidStep(step, incident, GIS_TR("the other case is not open"), GIS_TR("name an open case (--to)"));
  }
  const DuplicateRule rule = duplicateRule(city);
  if (!areDuplicates(incident, target, rule)) {
    forbidStep(step, incident,
               {GIS_TR("the two cases are not of one category within {0} m and {1} hours"),
                {fmt::format("{:g}", rule.metres), fmt::format("{:g}", rule.hours)}},
               GIS_TR("merge duplicates only"));
  }
  return target;
}

void addFilingValues(store::ColumnValues& values, const store::CityDatabase& city, const CaseStep& step,
                     const Incident& incident, UtcMillis now, GivenNumbers& given) {
  values.emplace_back("condition", step.condition);
  values.emplace_back("filed_at", toIsoUtc(now));
  if (incident.caseNo.empty()) {
    values.emplace_back("case_no", nextNumber(city, NumberKind::filing, incident.category, incident.kind, now, &given));
  }
  const auto limit = handlingLimit(incident, step.condition);
  values.emplace_back("deadline",
                      textOrNull(limit ? toIsoUtc(deadlineAfter(now, *limit, cityCalendar(city))) : std::string()));
}

/// What the step changes beside the state.
store::ColumnValues effectsOf(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule,
                              const Incident& incident, UtcMillis now, GivenNumbers& given) {
  store::ColumnValues values;
  const std::string& action = step.action;
  const std::string at = toIsoUtc(now);
  std::string to = rule.to;
  if (action == "file") addFilingValues(values, city, step, incident, now, given);
  if (action == "dispatch" || action == "redispatch") {
    values.emplace_back("dispatched_at", at);
    values.emplace_back("dispatch_count", std::int64_t{incident.dispatchCount + 1});
    if (!step.to.empty()) values.emplace_back("department", step.to);
    values.emplace_back("came_from", std::monostate{});
  }
  if (action == "return_to_acceptor") values.emplace_back("came_from", std::string("dispatcher"));
  if (action == "return_to_dispatcher") values.emplace_back("came_from", std::string("department"));
  if (action == "refile") values.emplace_back("came_from", std::monostate{});
  if (action == "assign" && !step.to.empty()) values.emplace_back("handler", step.to);
  if (action == "confirm") {  // the handle clock stops when the department confirms
    values.emplace_back("handled_at", at);
    values.emplace_back("desk", std::string("dispatcher"));
  }
  if (action == "forward") values.emplace_back("desk", std::string("acceptor"));
  if (action == "send_check") values.emplace_back("came_from", std::string(kCheckTask));
  if (hasOpenCheck(incident) && to != incident.state) values.emplace_back("came_from", std::monostate{});
  if (action == "rework" || action == "return_rework") {
    values.emplace_back("rework_count", std::int64_t{incident.reworkCount + 1});
    values.emplace_back("desk", std::monostate{});
  }
  if (action == "close") values.emplace_back("checked_at", at);
  if (action == "close" || action == "self_handle_close") {
    if (!step.condition.empty()) values.emplace_back("condition", step.condition);
    values.emplace_back("desk", std::monostate{});
  }
  if (action == "merge") {
    const Incident target = incidentById(city, step.to);
    values.emplace_back("duplicate_of", checkedMergeTarget(city, step, incident, target).uid);
  }
  if (action == "verify_done") addClockAfterPause(values, city, incident, "pending_verify", now);
  if (action == "resume") {
    if (CaseRules::shipped().state(incident.cameFrom) != nullptr) to = incident.cameFrom;
    values.emplace_back("came_from", std::monostate{});
    values.emplace_back("resume_at", std::monostate{});
    addClockAfterPause(values, city, incident, "suspended", now);
  }
  const CaseState* after = CaseRules::shipped().state(to);
  if (after && after->terminal) values.emplace_back("closed_at", at);
  values.emplace_back("state", to);
  values.emplace_back("updated_at", at);
  return values;
}

std::string stageOfPhotos(const std::string& action) {
  if (action == "verify_done") return "verify";
  if (action == "submit" || action == "self_handle_close") return "handle";
  if (action == "close" || action == "send_check") return "check";
  return action;
}

std::string journalReason(const CaseStep& step) {
  std::string text = step.action + " (" + step.role + ")";
  if (!step.reason.empty()) text += ": " + text::repairUtf8(step.reason);
  return text;
}

}  // namespace

void forbidStep(const CaseStep& step, const Incident& incident, Message why, Message remedy) {
  throw Error(ErrorCode::forbiddenStep,
              {GIS_TR("the step {0} is not allowed for the case {1}"),
               {step.action, incident.caseNo.empty() ? incident.reportNo : incident.caseNo}},
              std::move(why), std::move(remedy));
}

namespace {

const CaseRule& allowedStep(const store::CityDatabase& city, const CaseStep& step, const Incident& incident,
                            UtcMillis now) {
  const CaseRule& rule = ruleFor(step, incident);
  checkGuards(city, step, rule, incident);
  if (!rule.request.empty()) checkRequest(city, step, rule, incident, now);
  return rule;
}

/// Appends what the step changes of this case. Called under the write lock: somebody else may have taken a step
/// since it was asked first. `now` is the moment of the step in the case and in the log.
void addStepRows(std::vector<store::RowEdit>& rows, const store::CityDatabase& city, const CaseStep& step,
                 const Incident& incident, const std::vector<StoredPhoto>& photos, const std::string& actor,
                 UtcMillis now, GivenNumbers& given) {
  const CaseRule& rule = allowedStep(city, step, incident, now);
  if (!rule.request.empty()) {
    for (store::RowEdit& row : requestRows(city, step, rule, incident, actor, now)) rows.push_back(std::move(row));
  } else {
    store::RowEdit row;
    row.table = "city_incident";
    row.fid = incident.fid;
    row.values = effectsOf(city, step, rule, incident, now, given);
    rows.push_back(std::move(row));
  }
  const bool pair =
      step.action == "self_handle_close" && photos.size() > 1 && attachmentsOf(city, incident.uid).empty();
  for (std::size_t i = 0; i < photos.size(); ++i) {
    const std::string stage = pair && i == 0 ? "report" : stageOfPhotos(step.action);
    rows.push_back(attachmentRow(photos[i], incident.uid, stage, toIsoUtc(now)));
  }
}

}  // namespace

Incident advance(const store::CityDatabase& city, std::string_view id, const CaseStep& step, const std::string& actor) {
  // Asked before photos are copied, so that a forbidden step leaves nothing behind.
  (void)allowedStep(city, step, incidentById(city, id), utcNow());
  std::vector<StoredPhoto> photos;
  for (const auto& photo : step.photos) photos.push_back(storePhoto(city.mediaFolder(), photo));

  store::Transaction transaction(city.connection());
  const Incident incident = incidentById(city, id);
  store::EditCommand command;
  command.actor = actor;
  command.reason = journalReason(step);
  const UtcMillis now = utcNow();
  command.at = toIsoUtc(now);
  GivenNumbers given;
  addStepRows(command.rows, city, step, incident, photos, actor, now, given);
  store::applyCaseStep(city, command);
  transaction.commit();
  return incidentById(city, incident.uid);
}

BatchSteps advanceAll(const store::CityDatabase& city, const std::vector<std::string>& ids, const CaseStep& step,
                      const std::string& actor, const CancelToken& token) {
  std::vector<StoredPhoto> photos;
  for (const auto& photo : step.photos) photos.push_back(storePhoto(city.mediaFolder(), photo));
  BatchSteps batch;
  store::Transaction transaction(city.connection());
  store::EditCommand command;
  command.actor = actor;
  command.reason = journalReason(step);
  const UtcMillis now = utcNow();
  command.at = toIsoUtc(now);
  GivenNumbers given;
  for (const std::string& id : ids) {
    token.check();
    std::string number = id;
    try {
      const Incident incident = incidentById(city, id);
      number = incident.caseNo.empty() ? incident.reportNo : incident.caseNo;
      if (std::find(batch.done.begin(), batch.done.end(), incident.uid) != batch.done.end()) continue;
      addStepRows(command.rows, city, step, incident, photos, actor, now, given);
      batch.done.push_back(incident.uid);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::forbiddenStep && error.code() != ErrorCode::notFound) throw;
      batch.refused.emplace_back(number, error);
    }
  }
  if (!command.rows.empty()) store::applyCaseStep(city, command);
  transaction.commit();
  return batch;
}

StepNote stepNoteOf(const std::string& journalReason) {
  StepNote note;
  const std::size_t open = journalReason.find(" (");
  const std::size_t close = open == std::string::npos ? open : journalReason.find(')', open);
  if (close == std::string::npos || !CaseRules::shipped().knowsAction(journalReason.substr(0, open))) {
    note.action = journalReason;
    return note;
  }
  note.action = journalReason.substr(0, open);
  note.role = journalReason.substr(open + 2, close - open - 2);
  if (close + 3 <= journalReason.size()) note.text = journalReason.substr(close + 3);
  return note;
}

}  // namespace gis::city
