#include "ui/map/render_map.h"

#include <QPainter>
#include <algorithm>
#include <vector>

#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/blend.h"
#include "ui/map/label_layer.h"
#include "ui/map/picture_memory.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace {
/// A part of a picture, as a picture on the same memory.
QImage partOf(const QImage& whole, uchar* bits, const QRect& part) {
  return {bits + part.top() * whole.bytesPerLine() + part.left() * std::ptrdiff_t{4}, part.width(), part.height(),
          whole.bytesPerLine(), whole.format()};
}
}  // namespace

RenderResult renderMap(const MapScene& scene, const MapView& view, Progress& progress) {
  const TileRange range = tilesOf(view);
  const auto columns = static_cast<std::size_t>(range.columns()), count = static_cast<std::size_t>(range.count());
  RenderResult result;
  result.image = newPicture(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  uchar* const bits = result.image.bits();
  std::vector<std::uint64_t> features(count, 0);
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
    const QRect place(int(frame.left - view.deviceLeft()), int(frame.top - view.deviceTop()), frame.width,
                      frame.height);
    const QRect seen = place.intersected(QRect(QPoint(), view.deviceSize()));
    QImage target = partOf(result.image, bits, seen);
    if (seen == place) {
      features[k - 1] = paintFrameInto(target, scene, frame, progress.token());
      return;
    }
    // of the tiles at the edges only what is seen
    frame.part = seen.translated(-place.topLeft());
    const Painted painted = paintFrame(scene, frame, progress.token());
    features[k - 1] = painted.features;
    for (int y = 0; y < seen.height() && !painted.image.isNull(); ++y) {
      std::copy_n(pixelsOf(painted.image, frame.part.top() + y) + frame.part.left(), seen.width(), pixelsOf(target, y));
    }
  });
  progress.check();
  for (const std::uint64_t some : features) result.featuresDrawn += some;
  if (!labels.isNull()) QPainter(&result.image).drawImage(0, 0, labels);
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
