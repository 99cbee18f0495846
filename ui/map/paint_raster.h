// Base maps below the layers.
#pragma once

#include <QImage>

#include "gis_core/crs/crs.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// Draws the part of the raster that lies in the frame; nothing when the file cannot be read.
void paintRaster(QImage& image, const SceneRaster& raster, const crs::Crs& mapCrs, const PixelFrame& frame);

}  // namespace gis::ui
