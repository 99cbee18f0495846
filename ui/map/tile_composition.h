// What a frame of the map is put together from: pictures of tiles and of lettering.
#pragma once

#include <QColor>
#include <QImage>
#include <QPoint>
#include <QRect>
#include <QRectF>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/map/map_view.h"
#include "ui/map/tile_cache.h"

class QPainter;

namespace gis::ui {

/// The lettering of a view of the scene with this stamp.
struct LabelPicture {
  MapView view;
  std::uint64_t stamp = 0;
  QImage image;
};

/// It keeps its pictures alive: the cache may drop them while the frame is painted. Places in device pixels.
struct TileComposition {
  struct Sharp {
    QPoint at;
    TilePicture picture;
    QRect part;
  };
  struct Blurred {
    QRect place;
    std::vector<TileCache::StandIn> pictures;
  };
  std::vector<Sharp> sharp;
  std::vector<Blurred> blurred;  ///< what is seen of missing tiles
  bool smooth = true;            ///< those are scaled smoothly
  std::optional<LabelPicture> labels;
  QColor background;
  double right = 0;  ///< share of the frame from tiles of its scene, at most two octaves coarser
};

/// Lays the tiles over what `picture` shows. Any thread.
void bringUpToDate(QImage& picture, const TileComposition& made);
/// The lettering where it belongs in `view`, scaled when it is of another scale; nothing beyond an octave.
void paintLabelPicture(QPainter& painter, const MapView& view, const LabelPicture& labels);

}  // namespace gis::ui
