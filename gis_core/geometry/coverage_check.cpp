#include "gis_core/geometry/coverage_check.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/border_contact.h"
#include "gis_core/geometry/coverage_gaps.h"
#include "gis_core/geometry/edge_matching.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom {

namespace {

using detail::VertexOnEdge;
using AreaPair = std::pair<std::uint32_t, std::uint32_t>;  // the lower index first

AreaPair pairOf(std::uint32_t a, std::uint32_t b) {
  return a < b ? AreaPair{a, b} : AreaPair{b, a};
}

class CoverageCheck {
 public:
  CoverageCheck(const CoverageShapes& shapes, const CoverageSearch& search, const CoverageOptions& options,
                const CancelToken& token)
      : m_shapes(shapes), m_search(search), m_options(options), m_token(token) {
    m_rounding = roundingOf(shapes.extent());
    m_report.tolerance = std::max(options.tolerance, m_rounding);
  }

  CoverageReport run() {
    findInvalid();
    m_token.check();
    m_matches = matchEdges(m_shapes, m_token);
    lookAtBorders();
    tellTJunctions();
    decidePairs();
    tellGaps();
    finish();
    return std::move(m_report);
  }

 private:
  static constexpr std::size_t kAtOnce = 2048;

  [[nodiscard]] std::size_t blocks() const { return (m_shapes.size() + kAtOnce - 1) / kAtOnce; }

  /// Areas that are broken or thin.
  void findInvalid() {
    m_invalid = m_options.isInvalid;
    const bool known = m_invalid.size() == m_shapes.size();
    m_invalid.resize(m_shapes.size());
    std::mutex mutex;
    parallelFor(blocks(), m_token, [&](std::size_t block, unsigned) {
      std::vector<CoverageFinding> found;
      std::int64_t empty = 0;
      const std::size_t last = std::min(m_shapes.size(), (block + 1) * kAtOnce);
      for (std::size_t at = block * kAtOnce; at < last; ++at) {
        const auto i = std::uint32_t(at);
        if (m_shapes.boxes()[i].isEmpty()) {
          ++empty;
          continue;
        }
        if (known ? m_invalid[i] != 0 : true) tellInvalid(i, found);
        const double area = m_shapes.areaOf(i);
        const double around = m_shapes.perimeterOf(i);
        const double width = around > 0 ? 2 * area / around : 0;
        if (m_options.sliverWidth > 0 && width < m_options.sliverWidth) {
          const Bytes shape = m_shapes.wkb(i);
          const MapPoint place = m_shapes.points()[m_shapes.rings(i)[0].begin];
          found.push_back({CoverageFault::sliver, {m_shapes.fid(i)}, place, shape, area, width, {}});
        }
      }
      const std::lock_guard lock(mutex);
      m_report.withoutArea += empty;
      std::move(found.begin(), found.end(), std::back_inserter(m_report.findings));
    });
  }
  void tellInvalid(std::uint32_t i, std::vector<CoverageFinding>& found) {
    const Bytes shape = m_shapes.wkb(i);
    if (certainlyValid(shape)) {
      m_invalid[i] = 0;
      return;
    }
    const auto why = invalidity(shape);
    m_invalid[i] = why ? 1 : 0;
    if (!why) return;
    CoverageFinding finding{CoverageFault::invalid, {m_shapes.fid(i)}, why->place, shape, 0, 0, why->reason};
    finding.size = std::abs(m_shapes.areaOf(i));
    found.push_back(std::move(finding));
  }

  struct Seen {
    std::vector<AreaPair> pairs;
    std::vector<std::pair<std::uint32_t, std::vector<VertexOnEdge>>> onEdges;
    std::int64_t edges = 0, matched = 0;
  };

  /// Every edge without counterpart against the areas near it.
  void lookAtBorders() {
    std::mutex mutex;
    parallelFor(blocks(), m_token, [&](std::size_t block, unsigned) {
      Seen seen;
      const std::size_t last = std::min(m_shapes.size(), (block + 1) * kAtOnce);
      for (std::size_t i = block * kAtOnce; i < last; ++i) lookAtArea(std::uint32_t(i), seen);
      const std::lock_guard lock(mutex);
      m_pairs.insert(seen.pairs.begin(), seen.pairs.end());
      for (auto& [edge, vertices] : seen.onEdges) m_facts.onEdges.emplace(edge, std::move(vertices));
      m_report.edges += seen.edges;
      m_report.matched += seen.matched;
    });
  }
  void lookAtArea(std::uint32_t i, Seen& seen) const {
    std::vector<std::uint32_t> alone;
    Envelope box;
    const auto& points = m_shapes.points();
    for (const CoverageShapes::Ring& ring : m_shapes.rings(i)) {
      seen.edges += ring.end - ring.begin - 1;
      for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
        if (m_matches.isMatched(p)) continue;
        alone.push_back(p);
        box.include(points[p].x, points[p].y);
        box.include(points[p + 1].x, points[p + 1].y);
      }
      seen.matched += ring.end - ring.begin - 1;
    }
    seen.matched -= std::int64_t(alone.size());
    if (alone.empty()) return;
    std::vector<std::uint32_t> near;
    m_search(box.grown(m_report.tolerance), [&](std::uint32_t other) {
      if (other != i) near.push_back(other);
    });
    detail::BorderContact contact(m_shapes, m_report.tolerance);
    for (const std::uint32_t edge : alone) {
      Envelope edgeBox;
      edgeBox.include(points[edge].x, points[edge].y);
      edgeBox.include(points[edge + 1].x, points[edge + 1].y);
      edgeBox = edgeBox.grown(m_report.tolerance);
      std::vector<VertexOnEdge> onEdge;
      for (const std::uint32_t other : near) {
        if (!m_shapes.boxes()[other].intersects(edgeBox)) continue;
        if (contact.mayOverlap(edge, other)) seen.pairs.push_back(pairOf(i, other));
        onEdge.insert(onEdge.end(), contact.onEdge().begin(), contact.onEdge().end());
      }
      if (!onEdge.empty()) seen.onEdges.emplace_back(edge, std::move(onEdge));
    }
  }

