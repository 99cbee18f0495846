#include "gis_core/city/grid_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/topology.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr const char* kCheckedRoles[] = {"district", "subdistrict", "community", "unit_grid", "duty_grid", "component"};

/// Of the general rules those that are about codes and places.
const std::vector<std::string>& generalChecks() {
  static const std::vector<std::string> checks{"valid",        "unique",  "required",         "division",   "grid_code",
                                               "component_id", "in_role", "begins_with_role", "inside_role"};
  return checks;
}

/// An area with its code, in the city's CRS.
struct NamedArea {
  std::int64_t fid = 0;
  std::string code;
  geom::Bytes wkb;
  geom::Envelope box;
};

class GridChecker {
 public:
  GridChecker(const store::CityDatabase& city, const GridCheckOptions& options, Progress& progress)
      : m_city(city), m_options(options), m_progress(progress) {}

  GridReport run() {
    for (const char* role : kCheckedRoles) {
      m_progress.check();
      const auto layer = store::layerOfRole(m_city.connection(), role);
      m_report.layers.push_back({role, layer ? layer->name : std::string(), layer ? layer->count : 0, 0, 0});
      if (!layer) continue;
      addQuality(role, *layer);
      if (std::string_view(role) != "component" && std::string_view(role) != "duty_grid") addCoverage(role, *layer);
    }
    addGridAreas();
    addCommunityGaps();
    addDutyGrids();
    for (const GridFinding& one : m_report.findings) {
      for (GridReport::Layer& layer : m_report.layers) {
        if (layer.role == one.role) ++(one.severity == Severity::error ? layer.errors : layer.warnings);
      }
    }
    return std::move(m_report);
  }

 private:
  void add(GridFinding finding) {
    std::size_t& count = m_counts[finding.role + ' ' + finding.check];
    if (++count <= m_options.mostFindings) m_report.findings.push_back(std::move(finding));
  }

  [[nodiscard]] std::optional<crs::Transformer> toCity(const store::LayerInfo& layer) const {
    if (!layer.crs.isKnown() || !m_city.crs().isKnown() || layer.crs.equivalentTo(m_city.crs())) return std::nullopt;
    return crs::Transformer(layer.crs, m_city.crs(), true);
  }

  void addQuality(const char* role, const store::LayerInfo& layer) {
    QualityOptions options;
    options.only = generalChecks();
    options.mostFindings = m_options.mostFindings;
    const auto transform = toCity(layer);
    std::vector<QualityFinding> findings = checkLayer(m_city, layer.name, options, m_progress).findings;
    const auto boxes = boxesOf(layer, findings);
    for (QualityFinding& one : findings) {
      if (one.check == "required" && one.field != layer.roleCodeField) continue;  // attributes are the quality check's
      GridFinding finding{role, layer.name, {one.fid}, one.check, one.value, std::move(one.what), one.severity, {}};
      if (one.at) {
        const geom::MapPoint at = transform ? transform->apply(*one.at) : *one.at;
        finding.box = geom::Envelope{at.x, at.y, at.x, at.y};
      }
      if (const auto whole = boxes.find(one.fid); whole != boxes.end())
        finding.box = transform ? transform->apply(whole->second) : whole->second;
      add(std::move(finding));
    }
  }

  /// The whole of what has a finding: its place alone is a point in the middle of a large area.
  [[nodiscard]] std::map<std::int64_t, geom::Envelope> boxesOf(const store::LayerInfo& layer,
                                                               const std::vector<QualityFinding>& findings) const {
    std::map<std::int64_t, geom::Envelope> boxes;
    store::FeatureRequest request;
    request.allFields = false;
    for (const QualityFinding& one : findings) request.fids.push_back(one.fid);
    if (request.fids.empty() || !layer.geometryType) return boxes;
    store::readFeatures(
        m_city.connection(), layer, request,
        [&](const store::Feature& feature) {
          const geom::Envelope box = geom::envelopeOf(feature.wkb);
          if (!box.isEmpty()) boxes.emplace(feature.fid, box);
          return true;
        },
        m_progress.token());
    return boxes;
  }

  void addCoverage(const char* role, const store::LayerInfo& layer) {
    query::TopologyQuery query;
    query.layer = layer.name;
    const auto transform = toCity(layer);
    for (geom::CoverageFinding& one : query::checkTopology(m_city, query, m_progress).report.findings) {
      using Fault = geom::CoverageFault;
      if (one.fault == Fault::sliver || one.fault == Fault::invalid) continue;  // the general checks tell broken ones
      GridFinding finding;
      finding.role = role;
      finding.layer = layer.name;
      finding.fids = one.fids;
      finding.check = geom::coverageFaultName(one.fault);
      finding.severity = one.fault == Fault::tJunction ? Severity::warning : Severity::error;
      const std::string size = fmt::format("{:.2f}", one.size);
      finding.what = one.fault == Fault::overlap ? Message{GIS_TR("two areas overlap by {0} m²"), {size}}
                     : one.fault == Fault::gap   ? Message{GIS_TR("a gap of {0} m² between areas"), {size}}
                     : one.fault == Fault::duplicate
                         ? Message(GIS_TR("two areas are the same"))
                         : Message(GIS_TR("a vertex on the border is missing in the neighbour"));
      geom::Envelope box{one.place.x, one.place.y, one.place.x, one.place.y};
      if (!one.shape.empty()) box = geom::envelopeOf(one.shape);
      finding.box = transform ? transform->apply(box) : box;
      add(std::move(finding));
    }
  }

