// A cheap sufficient test of validity for small polygons: what it cannot be sure of goes to GEOS.
#include <array>
#include <cmath>

#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/orientation.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

using detail::sideOf;

constexpr std::uint32_t kMaxRing = 65;      // 64 vertices and the closing one
constexpr std::uint32_t kMaxPolygon = 256;  // all rings of a polygon together

struct Vertex {
  double x, y;
};

/// Certain that the segments ab and cd have no point in common.
bool apart(Vertex a, Vertex b, Vertex c, Vertex d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
      std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
    return true;
  }
  const int first = sideOf(a.x, a.y, b.x, b.y, c.x, c.y).sign;
  if (first != 0 && first == sideOf(a.x, a.y, b.x, b.y, d.x, d.y).sign) return true;
  const int second = sideOf(c.x, c.y, d.x, d.y, a.x, a.y).sign;
  return second != 0 && second == sideOf(c.x, c.y, d.x, d.y, b.x, b.y).sign;
}

/// Certain that ab and bc have only b in common.
bool turnsFairly(Vertex a, Vertex b, Vertex c) {
  if (sideOf(a.x, a.y, b.x, b.y, c.x, c.y).certain) return true;
  const double along = (a.x - b.x) * (c.x - b.x) + (a.y - b.y) * (c.y - b.y);
  const double size = std::abs((a.x - b.x) * (c.x - b.x)) + std::abs((a.y - b.y) * (c.y - b.y));
  return along < -1e-12 * size;  // straight on, not back
}

/// Certain that p lies inside the ring (closed, n vertices with the closing one).
bool surelyInside(const Vertex* ring, std::uint32_t n, Vertex p) {
  bool inside = false;
  for (std::uint32_t i = 0; i + 1 < n; ++i) {
    const Vertex a = ring[i];
    const Vertex b = ring[i + 1];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const auto side = sideOf(a.x, a.y, b.x, b.y, p.x, p.y);
    if (!side.certain) return false;
    if ((b.y > a.y) == (side.sign > 0)) inside = !inside;
  }
  return inside;
}

bool surelyOutside(const Vertex* ring, std::uint32_t n, Vertex p) {
  bool inside = false;
  for (std::uint32_t i = 0; i + 1 < n; ++i) {
    const Vertex a = ring[i];
    const Vertex b = ring[i + 1];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const auto side = sideOf(a.x, a.y, b.x, b.y, p.x, p.y);
    if (!side.certain) return false;
    if ((b.y > a.y) == (side.sign > 0)) inside = !inside;
  }
  return !inside;
}

bool ringIsSimple(const Vertex* v, std::uint32_t n) {
  if (n < 4 || v[0].x != v[n - 1].x || v[0].y != v[n - 1].y) return false;
  const std::uint32_t edges = n - 1;
  for (std::uint32_t i = 0; i < edges; ++i) {
    if (v[i].x == v[i + 1].x && v[i].y == v[i + 1].y) return false;
    const Vertex& next = v[i + 2 <= edges ? i + 2 : 1];
    if (!turnsFairly(v[i], v[i + 1], next)) return false;
  }
  if (edges == 3) return sideOf(v[0].x, v[0].y, v[1].x, v[1].y, v[2].x, v[2].y).certain;
  for (std::uint32_t i = 0; i + 2 < edges; ++i) {
    const std::uint32_t last = i == 0 ? edges - 1 : edges;  // the closing edge is the first one's neighbour
    for (std::uint32_t j = i + 2; j < last; ++j) {
      if (!apart(v[i], v[i + 1], v[j], v[j + 1])) return false;
    }
  }
  return true;
}

/// Follows the walk; `sure` falls to false at the first doubt. No memory is allocated.
struct Checker : detail::Ignore {
  bool sure = true;
  GeometryKind kind = GeometryKind::unknown;
  bool inMultiPolygon = false;
  std::array<Vertex, kMaxPolygon> vertices;
  std::uint32_t used = 0;
  std::array<std::uint32_t, 32> ringStart;
  std::uint32_t rings = 0;
  static constexpr std::size_t kMaxMembers = 16;
  std::array<Envelope, kMaxMembers> memberBoxes;
  std::size_t members = 0;

