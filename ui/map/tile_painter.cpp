#include "ui/map/tile_painter.h"

#include <algorithm>

#include "ui/map/blend.h"
#include "ui/map/paint_raster.h"
#include "ui/map/picture_memory.h"

namespace gis::ui {

namespace {

PixelFrame frameAt(const MapScene& scene, double deviceUnits, double dpr) {
  PixelFrame f;
  f.units = deviceUnits;
  f.pxPerMm = scene.dpi / 25.4 * dpr;
  f.metresPerUnit = scene.metresPerUnit();
  f.denominator = deviceUnits * dpr * f.metresPerUnit * scene.dpi / 0.0254;
  return f;
}

/// Of a tile often a strip is wanted, and the rest of its memory is cold.
void fillPart(QImage& image, const QRect& part, const QColor& background) {
  const quint32 pixel = qPremultiply(background.rgba());
  for (int y = part.top(); y <= part.bottom(); ++y) std::fill_n(pixelsOf(image, y) + part.left(), part.width(), pixel);
}

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

}  // namespace

PixelFrame tileFrame(const MapScene& scene, double deviceUnits, double dpr, std::int64_t column, std::int64_t row) {
  PixelFrame f = frameAt(scene, deviceUnits, dpr);
  f.left = column * kTilePixels;
  f.top = row * kTilePixels;
  f.width = f.height = kTilePixels;
  return f;
}

PixelFrame viewFrame(const MapScene& scene, const MapView& view) {
  PixelFrame f = frameAt(scene, view.deviceUnits(), view.dpr);
  f.left = view.deviceLeft();
  f.top = view.deviceTop();
  f.width = view.deviceSize().width();
  f.height = view.deviceSize().height();
  return f;
}

std::uint64_t paintFrameInto(QImage& image, const MapScene& scene, const PixelFrame& frame, const CancelToken& token) {
  fillPart(image, frame.wanted(), scene.background);
  for (const SceneRaster& raster : scene.rasters) {
    if (raster.visible && !token.cancelled()) paintRaster(image, raster, scene.crs, frame, token);
  }
  return token.cancelled() ? 0 : paintLayers(image, scene.layers, frame, token);
}

Painted paintFrame(const MapScene& scene, const PixelFrame& frame, const CancelToken& token) {
  Painted painted;
  painted.image = newPicture({frame.width, frame.height}, QImage::Format_ARGB32_Premultiplied);
  painted.features = paintFrameInto(painted.image, scene, frame, token);
  if (token.cancelled()) return {};
  // what has no holes is copied, not blended
  if (scene.background.alpha() == 255) painted.image.reinterpretAsFormat(QImage::Format_RGB32);
  return painted;
}

double sceneReach(const MapScene& scene, const PixelFrame& frame) {
  double reach = 2;
  for (const SceneLayer& layer : scene.layers) {
    if (layer.visible) reach = std::max(reach, reachOf(layer, frame));
  }
  return reach;
}

TileRange tilesOf(const MapView& view) {
  const QSize size = view.deviceSize();
  return {floorDiv(view.deviceLeft(), kTilePixels), floorDiv(view.deviceLeft() + size.width() - 1, kTilePixels),
          floorDiv(view.deviceTop(), kTilePixels), floorDiv(view.deviceTop() + size.height() - 1, kTilePixels)};
}

}  // namespace gis::ui
