// Private to this room: a raster file as a base map.
#pragma once

#include <filesystem>
#include <memory>

#include "gis_core/raster/base_map.h"

namespace gis::raster {

[[nodiscard]] std::shared_ptr<BaseMap> openFileMap(const std::filesystem::path& file, const std::string& place);
/// The stand-in with reduced copies that buildOverviews() made for this state of the file; empty when there is none.
[[nodiscard]] std::filesystem::path overviewsOf(const std::filesystem::path& file);
/// Larger rasters than this, in pixels a side, want overviews.
inline constexpr int kLargeSide = 4096;

}  // namespace gis::raster
