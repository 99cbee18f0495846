#include <algorithm>
#include <array>
#include <charconv>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_request_rows.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/media.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::city {

namespace {

/// Columns that a filter compares with a text.
struct EqualColumn {
  const char* column;
  std::string IncidentFilter::*member;
};
constexpr std::array kEqualColumns = {
    EqualColumn{"state", &IncidentFilter::state},         EqualColumn{"category", &IncidentFilter::category},
    EqualColumn{"kind", &IncidentFilter::kind},           EqualColumn{"urgency", &IncidentFilter::urgency},
    EqualColumn{"source", &IncidentFilter::source},       EqualColumn{"department", &IncidentFilter::department},
    EqualColumn{"handler", &IncidentFilter::handler},     EqualColumn{"grid", &IncidentFilter::grid},
    EqualColumn{"community", &IncidentFilter::community}, EqualColumn{"subdistrict", &IncidentFilter::subdistrict},
    EqualColumn{"district", &IncidentFilter::district},
};

/// Spans of time that a filter compares with.
struct TimeColumn {
  const char* condition;
  std::optional<UtcMillis> IncidentFilter::*member;
};
constexpr std::array kTimeColumns = {
    TimeColumn{"reported_at >= ?", &IncidentFilter::reportedFrom},
    TimeColumn{"reported_at < ?", &IncidentFilter::reportedTo},
    TimeColumn{"deadline >= ?", &IncidentFilter::dueFrom},
    TimeColumn{"deadline < ?", &IncidentFilter::dueTo},
    TimeColumn{"closed_at >= ?", &IncidentFilter::closedFrom},
    TimeColumn{"closed_at < ?", &IncidentFilter::closedTo},
};

/// A case is open until it reaches a state that ends it.
std::string openCondition() {
  std::string names;
  for (const CaseState& state : CaseRules::shipped().states()) {
    if (state.terminal) names += (names.empty() ? "'" : ", '") + state.name + "'";
  }
  return "state NOT IN (" + names + ")";
}

std::string waitingCondition(const std::string& role) {
  std::string sql = "0";
  for (const WaitingState& one : waitingFor(role)) {
    sql += " OR (state = '" + one.state + "'";
    if (!one.cameFrom.empty()) sql += " AND came_from = '" + one.cameFrom + "'";
    if (!one.desk.empty()) sql += " AND desk = '" + one.desk + "'";
    sql += ")";
  }
  for (const std::string& state : waitingRequests(role))
    sql += " OR uid IN (SELECT incident FROM city_request WHERE state = '" + state + "')";
  return sql;
}

/// The FROM and WHERE part; the values are bound by bindFilter in the same order.
std::string conditionsOf(const store::CityDatabase& city, const IncidentFilter& filter) {
  std::string sql = " FROM city_incident WHERE 1";
  for (const EqualColumn& one : kEqualColumns) {
    if (!(filter.*one.member).empty()) sql += std::string(" AND ") + one.column + " = ?";
  }
  for (const TimeColumn& one : kTimeColumns) {
    if (filter.*one.member) sql += std::string(" AND ") + one.condition;
  }
  const bool runs = filter.runningOnly || filter.overdueAt.has_value();
  if (filter.openOnly || runs) sql += " AND " + (runs ? runningCaseCondition() : openCondition());
  if (filter.overdueAt) sql += " AND deadline < ?";
  if (!filter.role.empty()) sql += " AND (" + waitingCondition(filter.role) + ")";
  if (filter.box) {
    sql +=
        " AND fid IN (SELECT pkid FROM idx_city_incident_geometry"
        " WHERE xmin <= ? AND xmax >= ? AND ymin <= ? AND ymax >= ?)";
  }
  if (!filter.where.empty()) {
    store::checkCondition(city.connection(), "city_incident", filter.where);
    // The line end keeps a comment in the condition from swallowing the bracket.
    sql += " AND (" + filter.where + "\n)";
  }
  return sql;
}

void bindFilter(store::Statement& statement, const IncidentFilter& filter) {
  int index = 0;
  for (const EqualColumn& one : kEqualColumns) {
    if (!(filter.*one.member).empty()) statement.bind(++index, filter.*one.member);
  }
  for (const TimeColumn& one : kTimeColumns) {
    if (filter.*one.member) statement.bind(++index, toIsoUtc(*(filter.*one.member)));
  }
  if (filter.overdueAt) statement.bind(++index, toIsoUtc(*filter.overdueAt));
  if (filter.box) {
    statement.bind(++index, filter.box->maxX);
    statement.bind(++index, filter.box->minX);
    statement.bind(++index, filter.box->maxY);
    statement.bind(++index, filter.box->minY);
  }
}

std::string orderOf(IncidentFilter::Order order) {
  switch (order) {
    case IncidentFilter::Order::oldestFirst: return " ORDER BY reported_at, fid";
    case IncidentFilter::Order::dueFirst: return " ORDER BY deadline IS NULL, deadline, fid";
    case IncidentFilter::Order::changedFirst: return " ORDER BY updated_at DESC, fid DESC";
    default: return " ORDER BY reported_at DESC, fid DESC";
  }
}

bool holdsText(const Incident& incident, const std::string& folded) {
  for (const std::string* text : {&incident.caseNo, &incident.reportNo, &incident.description, &incident.address,
                                  &incident.road, &incident.categoryName, &incident.category, &incident.parcel}) {
    if (text::fold(*text).find(folded) != std::string::npos) return true;
  }
  return false;
}

/// Calls `each` with every case that the filter lets through, newest first, until it returns false.
template <typename Each>
void forIncidents(const store::CityDatabase& city, const IncidentFilter& filter, const CancelToken& token, Each each) {
  auto rows = city.connection().prepare("SELECT " + incidentColumns(city.connection()) + conditionsOf(city, filter) +
                                        orderOf(filter.order));
  bindFilter(rows, filter);
  const std::string folded = text::fold(text::trim(filter.text));
  while (rows.step()) {
    token.check();
    Incident incident = readIncident(rows);
    if (filter.box && !(incident.at && filter.box->contains(*incident.at))) continue;
    if (!folded.empty() && !holdsText(incident, folded)) continue;
    if (!each(incident)) return;
  }
}

}  // namespace