  [[nodiscard]] std::vector<NamedArea> areasOf(const char* role) const {
    std::vector<NamedArea> areas;
    const auto layer = store::layerOfRole(m_city.connection(), role);
    if (!layer || !layer->geometryType) return areas;
    const auto transform = toCity(*layer);
    store::FeatureRequest request;
    request.allFields = false;
    if (!layer->roleCodeField.empty()) request.fields = {layer->roleCodeField};
    store::readFeatures(
        m_city.connection(), *layer, request,
        [&](store::Feature& feature) {
          if (feature.wkb.empty() || geom::typeOf(feature.wkb).dimension() != 2) return true;
          NamedArea area;
          area.fid = feature.fid;
          if (!feature.values.empty()) area.code = store::textOf(feature.values.front());
          area.wkb = std::move(feature.wkb);
          if (transform) {
            geom::transformCoordinates(area.wkb, [&](double* xyzm, std::uint32_t count, int stride) {
              transform->apply(xyzm, count, stride);
            });
          }
          area.box = geom::envelopeOf(area.wkb);
          areas.push_back(std::move(area));
          return true;
        },
        m_progress.token());
    return areas;
  }

  /// How much of `area` lies in `other`, m²; broken shapes share nothing: they are told by themselves.
  static double shared(const NamedArea& area, const NamedArea& other) {
    if (!area.box.intersects(other.box)) return 0;
    try {
      return geom::area(geom::intersection(area.wkb, other.wkb));
    } catch (const Error& error) {
      if (error.code() == ErrorCode::cancelled) throw;
      return 0;
    }
  }

  void addGridAreas() {
    const auto grids = areasOf("unit_grid");
    if (grids.empty()) return;
    const std::string layer = store::layerOfRole(m_city.connection(), "unit_grid")->name;
    const auto communities = areasOf("community");
    for (const NamedArea& grid : grids) {
      m_progress.check();
      const double size = geom::area(grid.wkb);
      if (size < m_options.smallest || size > m_options.largest) {
        add({"unit_grid",
             layer,
             {grid.fid},
             "area_outlier",
             grid.code,
             {GIS_TR("its area is {0} m², where about 10,000 are usual"), {fmt::format("{:.0f}", size)}},
             Severity::warning,
             grid.box});
      }
      std::vector<std::string> others;
      double inside = 0;
      for (const NamedArea& community : communities) {
        const double part = shared(grid, community);
        if (part > m_options.sliver) others.push_back(community.code);
        inside += part;
      }
      if (!communities.empty() && size - inside > m_options.sliver) {
        add({"unit_grid",
             layer,
             {grid.fid},
             "no_community",
             grid.code,
             {GIS_TR("{0} m² of it lie in no community"), {fmt::format("{:.0f}", size - inside)}},
             Severity::error,
             grid.box});
      }
      if (others.size() > 1) {
        std::string list;
        for (const std::string& code : others) list += (list.empty() ? "" : ", ") + code;
        add({"unit_grid",
             layer,
             {grid.fid},
             "two_communities",
             grid.code,
             {GIS_TR("it lies in more than one community: {0}"), {list}},
             Severity::error,
             grid.box});
      }
    }
  }

  /// What of a community no unit grid covers, a finding for each place: also along its border, where the grids among
  /// themselves show no gap.
  void addCommunityGaps() {
    const auto grids = areasOf("unit_grid");
    const auto communities = areasOf("community");
    if (grids.empty() || communities.empty()) return;
    const std::string layer = store::layerOfRole(m_city.connection(), "community")->name;
    for (const NamedArea& community : communities) {
      m_progress.check();
      for (const geom::Bytes& part : uncovered(community, grids)) {
        const double size = geom::area(part);
        if (size <= m_options.sliver) continue;
        add({"community",
             layer,
             {community.fid},
             "uncovered",
             community.code,
             {GIS_TR("{0} m² of it lie in no unit grid"), {fmt::format("{:.0f}", size)}},
             Severity::error,
             geom::envelopeOf(part)});
      }
    }
  }

  /// Broken shapes cover nothing: they are told by themselves.
  static std::vector<geom::Bytes> uncovered(const NamedArea& community, const std::vector<NamedArea>& grids) {
    try {
      geom::Bytes rest = community.wkb;
      for (const NamedArea& grid : grids) {
        if (!rest.empty() && grid.box.intersects(community.box)) rest = geom::difference(rest, grid.wkb);
      }
      if (rest.empty()) return {};
      return geom::partsOfDimension(rest, 2);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::cancelled) throw;
      return {};
    }
  }

  void addDutyGrids() {
    const auto duties = areasOf("duty_grid");
    if (duties.empty()) return;
    const auto grids = areasOf("unit_grid");
    const std::string layer =
        grids.empty() ? std::string() : store::layerOfRole(m_city.connection(), "unit_grid")->name;
    for (const NamedArea& grid : grids) {
      m_progress.check();
      std::vector<std::string> in;
      for (const NamedArea& duty : duties) {
        if (shared(grid, duty) > m_options.sliver) in.push_back(duty.code);
      }
      if (in.size() == 1) continue;
      std::string list;
      for (const std::string& code : in) list += (list.empty() ? "" : ", ") + code;
      add({"unit_grid",
           layer,
           {grid.fid},
           in.empty() ? "no_duty_grid" : "two_duty_grids",
           grid.code,
           in.empty() ? Message(GIS_TR("it belongs to no duty grid"))
                      : Message{GIS_TR("it lies in more than one duty grid: {0}"), {list}},
           Severity::error,
           grid.box});
    }
  }

  const store::CityDatabase& m_city;
  const GridCheckOptions& m_options;
  Progress& m_progress;
  GridReport m_report;
  std::map<std::string, std::size_t> m_counts;
};

}  // namespace

GridReport checkGrids(const store::CityDatabase& city, const GridCheckOptions& options, Progress& progress) {
  return GridChecker(city, options, progress).run();
}

}  // namespace gis::city
