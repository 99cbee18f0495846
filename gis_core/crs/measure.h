// Lengths and areas, on the plane and on the ellipsoid (Karney 2013, GeographicLib in PROJ).
#pragma once

#include <span>

#include "gis_core/crs/crs.h"

namespace gis::crs {

struct LengthAndArea {
  double metres = 0;
  double squareMetres = 0;
};

/// Length of the open line / area of the ring (closing side implied) through points in `crs`, on its ellipsoid.
[[nodiscard]] double geodesicLength(std::span<const geom::MapPoint> line, const Crs& crs);
[[nodiscard]] double geodesicArea(std::span<const geom::MapPoint> ring, const Crs& crs);
/// On the plane of a projected CRS (units made metres).
[[nodiscard]] double planarLength(std::span<const geom::MapPoint> line, const Crs& crs);
[[nodiscard]] double planarArea(std::span<const geom::MapPoint> ring, const Crs& crs);

}  // namespace gis::crs
