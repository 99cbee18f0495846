#include "gis_core/geometry/coverage_gaps.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/coverage_faces.h"
#include "gis_core/geometry/edge_set.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_hash.h"
#include "gis_core/geometry/shapes_from_points.h"

namespace gis::geom::detail {

namespace {

constexpr std::uint32_t kNoRing = 0xffffffff;

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
    m_traced = traceRings(m_pieces, true, m_token);
    std::vector<std::uint8_t> isDone(m_traced.rings.size());
    const bool anyDoubt = std::any_of(m_facts.doubtful.begin(), m_facts.doubtful.end(), [](auto d) { return d != 0; });
    if (anyDoubt) {
      UncoveredFaces faces =
          findUncoveredFaces(m_shapes, m_facts, m_pieces, m_traced, m_search, m_soundWkb, m_tolerance, isDone, m_token);
      m_regions = std::move(faces.regions);
      m_outlines = std::move(faces.outlines);
    }
    addCleanHoles(isDone);
    if (!m_regions.empty()) {
      indexIslands(isDone);
      findIslands();
    }
    std::vector<std::vector<CoverageFinding>> found(m_regions.size());
    forEachRegion([&](std::size_t i) { shape(m_regions[i], found[i]); });
    std::vector<CoverageFinding> all;
    for (auto& some : found) std::move(some.begin(), some.end(), std::back_inserter(all));
    return all;
  }

 private:
  template <class Work>
  void forEachRegion(Work&& work) const {
    constexpr std::size_t kAtOnce = 16;
    parallelFor((m_regions.size() + kAtOnce - 1) / kAtOnce, m_token, [&](std::size_t block, unsigned) {
      const std::size_t last = std::min(m_regions.size(), (block + 1) * kAtOnce);
      for (std::size_t i = block * kAtOnce; i < last; ++i) work(i);
    });
  }

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
  /// Nothing when the ends become one.
  [[nodiscard]] std::optional<BorderPiece> pieceOf(MapPoint a, MapPoint b, std::uint32_t owner) const {
    if (!m_joined.empty()) {
      a = joined(a);
      b = joined(b);
    }
    if (a == b) return std::nullopt;
    return BorderPiece{a, b, owner};
  }

  using SplitEdges = std::unordered_map<EdgeKey, std::vector<BorderPiece>, EdgeHash>;
  static void addTo(SplitEdges& split, const std::optional<BorderPiece>& piece) {
    if (piece) split[EdgeKey(piece->a, piece->b)].push_back(*piece);
  }

