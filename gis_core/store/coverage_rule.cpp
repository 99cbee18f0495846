#include "gis_core/store/coverage_rule.h"

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/store/joined_transaction.h"

namespace gis::store {

std::optional<CoverageRule> coverageRule(const Connection& c, std::string_view layerUid) {
  if (c.intValue("PRAGMA user_version") < 2) return std::nullopt;  // opened for reading only: not brought up to date
  Statement statement(c, "SELECT tolerance, max_gap_width FROM city_coverage WHERE layer_uid = ?1");
  if (!statement.bind(1, layerUid).step()) return std::nullopt;
  CoverageRule rule;
  rule.tolerance = statement.real(0);
  if (!statement.isNull(1)) rule.maxGapWidth = statement.real(1);
  return rule;
}

void setCoverage(const Connection& c, std::string_view layer, const std::optional<CoverageRule>& rule) {
  JoinedTransaction transaction(c);
  const LayerInfo info = layerByName(c, layer);
  if (rule) {
    if (!info.geometryType || info.geometryType->dimension() != 2) {
      throw Error(ErrorCode::unsupported, {GIS_TR("the layer \"{0}\" cannot be a coverage"), {info.name}},
                  GIS_TR("it is no layer of areas"), GIS_TR("choose a layer of polygons"));
    }
    if (!(rule->tolerance >= 0) || !std::isfinite(rule->tolerance) || !(rule->maxGapWidth >= 0)) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("the layer \"{0}\" cannot be a coverage"), {info.name}},
                  GIS_TR("tolerance and width of gaps are numbers of 0 or more"), {});
    }
    Statement put(c,
                  "INSERT INTO city_coverage(layer_uid, tolerance, max_gap_width) VALUES (?1, ?2, ?3)"
                  " ON CONFLICT(layer_uid) DO UPDATE SET tolerance = excluded.tolerance,"
                  " max_gap_width = excluded.max_gap_width");
    put.bind(1, info.uid).bind(2, rule->tolerance).bindNull(3);
    if (std::isfinite(rule->maxGapWidth)) put.bind(3, rule->maxGapWidth);
    put.run();
  } else {
    Statement(c, "DELETE FROM city_coverage WHERE layer_uid = ?1").bind(1, info.uid).run();
  }
  transaction.commit();
}

}  // namespace gis::store
