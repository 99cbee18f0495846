// Private to this room: one edge against one point, with GEOS's answers.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/geos_context.h"
#include "gis_core/geometry/orientation.h"

namespace gis::geom::detail {

enum class Location { interior, boundary, exterior };

/// The DE-9IM matrix of (area, point), by the Location of the point.
inline constexpr std::array<const char*, 3> kMatrixOfPoint = {"0F2FF1FF2", "FF20F1FF2", "FF2FF10F2"};

struct Edge {
  double ax, ay, bx, by;
};

/// True when p lies on the edge; else counts the crossing of the ray from p to the east. An odd count over all rings of
/// an area says that p lies inside. Source: GEOS, RayCrossingCounter.
inline bool countEdge(const Edge& e, MapPoint p, unsigned& crossings) {
  if (e.ax < p.x && e.bx < p.x) return false;
  if ((e.bx == p.x && e.by == p.y) || (e.ax == p.x && e.ay == p.y)) return true;
  if (e.ay == p.y && e.by == p.y) return std::min(e.ax, e.bx) <= p.x && p.x <= std::max(e.ax, e.bx);
  if (!((e.ay > p.y && e.by <= p.y) || (e.by > p.y && e.ay <= p.y))) return false;
  const Side side = sideOf(e.ax, e.ay, e.bx, e.by, p.x, p.y);
  int sign = side.sign;
  if (!side.certain) {
    sign = GEOSOrientationIndex_r(GeosContext::ofThisThread().handle(), e.ax, e.ay, e.bx, e.by, p.x, p.y);
  }
  if (sign == 0) return true;
  if (e.by < e.ay) sign = -sign;
  if (sign > 0) ++crossings;
  return false;
}

/// Source: GEOS, Distance::pointToSegment, digit for digit.
inline double distanceToEdge(const Edge& e, MapPoint p) {
  const auto toPoint = [&](double x, double y) {
    const double dx = p.x - x;
    const double dy = p.y - y;
    return std::sqrt(dx * dx + dy * dy);
  };
  const double dx = e.bx - e.ax;
  const double dy = e.by - e.ay;
  const double squared = dx * dx + dy * dy;
  if (squared == 0) return toPoint(e.ax, e.ay);
  const double r = ((p.x - e.ax) * dx + (p.y - e.ay) * dy) / squared;
  if (r <= 0) return toPoint(e.ax, e.ay);
  if (r >= 1) return toPoint(e.bx, e.by);
  return std::abs(((e.ay - p.y) * dx - (e.ax - p.x) * dy) / squared) * std::sqrt(squared);
}

}  // namespace gis::geom::detail
