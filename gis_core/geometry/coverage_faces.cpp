#include "gis_core/geometry/coverage_faces.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/edge.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_hash.h"
#include "gis_core/geometry/split.h"

namespace gis::geom::detail {

namespace {

constexpr std::uint32_t kNoOwner = 0xffffffff;

/// Rings and doubtful areas whose lines meet.
struct LineGroup {
  std::vector<std::uint32_t> rings, doubtful;
};

class FaceSearch {
 public:
  FaceSearch(const CoverageShapes& shapes, const BorderFacts& facts, const std::vector<BorderPiece>& pieces,
             const TracedRings& traced, const CoverageSearch& search,
             const std::function<Bytes(std::uint32_t)>& soundWkb, double tolerance, const CancelToken& token)
      : m_shapes(shapes),
        m_facts(facts),
        m_pieces(pieces),
        m_traced(traced),
        m_search(search),
        m_soundWkb(soundWkb),
        m_tolerance(tolerance),
        m_token(token) {}

  UncoveredFaces run(std::vector<std::uint8_t>& isDone) {
    const std::vector<LineGroup> groups = lineGroups(isDone);
    std::vector<UncoveredFaces> found(groups.size());
    parallelFor(groups.size(), m_token, [&](std::size_t i, unsigned) { lookAt(groups[i], found[i]); });
    UncoveredFaces all;
    for (UncoveredFaces& some : found) {
      std::move(some.regions.begin(), some.regions.end(), std::back_inserter(all.regions));
      std::move(some.outlines.begin(), some.outlines.end(), std::back_inserter(all.outlines));
    }
    return all;
  }

