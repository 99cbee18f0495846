#include "ui/map/paint_raster.h"

#include <QPainter>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/raster_source.h"

namespace gis::ui {

void paintRaster(QImage& image, const SceneRaster& raster, const crs::Crs& mapCrs, const PixelFrame& frame) {
  raster::Window window;
  try {
    // a pixel more on each side, so that interpolation meets at the seams of tiles
    window = raster::readWindow(platform::pathFromUtf8(raster.file), mapCrs, frame.box(), frame.width, frame.height);
  } catch (const Error&) {
    return;  // a base map that went away leaves the background; opening it has told why
  }
  if (window.rgba.empty()) return;
  const QImage picture(window.rgba.data(), window.width, window.height, window.width * 4, QImage::Format_RGBA8888);
  QPainter painter(&image);
  painter.setOpacity(raster.opacity);
  painter.drawImage(0, 0, picture);
}

}  // namespace gis::ui
