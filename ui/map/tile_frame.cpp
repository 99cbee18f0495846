#include "ui/map/tile_frame.h"

#include <cmath>
#include <utility>

#include "ui/map/picture_memory.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {

namespace {
/// So many stand-ins are scaled smoothly when they stay.
constexpr std::size_t kFewTiles = 8;
/// What stands in so long is seen; most do for the blink of an eye, and at once is better than smooth.
constexpr auto kBlink = std::chrono::milliseconds(100);
}  // namespace

bool TileFrame::begin(const MapView& view, const MapScene& scene) {
  const QSize size = view.deviceSize();
  if (shows(view, scene.stamp) && m_image.size() == size) return false;
  const QImage::Format format =
      scene.background.alpha() == 255 ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied;
  if (m_image.size() != size || m_image.format() != format) m_image = newPicture(size, format);
  m_view = view;
  m_stamp = scene.stamp;
  m_sharp.clear();
  m_since = std::chrono::steady_clock::now();
  m_smooth = false;
  return true;
}

std::vector<MissingTile> TileFrame::compose(TileCache& tiles, const MapScene& scene, const Wish& wish,
                                            bool otherScaleCame, TileComposition& made) {
  const MapView& view = wish.view;
  const bool anew = begin(view, scene);
  const bool soften =
      !anew && !m_smooth && m_lacking <= kFewTiles && std::chrono::steady_clock::now() - m_since > kBlink;
  const TileRange range = tilesOf(view);
  const std::vector<double> scales = tiles.scales(view.dpr);
  std::vector<MissingTile> missing;
  for (std::int64_t row = range.firstRow; row <= range.lastRow; ++row) {
    for (std::int64_t column = range.firstColumn; column <= range.lastColumn; ++column) {
      const TileKey key{view.deviceUnits(), view.dpr, column, row};
      const QRect place(int(column * kTilePixels - view.deviceLeft()), int(row * kTilePixels - view.deviceTop()),
                        kTilePixels, kTilePixels);
      const QRect seen = place.intersected(m_image.rect()).translated(-place.topLeft());
      const double area = double(seen.width()) * seen.height();
      if (TilePicture picture = tiles.use(key, seen, scene.stamp, wish.number); picture != nullptr) {
        made.right += area;
        if (m_sharp.insert(key).second) {
          made.sharp.push_back({place.topLeft() + seen.topLeft(), std::move(picture), seen});
        }
        continue;
      }
      const double share = tiles.shareRight(key, seen, scales, scene.stamp);
      made.right += share * area;
      const QRect part = withThinStrips(seen | tiles.partOf(key, scene.stamp));
      const QPointF away = QPointF(place.center()) - wish.focus * view.dpr;
      missing.push_back({key, seen, part, std::hypot(away.x(), away.y()), share < 1});
      if (anew || otherScaleCame || soften) {
        made.blurred.push_back(
            {seen.translated(place.topLeft()), tiles.standIns(view, key, seen, scales, scene.stamp)});
      }
    }
  }
  made.right /= double(m_image.width()) * m_image.height();
  made.background = scene.background;
  made.smooth = m_smooth = (m_smooth || soften) && missing.size() <= kFewTiles;
  m_lacking = missing.size();
  return missing;
}

}  // namespace gis::ui
