// One layer into one picture.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>
#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"

namespace gis::ui {

/// A rectangle of the world's device pixels: column 0 at x = 0, row 0 at y = 0, rows downwards.
struct PixelFrame {
  std::int64_t left = 0, top = 0;
  int width = 0, height = 0;
  double units = 1;        ///< map units per pixel
  double pxPerMm = 3.78;   ///< of styles
  double denominator = 1;  ///< of the scale, for scale ranges
  double metresPerUnit = 1;
  /// The part whose pixels are wanted, when not all are; what is drawn there is the same as without it.
  QRect part;

  [[nodiscard]] QRect wanted() const { return part.isNull() ? QRect(0, 0, width, height) : part; }
  /// Map units of what is wanted.
  [[nodiscard]] geom::Envelope wantedBox() const {
    const geom::MapPoint c = corner();
    const QRect w = wanted();
    return {c.x + w.left() * units, c.y - (w.bottom() + 1) * units, c.x + (w.right() + 1) * units,
            c.y - w.top() * units};
  }
  /// Map coordinates of the top left corner.
  [[nodiscard]] geom::MapPoint corner() const { return {double(left) * units, -double(top) * units}; }
  [[nodiscard]] geom::Envelope box() const {
    const geom::MapPoint c = corner();
    return {c.x, c.y - height * units, c.x + width * units, c.y};
  }
  [[nodiscard]] double pxPerMetre() const { return 1 / (units * metresPerUnit); }
};

/// Symbols reach at most so many pixels beyond their geometry; pictures draw what lies so far outside, too.
[[nodiscard]] double reachOf(const SceneLayer& layer, const PixelFrame& frame);

/// Draws the layer into `image` (premultiplied ARGB32 of the frame's size). Returns the features drawn; stops
/// early (incomplete) when cancelled.
std::uint64_t paintLayer(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token);
/// Draws all visible layers, the first one below. Where the uppermost one is of points, what its symbols hide is left
/// out: on a map of many cases that is most of the fabric below them.
std::uint64_t paintLayers(QImage& image, const std::vector<SceneLayer>& layers, const PixelFrame& frame,
                          const CancelToken& token);
/// The same as vectors: `painter` has one unit a pixel of the frame, (0, 0) at its corner.
std::uint64_t paintLayer(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token);

}  // namespace gis::ui
