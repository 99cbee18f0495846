#include "gis_core/city/case_rows.h"

#include <nlohmann/json.hpp>

#include "gis_core/city/incident_rows.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::city {

namespace {

/// The rows of the ids in ?1, a list as JSON: each by an index.
constexpr const char* kNamedRows =
    "fid IN (SELECT fid FROM city_incident WHERE uid IN (SELECT value FROM json_each(?1))"
    " UNION SELECT CAST(value AS INTEGER) FROM json_each(?1) WHERE value NOT GLOB '*[^0-9]*')";

}  // namespace

void forEachCase(const store::CityDatabase& city, const CaseExportOptions& options, Progress& progress,
                 const std::function<void(const Incident&)>& each) {
  const store::Connection& c = city.connection();
  const std::string& where = options.where;
  if (!where.empty()) store::checkCondition(c, "city_incident", where);
  std::string condition = options.ids.empty() ? " WHERE 1" : std::string(" WHERE ") + kNamedRows;
  // the line end keeps a comment in the condition from swallowing the bracket
  if (!where.empty()) condition += " AND (" + where + "\n)";
  c.interruptOn(progress.token());
  const auto total = options.ids.empty() ? static_cast<std::uint64_t>(c.intValue("SELECT count(*) FROM city_incident"))
                                         : std::uint64_t(options.ids.size());
  store::Statement rows(
      c, "SELECT " + incidentColumns(c) + " FROM city_incident" + condition + " ORDER BY reported_at, fid");
  if (!options.ids.empty()) rows.bind(1, nlohmann::json(options.ids).dump());
  std::uint64_t done = 0;
  while (rows.step()) {
    progress.report(++done, total);
    each(readIncident(rows));
  }
}

}  // namespace gis::city
