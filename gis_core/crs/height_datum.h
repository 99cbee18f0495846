// What heights are measured from.
#pragma once

#include <string>

#include "gis_core/crs/crs.h"

namespace gis::crs {

/// The vertical part of a compound CRS in words: "Yellow Sea 1985 height (EPSG:5737)"; empty for all others.
/// Thread rule: any thread.
[[nodiscard]] std::string heightDatumOf(const Crs& crs);

}  // namespace gis::crs
