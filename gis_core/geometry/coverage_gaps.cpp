#include "gis_core/geometry/coverage_gaps.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_hash.h"
#include "gis_core/geometry/shapes_from_points.h"
#include "gis_core/geometry/split.h"

namespace gis::geom::detail {

namespace {

/// A part of a border that has an area on its left only.
struct BorderPiece {
  MapPoint a, b;
  std::uint32_t owner;
};

/// Finds the pieces that begin at a place.
class PieceStarts {
 public:
  explicit PieceStarts(const std::vector<BorderPiece>& pieces) : m_pieces(pieces) {
    std::size_t size = 16;
    while (size < pieces.size() * 2) size *= 2;
    m_first.assign(size, kNone);
    m_next.assign(pieces.size(), kNone);
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
      std::uint32_t& slot = slotOf(pieces[i].a);
      m_next[i] = slot;
      slot = i;
    }
  }
  static constexpr std::uint32_t kNone = 0xffffffff;
  [[nodiscard]] std::uint32_t first(MapPoint p) { return slotOf(p); }
  [[nodiscard]] std::uint32_t next(std::uint32_t piece) const { return m_next[piece]; }

 private:
  std::uint32_t& slotOf(MapPoint p) {
    const std::size_t mask = m_first.size() - 1;
    for (std::size_t at = hashOf(p) & mask;; at = (at + 1) & mask) {
      if (m_first[at] == kNone || m_pieces[m_first[at]].a == p) return m_first[at];
    }
  }
  const std::vector<BorderPiece>& m_pieces;
  std::vector<std::uint32_t> m_first, m_next;
};

class GapSearch {
 public:
  GapSearch(const CoverageShapes& shapes, const EdgeMatches& matches, const BorderFacts& facts,
            const CoverageSearch& search, const std::function<Bytes(std::uint32_t)>& soundWkb, double tolerance,
            double maxWidth, const CancelToken& token)
      : m_shapes(shapes),
        m_matches(matches),
        m_facts(facts),
        m_search(search),
        m_soundWkb(soundWkb),
        m_tolerance(tolerance),
        m_maxWidth(maxWidth),
        m_token(token) {}

  std::vector<CoverageFinding> run() {
    joinNearVertices();
    collectPieces();
    traceRings();
    const bool anyDoubt = std::any_of(m_facts.doubtful.begin(), m_facts.doubtful.end(), [](auto d) { return d != 0; });
    std::vector<std::uint8_t> isDone(m_rings.size());
    if (anyDoubt) lookBetweenLines(isDone);
    std::vector<std::uint32_t> holes;
    for (std::uint32_t i = 0; i < m_rings.size(); ++i) {
      if (isDone[i] == 0 && m_rings[i].isHole) holes.push_back(i);
    }
    forEach(holes.size(), [&](std::size_t i, Found& found) { addHole(m_rings[holes[i]], found); });
    return std::move(m_found);
  }

 private:
  struct RingRange {
    std::uint32_t first = 0, last = 0;  // in m_order
    bool isHole = false;
  };
  using Found = std::vector<CoverageFinding>;

  /// Over all cores; what is found is kept in the order of the indexes.
  template <class Work>
  void forEach(std::size_t count, Work&& work) {
    constexpr std::size_t kAtOnce = 16;
    std::vector<Found> found((count + kAtOnce - 1) / kAtOnce);
    parallelFor(found.size(), m_token, [&](std::size_t block, unsigned) {
      const std::size_t last = std::min(count, (block + 1) * kAtOnce);
      for (std::size_t i = block * kAtOnce; i < last; ++i) work(i, found[block]);
    });
    for (Found& some : found) std::move(some.begin(), some.end(), std::back_inserter(m_found));
  }

  using Joined = std::unordered_map<MapPoint, MapPoint, PointHash>;

  /// Vertices that are meant to be one become one here.
  void joinNearVertices() {
    const auto& points = m_shapes.points();
    for (const auto& [edge, vertices] : m_facts.onEdges) {
      for (const VertexOnEdge& v : vertices) {
        for (const MapPoint end : {points[edge], points[edge + 1]}) {
          const MapPoint at = points[v.vertex];
          if (std::hypot(at.x - end.x, at.y - end.y) > m_tolerance) continue;
          const MapPoint one = joined(at);
          const MapPoint two = joined(end);
          if (one == two) continue;
          const bool oneFirst = one.x < two.x || (one.x == two.x && one.y < two.y);
          m_joined[oneFirst ? two : one] = oneFirst ? one : two;
        }
      }
    }
  }
  [[nodiscard]] MapPoint joined(MapPoint p) const {
    for (auto found = m_joined.find(p); found != m_joined.end(); found = m_joined.find(p)) p = found->second;
    return p;
  }

