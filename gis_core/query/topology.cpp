#include "gis_core/query/topology.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/crs/measure.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/query/topology_areas.h"
#include "gis_core/query/topology_parts.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

constexpr double kTolerance = 0.01;  // metres: what surveys of parcels can tell apart

std::string writeFindings(const store::CityDatabase& city, const TopologyResult& result, const std::string& into,
                          Progress& progress) {
  using store::FieldType;
  store::LayerDraft draft;
  draft.name = into;
  draft.titleZh = result.layer.name + " 拓扑问题";
  draft.titleEn = "Topology findings of " + result.layer.name;
  draft.fields = {{"kind", FieldType::text},  {"features", FieldType::text}, {"size", FieldType::real},
                  {"width", FieldType::real}, {"x", FieldType::real},        {"y", FieldType::real},
                  {"reason", FieldType::text}};
  draft.crs = result.layer.crs;
  draft.provenance.sourceLayer = result.layer.name;
  draft.provenance.driver = "topology";
  const std::vector<store::Field> fields = draft.fields;
  store::BulkLoad load(city, std::move(draft));
  RowWriter out(load, fields, progress.token());
  for (const geom::CoverageFinding& finding : result.report.findings) {
    std::string fids;
    for (const std::int64_t fid : finding.fids) fids += (fids.empty() ? "" : ", ") + std::to_string(fid);
    const store::Value cells[] = {std::string(geom::coverageFaultName(finding.fault)),
                                  fids,
                                  finding.size,
                                  finding.width,
                                  finding.place.x,
                                  finding.place.y,
                                  finding.reason};
    out.add(-1, cells, finding.shape);
  }
  out.flush();
  return load.finish(progress).layer.name;
}

SpatialIndex indexOf(const TopologyAreas& areas) {
  const std::vector<geom::Envelope>& boxes = areas.shapes.boxes();
  if (areas.curve == nullptr) return SpatialIndex(boxes);
  std::vector<geom::Envelope> along(areas.curve->size());
  std::transform(areas.curve->begin(), areas.curve->end(), along.begin(), [&](std::uint32_t i) { return boxes[i]; });
  return {std::move(along), areas.curve};
}

/// Findings whose surroundings meet are mended together.
class Clusters {
 public:
  struct Cluster {
    std::vector<geom::CoverageArea> areas;
    std::vector<geom::Envelope> known;
  };

  Clusters(const store::Connection& c, const store::LayerInfo& layer, double tolerance)
      : m_connection(c), m_layer(layer), m_tolerance(tolerance) {}

  void add(const geom::CoverageFinding& finding) {
    geom::Envelope box;
    if (!finding.shape.empty()) box.include(geom::envelopeOf(finding.shape));
    store::FeatureRequest request;
    request.allFields = false;
    request.fids = finding.fids;
    if (finding.fault != geom::CoverageFault::gap) {
      store::readFeatures(m_connection, m_layer, request, [&](store::Feature& feature) {
        if (!feature.wkb.empty()) box.include(geom::envelopeOf(feature.wkb));
        return true;
      });
    }
    if (box.isEmpty()) return;
    box = box.grown(std::max(1e-9 * std::abs(box.maxX), 2 * m_tolerance));
    request.fids.clear();
    request.box = box;
    const std::size_t own = m_parents.size();
    m_parents.push_back(own);
    m_boxes.push_back(box);
    store::readFeatures(m_connection, m_layer, request, [&](store::Feature& feature) {
      const auto [at, isNew] = m_members.try_emplace(feature.fid);
      if (isNew) {
        at->second = {std::move(feature.wkb), own};
      } else {
        m_parents[rootOf(at->second.finding)] = rootOf(own);
      }
      return true;
    });
  }
  [[nodiscard]] std::vector<Cluster> all() {
    std::map<std::size_t, Cluster> clusters;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) clusters[rootOf(i)].known.push_back(m_boxes[i]);
    for (auto& [fid, member] : m_members) {
      geom::CoverageArea area;
      area.fid = fid;
      area.wkb = std::move(member.wkb);
      clusters[rootOf(member.finding)].areas.push_back(std::move(area));
    }
    std::vector<Cluster> list;
    list.reserve(clusters.size());
    for (auto& [root, cluster] : clusters) list.push_back(std::move(cluster));
    return list;
  }

 private:
  struct Member {
    geom::Bytes wkb;
    std::size_t finding = 0;
  };
  std::size_t rootOf(std::size_t i) {
    while (m_parents[i] != i) i = m_parents[i] = m_parents[m_parents[i]];
    return i;
  }
  const store::Connection& m_connection;
  const store::LayerInfo& m_layer;
  double m_tolerance;
  std::vector<std::size_t> m_parents;  // one a finding
  std::vector<geom::Envelope> m_boxes;
  std::map<std::int64_t, Member> m_members;
};

}  // namespace

