// Findings that follow the edits: only the surroundings of what changed are looked at again.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "gis_core/geometry/edge_matching.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/topology_parts.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

using geom::CoverageFault;
using geom::CoverageFinding;
using geom::Envelope;

constexpr std::size_t kMostChanges = 2000;
constexpr std::size_t kMostAreas = 30'000;  // beyond that the whole check is hardly slower
constexpr int kMostRounds = 24;

bool meetsAny(const Envelope& box, const std::vector<Envelope>& boxes) {
  return !box.isEmpty() &&
         std::any_of(boxes.begin(), boxes.end(), [&](const Envelope& one) { return one.intersects(box); });
}

/// Boxes that meet become one.
void joinBoxes(std::vector<Envelope>& boxes) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t k = boxes.size(); k-- > i + 1;) {
        if (!boxes[i].intersects(boxes[k])) continue;
        boxes[i].include(boxes[k]);
        boxes.erase(boxes.begin() + std::ptrdiff_t(k));
        again = true;
      }
    }
  }
}

class Surrounding {
 public:
  Surrounding(const store::CityDatabase& city, const store::LayerInfo& layer, const geom::CoverageOptions& options,
              std::vector<Envelope> changed, Progress& progress)
      : m_city(city), m_layer(layer), m_options(options), m_changed(std::move(changed)), m_progress(progress) {}

  /// The findings that meet the changed boxes, as a check of the whole layer has them; nothing when too much would have
  /// to be read. `known`: what is read at least.
  std::optional<std::vector<CoverageFinding>> findings(std::vector<Envelope> known) {
    known.insert(known.end(), m_changed.begin(), m_changed.end());
    for (int round = 0; round < kMostRounds; ++round) {
      m_progress.check();
      joinBoxes(known);
      if (!read(known)) return std::nullopt;
      std::vector<Envelope> wider = openBorders(known);
      if (!wider.empty()) {
        // farther and farther, so that a long border takes few rounds
        for (Envelope& box : wider) known.push_back(box.grown(round * std::max(box.width(), box.height())));
        continue;
      }
      geom::CoverageReport report =
          geom::checkCoverage(m_shapes, geom::searchByScan(m_shapes), m_options, m_progress.token());
      // what looks like a gap may be an area that was not read
      for (const CoverageFinding& finding : report.findings) {
        if (finding.fault != CoverageFault::gap) continue;
        const Envelope box = geom::envelopeOf(finding.shape);
        if (meetsAny(box, m_changed) && !isWithin(box, known)) wider.push_back(box);
      }
      if (!wider.empty()) {
        known.insert(known.end(), wider.begin(), wider.end());
        continue;
      }
      std::erase_if(report.findings, [&](const CoverageFinding& finding) {
        return !meetsAny(geom::envelopeOf(finding.shape), m_changed);
      });
      return std::move(report.findings);
    }
    return std::nullopt;
  }

 private:
  static bool isWithin(const Envelope& box, const std::vector<Envelope>& known) {
    return std::any_of(known.begin(), known.end(), [&](const Envelope& one) { return one.contains(box); });
  }

  bool read(const std::vector<Envelope>& known) {
    std::map<std::int64_t, geom::Bytes> areas;
    for (const Envelope& box : known) {
      store::FeatureRequest request;
      request.allFields = false;
      request.box = box.grown(2 * m_options.tolerance);
      store::readFeatures(
          m_city.connection(), m_layer, request,
          [&](store::Feature& feature) {
            if (!feature.wkb.empty() && geom::structureFault(feature.wkb).empty()) {
              areas.try_emplace(feature.fid, std::move(feature.wkb));
            }
            return areas.size() <= kMostAreas;
          },
          m_progress.token());
      if (areas.size() > kMostAreas) return false;
    }
    m_shapes = {};
    for (const auto& [fid, wkb] : areas) m_shapes.add(fid, wkb);
    return true;
  }

