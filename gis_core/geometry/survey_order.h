// The order in which boundary points of an area are counted.
// Source: the practice of cadastral surveys (地籍调查规程): J1 is the point in the north-west, the count goes
// clockwise; around holes it goes the other way, so that the area always lies on the right. Thread rule: free of state.
#pragma once

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// The same area with each ring beginning at its point farthest to the north-west, shells clockwise and holes
/// anticlockwise. Order of parts and rings, coordinates and their bits stay; anything but areas stays as it is.
/// Throws Error(damaged).
[[nodiscard]] Bytes inSurveyOrder(BytesView wkb);

}  // namespace gis::geom
