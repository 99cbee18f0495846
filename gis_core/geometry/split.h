// Cutting an area into parts that have the same bits on both sides of each cut.
// All geometry is ISO WKB in ONE planar CRS. Thread rule: any thread.
#pragma once

#include <span>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// The bounded faces between lines, which may cross and overlap each other; each a POLYGON. Errors: invalidValue.
[[nodiscard]] std::vector<Bytes> facesBetween(BytesView lines);

/// The faces into which lines cut an area, each a POLYGON, from west to east, then south to north; one face when
/// nothing cuts it through. `lines`: lines, or the rings of areas. Vertices of the area keep their bits. Errors:
/// invalidValue.
[[nodiscard]] std::vector<Bytes> splitByLines(BytesView area, BytesView lines);

/// Straight cuts at right angles to the direction of `bearingDegrees` (clockwise from north), so that the parts,
/// counted in that direction, have the wished areas; what is left is the last part. A part of a crooked area may have
/// several faces. `wished` in square units, each more than 0, together less than the area. Errors: invalidValue.
[[nodiscard]] std::vector<Bytes> splitToAreas(BytesView area, std::span<const double> wished, double bearingDegrees);

/// The bearing of the longest edge of an area, 0 ≤ bearing < 180.
[[nodiscard]] double longestEdgeBearing(BytesView area);

}  // namespace gis::geom
