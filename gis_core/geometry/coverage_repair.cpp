#include "gis_core/geometry/coverage_repair.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/geometry/coverage_gaps.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_hash.h"
#include "gis_core/geometry/vertex_edits.h"

namespace gis::geom {

namespace {

CoverageShapes shapesOf(const std::vector<CoverageArea>& areas) {
  CoverageShapes shapes;
  for (const CoverageArea& area : areas) {
    if (!area.isRemoved) shapes.add(area.fid, area.wkb);
  }
  return shapes;
}

/// The edge of the area that is nearest to a place.
struct NearEdge {
  MapPoint a, b;
  double distance = std::numeric_limits<double>::infinity();
};

NearEdge nearestEdge(const CoverageShapes& shapes, std::uint32_t i, MapPoint p) {
  NearEdge best;
  const auto& points = shapes.points();
  for (const CoverageShapes::Ring& ring : shapes.rings(i)) {
    for (std::uint32_t k = ring.begin; k + 1 < ring.end; ++k) {
      const MapPoint a = points[k];
      const MapPoint b = points[k + 1];
      if (a == p || b == p) continue;
      const double dx = b.x - a.x;
      const double dy = b.y - a.y;
      const double along = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
      const double distance = std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
      if (distance < best.distance) best = {a, b, distance};
    }
  }
  return best;
}

bool isLower(MapPoint a, MapPoint b) {
  return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// What makes the vertices of these findings common.
VertexEdits editsFor(const CoverageShapes& shapes, const std::vector<CoverageFinding>& findings, double tolerance) {
  std::unordered_map<std::int64_t, std::uint32_t> indexes;
  for (std::uint32_t i = 0; i < shapes.size(); ++i) indexes[shapes.fid(i)] = i;
  VertexEdits edits;
  std::unordered_map<MapPoint, int, detail::PointHash>
      moved;  // a vertex moves once, and nothing moves to one that does
  for (const CoverageFinding& finding : findings) {
    if (finding.fault != CoverageFault::tJunction) continue;
    const NearEdge edge = nearestEdge(shapes, indexes.at(finding.fids[0]), finding.place);
    const auto isNear = [&](MapPoint end) {
      return std::hypot(end.x - finding.place.x, end.y - finding.place.y) <= tolerance;
    };
    if (!isNear(edge.a) && !isNear(edge.b)) {
      edits.insert(edge.a, edge.b, finding.place);
      continue;
    }
    const MapPoint end = isNear(edge.a) ? edge.a : edge.b;
    const MapPoint stays = isLower(end, finding.place) ? end : finding.place;
    const MapPoint goes = stays == end ? finding.place : end;
    if (moved.contains(goes) || moved.contains(stays)) continue;
    moved[goes] = moved[stays] = 1;
    edits.move(goes, stays);
  }
  return edits;
}

class Repair {
 public:
  Repair(std::vector<CoverageArea>& areas, const CoverageRepairRule& rule, const CancelToken& token)
      : m_areas(areas), m_rule(rule), m_token(token) {
    for (std::size_t i = 0; i < areas.size(); ++i) m_places[areas[i].fid] = i;
  }

  CoverageRepair run() {
    m_result.before = total();
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) {
      m_token.check();
      look();
      m_touched.clear();
      if (!mendInvalid() && !mendVertices() && !mendDuplicates() && !mendOverlaps() && !mendSlivers() && !mendGaps()) {
        break;
      }
    }
    look();
    m_result.left = std::move(m_report.findings);
    m_result.after = total();
    return std::move(m_result);
  }

 private:
  void look() {
    m_shapes = shapesOf(m_areas);
    CoverageOptions options;
    options.tolerance = m_rule.tolerance;
    options.sliverWidth = m_rule.sliverWidth;
    m_report = checkCoverage(m_shapes, searchByScan(m_shapes), options, m_token);
    if (m_rule.known.empty()) return;
    std::erase_if(m_report.findings, [&](const CoverageFinding& finding) {
      if (finding.fault != CoverageFault::gap) return false;
      const Envelope box = envelopeOf(finding.shape);
      return std::none_of(m_rule.known.begin(), m_rule.known.end(),
                          [&](const Envelope& known) { return known.contains(box); });
    });
  }
  [[nodiscard]] double total() const {
    double sum = 0;
    for (const CoverageArea& a : m_areas) {
      if (!a.isRemoved && !a.wkb.empty()) sum += area(a.wkb);
    }
    return sum;
  }
  CoverageArea& of(std::int64_t fid) { return m_areas[m_places.at(fid)]; }

  /// Calls `mend` for each finding of a kind whose areas were not touched in this round; true when it changed any.
  template <class Mend>
  bool forEachOf(CoverageFault fault, Mend&& mend) {
    bool any = false;
    for (const CoverageFinding& finding : m_report.findings) {
      if (finding.fault != fault) continue;
      const bool free = std::none_of(finding.fids.begin(), finding.fids.end(),
                                     [&](std::int64_t fid) { return m_touched.contains(fid); });
      if (!free || m_hopeless.contains({fault, finding.fids})) continue;
      try {
        if (mend(finding)) {
          ++m_result.repaired[std::size_t(fault)];
          m_touched.insert(finding.fids.begin(), finding.fids.end());
          any = true;
          continue;
        }
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      }
      m_hopeless.insert({fault, finding.fids});
    }
    return any;
  }

  bool mendInvalid() {
    return forEachOf(CoverageFault::invalid, [&](const CoverageFinding& finding) {
      CoverageArea& one = of(finding.fids[0]);
      const Bytes valid = makeValid(one.wkb, {GeometryKind::multiPolygon});
      const double was = std::abs(area(one.wkb));
      if (isEmpty(valid) || std::abs(area(valid) - was) > 0.01 * was) return false;
      put(one, valid);
      return true;
    });
  }
  bool mendVertices() {
    const auto count = m_report.counts[std::size_t(CoverageFault::tJunction)];
    if (count == 0) return false;
    const VertexEdits edits = editsFor(m_shapes, m_report.findings, m_report.tolerance);
    bool any = false;
    for (CoverageArea& one : m_areas) {
      if (!one.isRemoved && !one.wkb.empty() && edits.applyTo(one.wkb)) any = one.isChanged = true;
    }
    if (any) m_result.repaired[std::size_t(CoverageFault::tJunction)] += count;
    return any;
  }
  bool mendDuplicates() {
    return forEachOf(CoverageFault::duplicate, [&](const CoverageFinding& finding) {
      CoverageArea& later = of(finding.fids[1]);
      m_result.duplicates += area(later.wkb);
      later.isRemoved = true;
      return true;
    });
  }
  [[nodiscard]] bool secondLoses(const CoverageArea& a, const CoverageArea& b) const {
    using Cut = CoverageRepairRule::Cut;
    const bool secondIsLarger = area(b.wkb) > area(a.wkb);
    switch (m_rule.cut) {
      case Cut::larger: return secondIsLarger;
      case Cut::smaller: return !secondIsLarger;
      case Cut::newer: return b.fid > a.fid;
      case Cut::older: break;
    }
    return b.fid < a.fid;
  }
  bool mendOverlaps() {
    return forEachOf(CoverageFault::overlap, [&](const CoverageFinding& finding) {
      CoverageArea& a = of(finding.fids[0]);
      CoverageArea& b = of(finding.fids[1]);
      CoverageArea& loser = secondLoses(a, b) ? b : a;
      const CoverageArea& winner = &loser == &a ? b : a;
      std::vector<Bytes> rest;
      for (const Bytes& part : partsOfDimension(difference(loser.wkb, winner.wkb), 2)) {
        if (detail::widthOf(part) > m_report.tolerance) rest.push_back(part);
      }
      if (rest.empty()) return false;  // it lies wholly inside: a person must decide
      const double was = area(loser.wkb);
      put(loser, assembled(rest));
      m_result.overlaps += was - area(loser.wkb);
      return true;
    });
  }

  using Borders = std::unordered_map<detail::EdgeKey, std::uint8_t, detail::EdgeHash>;
  [[nodiscard]] static Borders edgesOf(BytesView wkb) {
    CoverageShapes one;
    one.add(0, wkb);
    Borders edges;
    for (const CoverageShapes::Ring& ring : one.rings(0)) {
      for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
        edges.emplace(detail::EdgeKey(one.points()[p], one.points()[p + 1]), std::uint8_t{1});
      }
    }
    return edges;
  }
  /// The area that shares the longest border with a shape; nothing when none does.
  CoverageArea* longestNeighbour(BytesView wkb, std::int64_t but) {
    const Borders edges = edgesOf(wkb);
    CoverageArea* best = nullptr;
    double longest = 0;
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
      const std::int64_t fid = m_shapes.fid(i);
      if (fid == but || m_touched.contains(fid) || !m_shapes.boxes()[i].intersects(envelopeOf(wkb))) continue;
      double common = 0;
      for (const CoverageShapes::Ring& ring : m_shapes.rings(i)) {
        for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
          const MapPoint a = m_shapes.points()[p];
          const MapPoint b = m_shapes.points()[p + 1];
          if (edges.contains(detail::EdgeKey(a, b))) common += std::hypot(b.x - a.x, b.y - a.y);
        }
      }
      if (common > longest) {
        longest = common;
        best = &of(fid);
      }
    }
    return best;
  }
  bool mendSlivers() {
    return forEachOf(CoverageFault::sliver, [&](const CoverageFinding& finding) {
      CoverageArea& sliver = of(finding.fids[0]);
      CoverageArea* to = longestNeighbour(sliver.wkb, sliver.fid);
      if (to == nullptr) return false;
      const BytesView both[] = {to->wkb, sliver.wkb};
      put(*to, unionOf(both));
      sliver.isRemoved = true;
      m_touched.insert(to->fid);
      return true;
    });
  }
  bool mendGaps() {
    return forEachOf(CoverageFault::gap, [&](const CoverageFinding& finding) {
      if (finding.width > m_rule.maxGapWidth) return false;
      CoverageArea* to = longestNeighbour(finding.shape, 0);
      if (to == nullptr) return false;
      const BytesView both[] = {to->wkb, finding.shape};
      put(*to, unionOf(both));
      m_result.gaps += finding.size;
      return true;
    });
  }
  static void put(CoverageArea& one, Bytes wkb) {
    one.wkb = std::move(wkb);
    one.isChanged = true;
  }

  std::vector<CoverageArea>& m_areas;
  const CoverageRepairRule& m_rule;
  const CancelToken& m_token;
  std::map<std::int64_t, std::size_t> m_places;
  CoverageShapes m_shapes;
  CoverageReport m_report;
  std::set<std::int64_t> m_touched;
  std::set<std::pair<CoverageFault, std::vector<std::int64_t>>> m_hopeless;
  CoverageRepair m_result;
};

}  // namespace