geom::CoverageOptions topologyOptions(const store::CityDatabase& city, const store::LayerInfo& layer,
                                      const TopologyQuery& query) {
  geom::CoverageOptions options;
  const auto rule = store::coverageRule(city.connection(), layer.uid);
  const bool inMetres = layer.crs.isKnown() && !layer.crs.isGeographic() && layer.crs.metresPerUnit() > 0;
  if (query.tolerance) {
    options.tolerance = *query.tolerance == 0 ? 0 : unitsOf(layer, *query.tolerance);
  } else if (rule) {
    options.tolerance = rule->tolerance;
  } else if (inMetres) {
    options.tolerance = unitsOf(layer, kTolerance);
  } else if (!layer.crs.isKnown()) {
    options.tolerance = kTolerance;
  }
  if (query.maxGapWidth) {
    options.maxGapWidth = unitsOf(layer, *query.maxGapWidth);
  } else if (rule) {
    options.maxGapWidth = rule->maxGapWidth;
  }
  if (query.sliverWidth != 0) options.sliverWidth = unitsOf(layer, query.sliverWidth);
  return options;
}

void toMetres(const store::LayerInfo& layer, std::vector<geom::CoverageFinding>& findings) {
  const crs::Crs& system = layer.crs;
  if (!system.isKnown()) return;
  const double factor = system.metresPerUnit();
  if (!system.isGeographic() && factor == 1) return;
  std::optional<crs::AreaMeter> meter;
  if (system.isGeographic()) meter.emplace(system, crs::AreaKind::ellipsoid);
  for (geom::CoverageFinding& finding : findings) {
    const bool isArea = finding.fault != geom::CoverageFault::tJunction && !finding.shape.empty();
    if (meter) {
      if (isArea) finding.size = meter->of(finding.shape);
      continue;
    }
    finding.size *= isArea ? factor * factor : factor;
    finding.width *= factor;
  }
}

TopologyResult checkTopology(const store::CityDatabase& city, const TopologyQuery& query, Progress& progress) {
  const auto begun = std::chrono::steady_clock::now();
  TopologyResult result;
  result.mark = store::changeMark(city.connection());
  result.layer = store::layerByName(city.connection(), query.layer);
  requireGeometry(result.layer);
  const int dimension = result.layer.geometryType->dimension();
  if (dimension != 2 && dimension != -1) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot check the layer \"{0}\""), {result.layer.name}},
                GIS_TR("it is no layer of areas"), GIS_TR("choose a layer of polygons"));
  }
  if (!query.into.empty()) {
    store::checkLayerName(query.into);
    if (store::layerExists(city.connection(), query.into)) {
      throw Error(ErrorCode::exists, {GIS_TR("a layer cannot be named \"{0}\""), {query.into}},
                  GIS_TR("there is already one of this name"), GIS_TR("choose another name"));
    }
  }
  const geom::CoverageOptions options = topologyOptions(city, result.layer, query);
  TopologyAreas areas = readTopologyAreas(city, result.layer, progress.token());
  result.features = std::int64_t(areas.shapes.size());
  const SpatialIndex index = indexOf(areas);
  const geom::CoverageSearch search = [&](const geom::Envelope& box, const auto& found) {
    index.search(box, [&](std::uint32_t i) {
      found(i);
      return true;
    });
  };
  geom::CoverageOptions all = options;
  all.isInvalid = std::move(areas.isInvalid);
  result.report = geom::checkCoverage(areas.shapes, search, all, progress.token());
  if (!areas.broken.empty()) {
    auto& findings = result.report.findings;
    result.report.withoutArea -= std::int64_t(areas.broken.size());
    result.report.counts[0] += std::int64_t(areas.broken.size());
    findings.insert(findings.begin(), areas.broken.begin(), areas.broken.end());
  }
  toMetres(result.layer, result.report.findings);
  if (!query.into.empty()) result.into = writeFindings(city, result, query.into, progress);
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return result;
}

