// Places made by hand: typed coordinates, length and bearing, right angles, parallels, arcs.
// All places lie in ONE planar CRS; lengths are in its unit (metres in a projected one). Bearings are degrees clockwise
// from grid north. Thread rule: free of state.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::geom {

enum class CoordinateOrder { eastNorth, northEast };

/// The place that a person typed, seen from the places before it:
///   "500120.5, 3580200"  a place, in the order chosen        "@12.5,-3"  so far from the last one, same order
///   "25<135"             length < bearing from the last one   "25<45°30'15" or 25<45d30m15s
///   "25<r" "25<l" "25<s" length at a right angle to the right or left of the last edge, or straight on
/// Full-width digits, commas and signs are read, too. Errors: invalidValue, with what is missing.
[[nodiscard]] MapPoint typedPlace(std::string_view text, CoordinateOrder order, std::span<const MapPoint> before);
/// Several of them, divided by blanks or semicolons, each seen from those before it.
[[nodiscard]] std::vector<MapPoint> typedPlaces(std::string_view text, CoordinateOrder order);

/// Length and bearing (0 … 360) from one place to another.
struct Course {
  double length = 0;
  double bearing = 0;
};
[[nodiscard]] Course courseOf(MapPoint from, MapPoint to);
[[nodiscard]] MapPoint placeAt(MapPoint from, const Course& course);

/// `pointer` brought onto the line through `from` in the direction of a → b (a parallel), or at a right angle to it.
/// Equal a and b: `pointer` itself.
[[nodiscard]] MapPoint alongDirection(MapPoint from, MapPoint a, MapPoint b, MapPoint pointer);
[[nodiscard]] MapPoint atRightAngle(MapPoint from, MapPoint a, MapPoint b, MapPoint pointer);

/// The circle's arc from `from` through `middle` to `to` as a line: both ends and `middle` exactly, chords nowhere
/// further than `tolerance` from the arc (at most 2,000 places). Three places on one line: these three.
[[nodiscard]] std::vector<MapPoint> arcThrough(MapPoint from, MapPoint middle, MapPoint to, double tolerance);

}  // namespace gis::geom