CoverageRepair repairCoverage(std::vector<CoverageArea>& areas, const CoverageRepairRule& rule,
                              const CancelToken& token) {
  return Repair(areas, rule, token).run();
}

std::int64_t shareVertices(std::vector<CoverageArea>& areas, const std::set<std::int64_t>& concerned, double tolerance,
                           const CancelToken& token) {
  std::int64_t faults = 0;
  for (int round = 0; round < 8; ++round) {
    const CoverageShapes shapes = shapesOf(areas);
    CoverageOptions options;
    options.tolerance = tolerance;
    CoverageReport report = checkCoverage(shapes, searchByScan(shapes), options, token);
    std::erase_if(report.findings, [&](const CoverageFinding& finding) {
      return finding.fault != CoverageFault::tJunction ||
             std::none_of(finding.fids.begin(), finding.fids.end(),
                          [&](std::int64_t fid) { return concerned.contains(fid); });
    });
    if (report.findings.empty()) break;
    const VertexEdits edits = editsFor(shapes, report.findings, report.tolerance);
    bool any = false;
    for (CoverageArea& one : areas) {
      if (!one.isRemoved && !one.wkb.empty() && edits.applyTo(one.wkb)) any = one.isChanged = true;
    }
    if (!any) break;
    faults += std::int64_t(report.findings.size());
  }
  return faults;
}

}  // namespace gis::geom
