// The frame of the map on the screen: what of it is there, what stands in, what lacks.
#pragma once

#include <QImage>
#include <QPointF>
#include <QRect>
#include <chrono>
#include <cstdint>
#include <set>
#include <vector>

#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_composition.h"

namespace gis::ui {

/// A tile that is wanted but not there.
struct MissingTile {
  TileKey key;
  QRect seen;           ///< what of it the view shows
  QRect part;           ///< what of it will be there
  double distance = 0;  ///< from the focus, pixels
  bool blank = false;   ///< nothing stands in for it
};

/// Remembers the picture that was put together last, so that the next one draws what came in since. Thread rule: one at
/// a time; image() belongs to the thread that draws.
class TileFrame {
 public:
  struct Wish {
    MapView view;
    QPointF focus;             ///< dip
    std::uint64_t number = 0;  ///< frames ascend
  };
  /// What brings the picture up to date, or makes all of it anew when the view is another (`made`), and the tiles that
  /// lack. `otherScaleCame`: what stands in may look better than before.
  [[nodiscard]] std::vector<MissingTile> compose(TileCache& tiles, const MapScene& scene, const Wish& wish,
                                                 bool otherScaleCame, TileComposition& made);
  [[nodiscard]] bool shows(const MapView& view, std::uint64_t stamp) const {
    return m_view == view && m_stamp == stamp && !m_image.isNull();
  }
  [[nodiscard]] const MapView& view() const { return m_view; }
  [[nodiscard]] QImage& image() { return m_image; }

 private:
  /// True when what it showed before is of no use.
  bool begin(const MapView& view, const MapScene& scene);

  MapView m_view;
  std::uint64_t m_stamp = 0;
  QImage m_image;
  std::set<TileKey> m_sharp;  ///< tiles of the exact scale in it
  std::chrono::steady_clock::time_point m_since;
  std::size_t m_lacking = 0;  ///< tiles that others stand in for
  bool m_smooth = false;      ///< those are scaled smoothly
};

}  // namespace gis::ui
