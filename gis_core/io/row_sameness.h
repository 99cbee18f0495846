// Are two values, or two places, the same for somebody who compares versions of a layer? Private to the room.
#pragma once

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// NULL or an empty text.
[[nodiscard]] bool isNothing(const store::Value& value);

/// Nothing and nothing, numbers that agree to nine digits, otherwise equal ones.
[[nodiscard]] bool sameValue(const store::Value& a, const store::Value& b);

/// The same vertices to a `step` (in units of the coordinates), whatever the direction of rings; heights count when
/// both have them.
[[nodiscard]] bool sameShape(geom::BytesView a, geom::BytesView b, double step);

}  // namespace gis::io
