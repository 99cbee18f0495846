// Geometry as painter paths.
#pragma once

#include <QPainterPath>
#include <QSizeF>
#include <functional>

#include "gis_core/geometry/wkb.h"

namespace gis::ui {

/// A geometry in pixels: lines and areas as one path, points apart.
struct Shape {
  QPainterPath path;
  std::vector<QPointF> points;
  bool area = false;
  [[nodiscard]] bool isEmpty() const { return path.isEmpty() && points.empty(); }
};

/// Any ISO WKB, its coordinates sent through `place`. Broken bytes give what was read until then.
[[nodiscard]] Shape shapeOf(geom::BytesView wkb, const std::function<QPointF(geom::MapPoint)>& place);

/// Whether an area covers more than about half of a view of this size. A highlight that fills it would hide the map:
/// its outline says enough.
[[nodiscard]] bool coversMostOf(const Shape& shape, const QSizeF& view);

}  // namespace gis::ui
