// A rectangle of the map as a picture: what tiles and whole pictures are made of.
#pragma once

#include <QImage>
#include <cstdint>
#include <memory>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// Side of a tile in device pixels: big enough that few features are drawn twice, small enough that a strip
/// that comes in while panning is soon drawn.
inline constexpr int kTilePixels = 256;

/// The frame of tile (column, row) under a scene at a scale.
[[nodiscard]] PixelFrame tileFrame(const MapScene& scene, double deviceUnits, double dpr, std::int64_t column,
                                   std::int64_t row);
/// The frame of a whole view.
[[nodiscard]] PixelFrame viewFrame(const MapScene& scene, const MapView& view);

struct Painted {
  QImage image;  ///< RGB32 (opaque); null when cancelled
  std::uint64_t features = 0;
};
/// Background, rasters and layers, without labels. Thread rule: any thread.
[[nodiscard]] Painted paintFrame(const MapScene& scene, const PixelFrame& frame, const CancelToken& token);
/// The same into a picture of the frame's size (premultiplied ARGB32, or RGB32 under an opaque background); what it
/// holds when cancelled is of no use. Returns the features drawn.
std::uint64_t paintFrameInto(QImage& image, const MapScene& scene, const PixelFrame& frame, const CancelToken& token);

/// How far the widest symbol of the scene reaches, in device pixels.
[[nodiscard]] double sceneReach(const MapScene& scene, const PixelFrame& frame);

/// Columns and rows of the tiles that a view needs.
struct TileRange {
  std::int64_t firstColumn = 0, lastColumn = 0, firstRow = 0, lastRow = 0;
  [[nodiscard]] std::int64_t columns() const { return lastColumn - firstColumn + 1; }
  [[nodiscard]] std::int64_t count() const { return columns() * (lastRow - firstRow + 1); }
};
[[nodiscard]] TileRange tilesOf(const MapView& view);

}  // namespace gis::ui
