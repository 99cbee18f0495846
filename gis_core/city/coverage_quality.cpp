#include "gis_core/city/coverage_quality.h"

#include <algorithm>
#include <set>

#include "gis_core/base/text.h"
#include "gis_core/store/coverage_rule.h"

namespace gis::city {
namespace {

constexpr double kFilledWidth = 1;  // metres: wider gaps are rather something that is missing

}  // namespace

bool mayBeCoverage(const store::LayerInfo& layer) {
  return layer.geometryType && layer.geometryType->dimension() == 2 && layer.crs.isKnown();
}

query::TopologyQuery coverageQuestion(const store::CityDatabase& city, const store::LayerInfo& layer,
                                      const std::string& argument) {
  query::TopologyQuery question;
  question.layer = layer.name;
  if (store::coverageRule(city.connection(), layer.uid) || layer.crs.isGeographic()) return question;
  const double width = std::atof(argument.c_str());
  if (width > 0) question.maxGapWidth = width;
  return question;
}

std::string coverageFaultValue(const geom::CoverageFinding& finding) {
  constexpr std::size_t kMostNamed = 8;  // around a gap there may be hundreds
  std::string value = geom::coverageFaultName(finding.fault);
  for (std::size_t i = 0; i < finding.fids.size() && i < kMostNamed; ++i)
    value += (i == 0 ? " " : ", ") + std::to_string(finding.fids[i]);
  if (finding.fids.size() > kMostNamed) value += " …";
  return value;
}

std::int64_t mendCoverage(const store::CityDatabase& city, const store::LayerInfo& layer,
                          const std::vector<QualityFinding>& findings, const std::string& actor, Progress& progress) {
  std::set<std::string> wanted;
  std::string argument;
  for (const QualityFinding& one : findings) {
    if (one.check != kCoverageCheck || one.fix.empty()) continue;
    wanted.insert(one.value);
    argument = one.argument;
  }
  if (wanted.empty()) return 0;
  const query::TopologyQuery question = coverageQuestion(city, layer, argument);
  const query::TopologyResult now = query::checkTopology(city, question, progress);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < now.report.findings.size(); ++i) {
    if (wanted.count(coverageFaultValue(now.report.findings[i])) > 0) chosen.push_back(i);
  }
  if (chosen.empty()) return 0;
  const query::TopologyRepair repair = query::repairTopology(city, now, question, geom::CoverageRepairRule::Cut::larger,
                                                             kFilledWidth, chosen, actor, progress);
  return repair.changed + repair.removed;
}

}  // namespace gis::city
