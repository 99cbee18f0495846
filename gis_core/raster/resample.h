// Private to this room: from the pixels of a source to those of a window of the map.
#pragma once

#include <functional>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/raster/base_map.h"

namespace gis::raster {

/// Where the pixels of a raster lie in its own coordinates: x = a0 + column·a1 + row·a2, y = a3 + column·a4 + row·a5
/// (GDAL's geotransform: a corner of the first pixel).
struct PixelGrid {
  double a[6] = {0, 1, 0, 0, 0, -1};
  std::int64_t width = 0, height = 0;
  /// Column and row of a place; NaN for a grid that lies on a line.
  void toPixel(double& x, double& y) const;
};

/// A rectangle of the source at `step` source pixels a block pixel, beginning at source column x, row y.
struct Block {
  std::int64_t x = 0, y = 0;
  int step = 1, width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  ///< premultiplied
};

/// What the window needs of the source: columns and rows [x0, x1) × [y0, y1) (inside the grid), and how many source
/// pixels lie side by side in a pixel of the window.
struct Need {
  std::int64_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  double pixelsPerPixel = 1;
};

/// Draws the window: `fetch` gives the block for a need (an empty one: nothing there). Bilinear.
[[nodiscard]] Window drawWindow(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height,
                                const crs::Crs& ownCrs, const PixelGrid& grid,
                                const std::function<Block(const Need&)>& fetch, const CancelToken& token);

}  // namespace gis::raster
