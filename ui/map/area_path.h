// A shape as a path of the painter.
#pragma once

#include <QPainterPath>
#include <functional>

#include "gis_core/geometry/wkb.h"

namespace gis::ui {

/// All rings of the shape, closed, where `place` puts their points; holes stay open. Throws Error(damaged).
[[nodiscard]] QPainterPath areaPath(geom::BytesView wkb, const std::function<QPointF(geom::MapPoint)>& place);

}  // namespace gis::ui
