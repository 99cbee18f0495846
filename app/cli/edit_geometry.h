// Geometry as it is typed on the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/construction.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/store/layer.h"

namespace gis::cli {

/// How places are typed: their order and coordinate system.
struct TypedPlaces {
  geom::CoordinateOrder order = geom::CoordinateOrder::eastNorth;
  std::string crs;  ///< empty: the layer's
  bool acceptBallpark = false;
};

/// WKT, a GeoJSON geometry, or places ("0,0 10<90 …") that become what the layer holds, in the layer's CRS.
[[nodiscard]] geom::Bytes typedGeometry(std::string_view text, const TypedPlaces& how, const store::LayerInfo& layer);
/// Places alone.
[[nodiscard]] std::vector<geom::MapPoint> typedPoints(std::string_view text, const TypedPlaces& how,
                                                      const store::LayerInfo& layer);
/// "PART:RING:N", "RING:N" or "N"; throws Error(usage) naming `option`.
[[nodiscard]] geom::VertexAt parseVertexAt(std::string_view text, std::string_view option);
/// "A:B"; a single number: 0 and it.
[[nodiscard]] std::pair<std::size_t, std::size_t> parsePlaceIn(std::string_view text, std::string_view option);

}  // namespace gis::cli
