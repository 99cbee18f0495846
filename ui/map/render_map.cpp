#include "ui/map/render_map.h"

#include <QPainter>
#include <vector>

#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/label_layer.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

RenderResult renderMap(const MapScene& scene, const MapView& view, Progress& progress) {
  const TileRange range = tilesOf(view);
  const auto columns = static_cast<std::size_t>(range.lastColumn - range.firstColumn + 1);
  const std::size_t count = columns * static_cast<std::size_t>(range.lastRow - range.firstRow + 1);
  std::vector<Painted> tiles(count);
  QImage labels;
  // the labels are one more piece of work, the first because it is the longest
  parallelFor(count + 1, progress.token(), [&](std::size_t k, unsigned) {
    if (k == 0) {
      if (scene.labels) labels = paintLabels(scene, view, progress.token());
      return;
    }
    const std::int64_t column = range.firstColumn + static_cast<std::int64_t>((k - 1) % columns);
    const std::int64_t row = range.firstRow + static_cast<std::int64_t>((k - 1) / columns);
    PixelFrame frame = tileFrame(scene, view.deviceUnits(), view.dpr, column, row);
    // of the tiles at the edges only what is seen
    frame.part = QRect(0, 0, frame.width, frame.height)
                     .intersected(QRect(QPoint(int(view.deviceLeft() - frame.left), int(view.deviceTop() - frame.top)),
                                        view.deviceSize()));
    tiles[k - 1] = paintFrame(scene, frame, progress.token());
  });
  progress.check();
  RenderResult result;
  result.image = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  result.image.fill(scene.background);
  QPainter painter(&result.image);
  for (std::size_t k = 0; k < count; ++k) {
    const std::int64_t column = range.firstColumn + static_cast<std::int64_t>(k % columns);
    const std::int64_t row = range.firstRow + static_cast<std::int64_t>(k / columns);
    painter.drawImage(
        QPointF(double(column * kTilePixels - view.deviceLeft()), double(row * kTilePixels - view.deviceTop())),
        tiles[k].image);
    result.featuresDrawn += tiles[k].features;
  }
  if (!labels.isNull()) painter.drawImage(0, 0, labels);
  painter.end();
  result.image.setDevicePixelRatio(view.dpr);
  return result;
}

namespace {
constexpr std::uint64_t kMostVectors = 60000;

std::uint64_t shapesInSight(const MapScene& scene, const PixelFrame& frame) {
  std::uint64_t count = 0;
  for (const SceneLayer& layer : scene.layers) {
    if (!layer.visible || !layer.style->scales.contains(frame.denominator)) continue;
    layer.data->forEachShape(frame.box(), frame.units, frame.corner(),
                             [&](snapshot::Index, const snapshot::Shape&) { return ++count <= kMostVectors; });
  }
  return count;
}
}  // namespace

std::uint64_t paintMap(QPainter& painter, const QRectF& target, double unitsPerMm, const MapScene& scene,
                       const MapView& view, Progress& progress) {
  PixelFrame frame = viewFrame(scene, view);
  const double scale = target.width() / frame.width;
  painter.save();
  painter.setClipRect(target);
  painter.fillRect(target, scene.background);
  painter.translate(target.topLeft());
  painter.scale(scale, scale);
  painter.setRenderHint(QPainter::Antialiasing);
  frame.pxPerMm = unitsPerMm / scale;
  std::uint64_t features = 0;
  if (scene.rasters.empty() && shapesInSight(scene, frame) <= kMostVectors) {
    for (const SceneLayer& layer : scene.layers) {
      progress.check();
      if (layer.visible) features += paintLayer(painter, layer, frame, progress.token());
    }
  } else {
    // a page of half a million outlines would print for an hour: pixels of the same map, lettering as text
    MapScene plain = scene;
    plain.labels = false;
    RenderResult map = renderMap(plain, view, progress);
    features = map.featuresDrawn;
    map.image.setDevicePixelRatio(1);
    painter.drawImage(QPointF(0, 0), map.image);
  }
  if (scene.labels) paintLabels(painter, scene, view, progress.token());
  painter.restore();
  return features;
}

}  // namespace gis::ui
