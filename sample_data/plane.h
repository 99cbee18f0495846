// Small plane geometry for making a city: points, rings, cuts by lines. Metres of EPSG:4549, x = east.
#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::sample {

using Point = geom::MapPoint;
/// A ring is open here (the first point is not repeated) and runs counter-clockwise.
using Ring = std::vector<Point>;

/// To whole millimetres, as surveyed data are.
[[nodiscard]] inline Point surveyed(Point p) {
  return {std::round(p.x * 1000.0) / 1000.0, std::round(p.y * 1000.0) / 1000.0};
}
[[nodiscard]] inline Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}
[[nodiscard]] inline Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}
[[nodiscard]] inline Point operator*(Point a, double k) {
  return {a.x * k, a.y * k};
}
[[nodiscard]] inline double dot(Point a, Point b) {
  return a.x * b.x + a.y * b.y;
}
[[nodiscard]] inline double cross(Point a, Point b) {
  return a.x * b.y - a.y * b.x;
}
[[nodiscard]] inline double length(Point a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}
[[nodiscard]] inline double distance(Point a, Point b) {
  return length(b - a);
}
[[nodiscard]] inline Point unit(Point a) {
  const double l = length(a);
  return l > 0 ? Point{a.x / l, a.y / l} : Point{1, 0};
}
/// A quarter turn to the left.
[[nodiscard]] inline Point leftOf(Point a) {
  return {-a.y, a.x};
}
[[nodiscard]] inline Point turned(Point a, double radians) {
  const double c = std::cos(radians), s = std::sin(radians);
  return {a.x * c - a.y * s, a.x * s + a.y * c};
}
[[nodiscard]] inline Point between(Point a, Point b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/// Signed area, positive when counter-clockwise.
[[nodiscard]] double areaOf(std::span<const Point> ring);
[[nodiscard]] Point centroidOf(std::span<const Point> ring);
/// Strictly inside or on the border by chance of rounding.
[[nodiscard]] bool inside(std::span<const Point> ring, Point p);
/// Is the ring `inner` inside `outer`, touching nowhere nearer than `margin` metres?
[[nodiscard]] bool ringInside(std::span<const Point> outer, std::span<const Point> inner, double margin);
/// Do the open segments ab and cd cross or touch?
[[nodiscard]] bool segmentsMeet(Point a, Point b, Point c, Point d);
[[nodiscard]] double distanceToSegment(Point p, Point a, Point b);
/// Where the line p + t·d meets the segment's line a + s·(b−a): s; nothing when parallel.
[[nodiscard]] std::optional<double> crossingAlong(Point a, Point b, Point p, Point d);

/// The box of least area around a ring with one side along one of its edges: axis along the longer side.
struct OrientedBox {
  Point centre;
  Point axis;  ///< unit, along the longer side
  double longSide = 0;
  double shortSide = 0;
};
[[nodiscard]] OrientedBox orientedBox(std::span<const Point> ring);

/// The offset t such that the half plane dot(x, direction) < t holds `fraction` of the ring's area.
[[nodiscard]] double offsetForArea(std::span<const Point> ring, Point direction, double fraction);

/// The ring shrunk: edge k (from point k to k+1) is moved inwards by insets[k]. `sources` tells for each edge of the
/// result the edge it comes from. Empty when nothing is left.
struct InsetRing {
  Ring ring;
  std::vector<int> sources;
};
[[nodiscard]] InsetRing shrunk(std::span<const Point> ring, std::span<const double> insets);

}  // namespace gis::sample
