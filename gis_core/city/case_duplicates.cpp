#include "gis_core/city/case_duplicates.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident_rows.h"

namespace gis::city {

namespace {

constexpr double kMillisOfHour = 3'600'000;

double positiveSetting(const store::CityDatabase& city, const char* key, double fallback) {
  const std::string text = city.setting(key);
  if (text.empty()) return fallback;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end != text.c_str() && std::isfinite(value) && value > 0 ? value : fallback;
}

/// Whole seconds: times are kept with and without parts of them.
std::string secondOf(UtcMillis at) {
  return toIsoUtc(at).substr(0, std::string_view("2026-01-31T23:59:59").size());
}

bool isSameCategory(const Incident& a, const Incident& b) {
  return a.category == b.category && a.kind == b.kind && a.codeSystem == b.codeSystem;
}

constexpr const char* kNear =
    " (SELECT pkid FROM idx_city_incident_geometry WHERE xmin <= ?1 AND xmax >= ?2 AND ymin <= ?3 AND ymax >= ?4)";

/// The box and the time of a question for duplicates.
struct NearAndSoon {
  geom::MapPoint at;
  double metres = 0;
  std::string from, to;

  void bind(store::Statement& statement) const {
    statement.bindAll(at.x + metres, at.x - metres, at.y + metres, at.y - metres, from, to);
  }
  /// Where people report much, hundreds of old cases lie within the distance: rather than reading each of them, which
  /// takes seconds when the disk is cold, the index of times is gone through then.
  [[nodiscard]] bool isAskedByTime(const store::CityDatabase& city) const {
    constexpr std::int64_t kMany = 40;
    auto near = city.connection().prepare(std::string("SELECT count(*) FROM") + kNear + " WHERE ?5 <= ?6");
    bind(near);
    return near.step() && near.integer(0) > kMany;
  }
};

std::vector<Duplicate> nearAndSoon(const store::CityDatabase& city, const Incident& wanted) {
  std::vector<Duplicate> found;
  if (!wanted.at) return found;
  const DuplicateRule rule = duplicateRule(city);
  const UtcMillis reported = parseIso(wanted.reportedAt, 0);
  const auto span = static_cast<UtcMillis>(rule.hours * kMillisOfHour);
  const NearAndSoon asked{*wanted.at, rule.metres, secondOf(reported - span), secondOf(reported + span) + '~'};
  // a plus before a column keeps SQLite from its index
  auto rows = city.connection().prepare("SELECT " + incidentColumns(city.connection()) + " FROM city_incident WHERE " +
                                        (asked.isAskedByTime(city) ? "reported_at BETWEEN ?5 AND ?6 AND +fid IN"
                                                                   : "+reported_at BETWEEN ?5 AND ?6 AND fid IN") +
                                        kNear + " AND state NOT IN ('cancelled', 'not_accepted', 'merged')");
  asked.bind(rows);
  while (rows.step()) {
    Duplicate one;
    one.incident = readIncident(rows);
    if (one.incident.uid == wanted.uid || !areDuplicates(wanted, one.incident, rule)) continue;
    one.metres = std::hypot(wanted.at->x - one.incident.at->x, wanted.at->y - one.incident.at->y);
    one.ageMillis = reported - parseIso(one.incident.reportedAt, 0);
    const CaseState* state = CaseRules::shipped().state(one.incident.state);
    one.isOpen = state == nullptr || !state->terminal;
    found.push_back(std::move(one));
  }
  std::sort(found.begin(), found.end(), [](const Duplicate& a, const Duplicate& b) {
    return a.metres != b.metres ? a.metres < b.metres : a.incident.fid < b.incident.fid;
  });
  return found;
}

}  // namespace

DuplicateRule duplicateRule(const store::CityDatabase& city) {
  return {positiveSetting(city, "duplicate_metres", DuplicateRule{}.metres),
          positiveSetting(city, "duplicate_hours", DuplicateRule{}.hours)};
}

bool areDuplicates(const Incident& a, const Incident& b, const DuplicateRule& rule) {
  if (!a.at || !b.at || !isSameCategory(a, b)) return false;
  if (std::hypot(a.at->x - b.at->x, a.at->y - b.at->y) > rule.metres) return false;
  return std::abs(double(parseIso(a.reportedAt, 0) - parseIso(b.reportedAt, 0))) <= rule.hours * kMillisOfHour;
}

std::vector<Duplicate> findDuplicates(const store::CityDatabase& city, const Category& category, geom::MapPoint at,
                                      UtcMillis reportedAt, std::string_view except) {
  Incident wanted;
  wanted.uid = except;
  wanted.category = category.code;
  wanted.kind = categoryKindName(category.kind);
  wanted.codeSystem = category.system;
  wanted.at = at;
  wanted.reportedAt = toIsoUtc(reportedAt);
  return nearAndSoon(city, wanted);
}

std::vector<Duplicate> findDuplicates(const store::CityDatabase& city, const Incident& incident) {
  return nearAndSoon(city, incident);
}

std::vector<std::string> mergedInto(const store::CityDatabase& city, std::string_view uid) {
  auto row = city.connection().prepare("SELECT uid FROM city_incident WHERE duplicate_of = ?1 ORDER BY fid");
  row.bind(1, uid);
  std::vector<std::string> uids;
  while (row.step()) uids.push_back(row.text(0));
  return uids;
}

}  // namespace gis::city
