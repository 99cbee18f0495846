// Writes the levels of detail of a snapshot.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"

namespace gis::snapshot {

class BlockFileWriter;

/// The features in the snapshot's order.
struct LevelSource {
  std::span<const geom::Envelope> boxes;
  geom::Envelope extent;
  std::function<geom::BytesView(std::size_t)> wkb;  ///< called from many threads
};

/// Adds sections level0, level1 … (finest first; none for small layers) and returns their descriptions.
[[nodiscard]] nlohmann::json writeLevels(BlockFileWriter& out, const LevelSource& source, Progress& progress);

}  // namespace gis::snapshot
