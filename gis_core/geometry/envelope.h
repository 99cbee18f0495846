// Coordinates and boxes. East (x) first, always.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace gis::geom {

/// A place in a layer's or the city's CRS: x = east, y = north, in that CRS's unit (metres when projected).
struct MapPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// A place on the ellipsoid in degrees: longitude, latitude.
struct GeoPoint {
  double lon = 0;
  double lat = 0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// An axis-parallel box in the CRS of what it bounds, borders included. Default: empty (contains nothing).
struct Envelope {
  double minX = std::numeric_limits<double>::infinity();
  double minY = std::numeric_limits<double>::infinity();
  double maxX = -std::numeric_limits<double>::infinity();
  double maxY = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool isEmpty() const { return !(minX <= maxX && minY <= maxY); }
  [[nodiscard]] double width() const { return isEmpty() ? 0 : maxX - minX; }
  [[nodiscard]] double height() const { return isEmpty() ? 0 : maxY - minY; }
  [[nodiscard]] MapPoint centre() const { return {(minX + maxX) / 2, (minY + maxY) / 2}; }
  [[nodiscard]] bool contains(MapPoint p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
  [[nodiscard]] bool contains(const Envelope& o) const {
    return o.minX >= minX && o.maxX <= maxX && o.minY >= minY && o.maxY <= maxY;
  }
  [[nodiscard]] bool intersects(const Envelope& o) const {
    return minX <= o.maxX && o.minX <= maxX && minY <= o.maxY && o.minY <= maxY;
  }
  void include(double x, double y) {
    minX = std::min(minX, x);
    minY = std::min(minY, y);
    maxX = std::max(maxX, x);
    maxY = std::max(maxY, y);
  }
  void include(const Envelope& o) {
    if (o.isEmpty()) return;
    include(o.minX, o.minY);
    include(o.maxX, o.maxY);
  }
  /// Grown by `margin` on each side (shrunk when negative).
  [[nodiscard]] Envelope grown(double margin) const {
    return {minX - margin, minY - margin, maxX + margin, maxY + margin};
  }
  /// Shortest distance between the boxes; 0 when they meet.
  [[nodiscard]] double distanceTo(const Envelope& o) const {
    const double dx = std::max({0.0, o.minX - maxX, minX - o.maxX});
    const double dy = std::max({0.0, o.minY - maxY, minY - o.maxY});
    return std::sqrt(dx * dx + dy * dy);
  }
  friend bool operator==(const Envelope&, const Envelope&) = default;
};

}  // namespace gis::geom