  void addPiece(std::unordered_map<EdgeKey, std::vector<BorderPiece>, EdgeHash>* split, MapPoint a, MapPoint b,
                std::uint32_t owner) {
    if (!m_joined.empty()) {
      a = joined(a);
      b = joined(b);
    }
    if (a == b) return;
    if (split == nullptr) {
      m_pieces.push_back({a, b, owner});
    } else {
      (*split)[EdgeKey(a, b)].push_back({a, b, owner});
    }
  }

  /// Edges without counterpart, cut at the vertices of others; what then runs both ways is no border.
  void collectPieces() {
    const auto& points = m_shapes.points();
    std::unordered_map<EdgeKey, std::vector<BorderPiece>, EdgeHash> split;
    std::vector<VertexOnEdge> cuts;
    for (const auto& [edge, vertices] : m_facts.onEdges) {
      cuts = vertices;
      std::sort(cuts.begin(), cuts.end(), [](const auto& a, const auto& b) { return a.along < b.along; });
      MapPoint from = points[edge];
      for (const VertexOnEdge& v : cuts) {
        addPiece(&split, from, points[v.vertex], m_shapes.ownerOf(edge));
        from = points[v.vertex];
      }
      addPiece(&split, from, points[edge + 1], m_shapes.ownerOf(edge));
    }
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
      for (const CoverageShapes::Ring& ring : m_shapes.rings(i)) {
        for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
          if (m_matches.isMatched(p) || m_facts.onEdges.contains(p)) continue;
          MapPoint a = points[p];
          MapPoint b = points[p + 1];
          if (!m_joined.empty()) {
            a = joined(a);
            b = joined(b);
          }
          const bool crowded = m_matches.partners[p] == EdgeMatches::kCrowded;
          const bool special = crowded || (!split.empty() && split.contains(EdgeKey(a, b)));
          addPiece(special ? &split : nullptr, a, b, i);
        }
      }
    }
    for (auto& [key, pieces] : split) {
      // as many one way as the other cancel
      std::vector<BorderPiece> up;
      std::vector<BorderPiece> down;
      for (const BorderPiece& piece : pieces) (piece.a == key.low ? up : down).push_back(piece);
      const std::size_t both = std::min(up.size(), down.size());
      m_pieces.insert(m_pieces.end(), up.begin() + std::ptrdiff_t(both), up.end());
      m_pieces.insert(m_pieces.end(), down.begin() + std::ptrdiff_t(both), down.end());
    }
  }

  void traceRings() {
    PieceStarts starts(m_pieces);
    std::vector<std::uint8_t> used(m_pieces.size());
    std::vector<std::uint32_t> way;
    for (std::uint32_t first = 0; first < m_pieces.size(); ++first) {
      if (used[first] != 0) continue;
      way.clear();
      std::uint32_t at = first;
      while (at != PieceStarts::kNone && used[at] == 0) {
        used[at] = 1;
        way.push_back(at);
        at = nextPiece(starts, used, at);
      }
      keepRing(way);
    }
  }

  /// The piece that goes on along the same outside, which lies right of it: the first one anticlockwise from where we
  /// came.
  std::uint32_t nextPiece(PieceStarts& starts, const std::vector<std::uint8_t>& used, std::uint32_t at) const {
    const BorderPiece& piece = m_pieces[at];
    const std::uint32_t only = starts.first(piece.b);
    if (only == PieceStarts::kNone || starts.next(only) == PieceStarts::kNone) return only;
    const double back = std::atan2(piece.a.y - piece.b.y, piece.a.x - piece.b.x);
    std::uint32_t best = PieceStarts::kNone;
    double bestTurn = 0;
    for (std::uint32_t next = only; next != PieceStarts::kNone; next = starts.next(next)) {
      if (used[next] != 0) continue;
      const BorderPiece& out = m_pieces[next];
      double turn = std::atan2(out.b.y - out.a.y, out.b.x - out.a.x) - back;
      if (turn <= 0) turn += 2 * M_PI;
      if (best == PieceStarts::kNone || turn < bestTurn) {
        best = next;
        bestTurn = turn;
      }
    }
    return best;
  }

  /// Anticlockwise: an outer border; clockwise: a gap inside.
  void keepRing(const std::vector<std::uint32_t>& way) {
    const MapPoint origin = m_pieces[way.front()].a;
    double twice = 0;
    for (const std::uint32_t i : way) {
      const BorderPiece& p = m_pieces[i];
      twice += (p.a.x - origin.x) * (p.b.y - origin.y) - (p.b.x - origin.x) * (p.a.y - origin.y);
    }
    const auto first = std::uint32_t(m_order.size());
    m_order.insert(m_order.end(), way.begin(), way.end());
    m_rings.push_back({first, std::uint32_t(m_order.size()), twice < 0});
  }

  /// Where areas overlap or are invalid, borders cross between their vertices, and no ring runs around a gap beside
  /// them: there the faces between all lines are tried one by one.
  void lookBetweenLines(std::vector<std::uint8_t>& isDone) {
    std::vector<std::vector<std::uint32_t>> around;
    std::vector<std::uint32_t> doubtful;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> ringsOf;
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
      if (m_facts.doubtful[i] == 0) continue;
      doubtful.push_back(i);
      around.push_back(featuresIn(m_shapes.boxes()[i].grown(m_tolerance)));
      for (const std::uint32_t k : around.back()) (void)ringsOf[k];
    }
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
      for (std::uint32_t k = m_rings[r].first; k < m_rings[r].last; ++k) {
        const auto owner = ringsOf.find(m_pieces[m_order[k]].owner);
        if (owner != ringsOf.end() && (owner->second.empty() || owner->second.back() != r)) owner->second.push_back(r);
      }
    }
    // rings, then doubtful areas, joined to groups
    std::vector<std::uint32_t> parents(m_rings.size() + doubtful.size());
    std::iota(parents.begin(), parents.end(), 0U);
    const auto rootOf = [&](std::uint32_t i) {
      while (parents[i] != i) i = parents[i] = parents[parents[i]];
      return i;
    };
    std::unordered_map<std::uint32_t, std::uint32_t> placeOf;
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) placeOf[doubtful[d]] = std::uint32_t(m_rings.size()) + d;
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) {
      for (const std::uint32_t k : around[d]) {
        for (const std::uint32_t r : ringsOf[k]) {
          parents[rootOf(r)] = rootOf(std::uint32_t(m_rings.size()) + d);
          isDone[r] = 1;
        }
        const auto other = placeOf.find(k);
        if (other != placeOf.end()) parents[rootOf(other->second)] = rootOf(std::uint32_t(m_rings.size()) + d);
      }
    }
    std::unordered_map<std::uint32_t, std::vector<Bytes>> lines;
    std::unordered_map<std::uint32_t, std::set<std::uint32_t>> owners;
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
      if (isDone[r] == 0) continue;
      const std::uint32_t root = rootOf(r);
      std::vector<MapPoint> way{m_pieces[m_order[m_rings[r].first]].a};
      for (std::uint32_t k = m_rings[r].first; k < m_rings[r].last; ++k) {
        way.push_back(m_pieces[m_order[k]].b);
        owners[root].insert(m_pieces[m_order[k]].owner);
      }
      lines[root].push_back(lineOf(way));
    }
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) {
      const std::uint32_t root = rootOf(std::uint32_t(m_rings.size()) + d);
      owners[root].insert(doubtful[d]);
      for (const CoverageShapes::Ring& ring : m_shapes.rings(doubtful[d])) {
        lines[root].push_back(lineOf(std::span(m_shapes.points()).subspan(ring.begin, ring.end - ring.begin)));
      }
    }
    std::vector<std::pair<const std::vector<Bytes>*, const std::set<std::uint32_t>*>> groups;
    groups.reserve(lines.size());
    for (const auto& [root, group] : lines) groups.emplace_back(&group, &owners[root]);
    forEach(groups.size(), [&](std::size_t i, Found& found) {
      try {
        for (const Bytes& face : facesBetween(assembled(*groups[i].first))) tryFace(face, *groups[i].second, found);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue) throw;  // the overlaps themselves are told
      }
    });
  }
  void tryFace(const Bytes& face, const std::set<std::uint32_t>& owners, Found& found) const {
    const double width = widthOf(face);
    if (!(width > m_tolerance)) return;
    const MapPoint place = interiorPoint(face);
    Envelope at;
    at.include(place.x, place.y);
    for (const std::uint32_t i : featuresIn(at)) {
      if (!owners.contains(i)) continue;  // an island, perhaps
      if (m_facts.invalid[i] != 0 ? Prepared(m_soundWkb(i)).coversPoint(place) : m_shapes.covers(i, place)) return;
    }
    // what else lies in the face: islands in a gap, or nearly all of it, when its own gaps have no line here
    const Envelope box = envelopeOf(face);
    const Prepared area(face);
    std::vector<std::uint32_t> within;
    for (const std::uint32_t i : featuresIn(box.grown(m_tolerance))) {
      if (area.relate(m_soundWkb(i), {Predicate::intersects, "T********"})) within.push_back(i);
    }
    std::set<std::uint32_t> around;
    for (const std::uint32_t i : owners) {
      if (m_shapes.boxes()[i].intersects(box.grown(m_tolerance))) around.insert(i);
    }
    if (within.empty()) {
      keep(face, around, found);
      return;
    }
    for (const Bytes& part : partsOfDimension(without(face, within), 2)) {
      const Envelope left = envelopeOf(part);
      if (left.grown(m_tolerance).contains(box)) keep(part, around, found);
    }
  }

  /// The features that lie around or in the box.
  [[nodiscard]] std::vector<std::uint32_t> featuresIn(const Envelope& box) const {
    std::vector<std::uint32_t> found;
    m_search(box, [&](std::uint32_t i) { found.push_back(i); });
    std::sort(found.begin(), found.end());
    return found;
  }

  void addHole(const RingRange& ring, Found& found) const {
    Ring places;
    std::set<std::uint32_t> owners;
    for (std::uint32_t k = ring.last; k-- > ring.first;) {
      places.push_back(m_pieces[m_order[k]].b);
      owners.insert(m_pieces[m_order[k]].owner);
    }
    places.push_back(places.front());
    const std::vector<Ring> rings{std::move(places)};
    Bytes shape = areasOf(rings);
    if (!certainlyValid(shape)) shape = makeValid(shape, {GeometryKind::multiPolygon});
    if (isEmpty(shape)) return;
    std::vector<std::uint32_t> islands;
    const Prepared area(shape);
    for (const std::uint32_t i : featuresIn(envelopeOf(shape))) {
      if (!owners.contains(i) && area.relate(m_soundWkb(i), {Predicate::intersects, "T********"})) islands.push_back(i);
    }
    if (!islands.empty()) shape = without(shape, islands);
    keep(shape, owners, found);
  }

  [[nodiscard]] Bytes without(const Bytes& shape, const std::vector<std::uint32_t>& features) const {
    std::vector<Bytes> shapes;
    shapes.reserve(features.size());
    for (const std::uint32_t i : features) shapes.push_back(m_soundWkb(i));
    return difference(shape, unionOf(std::vector<BytesView>(shapes.begin(), shapes.end())));
  }

  void keep(const Bytes& shape, const std::set<std::uint32_t>& owners, Found& found) const {
    if (shape.empty() || isEmpty(shape)) return;
    for (const Bytes& part : partsOfDimension(shape, 2)) {
      if (isEmpty(part)) continue;
      for (const Bytes& polygon : parts(part)) keepPart(polygon, owners, found);
    }
  }
  void keepPart(const Bytes& polygon, const std::set<std::uint32_t>& owners, Found& found) const {
    CoverageFinding finding;
    finding.fault = CoverageFault::gap;
    finding.width = widthOf(polygon, &finding.size);
    if (!(finding.width > m_tolerance) || finding.width > m_maxWidth) return;
    for (const std::uint32_t i : owners) finding.fids.push_back(m_shapes.fid(i));
    std::sort(finding.fids.begin(), finding.fids.end());
    finding.place = interiorPoint(polygon);
    finding.shape = polygon;
    found.push_back(std::move(finding));
  }

  const CoverageShapes& m_shapes;
  const EdgeMatches& m_matches;
  const BorderFacts& m_facts;
  const CoverageSearch& m_search;
  const std::function<Bytes(std::uint32_t)>& m_soundWkb;
  double m_tolerance, m_maxWidth;
  const CancelToken& m_token;
  Joined m_joined;
  std::vector<BorderPiece> m_pieces;
  std::vector<std::uint32_t> m_order;  // pieces, ring after ring
  std::vector<RingRange> m_rings;
  std::vector<CoverageFinding> m_found;
};

}  // namespace

double widthOf(BytesView area, double* size) {
  CoverageShapes one;
  one.add(0, area);
  const double squares = one.areaOf(0);
  const double around = one.perimeterOf(0);
  if (size != nullptr) *size = squares;
  return around > 0 ? 2 * squares / around : 0;
}

std::vector<CoverageFinding> findGaps(const CoverageShapes& shapes, const EdgeMatches& matches,
                                      const BorderFacts& facts, const CoverageSearch& search,
                                      const std::function<Bytes(std::uint32_t)>& soundWkb, double tolerance,
                                      double maxWidth, const CancelToken& token) {
  return GapSearch(shapes, matches, facts, search, soundWkb, tolerance, maxWidth, token).run();
}

}  // namespace gis::geom::detail
