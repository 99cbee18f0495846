// Base-map rasters as pixels: GeoTIFF with overviews, MBTiles and whatever else GDAL reads locally.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"

namespace gis::raster {

/// A picture of a box: rows from the north, 4 bytes a pixel (red, green, blue, alpha; alpha 0 outside the raster).
struct Window {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
};

struct RasterInfo {
  crs::Crs crs;
  int width = 0, height = 0, bands = 0;
  geom::Envelope box;  ///< in the raster's own CRS
  bool hasOverviews = false;
};

/// What a file holds. Throws Error(notFound | unsupported | unknownCrs).
[[nodiscard]] RasterInfo describeRaster(const std::filesystem::path& file);

/// The part of the raster in `box` (map CRS), width × height pixels, from the fitting overview, warped when the
/// raster's CRS is another one. Thread rule: any thread; each keeps its own open datasets (a few).
/// Throws Error(notFound | unsupported | unknownCrs).
[[nodiscard]] Window readWindow(const std::filesystem::path& file, const crs::Crs& mapCrs, const geom::Envelope& box,
                                int width, int height);

}  // namespace gis::raster
