#include "ui/map/paint_raster.h"

#include <QPainter>

#include "gis_core/base/error.h"
#include "gis_core/raster/base_map.h"

namespace gis::ui {

void paintRaster(QImage& image, const SceneRaster& raster, const crs::Crs& mapCrs, const PixelFrame& frame,
                 const CancelToken& token) {
  raster::Window window;
  try {
    window = raster.map->read(mapCrs, frame.box(), frame.width, frame.height, token);
  } catch (const Error&) {
    return;  // a base map that went away leaves the background; opening it has told why
  }
  if (window.rgba.empty()) return;
  const QImage picture(window.rgba.data(), window.width, window.height, qsizetype{window.width} * 4,
                       QImage::Format_RGBA8888_Premultiplied);
  QPainter painter(&image);
  painter.setOpacity(raster.opacity);
  painter.drawImage(0, 0, picture);
}

}  // namespace gis::ui
