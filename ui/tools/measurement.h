// Lengths and areas in the units that city people use.
#pragma once

#include <QString>
#include <vector>

#include "gis_core/crs/crs.h"

namespace gis::ui {

/// Figures of a line or a ring, on the plane of the city CRS and on the ellipsoid. Metres, square metres.
struct Measurement {
  double planeLength = 0, geodesicLength = 0;
  double planeArea = 0, geodesicArea = 0;  ///< 0 for a line
  double lastSegment = 0;                  ///< plane
  bool hasPlane = true;                    ///< false in a geographic CRS: only the ellipsoid counts
};
/// Runs in a worker thread (PROJ).
[[nodiscard]] Measurement measure(const std::vector<geom::MapPoint>& points, bool area, const crs::Crs& crs);

/// "812.35 m", from 10 km on "12.345 km".
[[nodiscard]] QString lengthText(double metres);
/// "1,234.5 m² = 0.123 ha = 1.85 mu"; from 1 km² on with km². 1 mu (亩) = 10000/15 m².
[[nodiscard]] QString areaText(double squareMetres);

}  // namespace gis::ui
