#include "gis_core/geometry/point_tests.h"

#include <cmath>
#include <limits>

#include "gis_core/geometry/edge.h"
#include "gis_core/geometry/relate_geos.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

using detail::Edge;
using detail::Location;

constexpr std::size_t kSmallBytes = 1024;  // some sixty edges: above that EdgeSet's slabs pay

/// Walks the rings of an area or the runs of a line.
struct PointWalk : detail::Ignore {
  explicit PointWalk(MapPoint point, bool measures) : p(point), measuresDistance(measures) {}
  MapPoint p;
  bool measuresDistance;
  bool isOnEdge = false;
  unsigned crossings = 0;
  double best = std::numeric_limits<double>::infinity();
  double finite = 0;  // stays 0 as long as every coordinate is finite

  void coordinates(const std::uint8_t* at, std::uint32_t count, int stride, std::uint32_t) {
    const std::size_t step = std::size_t(stride) * 8;
    Edge edge{};
    for (std::uint32_t i = 0; i < count; ++i, at += step) {
      edge.bx = detail::load<double>(at);
      edge.by = detail::load<double>(at + 8);
      finite += edge.bx * 0 + edge.by * 0;
      if (i > 0) {
        isOnEdge = isOnEdge || detail::countEdge(edge, p, crossings);
        if (measuresDistance) best = std::min(best, detail::distanceToEdge(edge, p));
      }
      edge.ax = edge.bx;
      edge.ay = edge.by;
    }
  }
  [[nodiscard]] Location location() const {
    if (isOnEdge) return Location::boundary;
    return crossings % 2 == 1 ? Location::interior : Location::exterior;
  }
};

/// The kind of the outermost geometry.
GeometryKind kindOf(BytesView wkb) {
  GeometryType type;
  if (wkb.size() < 9 || wkb[0] != 1 || !detail::decodeType(detail::load<std::uint32_t>(wkb.data() + 1), type))
    return GeometryKind::unknown;
  return type.kind;
}

bool isAreaKind(GeometryKind kind) {
  return kind == GeometryKind::polygon || kind == GeometryKind::multiPolygon;
}

}  // namespace

std::optional<MapPoint> singlePoint(BytesView wkb) {
  if (wkb.size() < 21 || wkb[0] != 1) return std::nullopt;
  const auto code = detail::load<std::uint32_t>(wkb.data() + 1);
  if (code % 1000 != 1 || code > 3001) return std::nullopt;
  const MapPoint p{detail::load<double>(wkb.data() + 5), detail::load<double>(wkb.data() + 13)};
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return std::nullopt;
  return p;
}

PointRelation::PointRelation(const Relation& relation, Order order) {
  const Relation asked = order == Order::areaFirst ? relation : detail::inverse(relation);
  for (std::size_t i = 0; i < m_holds.size(); ++i)
    m_holds[i] = detail::matrixSatisfies(detail::kMatrixOfPoint[i], asked, 2, 0);
}

std::optional<bool> PointRelation::holds(BytesView area, MapPoint p) const {
  if (area.size() > kSmallBytes || !isAreaKind(kindOf(area))) return std::nullopt;
  PointWalk found(p, false);
  detail::walk(area, found);
  if (!(found.finite == 0)) return std::nullopt;
  return m_holds[static_cast<std::size_t>(found.location())];
}

std::optional<double> distanceToPoint(BytesView shape, MapPoint p) {
  const GeometryKind kind = kindOf(shape);
  const bool isLine = kind == GeometryKind::lineString || kind == GeometryKind::multiLineString;
  if (shape.size() > kSmallBytes || (!isLine && !isAreaKind(kind))) return std::nullopt;
  PointWalk found(p, true);
  detail::walk(shape, found);
  if (!(found.finite == 0) || std::isinf(found.best)) return std::nullopt;
  if (isAreaKind(kind) && found.location() != Location::exterior) return 0.0;
  return found.best;
}

}  // namespace gis::geom