  /// One finding for each border and place, however many areas have a vertex there.
  void tellTJunctions() {
    std::set<std::tuple<std::uint32_t, double, double>> told;
    std::vector<std::uint32_t> edges;
    for (const auto& [edge, vertices] : m_facts.onEdges) edges.push_back(edge);
    std::sort(edges.begin(), edges.end());
    for (const std::uint32_t edge : edges) {
      const std::uint32_t owner = m_shapes.ownerOf(edge);
      for (const VertexOnEdge& v : m_facts.onEdges.at(edge)) {
        const MapPoint at = m_shapes.points()[v.vertex];
        const std::uint32_t other = m_shapes.ownerOf(v.vertex);
        m_joined.insert(pairOf(owner, other));
        if (!told.emplace(owner, at.x, at.y).second) continue;
        CoverageFinding finding{CoverageFault::tJunction, {m_shapes.fid(owner), m_shapes.fid(other)}, at, {}, 0, 0, {}};
        finding.size = v.distance;
        finding.shape = pointWkb(at);
        m_report.findings.push_back(std::move(finding));
      }
    }
  }
  static Bytes pointWkb(MapPoint at) {
    Bytes out(21);
    out[0] = 1;
    out[1] = 1;
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&at.x), 8, out.begin() + 5);
    std::copy_n(reinterpret_cast<const std::uint8_t*>(&at.y), 8, out.begin() + 13);
    return out;
  }

  [[nodiscard]] Bytes soundWkb(std::uint32_t i) const {
    Bytes shape = m_shapes.wkb(i);
    return m_invalid[i] != 0 ? makeValid(shape, {GeometryKind::multiPolygon}) : shape;
  }

  /// The same edges, in whatever order.
  [[nodiscard]] bool areEqual(AreaPair pair) const {
    const auto edges = [&](std::uint32_t i) {
      std::vector<std::array<double, 4>> all;
      const auto& points = m_shapes.points();
      for (const CoverageShapes::Ring& ring : m_shapes.rings(i)) {
        for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
          all.push_back({points[p].x, points[p].y, points[p + 1].x, points[p + 1].y});
        }
      }
      std::sort(all.begin(), all.end());
      return all;
    };
    return m_shapes.boxes()[pair.first] == m_shapes.boxes()[pair.second] && edges(pair.first) == edges(pair.second);
  }

  struct Decision {
    std::optional<CoverageFinding> finding;
    std::vector<AreaPair> next;  // neighbours that the common part reaches into
  };

  /// Round by round: what overlaps reaches into neighbours whose edges all match.
  void decidePairs() {
    m_facts.doubtful = m_facts.invalid = m_invalid;
    std::vector<AreaPair> round(m_pairs.begin(), m_pairs.end());
    while (!round.empty()) {
      std::vector<Decision> decisions(round.size());
      constexpr std::size_t kPairs = 64;
      parallelFor((round.size() + kPairs - 1) / kPairs, m_token, [&](std::size_t block, unsigned) {
        const std::size_t last = std::min(round.size(), (block + 1) * kPairs);
        for (std::size_t k = block * kPairs; k < last; ++k) decisions[k] = decide(round[k]);
      });
      std::vector<AreaPair> next;
      for (std::size_t k = 0; k < round.size(); ++k) {
        if (!decisions[k].finding) continue;
        m_facts.doubtful[round[k].first] = m_facts.doubtful[round[k].second] = 1;
        m_report.findings.push_back(std::move(*decisions[k].finding));
        for (const AreaPair& pair : decisions[k].next) {
          if (m_pairs.insert(pair).second) next.push_back(pair);
        }
      }
      round = std::move(next);
    }
  }
  /// What GEOS cannot decide counts as an overlap, with its reason: silence would say that all is well.
  [[nodiscard]] Bytes commonArea(AreaPair pair, std::string& reason) const {
    for (const bool again : {false, true}) {
      try {
        Bytes a = soundWkb(pair.first);
        Bytes b = soundWkb(pair.second);
        if (again) {
          a = makeValid(a, {GeometryKind::multiPolygon});
          b = makeValid(b, {GeometryKind::multiPolygon});
        }
        return assembled(partsOfDimension(intersection(a, b), 2));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue) throw;
        reason = error.sentence();
      }
    }
    return soundWkb(pair.first);
  }
  [[nodiscard]] Decision decide(AreaPair pair) const {
    Decision decision;
    CoverageFinding finding;
    finding.fids = {m_shapes.fid(pair.first), m_shapes.fid(pair.second)};
    std::sort(finding.fids.begin(), finding.fids.end());
    if (areEqual(pair)) {
      finding.fault = CoverageFault::duplicate;
      finding.shape = soundWkb(pair.first);
    } else {
      finding.fault = CoverageFault::overlap;
      finding.shape = commonArea(pair, finding.reason);
    }
    if (finding.shape.empty() || isEmpty(finding.shape)) return decision;
    finding.width = detail::widthOf(finding.shape, &finding.size);
    // thin ones that come from vertices a little beside the border are told as those
    if (!(finding.width > (m_joined.contains(pair) ? m_report.tolerance : m_rounding))) return decision;
    finding.place = interiorPoint(finding.shape);
    const Envelope box = envelopeOf(finding.shape);
    addNeighbours(pair.first, pair.second, box, decision.next);
    addNeighbours(pair.second, pair.first, box, decision.next);
    decision.finding = std::move(finding);
    return decision;
  }
  void addNeighbours(std::uint32_t of, std::uint32_t other, const Envelope& box, std::vector<AreaPair>& next) const {
    const auto& points = m_shapes.points();
    for (const CoverageShapes::Ring& ring : m_shapes.rings(of)) {
      for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
        if (!m_matches.isMatched(p)) continue;
        Envelope edge;
        edge.include(points[p].x, points[p].y);
        edge.include(points[p + 1].x, points[p + 1].y);
        const std::uint32_t neighbour = m_shapes.ownerOf(m_matches.partners[p]);
        if (edge.intersects(box) && neighbour != other) next.push_back(pairOf(neighbour, other));
      }
    }
  }

  void tellGaps() {
    const std::function<Bytes(std::uint32_t)> sound = [this](std::uint32_t i) { return soundWkb(i); };
    auto gaps = detail::findGaps(m_shapes, m_matches, m_facts, m_search, sound, m_report.tolerance,
                                 m_options.maxGapWidth, m_token);
    std::move(gaps.begin(), gaps.end(), std::back_inserter(m_report.findings));
  }

  void finish() {
    auto& all = m_report.findings;
    const auto rank = [](const CoverageFinding& f) { return std::tie(f.fault, f.fids, f.place.x, f.place.y); };
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    for (const CoverageFinding& finding : all) ++m_report.counts[std::size_t(finding.fault)];
  }

  const CoverageShapes& m_shapes;
  const CoverageSearch& m_search;
  const CoverageOptions& m_options;
  const CancelToken& m_token;
  CoverageReport m_report;
  double m_rounding = 0;
  std::vector<std::uint8_t> m_invalid;
  EdgeMatches m_matches;
  detail::BorderFacts m_facts;
  std::set<AreaPair> m_pairs;   // asked already
  std::set<AreaPair> m_joined;  // that have a t_junction
};

}  // namespace