  /// A gap has a border that closes somewhere: borders without neighbour that begin at what changed are followed. The
  /// boxes of the areas along them that reach beyond what was read; empty: all is known.
  [[nodiscard]] std::vector<Envelope> openBorders(const std::vector<Envelope>& known) const {
    const geom::EdgeMatches matches = geom::matchEdges(m_shapes, m_progress.token());
    const auto& points = m_shapes.points();
    struct PlaceHash {
      std::size_t operator()(geom::MapPoint p) const {
        return std::hash<double>{}(p.x) * 31 + std::hash<double>{}(p.y);
      }
    };
    std::unordered_map<geom::MapPoint, std::vector<std::uint32_t>, PlaceHash> at;  // unmatched edges by their ends
    std::vector<std::uint32_t> waiting;
    std::set<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
      for (const geom::CoverageShapes::Ring& ring : m_shapes.rings(i)) {
        for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
          if (matches.isMatched(p)) continue;
          at[points[p]].push_back(p);
          at[points[p + 1]].push_back(p);
          Envelope edge;
          edge.include(points[p].x, points[p].y);
          edge.include(points[p + 1].x, points[p + 1].y);
          if (meetsAny(edge, m_changed) && seen.insert(p).second) waiting.push_back(p);
        }
      }
    }
    std::vector<Envelope> wider;
    std::set<std::uint32_t> owners;
    while (!waiting.empty()) {
      const std::uint32_t edge = waiting.back();
      waiting.pop_back();
      const std::uint32_t owner = m_shapes.ownerOf(edge);
      if (!isWithin(m_shapes.boxes()[owner], known)) {
        if (owners.insert(owner).second) wider.push_back(m_shapes.boxes()[owner]);
        continue;  // whether it has a neighbour there is not known yet
      }
      for (const geom::MapPoint end : {points[edge], points[edge + 1]}) {
        for (const std::uint32_t next : at[end]) {
          if (seen.insert(next).second) waiting.push_back(next);
        }
      }
    }
    return wider;
  }

  const store::CityDatabase& m_city;
  const store::LayerInfo& m_layer;
  const geom::CoverageOptions& m_options;
  std::vector<Envelope> m_changed;
  Progress& m_progress;
  geom::CoverageShapes m_shapes;
};

}  // namespace

std::optional<TopologyResult> updatedTopology(const store::CityDatabase& city, const TopologyResult& old,
                                              const TopologyQuery& query, Progress& progress) {
  const store::ChangeMark mark = store::changeMark(city.connection());
  store::LayerInfo layer = store::layerByName(city.connection(), old.layer.name);
  const auto changes = store::geometryChanges(city.connection(), layer, old.mark, kMostChanges);
  if (!changes || !old.into.empty()) return std::nullopt;
  TopologyResult result = old;
  result.layer = std::move(layer);
  result.mark = mark;
  result.features = result.layer.count;
  if (changes->empty()) return result;
  const geom::CoverageOptions options = topologyOptions(city, result.layer, query);
  std::set<std::int64_t> fids;
  std::vector<Envelope> boxes;
  const double margin = 2 * old.report.tolerance;
  for (const store::GeometryChange& change : *changes) {
    fids.insert(change.fid);
    if (!change.box.isEmpty()) boxes.push_back(change.box.grown(margin));
  }
  std::vector<Envelope> changed = boxes;
  joinBoxes(changed);
  std::vector<Envelope> known;
  auto& findings = result.report.findings;
  std::erase_if(findings, [&](const CoverageFinding& finding) {
    const Envelope box = finding.shape.empty() ? Envelope{} : geom::envelopeOf(finding.shape);
    const bool concerned =
        std::any_of(finding.fids.begin(), finding.fids.end(), [&](std::int64_t fid) { return fids.contains(fid); });
    const bool goes = meetsAny(box, changed) || (concerned && box.isEmpty());
    if (goes && !box.isEmpty()) known.push_back(box);
    return goes;
  });
  Surrounding surrounding(city, result.layer, options, changed, progress);
  auto now = surrounding.findings(std::move(known));
  if (!now) return std::nullopt;
  toMetres(result.layer, *now);
  findings.insert(findings.end(), now->begin(), now->end());
  const auto rank = [](const CoverageFinding& f) { return std::tie(f.fault, f.fids, f.place.x, f.place.y); };
  std::sort(findings.begin(), findings.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  result.report.counts.fill(0);
  for (const CoverageFinding& finding : findings) ++result.report.counts[std::size_t(finding.fault)];
  return result;
}

}  // namespace gis::query