double topologyTolerance(const store::CityDatabase& city, const store::LayerInfo& layer, const TopologyQuery& query) {
  return topologyOptions(city, layer, query).tolerance;
}

TopologyRepair repairTopology(const store::CityDatabase& city, const TopologyResult& checked,
                              const TopologyQuery& query, geom::CoverageRepairRule::Cut cut, double maxGapWidth,
                              const std::vector<std::size_t>& only, const std::string& actor, Progress& progress) {
  const auto unchangedLayer = [&] {
    store::LayerInfo now = store::layerByName(city.connection(), checked.layer.name);
    if (now.revision == checked.layer.revision) return now;
    throw Error(ErrorCode::forbiddenStep, {GIS_TR("the faults of \"{0}\" are not mended"), {now.name}},
                GIS_TR("the layer was changed since the check"), GIS_TR("check it again"));
  };
  const store::LayerInfo layer = unchangedLayer();
  const geom::CoverageOptions options = topologyOptions(city, layer, query);
  geom::CoverageRepairRule rule;
  rule.tolerance = checked.report.tolerance;
  rule.sliverWidth = options.sliverWidth;
  rule.maxGapWidth = maxGapWidth > 0 ? unitsOf(layer, maxGapWidth) : 0;
  rule.cut = cut;
  Clusters clusters(city.connection(), layer, rule.tolerance);
  const auto& findings = checked.report.findings;
  if (only.empty()) {
    for (const geom::CoverageFinding& finding : findings) {
      progress.check();
      if (finding.fault != geom::CoverageFault::gap || finding.width <= maxGapWidth) clusters.add(finding);
    }
  } else {
    for (const std::size_t i : only) clusters.add(findings.at(i));
  }
  std::vector<Clusters::Cluster> all = clusters.all();
  std::vector<geom::CoverageRepair> repairs(all.size());
  parallelFor(all.size(), progress.token(), [&](std::size_t i, unsigned) {
    geom::CoverageRepairRule own = rule;
    own.known = std::move(all[i].known);
    repairs[i] = geom::repairCoverage(all[i].areas, own, progress.token());
  });
  TopologyRepair result;
  store::EditCommand command;
  command.reason = GIS_TR("topology repair");
  command.actor = actor;
  command.mayBreakCoverage = true;  // what is left was there before
  for (std::size_t i = 0; i < all.size(); ++i) {
    const geom::CoverageRepair& repair = repairs[i];
    for (std::size_t k = 0; k < geom::kCoverageFaults; ++k) result.repaired[k] += repair.repaired[k];
    result.before += repair.before;
    result.after += repair.after;
    result.overlaps += repair.overlaps;
    result.duplicates += repair.duplicates;
    result.gaps += repair.gaps;
    for (geom::CoverageArea& area : all[i].areas) {
      if (!area.isChanged && !area.isRemoved) continue;
      store::RowEdit row;
      row.kind = area.isRemoved ? store::RowEdit::Kind::remove : store::RowEdit::Kind::update;
      row.table = layer.name;
      row.fid = area.fid;
      if (!area.isRemoved) row.values.emplace_back("geometry", std::move(area.wkb));
      ++(area.isRemoved ? result.removed : result.changed);
      command.rows.push_back(std::move(row));
    }
  }
  result.residue = result.after - (result.before - result.overlaps - result.duplicates + result.gaps);
  if (command.rows.empty()) return result;
  // another program may have changed it while we thought
  store::Transaction transaction(city.connection());
  (void)unchangedLayer();
  result.tx = store::apply(city, command).tx;
  transaction.commit();
  return result;
}

}  // namespace gis::query
