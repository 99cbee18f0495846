// The county of each feature as columns of an export, for the neighbours of the 宁镇扬 alliance, whose data meets ours
// in one file. Source of the codes: resources/codes/divisions.csv (GB/T 2260, alliance 宁镇扬).
#pragma once

#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// XZQDM (six digits) and XZQMC (its Chinese name): from a code of the feature that begins with a county of the three
/// cities (grid, component, parcel, unit, division), else from the district of the city in which its inner point lies,
/// else empty. None when the layer has a column of that name. Errors: noSuchLayer.
[[nodiscard]] std::vector<io::AddedColumn> divisionColumns(const store::CityDatabase& city,
                                                           const store::LayerInfo& layer);

}  // namespace gis::city
