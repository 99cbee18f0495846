#include "gis_core/city/case_flow.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/deadline.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/media.h"

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

[[noreturn]] void forbid(const CaseStep& step, const Incident& incident, Message why, Message remedy) {
  throw Error(ErrorCode::forbiddenStep,
              {GIS_TR("the step {0} is not allowed for the case {1}"),
               {step.action, incident.caseNo.empty() ? incident.reportNo : incident.caseNo}},
              std::move(why), std::move(remedy));
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
    forbid(step, incident,
           {GIS_TR("only {0} may take it, not {1}"),
            {joined(wrongRole->roles, [](const std::string& r) { return r; }), step.role}},
           GIS_TR("ask somebody in that role"));
  }
  forbid(step, incident,
         {GIS_TR("the case is in the state {0}, from which it may take: {1}"),
          {incident.state, joined(rules.stepsFrom(incident), [](const CaseRule* r) { return r->action; })}},
         GIS_TR("take one of those steps"));
}

void checkGuards(const CaseStep& step, const CaseRule& rule, const Incident& incident) {
  if (rule.needsApproval) {
    forbid(step, incident, GIS_TR("it needs the agreement of the shift leader and the leader on record"),
           GIS_TR("agree on paper and let the dispatcher go on by return and redispatch"));
  }
  if (rule.needsReason && text::trim(step.reason).empty()) {
    forbid(step, incident, GIS_TR("it needs a reason"), GIS_TR("say why (--reason)"));
  }
  if (rule.needsCondition && text::trim(step.condition).empty()) {
    forbid(step, incident, GIS_TR("its condition must be ticked"), GIS_TR("tick it (--condition)"));
  }
  if (rule.needsPhoto && step.photos.empty()) {
    forbid(step, incident, GIS_TR("it needs a photo"), GIS_TR("add one (--photo)"));
  }
  if (rule.needsDepartment && text::trim(step.to).empty()) {
    forbid(step, incident, GIS_TR("no department is chosen"), GIS_TR("name it (--to)"));
  }
}

/// Duplicates are the same category within 50 m and 24 hours (the rule found in practice).
const Incident& checkedMergeTarget(const CaseStep& step, const Incident& incident, const Incident& target) {
  const CaseState* state = CaseRules::shipped().state(target.state);
  if (target.uid == incident.uid || (state && state->terminal)) {
    forbid(step, incident, GIS_TR("the other case is not open"), GIS_TR("name an open case (--to)"));
  }
  const bool near =
      incident.at && target.at && std::hypot(incident.at->x - target.at->x, incident.at->y - target.at->y) <= 50;
  const bool soon = std::abs(parseIso(incident.reportedAt, 0) - parseIso(target.reportedAt, 0)) <= 24 * 3'600'000LL;
  if (incident.category != target.category || incident.kind != target.kind || !near || !soon) {
    forbid(step, incident, GIS_TR("the two cases are not of one category within 50 m and 24 hours"),
           GIS_TR("merge duplicates only"));
  }
  return target;
}

const CsvTable& timeLimits() {
  static const CsvTable table = CsvTable::shipped("codes/time_limit_samples.csv");
  return table;
}

/// The handling limit of a category and filing condition from the sample table: the one for this condition,
/// else the first one of the category; nothing when the table has none.
std::optional<TimeLimit> handlingLimit(const std::string& category, const std::string& condition) {
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

void addFilingValues(store::ColumnValues& values, const store::CityDatabase& city, const CaseStep& step,
                     const Incident& incident, UtcMillis now) {
  values.emplace_back("condition", step.condition);
  values.emplace_back("filed_at", toIsoUtc(now));
  if (incident.caseNo.empty()) {
    values.emplace_back("case_no", nextNumber(city, NumberKind::filing, incident.category, incident.kind, now));
  }
  const auto limit = handlingLimit(incident.category, step.condition);
  values.emplace_back("deadline",
                      textOrNull(limit ? toIsoUtc(deadlineAfter(now, *limit, WorkCalendar{})) : std::string()));
}

/// What the step changes beside the state.
store::ColumnValues effectsOf(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule,
                              const Incident& incident, UtcMillis now) {
  store::ColumnValues values;
  const std::string& action = step.action;
  const std::string at = toIsoUtc(now);
  std::string to = rule.to;
  if (action == "file") addFilingValues(values, city, step, incident, now);
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
  if (action == "submit") values.emplace_back("handled_at", at);
  if (action == "confirm") values.emplace_back("desk", std::string("dispatcher"));
  if (action == "forward") values.emplace_back("desk", std::string("acceptor"));
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
    values.emplace_back("duplicate_of", checkedMergeTarget(step, incident, target).uid);
  }
  if (action == "resume" && !incident.cameFrom.empty()) to = incident.cameFrom;
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

Incident advance(const store::CityDatabase& city, std::string_view id, const CaseStep& step, const std::string& actor) {
  {
    // Asked before photos are copied, so that a forbidden step leaves nothing behind.
    const Incident incident = incidentById(city, id);
    checkGuards(step, ruleFor(step, incident), incident);
  }
  std::vector<StoredPhoto> photos;
  for (const auto& photo : step.photos) photos.push_back(storePhoto(city.mediaFolder(), photo));

  store::Transaction transaction(city.connection());
  // Asked again under the write lock: somebody else may have taken a step meanwhile.
  const Incident incident = incidentById(city, id);
  const CaseRule& rule = ruleFor(step, incident);
  checkGuards(step, rule, incident);
  const UtcMillis now = utcNow();
  store::EditCommand command;
  command.actor = actor;
  command.reason = journalReason(step);
  store::RowEdit row;
  row.table = "city_incident";
  row.fid = incident.fid;
  row.values = effectsOf(city, step, rule, incident, now);
  command.rows.push_back(std::move(row));
  for (const StoredPhoto& photo : photos) {
    command.rows.push_back(attachmentRow(photo, incident.uid, stageOfPhotos(step.action), toIsoUtc(now)));
  }
  store::apply(city, command);
  transaction.commit();
  return incidentById(city, incident.uid);
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
