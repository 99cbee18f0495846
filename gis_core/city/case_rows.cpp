#include "gis_core/city/case_rows.h"

#include "gis_core/city/incident_rows.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::city {

void forEachCase(const store::CityDatabase& city, const std::string& where, Progress& progress,
                 const std::function<void(const Incident&)>& each) {
  const store::Connection& c = city.connection();
  if (!where.empty()) store::checkCondition(c, "city_incident", where);
  // the line end keeps a comment in the condition from swallowing the bracket
  const std::string condition = where.empty() ? std::string() : " WHERE (" + where + "\n)";
  c.interruptOn(progress.token());
  const auto total = static_cast<std::uint64_t>(c.intValue("SELECT count(*) FROM city_incident"));
  store::Statement rows(
      c, "SELECT " + incidentColumns(c) + " FROM city_incident" + condition + " ORDER BY reported_at, fid");
  std::uint64_t done = 0;
  while (rows.step()) {
    progress.report(++done, total);
    each(readIncident(rows));
  }
}

}  // namespace gis::city