 private:
  /// Largest first: they are begun first.
  std::vector<LineGroup> lineGroups(std::vector<std::uint8_t>& isDone) const {
    std::vector<std::uint32_t> doubtful;
    for (std::uint32_t i = 0; i < m_shapes.size(); ++i) {
      if (m_facts.doubtful[i] != 0) doubtful.push_back(i);
    }
    std::vector<std::vector<std::uint32_t>> around(doubtful.size());
    std::vector<std::uint8_t> isNear(m_shapes.size());
    for (std::size_t d = 0; d < doubtful.size(); ++d) {
      around[d] = featuresIn(m_shapes.boxes()[doubtful[d]].grown(m_tolerance));
      for (const std::uint32_t k : around[d]) isNear[k] = 1;
    }
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> ringsOf;
    for (std::uint32_t r = 0; r < m_traced.rings.size(); ++r) {
      for (const std::uint32_t piece : m_traced.piecesOf(m_traced.rings[r])) {
        const std::uint32_t owner = m_pieces[piece].owner;
        if (isNear[owner] == 0) continue;
        auto& rings = ringsOf[owner];
        if (rings.empty() || rings.back() != r) rings.push_back(r);
      }
    }
    // rings, then doubtful areas, joined to groups
    const auto ringCount = std::uint32_t(m_traced.rings.size());
    std::vector<std::uint32_t> parents(ringCount + doubtful.size());
    std::iota(parents.begin(), parents.end(), 0U);
    const auto rootOf = [&](std::uint32_t i) {
      while (parents[i] != i) i = parents[i] = parents[parents[i]];
      return i;
    };
    std::unordered_map<std::uint32_t, std::uint32_t> placeOf;
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) placeOf[doubtful[d]] = ringCount + d;
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) {
      for (const std::uint32_t k : around[d]) {
        if (const auto rings = ringsOf.find(k); rings != ringsOf.end()) {
          for (const std::uint32_t r : rings->second) {
            parents[rootOf(r)] = rootOf(ringCount + d);
            isDone[r] = 1;
          }
        }
        const auto other = placeOf.find(k);
        if (other != placeOf.end()) parents[rootOf(other->second)] = rootOf(ringCount + d);
      }
    }
    std::unordered_map<std::uint32_t, std::size_t> groupOf;
    std::vector<LineGroup> groups;
    const auto group = [&](std::uint32_t member) -> LineGroup& {
      const auto [at, isNew] = groupOf.try_emplace(rootOf(member), groups.size());
      if (isNew) groups.emplace_back();
      return groups[at->second];
    };
    for (std::uint32_t d = 0; d < doubtful.size(); ++d) group(ringCount + d).doubtful.push_back(doubtful[d]);
    for (std::uint32_t r = 0; r < ringCount; ++r) {
      if (isDone[r] != 0) group(r).rings.push_back(r);
    }
    const auto effort = [&](const LineGroup& one) {
      std::size_t sum = one.doubtful.size();
      for (const std::uint32_t r : one.rings) sum += m_traced.rings[r].last - m_traced.rings[r].first;
      return sum;
    };
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) { return effort(a) > effort(b); });
    return groups;
  }

  void lookAt(const LineGroup& group, UncoveredFaces& found) const {
    std::vector<Bytes> lines;
    std::set<std::uint32_t> owners(group.doubtful.begin(), group.doubtful.end());
    std::unordered_map<MapPoint, std::uint32_t, PointHash> ownerAt;  // of the vertices
    for (const std::uint32_t r : group.rings) {
      Ring way;
      for (const std::uint32_t i : m_traced.piecesOf(m_traced.rings[r])) {
        way.push_back(m_pieces[i].a);
        owners.insert(m_pieces[i].owner);
        ownerAt.try_emplace(m_pieces[i].a, m_pieces[i].owner);
      }
      way.push_back(m_pieces[m_traced.order[m_traced.rings[r].last - 1]].b);
      lines.push_back(lineOf(way));
    }
    for (const std::uint32_t d : group.doubtful) {
      for (const CoverageShapes::Ring& ring : m_shapes.rings(d)) {
        const auto places = std::span(m_shapes.points()).subspan(ring.begin, ring.end - ring.begin);
        for (const MapPoint p : places) ownerAt.try_emplace(p, d);
        lines.push_back(lineOf(places));
      }
    }
    try {
      const std::vector<Bytes> faces = facesBetween(assembled(lines));
      for (const Bytes& face : faces) tryFace(face, owners, found);
      addOutlines(faces, ownerAt, found);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue) throw;  // the overlaps themselves are told
    }
  }

  void tryFace(const Bytes& face, const std::set<std::uint32_t>& owners, UncoveredFaces& found) const {
    CoverageShapes one;
    one.add(0, face);
    const double perimeter = one.perimeterOf(0);
    const double width = perimeter > 0 ? 2 * one.areaOf(0) / perimeter : 0;
    if (!(width > m_tolerance) || isCovered(face, one, width, owners)) return;
    UncoveredRegion region;
    for (const CoverageShapes::Ring& ring : one.rings(0)) {
      region.rings.emplace_back(one.points().begin() + ring.begin, one.points().begin() + ring.end);
    }
    region.measure();
    for (const Ring& ring : region.rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const MapPoint middle{(ring[i - 1].x + ring[i].x) / 2, (ring[i - 1].y + ring[i].y) / 2};
        Envelope at;
        at.include(middle.x, middle.y);
        m_search(at.grown(m_tolerance), [&](std::uint32_t feature) {
          if (owners.contains(feature) && hasBorderAt(feature, middle)) region.owners.insert(feature);
        });
      }
    }
    found.regions.push_back(std::move(region));
  }
  [[nodiscard]] bool hasBorderAt(std::uint32_t feature, MapPoint place) const {
    const auto& points = m_shapes.points();
    for (const CoverageShapes::Ring& ring : m_shapes.rings(feature)) {
      for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
        const Edge edge{points[p].x, points[p].y, points[p + 1].x, points[p + 1].y};
        if (distanceToEdge(edge, place) <= m_tolerance) return true;
      }
    }
    return false;
  }

  /// No line of the group crosses a face: an area that has such a line and covers one place of it covers it all. Else
  /// places close by the border decide, since farther inside there may be islands, or gaps with rings of their own.
  [[nodiscard]] bool isCovered(const Bytes& face, const CoverageShapes& one, double width,
                               const std::set<std::uint32_t>& owners) const {
    const std::vector<std::uint32_t> over = coveringAt(interiorPoint(face));
    if (std::any_of(over.begin(), over.end(), [&](std::uint32_t i) { return owners.contains(i); })) return true;
    struct Side {
      double length;
      MapPoint a, b;
    };
    const CoverageShapes::Ring& shell = one.rings(0)[0];
    std::vector<Side> sides;
    for (std::uint32_t p = shell.begin; p + 1 < shell.end; ++p) {
      const MapPoint a = one.points()[p];
      const MapPoint b = one.points()[p + 1];
      sides.push_back({std::hypot(b.x - a.x, b.y - a.y), a, b});
    }
    const std::size_t tried = std::min<std::size_t>(3, sides.size());
    std::partial_sort(sides.begin(), sides.begin() + std::ptrdiff_t(tried), sides.end(),
                      [](const Side& a, const Side& b) { return a.length > b.length; });
    for (std::size_t i = 0; i < tried; ++i) {
      const Side& side = sides[i];
      double off = std::min(width / 4, 4 * m_tolerance);
      for (int halving = 0; halving < 8; ++halving, off /= 2) {
        const MapPoint beside{(side.a.x + side.b.x) / 2 - (side.b.y - side.a.y) / side.length * off,
                              (side.a.y + side.b.y) / 2 + (side.b.x - side.a.x) / side.length * off};
        if (!one.covers(0, beside)) continue;
        if (coveringAt(beside).empty()) return false;
        break;
      }
    }
    return true;
  }
  [[nodiscard]] std::vector<std::uint32_t> coveringAt(MapPoint place) const {
    Envelope at;
    at.include(place.x, place.y);
    std::vector<std::uint32_t> over = featuresIn(at);
    std::erase_if(over, [&](std::uint32_t i) {
      return !(m_facts.invalid[i] != 0 ? Prepared(m_soundWkb(i)).coversPoint(place) : m_shapes.covers(i, place));
    });
    return over;
  }

  /// The edges of all faces that have no other face on their other side, as rings.
  static void addOutlines(const std::vector<Bytes>& faces,
                          const std::unordered_map<MapPoint, std::uint32_t, PointHash>& ownerAt,
                          UncoveredFaces& found) {
    CoverageShapes all;
    for (const Bytes& face : faces) all.add(0, face);
    std::unordered_map<EdgeKey, int, EdgeHash> sides;
    const auto eachEdge = [&](const auto& visit) {
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        for (const CoverageShapes::Ring& ring : all.rings(i)) {
          for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) visit(all.points()[p], all.points()[p + 1]);
        }
      }
    };
    eachEdge([&](MapPoint a, MapPoint b) { ++sides[EdgeKey(a, b)]; });
    std::vector<BorderPiece> outer;
    eachEdge([&](MapPoint a, MapPoint b) {
      if (sides[EdgeKey(a, b)] == 1) outer.push_back({a, b, 0});
    });
    const TracedRings traced = traceRings(outer, false, {});
    for (const TracedRing& ring : traced.rings) {
      if (ring.isHole) continue;
      Outline outline{{}, kNoOwner};
      for (const std::uint32_t i : traced.piecesOf(ring)) {
        outline.places.push_back(outer[i].a);
        const auto owner = ownerAt.find(outer[i].a);
        if (outline.owner == kNoOwner && owner != ownerAt.end()) outline.owner = owner->second;
      }
      outline.places.push_back(outline.places.front());
      if (outline.owner != kNoOwner) found.outlines.push_back(std::move(outline));
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> featuresIn(const Envelope& box) const {
    std::vector<std::uint32_t> found;
    m_search(box, [&](std::uint32_t i) { found.push_back(i); });
    std::sort(found.begin(), found.end());
    return found;
  }

  const CoverageShapes& m_shapes;
  const BorderFacts& m_facts;
  const std::vector<BorderPiece>& m_pieces;
  const TracedRings& m_traced;
  const CoverageSearch& m_search;
  const std::function<Bytes(std::uint32_t)>& m_soundWkb;
  double m_tolerance;
  const CancelToken& m_token;
};

}  // namespace

void UncoveredRegion::measure() {
  double twice = 0;
  for (const Ring& ring : rings) {
    for (const MapPoint p : ring) box.include(p.x, p.y);
    double own = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
      own +=
          (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    twice += &ring == &rings.front() ? std::abs(own) : -std::abs(own);
  }
  size = twice / 2;
}

UncoveredFaces findUncoveredFaces(const CoverageShapes& shapes, const BorderFacts& facts,
                                  const std::vector<BorderPiece>& pieces, const TracedRings& traced,
                                  const CoverageSearch& search, const std::function<Bytes(std::uint32_t)>& soundWkb,
                                  double tolerance, std::vector<std::uint8_t>& isDone, const CancelToken& token) {
  return FaceSearch(shapes, facts, pieces, traced, search, soundWkb, tolerance, token).run(isDone);
}

}  // namespace gis::geom::detail