  void begin(GeometryType type, std::uint32_t count, std::size_t) {
    kind = type.kind;
    if (kind == GeometryKind::collection) sure = false;
    if (kind == GeometryKind::multiPolygon) inMultiPolygon = true;
    if (kind == GeometryKind::polygon) {
      used = 0;
      rings = 0;
      if (count == 0) sure = false;
    }
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    if (!sure) return;
    const std::size_t step = std::size_t(stride) * 8;
    if (kind == GeometryKind::polygon) {
      ring(p, count, step);
      return;
    }
    bool distinct = kind == GeometryKind::point;
    const double x0 = count > 0 ? detail::load<double>(p) : 0;
    const double y0 = count > 0 ? detail::load<double>(p + 8) : 0;
    for (std::uint32_t i = 0; i < count; ++i, p += step) {
      const double x = detail::load<double>(p);
      const double y = detail::load<double>(p + 8);
      if (!std::isfinite(x) || !std::isfinite(y)) sure = false;
      if (x != x0 || y != y0) distinct = true;
    }
    if (!distinct) sure = false;
  }
  void ring(const std::uint8_t* p, std::uint32_t count, std::size_t step) {
    if (count > kMaxRing || used + count > kMaxPolygon || rings == ringStart.size()) {
      sure = false;
      return;
    }
    Vertex* v = vertices.data() + used;
    for (std::uint32_t i = 0; i < count; ++i, p += step) {
      v[i] = {detail::load<double>(p), detail::load<double>(p + 8)};
      if (!std::isfinite(v[i].x) || !std::isfinite(v[i].y)) sure = false;
    }
    if (!sure || !ringIsSimple(v, count)) {
      sure = false;
      return;
    }
    if (rings > 0 && !fits(v, count)) {
      sure = false;
      return;
    }
    ringStart[rings++] = used;
    used += count;
  }
  /// A hole must lie strictly inside the shell and strictly outside the other holes.
  [[nodiscard]] bool fits(const Vertex* hole, std::uint32_t count) const {
    for (std::uint32_t r = 0; r < rings; ++r) {
      const Vertex* other = vertices.data() + ringStart[r];
      const std::uint32_t n = (r + 1 < rings ? ringStart[r + 1] : used) - ringStart[r];
      for (std::uint32_t i = 0; i + 1 < count; ++i) {
        for (std::uint32_t j = 0; j + 1 < n; ++j) {
          if (!apart(hole[i], hole[i + 1], other[j], other[j + 1])) return false;
        }
      }
      if (r == 0 && !surelyInside(other, n, hole[0])) return false;
      if (r > 0 && (!surelyOutside(other, n, hole[0]) || !surelyOutside(hole, count, other[0]))) return false;
    }
    return true;
  }
  void end() {
    if (!sure || kind != GeometryKind::polygon || !inMultiPolygon || rings == 0) return;
    Envelope box;
    const std::uint32_t shellEnd = rings > 1 ? ringStart[1] : used;
    for (std::uint32_t i = 0; i < shellEnd; ++i) box.include(vertices[i].x, vertices[i].y);
    for (std::size_t i = 0; i < members; ++i) {
      if (memberBoxes[i].intersects(box)) sure = false;  // may touch or overlap: ask GEOS
    }
    if (members == kMaxMembers) {
      sure = false;
    } else {
      memberBoxes[members++] = box;
    }
    rings = 0;  // the end of the multipolygon itself is not another member
  }
};

}  // namespace

bool certainlyValid(BytesView wkb) {
  Checker checker;
  detail::walk(wkb, checker);
  return checker.sure;
}

}  // namespace gis::geom