std::string runningCaseCondition() {
  return openCondition() + " AND state NOT IN ('suspended', 'pending_verify', 'pending_check')";
}

std::vector<Incident> listIncidents(const store::CityDatabase& city, const IncidentFilter& filter,
                                    const CancelToken& token) {
  (void)CodeTables::of(city);  // what is computed of cases follows their city
  std::vector<Incident> incidents;
  std::int64_t skip = filter.offset;
  if (filter.limit == 0) return incidents;
  forIncidents(city, filter, token, [&](Incident& incident) {
    if (skip-- > 0) return true;
    incidents.push_back(std::move(incident));
    return filter.limit < 0 || std::int64_t(incidents.size()) < filter.limit;
  });
  return incidents;
}

std::int64_t countIncidents(const store::CityDatabase& city, const IncidentFilter& filter) {
  std::int64_t count = 0;
  if (filter.box || !filter.text.empty()) {
    forIncidents(city, filter, {}, [&](const Incident&) { return ++count, true; });
    return count;
  }
  auto row = city.connection().prepare("SELECT count(*)" + conditionsOf(city, filter));
  bindFilter(row, filter);
  return row.step() ? row.integer(0) : 0;
}

Incident incidentById(const store::CityDatabase& city, std::string_view typed) {
  (void)CodeTables::of(city);
  const std::string id(text::trim(typed));
  std::int64_t fid = 0;
  const auto [end, fault] = std::from_chars(id.data(), id.data() + id.size(), fid);
  const bool isNumber = fault == std::errc() && end == id.data() + id.size();
  auto row = city.connection().prepare("SELECT " + incidentColumns(city.connection()) +
                                       " FROM city_incident WHERE uid = ?1 OR case_no = ?1"
                                       " OR report_no = ?1 OR fid = ?2 LIMIT 1");
  row.bind(1, id);
  if (isNumber) {
    row.bind(2, fid);
  } else {
    row.bindNull(2);
  }
  if (!id.empty() && row.step()) {
    Incident incident = readIncident(row);
    readOpenRequest(city, incident);
    return incident;
  }
  throw Error(ErrorCode::notFound, {GIS_TR("cannot find the case {0}"), {id}},
              GIS_TR("no case has this id, case number or report number"),
              GIS_TR("look it up in the list of incidents"));
}

std::vector<Attachment> attachmentsOf(const store::CityDatabase& city, std::string_view uid, bool thumbnails) {
  std::string sql = "SELECT uid, stage, name, media_type, sha256, taken_at, added_at, size";
  sql += thumbnails ? ", thumbnail" : ", NULL";
  auto row = city.connection().prepare(sql + " FROM city_attachment WHERE incident = ?1 ORDER BY fid");
  row.bind(1, uid);
  std::vector<Attachment> attachments;
  while (row.step()) {
    Attachment a;
    a.uid = row.text(0);
    a.stage = row.text(1);
    a.name = row.text(2);
    a.mediaType = row.text(3);
    a.sha256 = row.text(4);
    a.takenAt = row.text(5);
    a.addedAt = row.text(6);
    a.size = std::uint64_t(row.integer(7));
    a.path = mediaPath(a.sha256);
    if (!row.isNull(8)) {
      const auto bytes = row.blob(8);
      a.thumbnail.assign(bytes.begin(), bytes.end());
    }
    attachments.push_back(std::move(a));
  }
  return attachments;
}

std::vector<store::HistoryEntry> incidentHistory(const store::CityDatabase& city, const Incident& incident) {
  auto entries = store::history(city, "city_incident", incident.fid);
  std::reverse(entries.begin(), entries.end());
  return entries;
}

}  // namespace gis::city
