// SpatiaLite's BLOBs by the million.
#pragma once

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// fromSpatialite() without a buffer of its own: the ISO WKB goes to the end of `out`. Throws Error(damaged) and
/// leaves `out` as it was.
void appendWkbOfSpatialite(Bytes& out, BytesView blob);

}  // namespace gis::geom
