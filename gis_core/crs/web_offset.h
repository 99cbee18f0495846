// The offset systems of Chinese web maps: point functions on WGS 84 degrees, no CRS and no datum.
#pragma once

#include "gis_core/geometry/envelope.h"

namespace gis::crs {

/// Outside China (lon 72.004–137.8347, lat 0.8293–55.8271) they are the identity. The inverses iterate to 1 mm.
[[nodiscard]] geom::GeoPoint gcj02FromWgs84(geom::GeoPoint p);
[[nodiscard]] geom::GeoPoint wgs84FromGcj02(geom::GeoPoint p);
[[nodiscard]] geom::GeoPoint bd09FromGcj02(geom::GeoPoint p);
[[nodiscard]] geom::GeoPoint gcj02FromBd09(geom::GeoPoint p);

}  // namespace gis::crs
