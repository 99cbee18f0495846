// Base maps below the layers.
#pragma once

#include <QImage>

#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// Draws the part of the base map that lies in the frame; nothing where it cannot be read.
void paintRaster(QImage& image, const SceneRaster& raster, const crs::Crs& mapCrs, const PixelFrame& frame,
                 const CancelToken& token);

}  // namespace gis::ui
