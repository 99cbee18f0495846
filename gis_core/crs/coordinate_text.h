// Coordinates as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gis_core/crs/crs.h"

namespace gis::crs {

/// Reads "444751, 3585617", "3585617 444751" (north first, told by size), "40444751,3585617" (zone
/// prefix, of any zone of China), "119.41,32.39", "32.39N 119.41E", "119°24'46\"E 32°23'36\"N", full-width digits … and
/// gives the place in `city`; nothing when it is no coordinate.
[[nodiscard]] std::optional<geom::MapPoint> parseCoordinate(std::string_view text, const Crs& city);
/// "119.412800, 32.393300" and "444751.37, 3585617.25".
[[nodiscard]] std::string formatDegrees(geom::GeoPoint p, int decimals = 6);
[[nodiscard]] std::string formatMap(geom::MapPoint p, int decimals = 2);

}  // namespace gis::crs
