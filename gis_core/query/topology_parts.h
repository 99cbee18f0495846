// Private to this room: what the whole check of a coverage and its bringing up to date have in common.
#pragma once

#include <vector>

#include "gis_core/query/topology.h"

namespace gis::query {

/// The options in units of the layer.
[[nodiscard]] geom::CoverageOptions topologyOptions(const store::CityDatabase& city, const store::LayerInfo& layer,
                                                    const TopologyQuery& query);

/// Sizes in square metres and metres; in degrees areas are those on the ellipsoid, and widths stay degrees.
void toMetres(const store::LayerInfo& layer, std::vector<geom::CoverageFinding>& findings);

}  // namespace gis::query
