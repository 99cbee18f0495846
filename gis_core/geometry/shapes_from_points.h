// Places in order become lines, rings without an order areas with holes.
#pragma once

#include <span>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

using Ring = std::vector<MapPoint>;  ///< closed: the last place is the first

/// The areas that the rings bound: a ring within an even number of others is a shell, within an odd number a hole of
/// the innermost shell around it. POLYGON, or MULTIPOLYGON for several shells, in the order of their shells; the
/// direction of a ring does not matter and is kept. Rings that cross each other give an invalid geometry. Effort: the
/// boxes of all pairs, vertices of those that lie in each other.
[[nodiscard]] Bytes areasOf(std::span<const Ring> rings);
/// POLYGON of a shell and its holes, in this order; nothing is looked at.
[[nodiscard]] Bytes polygonOf(std::span<const Ring> rings);
/// LINESTRING through the places.
[[nodiscard]] Bytes lineOf(std::span<const MapPoint> places);

}  // namespace gis::geom