  /// Edges without counterpart, cut at the vertices of others; what then runs both ways is no border.
  void collectPieces() {
    const auto& points = m_shapes.points();
    SplitEdges split;
    std::vector<std::uint8_t> isCut(m_facts.onEdges.empty() ? 0 : points.size());
    std::vector<VertexOnEdge> cuts;
    for (const auto& [edge, vertices] : m_facts.onEdges) {
      isCut[edge] = 1;
      cuts = vertices;
      std::sort(cuts.begin(), cuts.end(), [](const auto& a, const auto& b) { return a.along < b.along; });
      MapPoint from = points[edge];
      for (const VertexOnEdge& v : cuts) {
        addTo(split, pieceOf(from, points[v.vertex], m_shapes.ownerOf(edge)));
        from = points[v.vertex];
      }
      addTo(split, pieceOf(from, points[edge + 1], m_shapes.ownerOf(edge)));
    }
    struct Block {
      std::vector<BorderPiece> plain, special;  // special: to be compared with others
    };
    constexpr std::size_t kAtOnce = 4096;
    std::vector<Block> blocks((m_shapes.size() + kAtOnce - 1) / kAtOnce);
    parallelFor(blocks.size(), m_token, [&](std::size_t block, unsigned) {
      const std::size_t last = std::min(m_shapes.size(), (block + 1) * kAtOnce);
      for (std::size_t i = block * kAtOnce; i < last; ++i) {
        for (const CoverageShapes::Ring& ring : m_shapes.rings(std::uint32_t(i))) {
          for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
            if (m_matches.isMatched(p) || (!isCut.empty() && isCut[p] != 0)) continue;
            const auto piece = pieceOf(points[p], points[p + 1], std::uint32_t(i));
            if (!piece) continue;
            const bool isSpecial = m_matches.partners[p] == EdgeMatches::kCrowded ||
                                   (!split.empty() && split.contains(EdgeKey(piece->a, piece->b)));
            (isSpecial ? blocks[block].special : blocks[block].plain).push_back(*piece);
          }
        }
      }
    });
    std::size_t plain = 0;
    for (const Block& block : blocks) plain += block.plain.size();
    m_pieces.reserve(plain + 2 * split.size());
    for (Block& block : blocks) {
      m_pieces.insert(m_pieces.end(), block.plain.begin(), block.plain.end());
      for (const BorderPiece& piece : block.special) addTo(split, piece);
      block = {};
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

  void addCleanHoles(const std::vector<std::uint8_t>& isDone) {
    for (std::uint32_t r = 0; r < m_traced.rings.size(); ++r) {
      if (isDone[r] != 0 || !m_traced.rings[r].isHole) continue;
      UncoveredRegion region;
      Ring places;
      for (const std::uint32_t i : m_traced.piecesOf(m_traced.rings[r])) {
        places.push_back(m_pieces[i].a);
        region.owners.insert(m_pieces[i].owner);
      }
      std::reverse(places.begin(), places.end());
      places.push_back(places.front());
      region.rings.push_back(std::move(places));
      region.measure();
      m_regions.push_back(std::move(region));
    }
  }

  // Islands are numbered: first the traced rings (those that are no islands are in no chain), then the outlines.

  void indexIslands(const std::vector<std::uint8_t>& isDone) {
    const std::size_t rings = m_traced.rings.size();
    m_firstIsland.assign(m_shapes.size(), kNoRing);
    m_nextIsland.assign(rings + m_outlines.size(), kNoRing);
    const auto add = [&](std::uint32_t island, std::uint32_t owner) {
      m_nextIsland[island] = m_firstIsland[owner];
      m_firstIsland[owner] = island;
    };
    for (std::uint32_t r = 0; r < rings; ++r) {
      const TracedRing& ring = m_traced.rings[r];
      if (isDone[r] == 0 && !ring.isHole) add(r, m_pieces[m_traced.order[ring.first]].owner);
    }
    for (std::size_t k = 0; k < m_outlines.size(); ++k) add(std::uint32_t(rings + k), m_outlines[k].owner);
  }
  [[nodiscard]] Ring placesOf(std::uint32_t island) const {
    if (island >= m_traced.rings.size()) return m_outlines[island - m_traced.rings.size()].places;
    Ring places;
    for (const std::uint32_t i : m_traced.piecesOf(m_traced.rings[island])) places.push_back(m_pieces[i].a);
    places.push_back(places.front());
    return places;
  }

  /// What lies in a region as a whole belongs to the smallest one around it.
  void findIslands() {
    std::vector<std::vector<std::uint32_t>> inside(m_regions.size());
    forEachRegion([&](std::size_t i) {
      std::optional<EdgeSet> lines;
      m_search(m_regions[i].box, [&](std::uint32_t feature) {
        for (std::uint32_t island = m_firstIsland[feature]; island != kNoRing; island = m_nextIsland[island]) {
          const Ring places = placesOf(island);
          if (!m_regions[i].box.contains(places.front())) continue;
          if (!lines) lines.emplace(polygonOf(m_regions[i].rings));
          if (liesInside(places, *lines)) inside[i].push_back(island);
        }
      });
    });
    std::vector<std::uint32_t> around(m_nextIsland.size(), kNoRing);
    for (std::uint32_t i = 0; i < m_regions.size(); ++i) {
      for (const std::uint32_t island : inside[i]) {
        std::uint32_t& best = around[island];
        if (best == kNoRing || m_regions[i].size < m_regions[best].size) best = i;
      }
    }
    for (std::uint32_t island = 0; island < around.size(); ++island) {
      if (around[island] != kNoRing) m_regions[around[island]].rings.push_back(placesOf(island));
    }
  }
  /// The first vertex that is not on a line decides; where all are, the first edge that does not run along one.
  [[nodiscard]] bool liesInside(const Ring& places, EdgeSet& lines) const {
    for (const MapPoint& p : places) {
      if (const Location where = lines.locate(p); where != Location::boundary) return where == Location::interior;
    }
    for (std::size_t i = 1; i < places.size(); ++i) {
      const MapPoint middle{(places[i - 1].x + places[i].x) / 2, (places[i - 1].y + places[i].y) / 2};
      if (lines.distanceToEdges(middle) <= m_tolerance) continue;
      return lines.locate(middle) == Location::interior;
    }
    return false;
  }

  void shape(const UncoveredRegion& region, std::vector<CoverageFinding>& found) const {
    Bytes polygon = polygonOf(region.rings);
    if (!certainlyValid(polygon)) polygon = makeValid(polygon, {GeometryKind::multiPolygon});
    if (polygon.empty() || isEmpty(polygon)) return;
    for (const Bytes& part : partsOfDimension(polygon, 2)) {
      if (isEmpty(part)) continue;
      for (const Bytes& one : parts(part)) keepPart(one, region.owners, found);
    }
  }
  void keepPart(const Bytes& polygon, const std::set<std::uint32_t>& owners,
                std::vector<CoverageFinding>& found) const {
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
  std::unordered_map<MapPoint, MapPoint, PointHash> m_joined;
  std::vector<BorderPiece> m_pieces;
  TracedRings m_traced;
  std::vector<UncoveredRegion> m_regions;
  std::vector<Outline> m_outlines;
  std::vector<std::uint32_t> m_firstIsland, m_nextIsland;  // chains by the feature that has a piece of it
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
