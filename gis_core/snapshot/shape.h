// A geometry as the painter wants it: runs of points, no objects.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::snapshot {

/// Points, lines or rings, flattened. Coordinates are relative to an origin that the maker names (map units).
struct Shape {
  int dimension = 0;                ///< 0 points, 1 lines, 2 areas; the highest one when mixed
  std::vector<geom::MapPoint> xy;   ///< all coordinates one after the other
  std::vector<std::uint32_t> ends;  ///< end of each run in xy: a point group, a line, or a ring (closed, first = last)
  std::vector<std::uint8_t> kinds;  ///< one a run: 0 points, 1 line, 2 shell, 3 hole
  void clear() {
    dimension = 0;
    xy.clear();
    ends.clear();
    kinds.clear();
  }
};

/// Reads WKB into `shape` (cleared first), coordinates minus `origin`. Throws Error(damaged).
void readShape(geom::BytesView wkb, geom::MapPoint origin, Shape& shape);

/// Distance from `p` to the shape (0 inside an area, even–odd); infinite for an empty one. p relative to the
/// shape's origin.
[[nodiscard]] double distanceTo(const Shape& shape, geom::MapPoint p);
/// Does the shape meet the box (same origin)? Exact: a vertex inside, an edge crossing, or the box inside an area.
[[nodiscard]] bool meetsBox(const Shape& shape, const geom::Envelope& box);

}  // namespace gis::snapshot
