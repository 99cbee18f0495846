// The RFC 7946 geometry object as WKB.
#pragma once

#include <string_view>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// A geometry object, or a feature with one; a third number of places is Z. Throws Error(invalidValue).
[[nodiscard]] Bytes fromGeoJson(std::string_view text);

}  // namespace gis::geom
