// The whole picture at once, as the canvas shows it when it is complete.
#pragma once

#include <QImage>
#include <QRectF>
#include <cstdint>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

class QPainter;

namespace gis::ui {

struct RenderResult {
  QImage image;  ///< ARGB32 premultiplied, device size of the view, its devicePixelRatio set
  std::uint64_t featuresDrawn = 0;
};

/// Draws a view through the same tiles as the canvas, on all cores. Pixel-identical to a complete canvas frame.
/// Thread rule: any thread. Errors: cancelled.
[[nodiscard]] RenderResult renderMap(const MapScene& scene, const MapView& view, Progress& progress);

/// Draws a view with `painter` as vectors (PDF, SVG, printer): `target` in painter units, the map's
/// millimetres become painter units by `unitsPerMm`. Returns the features drawn.
std::uint64_t paintMap(QPainter& painter, const QRectF& target, double unitsPerMm, const MapScene& scene,
                       const MapView& view, Progress& progress);

}  // namespace gis::ui
