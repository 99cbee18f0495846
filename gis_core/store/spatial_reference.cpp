// CRS ↔ srid in the city's spatial_ref_sys.
#include <algorithm>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/store/city.h"
#include "gis_core/store/joined_transaction.h"

namespace gis::store {
namespace {

constexpr int kFirstCustomSrid = 1000000;

void insertReference(const Connection& c, int srid, const char* authority, int authoritySrid, const crs::Crs& crs) {
  Statement statement(c,
                      "INSERT INTO spatial_ref_sys(srid, auth_name, auth_srid, ref_sys_name, proj4text, srtext)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  statement.bindAll(srid, authority, authoritySrid, crs.name(), crs.projString(), crs.wkt()).run();
}

bool hasReference(const Connection& c, int srid) {
  Statement statement(c, "SELECT 1 FROM spatial_ref_sys WHERE srid = ?1");
  return statement.bind(1, srid).step();
}

}  // namespace

int sridOf(const Connection& c, const crs::Crs& crs) {
  if (!crs.isKnown()) return -1;
  if (const auto epsg = crs.epsg()) {
    if (!hasReference(c, *epsg)) insertReference(c, *epsg, "epsg", *epsg, crs);
    return *epsg;
  }
  JoinedTransaction transaction(c);
  Statement same(c, "SELECT srid FROM spatial_ref_sys WHERE srid >= ?1 AND srtext = ?2");
  if (same.bindAll(kFirstCustomSrid, crs.wkt()).step()) return static_cast<int>(same.integer(0));
  same.reset();
  Statement last(c, "SELECT coalesce(max(srid), 0) + 1 FROM spatial_ref_sys WHERE srid >= ?1");
  last.bind(1, kFirstCustomSrid).step();
  const int srid = std::max(kFirstCustomSrid, static_cast<int>(last.integer(0)));
  last.reset();
  insertReference(c, srid, "citydesk", srid, crs);
  transaction.commit();
  return srid;
}

crs::Crs crsOfSrid(const Connection& c, int srid) {
  if (srid <= 0) return {};
  Statement statement(c, "SELECT lower(auth_name), auth_srid, srtext FROM spatial_ref_sys WHERE srid = ?1");
  if (!statement.bind(1, srid).step()) return {};
  if (statement.text(0) == "epsg") {
    // asking PROJ's database costs a millisecond and a list of layers asks often
    static thread_local std::map<std::int64_t, crs::Crs> known;
    const std::int64_t code = statement.integer(1);
    const auto found = known.find(code);
    if (found != known.end()) return found->second;
    return known.emplace(code, crs::Crs::fromEpsg(static_cast<int>(code))).first->second;
  }
  return crs::Crs::identify(statement.text(2));
}

}  // namespace gis::store
