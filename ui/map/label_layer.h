// Names on the map, without collisions.
#pragma once

#include <QImage>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

class QPainter;

namespace gis::ui {

/// The labels of a view as a transparent picture of its device size; null when there are none or cancelled.
/// The same view gives the same picture. Thread rule: any thread.
[[nodiscard]] QImage paintLabels(const MapScene& scene, const MapView& view, const CancelToken& token);
/// The same as vectors and text (searchable in a PDF): `painter` has one unit a device pixel of the view.
void paintLabels(QPainter& painter, const MapScene& scene, const MapView& view, const CancelToken& token);

}  // namespace gis::ui
