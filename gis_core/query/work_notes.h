// How the works that are no questions are noted with the layer that they make.
#pragma once

#include <string>

#include "gis_core/query/density_grid.h"
#include "gis_core/query/hot_spots.h"
#include "gis_core/query/land_check.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/reach.h"
#include "gis_core/query/zone_rates.h"

namespace gis::query {

[[nodiscard]] Work workOf(const HotSpotQuery& query);
[[nodiscard]] Work workOf(const ZoneRateQuery& query);
[[nodiscard]] Work workOf(const ReachQuery& query);
[[nodiscard]] Work workOf(const DensityQuery& query);
[[nodiscard]] Work workOf(const LandCheckQuery& query);

/// A join by code. `right`: a layer of the city, or the name of a file.
struct KeyJoinWords {
  std::string left, leftField, where;
  std::string right, rightColumn;
  bool rightIsLayer = false;
  bool normalised = false, keepsAll = false;
  std::string into;
};
[[nodiscard]] Work workOf(const KeyJoinWords& words);

}  // namespace gis::query
