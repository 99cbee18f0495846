// Private to this room: the areas of a layer as a check of its borders wants them.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::query {

struct TopologyAreas {
  geom::CoverageShapes shapes;                // by fid
  std::vector<geom::CoverageFinding> broken;  // no geometry at all
  std::vector<std::uint8_t> isInvalid;        // one an area: certainly valid ones need not be looked at again
  CurveOrder curve;                           // those with a box; null: not known
};

/// From the layer's snapshot with the edits since laid over it, where there is one; else from the table. All cores.
/// Errors: locked (somebody changes the layer just now), cancelled.
[[nodiscard]] TopologyAreas readTopologyAreas(const store::CityDatabase& city, const store::LayerInfo& layer,
                                              const CancelToken& token);

}  // namespace gis::query
