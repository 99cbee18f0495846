// Extension, suspension and appeal: asked for, agreed to by two others, granted or refused.
#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/case_asking.h"
#include "gis_core/city/case_limits.h"
#include "gis_core/city/case_refusal.h"
#include "gis_core/city/case_request_rows.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/work_calendar.h"

namespace gis::city {

namespace {

constexpr std::string_view kAppeal = "appeal";
constexpr int kMostExtensions = 2;
constexpr std::int64_t kYearMillis = 366LL * 24 * 3'600'000;

bool keepsRequests(const store::CityDatabase& city) {
  return city.connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_request'") > 0;
}

CaseRequest readRequest(const store::Statement& row) {
  CaseRequest r;
  r.fid = row.integer(0);
  int column = 1;
  for (std::string CaseRequest::*member :
       {&CaseRequest::uid, &CaseRequest::incident, &CaseRequest::kind, &CaseRequest::state, &CaseRequest::reason,
        &CaseRequest::until, &CaseRequest::askedAt, &CaseRequest::askedBy, &CaseRequest::approvedAt,
        &CaseRequest::approvedBy, &CaseRequest::decidedAt, &CaseRequest::decidedBy, &CaseRequest::remark})
    r.*member = row.text(column++);
  return r;
}

bool isOpen(const CaseRequest& request) {
  return request.state == "requested" || request.state == "approved1";
}

CaseRequest openRequestOf(const store::CityDatabase& city, const Incident& incident) {
  const auto open = caseRequests(city, incident.uid, true);
  return open.empty() ? CaseRequest{} : open.front();
}

bool isLate(const Incident& incident, UtcMillis when) {
  return !incident.deadline.empty() && when > parseIso(incident.deadline, 0);
}

UtcMillis endOfHandling(const Incident& incident) {
  const std::string& end = incident.handledAt.empty() ? incident.closedAt : incident.handledAt;
  return end.empty() ? 0 : parseIso(end, 0);
}

void checkAsked(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule, const Incident& incident,
                UtcMillis now) {
  if (rule.request == "extension") {
    if (incident.deadline.empty()) {
      forbidStep(step, incident, GIS_TR("the case has no deadline"), GIS_TR("nothing has to be extended"));
    }
    if (isLate(incident, now))
      forbidStep(step, incident, GIS_TR("the deadline is over"), GIS_TR("ask before the deadline"));
    if (incident.extensionCount >= kMostExtensions) {
      forbidStep(step, incident, GIS_TR("it was extended twice already"), GIS_TR("handle the case"));
    }
  } else if (rule.request == "suspension") {
    if (!step.until) {
      forbidStep(step, incident, GIS_TR("it names no day on which the case goes on"), GIS_TR("name it (--until)"));
    }
    if (*step.until <= now || *step.until > now + kYearMillis) {
      forbidStep(step, incident, GIS_TR("the day on which the case goes on must lie within a year from now"),
                 GIS_TR("name another day (--until)"));
    }
  } else if (rule.request == kAppeal) {
    if (!isLate(incident, endOfHandling(incident))) {
      forbidStep(step, incident, GIS_TR("the case was not overdue"), GIS_TR("there is nothing to appeal against"));
    }
    const auto all = caseRequests(city, incident.uid, false);
    if (std::any_of(all.begin(), all.end(), [](const CaseRequest& one) { return one.kind == kAppeal; })) {
      forbidStep(step, incident, GIS_TR("an appeal was made already, and there is one only"),
                 GIS_TR("look at the history of the case"));
    }
  }
}

/// What the case gets when the request is granted.
void addGranted(store::ColumnValues& values, const store::CityDatabase& city, const CaseRule& rule,
                const Incident& incident, const CaseRequest& request) {
  if (rule.request == "extension") {
    const WorkCalendar calendar = cityCalendar(city);
    if (const auto limit = originalLimit(incident, calendar)) {
      values.emplace_back("deadline", toIsoUtc(deadlineAfter(parseIso(incident.deadline, 0), *limit, calendar)));
    }
    values.emplace_back("extension_count", std::int64_t{incident.extensionCount + 1});
  } else if (rule.request == "suspension") {
    values.emplace_back("state", rule.to);
    values.emplace_back("came_from", incident.state);
    values.emplace_back("resume_at", request.until);
  }
}

}  // namespace

std::vector<CaseRequest> caseRequests(const store::CityDatabase& city, std::string_view incident, bool openOnly) {
  std::vector<CaseRequest> requests;
  if (!keepsRequests(city)) return requests;
  std::string sql =
      "SELECT fid, uid, incident, kind, state, reason, until, asked_at, asked_by, approved_at, approved_by, decided_at,"
      " decided_by, remark FROM city_request WHERE 1";
  if (!incident.empty()) sql += " AND incident = ?1";
  if (openOnly) sql += " AND state IN ('requested', 'approved1')";
  auto row = city.connection().prepare(sql + " ORDER BY fid");
  if (!incident.empty()) row.bind(1, incident);
  while (row.step()) requests.push_back(readRequest(row));
  return requests;
}

void readOpenRequest(const store::CityDatabase& city, Incident& incident) {
  for (const CaseRequest& one : caseRequests(city, incident.uid, false)) {
    if (one.kind == kAppeal) incident.appeal = one.state;
    if (!isOpen(one) || !incident.openRequest.empty()) continue;
    incident.openRequest = one.kind;
    incident.requestState = one.state;
  }
}

bool mayAsk(const CaseRule& rule, const Incident& incident, UtcMillis now) {
  if (rule.request.empty() || !rule.requestFrom.empty()) return true;
  if (rule.request == "extension") {
    return !isLate(incident, now) && !incident.deadline.empty() && incident.extensionCount < kMostExtensions;
  }
  return rule.request != kAppeal || (isLate(incident, endOfHandling(incident)) && incident.appeal.empty());
}

bool hasOpenCheck(const Incident& incident) {
  return incident.cameFrom == kCheckTask;
}

void checkRequest(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule, const Incident& incident,
                  UtcMillis now) {
  if (rule.requestFrom.empty()) {
    checkAsked(city, step, rule, incident, now);
  } else if (rule.requestTo == "granted" && rule.request == "suspension") {
    const CaseRequest open = openRequestOf(city, incident);
    if (open.until.empty() || parseIso(open.until, 0) <= now) {
      forbidStep(step, incident, GIS_TR("the day on which the case goes on has come already"),
                 GIS_TR("refuse it and ask for another day"));
    }
  }
}

std::vector<store::RowEdit> requestRows(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule,
                                        const Incident& incident, const std::string& actor, UtcMillis now) {
  const std::string at = toIsoUtc(now);
  const std::string words = text::repairUtf8(text::trim(step.reason));
  std::vector<store::RowEdit> rows(2);
  store::RowEdit& ofCase = rows[0];
  store::RowEdit& ofRequest = rows[1];
  ofCase.table = "city_incident";
  ofCase.fid = incident.fid;
  ofCase.values = {{"updated_at", at}};
  ofRequest.table = "city_request";
  if (rule.requestFrom.empty()) {
    ofRequest.kind = store::RowEdit::Kind::insert;
    ofRequest.uid = newUuid();
    ofRequest.values = {{"incident", incident.uid}, {"kind", rule.request}, {"state", rule.requestTo},
                        {"reason", words},          {"asked_at", at},       {"asked_by", textOrNull(actor)}};
    if (step.until) ofRequest.values.emplace_back("until", toIsoUtc(*step.until));
    return rows;
  }
  const CaseRequest open = openRequestOf(city, incident);
  ofRequest.fid = open.fid;
  ofRequest.values = {{"state", rule.requestTo}};
  const bool first = rule.requestTo == "approved1";
  ofRequest.values.emplace_back(first ? "approved_at" : "decided_at", at);
  ofRequest.values.emplace_back(first ? "approved_by" : "decided_by", textOrNull(actor));
  if (!words.empty()) ofRequest.values.emplace_back("remark", words);
  if (rule.requestTo == "granted") addGranted(ofCase.values, city, rule, incident, open);
  return rows;
}

int resumeDue(const store::CityDatabase& city, const std::string& actor) {
  std::vector<std::string> due;
  {
    auto row = city.connection().prepare(
        "SELECT uid FROM city_incident WHERE state = 'suspended' AND resume_at <= ?1 ORDER BY resume_at");
    row.bind(1, toIsoUtc(utcNow()));
    while (row.step()) due.push_back(row.text(0));
  }
  int done = 0;
  for (const std::string& uid : due) {
    if (incidentById(city, uid).state != "suspended") continue;  // somebody was quicker
    CaseStep step;
    step.action = "resume";
    step.role = "system";
    (void)advance(city, uid, step, actor);
    ++done;
  }
  return done;
}

}  // namespace gis::city
