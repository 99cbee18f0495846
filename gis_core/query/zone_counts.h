// Private to this room: zones, and how many features of another layer each of them counts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/store/layer.h"

namespace gis::query {

struct ZoneCounts {
  std::vector<std::int64_t> counts;  ///< in the order of the zones' fids
  std::int64_t counted = 0;
  std::int64_t outside = 0;          ///< of all zones
  std::int64_t withoutGeometry = 0;  ///< of the features: took no part, broken ones too
};

/// Counts as aggregate() does. Adds what could not be decided to `setAside`. Errors: as aggregate().
[[nodiscard]] ZoneCounts countInZones(const store::Connection& c, const SoundSet& zones,
                                      const store::LayerInfo& zoneLayer, const crs::Crs& crs,
                                      const store::LayerInfo& layer, const std::string& where, SetAsideList& setAside,
                                      Progress& progress);

/// The system in which zones are asked: theirs, or the city's where theirs is in degrees and the city's is not.
[[nodiscard]] crs::Crs workCrs(const store::LayerInfo& layer, const crs::Crs& city);

/// Throws Error(unsupported) unless the set holds areas.
void requireZones(const SoundSet& zones, const store::LayerInfo& layer);

}  // namespace gis::query
