// Golden scenes with pictures below the layers.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/golden/scenes.h"

namespace gis::test {

/// A raster in the map's own system at a scale between its pixels, one that is re-projected from degrees and
/// see-through, and a folder of tiles in web Mercator below half-transparent areas. Everything is made in `folder`.
[[nodiscard]] std::vector<GoldenScene> baseMapScenes(const std::filesystem::path& folder);

}  // namespace gis::test
