// The area that two small areas, or any area and a rectangle, have in common, without making it.
#pragma once

#include <optional>

#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// The area of a ∩ b, in square units of the coordinates; both must be valid polygons or multipolygons. Nothing for
/// any other kind, for coordinates that are not finite, and for shapes of many vertices, where an overlay that sorts
/// its edges is quicker. The result is off by some 1e-15 of the product of their extents, and may be as little
/// below 0 where they only touch. Thread rule: any thread. Throws Error(damaged).
///
/// An area is the sum of the trapezoids below its edges, those of edges that run to the right taken off. So the common
/// area is the sum over all pairs of edges of what their trapezoids have in common: the integral of the lower edge.
[[nodiscard]] std::optional<double> commonArea(BytesView a, BytesView b);
/// The same when their boxes are known.
[[nodiscard]] std::optional<double> commonArea(BytesView a, const Envelope& boxA, BytesView b, const Envelope& boxB);

/// What the length of a valid area's border lies between, told by its box and the number of its bytes alone.
struct PerimeterBounds {
  double least = 0, most = 0;
};
[[nodiscard]] PerimeterBounds perimeterBounds(BytesView area, const Envelope& box);

/// Is this valid area exactly the rectangle of its box, as the cells of a management grid are? Areas with Z or M: no.
[[nodiscard]] bool isRectangle(BytesView area, const Envelope& box);

/// commonArea() with a rectangle: one look at each edge, of shapes of any size. As exact, and the same errors.
[[nodiscard]] std::optional<double> areaInRectangle(BytesView area, const Envelope& rectangle);

}  // namespace gis::geom
