#include "gis_core/geometry/shapes_from_points.h"

#include <algorithm>
#include <cstddef>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {
namespace {

enum class Where { outside, border, inside };

/// Crossing number with the border told apart; exact for places that are vertices of the ring.
Where whereIs(MapPoint p, const Ring& ring) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const MapPoint a = ring[i - 1];
    const MapPoint b = ring[i];
    if (p == a || p == b) return Where::border;
    const double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    const bool between = p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
                         p.y <= std::max(a.y, b.y);
    if (cross == 0 && between) return Where::border;
    if ((a.y > p.y) != (b.y > p.y) && (cross > 0) == (b.y > a.y)) inside = !inside;
  }
  return inside ? Where::inside : Where::outside;
}

/// Does `ring` lie within `outer`? The first place of it that is not on the border decides.
bool liesWithin(const Ring& ring, const Ring& outer) {
  for (const MapPoint& p : ring) {
    if (const Where where = whereIs(p, outer); where != Where::border) return where == Where::inside;
  }
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const MapPoint middle{(ring[i - 1].x + ring[i].x) / 2, (ring[i - 1].y + ring[i].y) / 2};
    if (const Where where = whereIs(middle, outer); where != Where::border) return where == Where::inside;
  }
  return false;
}

void putPlaces(Bytes& out, std::span<const MapPoint> ring) {
  detail::putU32(out, static_cast<std::uint32_t>(ring.size()));
  for (const MapPoint& p : ring) {
    detail::putDouble(out, p.x);
    detail::putDouble(out, p.y);
  }
}

void putPolygon(Bytes& out, std::span<const Ring> rings, const std::vector<std::size_t>& members) {
  detail::putHeader(out, {GeometryKind::polygon});
  detail::putU32(out, static_cast<std::uint32_t>(members.size()));
  for (const std::size_t ring : members) putPlaces(out, rings[ring]);
}

}  // namespace

Bytes areasOf(std::span<const Ring> rings) {
  std::vector<Envelope> boxes(rings.size());
  for (std::size_t i = 0; i < rings.size(); ++i) {
    for (const MapPoint& p : rings[i]) boxes[i].include(p.x, p.y);
  }
  std::vector<std::vector<std::size_t>> around(rings.size());
  for (std::size_t i = 0; i < rings.size(); ++i) {
    for (std::size_t j = 0; j < rings.size(); ++j) {
      if (i != j && boxes[j].contains(boxes[i]) && liesWithin(rings[i], rings[j])) around[i].push_back(j);
    }
  }
  // a shell and its holes, at the shell's place
  std::vector<std::vector<std::size_t>> polygons(rings.size());
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (around[i].size() % 2 == 0) polygons[i].insert(polygons[i].begin(), i);
    if (around[i].size() % 2 == 0) continue;
    const auto shell = std::find_if(around[i].begin(), around[i].end(),
                                    [&](std::size_t j) { return around[j].size() + 1 == around[i].size(); });
    std::vector<std::size_t>& members = polygons[shell != around[i].end() ? *shell : i];
    members.insert(shell != around[i].end() ? members.end() : members.begin(), i);  // a ring of a muddle stays one
  }
  const auto shells = std::count_if(polygons.begin(), polygons.end(), [](const auto& one) { return !one.empty(); });
  Bytes out;
  if (shells != 1) {
    detail::putHeader(out, {GeometryKind::multiPolygon});
    detail::putU32(out, static_cast<std::uint32_t>(shells));
  }
  for (const auto& members : polygons) {
    if (!members.empty()) putPolygon(out, rings, members);
  }
  return out;
}

Bytes polygonOf(std::span<const Ring> rings) {
  Bytes out;
  detail::putHeader(out, {GeometryKind::polygon});
  detail::putU32(out, static_cast<std::uint32_t>(rings.size()));
  for (const Ring& ring : rings) putPlaces(out, ring);
  return out;
}

Bytes lineOf(std::span<const MapPoint> places) {
  Bytes out;
  detail::putHeader(out, {GeometryKind::lineString});
  putPlaces(out, places);
  return out;
}

}  // namespace gis::geom
