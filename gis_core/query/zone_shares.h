// Private to this room: how much of each feature lies in each zone.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/sound_set.h"

namespace gis::query {

/// There may be millions of them.
struct ZoneShare {
  std::uint32_t zone : 31 = 0;  ///< places in the sets
  bool counts : 1 = false;      ///< the zone counts the feature
  std::uint32_t feature = 0;
  double measure = 0;  ///< of the part in it, in units of the coordinates; points: 1 where they count
};
static_assert(sizeof(ZoneShare) == 16);

struct ZoneShares {
  std::vector<ZoneShare> shares;         ///< by zone, then feature
  std::int64_t counted = 0;              ///< features that some zone counts
  std::vector<std::uint32_t> undecided;  ///< features that GEOS could not cut, ascending
};

/// Every share that is counted or, with `parts`, has a measure. The rules are those of aggregate(). All cores.
[[nodiscard]] ZoneShares sharesOf(const SoundSet& features, const SoundSet& zones, bool parts, Progress& progress);

}  // namespace gis::query
