#include "gis_core/geometry/snapping.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {
namespace {

constexpr std::size_t kMostCrossingEdges = 64;  // pairs of the nearest ones: 2,016 tests

double distanceOf(MapPoint a, MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// The place on the line through an edge that is nearest to `p`; `t` 0 … 1 lies on the edge.
struct Foot {
  MapPoint at;
  double t = 0;
};
std::optional<Foot> footOn(const SnapEdge& e, MapPoint p) {
  const double dx = e.b.x - e.a.x, dy = e.b.y - e.a.y;
  const double squared = dx * dx + dy * dy;
  if (squared == 0) return std::nullopt;
  const double t = ((p.x - e.a.x) * dx + (p.y - e.a.y) * dy) / squared;
  return Foot{{e.a.x + t * dx, e.a.y + t * dy}, t};
}

std::optional<MapPoint> crossingOf(const SnapEdge& e, const SnapEdge& f) {
  const double ex = e.b.x - e.a.x, ey = e.b.y - e.a.y, fx = f.b.x - f.a.x, fy = f.b.y - f.a.y;
  const double cross = ex * fy - ey * fx;
  if (cross == 0) return std::nullopt;
  const double dx = f.a.x - e.a.x, dy = f.a.y - e.a.y;
  const double t = (dx * fy - dy * fx) / cross, u = (dx * ey - dy * ex) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1) return std::nullopt;
  return MapPoint{e.a.x + t * ex, e.a.y + t * ey};
}

/// Gathers candidates from runs of vertices.
class Search {
 public:
  Search(const SnapRequest& request, SnapWork& work) : m_request(request), m_work(work) {
    const bool far = request.extension;
    m_box = Envelope{request.pointer.x, request.pointer.y, request.pointer.x, request.pointer.y};
    m_near = m_box.grown(request.tolerance);
    m_box = m_box.grown(request.tolerance * (far ? kExtensionReach : 1));
  }

  [[nodiscard]] const Envelope& box() const { return m_box; }

  bool take(BytesView wkb) {
    const std::size_t count = vertexCount(wkb);
    if (m_work.shapes >= kMostSnapShapes || m_work.vertices + count > kMostSnapVertices) {
      m_work.cutShort = true;
      // one that is too large by itself keeps nothing from the others
      return count > kMostSnapVertices && m_work.shapes < kMostSnapShapes;
    }
    ++m_work.shapes;
    m_work.vertices += count;
    Runs runs{*this};
    detail::walk(wkb, runs);
    return true;
  }

  std::optional<Snap> best() {
    if (m_request.crossing) findCrossings();
    for (auto& candidate : m_best) {
      if (candidate) return candidate;
    }
    return std::nullopt;
  }

 private:
  struct Runs : detail::Ignore {
    Search& search;
    explicit Runs(Search& s) : search(s) {}
    void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
      const std::size_t step = std::size_t(stride) * 8;
      MapPoint before{};
      for (std::uint32_t i = 0; i < count; ++i, p += step) {
        const MapPoint at{detail::load<double>(p), detail::load<double>(p + 8)};
        search.vertex(at);
        if (i > 0) search.edge({before, at});
        before = at;
      }
    }
  };

  void offer(Snap candidate) {
    if (!(candidate.distance <= m_request.tolerance)) return;
    auto& best = m_best[static_cast<std::size_t>(candidate.kind)];
    if (!best || candidate.distance < best->distance) best = candidate;
  }

  void vertex(MapPoint at) {
    if (!m_request.vertex || !m_near.contains(at)) return;
    offer({SnapKind::vertex, at, distanceOf(at, m_request.pointer), {}, {}});
  }

  void edge(const SnapEdge& e) {
    if (std::max(e.a.x, e.b.x) < m_box.minX || std::min(e.a.x, e.b.x) > m_box.maxX ||
        std::max(e.a.y, e.b.y) < m_box.minY || std::min(e.a.y, e.b.y) > m_box.maxY) {
      return;
    }
    const auto foot = footOn(e, m_request.pointer);
    if (!foot) return;
    const double distance = distanceOf(foot->at, m_request.pointer);
    if (foot->t >= 0 && foot->t <= 1) {
      if (distance > m_request.tolerance) return;
      if (m_request.edge) offer({SnapKind::edge, foot->at, distance, e, {}});
      if (m_request.crossing) m_edges.push_back({distance, e});
      if (m_request.perpendicular && m_request.from) offerPerpendicular(e);
      return;
    }
    const double beyond = distanceOf(foot->at, foot->t < 0 ? e.a : e.b);
    const double toEnd = distanceOf(m_request.pointer, foot->t < 0 ? e.a : e.b);
    if (m_request.crossing && toEnd <= m_request.tolerance) m_edges.push_back({toEnd, e});
    if (m_request.extension && beyond <= m_request.tolerance * kExtensionReach) {
      offer({SnapKind::extension, foot->at, distance, e, {}});
    }
  }

  void offerPerpendicular(const SnapEdge& e) {
    const auto foot = footOn(e, *m_request.from);
    if (!foot || foot->t < 0 || foot->t > 1 || distanceOf(foot->at, *m_request.from) == 0) return;
    offer({SnapKind::perpendicular, foot->at, distanceOf(foot->at, m_request.pointer), e, {}});
  }

  void findCrossings() {
    const std::size_t count = std::min(m_edges.size(), kMostCrossingEdges);
    std::partial_sort(m_edges.begin(), m_edges.begin() + static_cast<std::ptrdiff_t>(count), m_edges.end(),
                      [](const NearEdge& a, const NearEdge& b) { return a.distance < b.distance; });
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t k = i + 1; k < count; ++k) {
        const auto at = crossingOf(m_edges[i].edge, m_edges[k].edge);
        if (at) offer({SnapKind::crossing, *at, distanceOf(*at, m_request.pointer), m_edges[i].edge, m_edges[k].edge});
      }
    }
  }

  struct NearEdge {
    double distance;
    SnapEdge edge;
  };

  const SnapRequest& m_request;
  SnapWork& m_work;
  Envelope m_box, m_near;
  std::vector<NearEdge> m_edges;
  std::optional<Snap> m_best[5];
};

}  // namespace

std::optional<Snap> snap(const SnapRequest& request, const ShapeFeed& feed, SnapWork* work) {
  SnapWork all;
  const auto pass = [&](const SnapRequest& asked) {
    SnapWork counted;
    Search search(asked, counted);
    feed(search.box(), [&search](BytesView wkb) { return search.take(wkb); });
    all.shapes = std::max(all.shapes, counted.shapes);
    all.vertices = std::max(all.vertices, counted.vertices);
    all.cutShort = counted.cutShort;
    return search.best();
  };
  std::optional<Snap> best;
  // A vertex wins over all else: the nearest one is nearly always close by, and then what lies farther off, which is
  // very much when the view is far out, need not be looked at.
  for (const double share : {1.0 / 32, 1.0 / 8}) {
    if (!request.vertex) break;
    SnapRequest closest = request;
    closest.tolerance *= share;
    closest.edge = closest.crossing = closest.extension = closest.perpendicular = false;
    best = pass(closest);
    if (best || all.cutShort) break;
  }
  if (!best) {
    SnapRequest close = request;
    close.extension = false;
    best = pass(close);
  }
  const bool cutShort = all.cutShort;
  if (!best && request.extension && !cutShort) {
    SnapRequest reaching = request;
    reaching.vertex = reaching.edge = reaching.crossing = reaching.perpendicular = false;
    best = pass(reaching);
  }
  all.cutShort = cutShort;
  if (work != nullptr) *work = all;
  return best;
}

}  // namespace gis::geom