const char* coverageFaultName(CoverageFault fault) {
  static constexpr std::array<const char*, kCoverageFaults> kNames{"invalid", "duplicate", "overlap",
                                                                   "gap",     "sliver",    "t_junction"};
  return kNames[std::size_t(fault)];
}

CoverageSearch searchByScan(const CoverageShapes& shapes) {
  // by their western edge; none is wider than the widest
  auto order = std::make_shared<std::vector<std::uint32_t>>();
  double widest = 0;
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    if (shapes.boxes()[i].isEmpty()) continue;
    order->push_back(i);
    widest = std::max(widest, shapes.boxes()[i].width());
  }
  const auto westOf = [&shapes](std::uint32_t i) { return shapes.boxes()[i].minX; };
  std::sort(order->begin(), order->end(), [&](auto a, auto b) { return westOf(a) < westOf(b); });
  return [&shapes, order, widest, westOf](const Envelope& box, const std::function<void(std::uint32_t)>& found) {
    auto at = std::lower_bound(order->begin(), order->end(), box.minX - widest * (1 + 1e-9),
                               [&](std::uint32_t i, double x) { return westOf(i) < x; });
    for (; at != order->end() && westOf(*at) <= box.maxX; ++at) {
      if (shapes.boxes()[*at].intersects(box)) found(*at);
    }
  };
}

CoverageReport checkCoverage(const CoverageShapes& shapes, const CoverageSearch& search, const CoverageOptions& options,
                             const CancelToken& token) {
  return CoverageCheck(shapes, search, options, token).run();
}

double roundingOf(const Envelope& extent) {
  if (extent.isEmpty()) return 0;
  const double largest =
      std::max({std::abs(extent.minX), std::abs(extent.minY), std::abs(extent.maxX), std::abs(extent.maxY)});
  return 8 * (std::nextafter(largest, std::numeric_limits<double>::infinity()) - largest);
}

}  // namespace gis::geom
