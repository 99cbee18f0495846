// Pictures of tiles, kept within a budget of memory.
#pragma once

#include <QImage>
#include <QRect>
#include <QRectF>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::ui {

struct MapView;

/// A tile: exact scale, pixel ratio and place.
struct TileKey {
  double units = 1, dpr = 1;
  std::int64_t column = 0, row = 0;
  /// Map units.
  [[nodiscard]] geom::Envelope box() const;
  /// Map units of a part of the tile.
  [[nodiscard]] geom::Envelope box(const QRect& part) const;
  friend auto operator<=>(const TileKey& a, const TileKey& b) {
    return std::tie(a.units, a.dpr, a.column, a.row) <=> std::tie(b.units, b.dpr, b.column, b.row);
  }
  friend bool operator==(const TileKey& a, const TileKey& b) = default;
};

/// A finished picture of a tile, with all who read it: nobody draws into it any more, and its memory serves another one
/// (newPicture()) when the last of them has left. Not shares of a QImage: who finds to be alone with one (Qt reads that
/// relaxed) may write before what another thread read of it, for all that the language promises.
using TilePicture = std::shared_ptr<const QImage>;

/// Each picture is of one scene, named by its stamp, and remembers the frame that needed it last. Thread rule: one at a
/// time, the owner locks.
class TileCache {
 public:
  explicit TileCache(std::size_t budget) : m_budget(budget) {}

  /// Takes the picture of a tile (not null), of which `part` is drawn; those that no frame needed for longest go when
  /// the budget is exceeded.
  void put(const TileKey& key, TilePicture picture, const QRect& part, std::uint64_t stamp, std::uint64_t frame);
  /// The picture if it is of the scene `stamp` and shows `wanted`, else null. It is not dropped as long as `frame` is
  /// the newest.
  [[nodiscard]] TilePicture use(const TileKey& key, const QRect& wanted, std::uint64_t stamp, std::uint64_t frame);
  /// What the picture of this scene shows of the tile; nothing when there is none.
  [[nodiscard]] QRect partOf(const TileKey& key, std::uint64_t stamp) const;
  /// The picture of this scene and what it shows of the tile; nothing when there is none.
  [[nodiscard]] std::pair<TilePicture, QRect> picture(const TileKey& key, std::uint64_t stamp) const;
  /// The picture does not go before those that were of use before `frame`.
  void keep(const TileKey& key, std::uint64_t frame);
  /// Pictures of the scene `from` that `same` accepts are pictures of the scene `to` as well.
  void restamp(std::uint64_t from, std::uint64_t to, const std::function<bool(const TileKey&)>& same);
  void clear();
  void setBudget(std::size_t bytes, std::uint64_t frame);
  [[nodiscard]] std::size_t budget() const { return m_budget; }
  [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  /// A picture that stands in for a missing tile.
  struct StandIn {
    QRectF place;  ///< in the view, device pixels
    TilePicture picture;
    QRect part;  ///< of the picture
  };
  /// Map units per pixel of the pictures that are there, the finest first.
  [[nodiscard]] std::vector<double> scales(double dpr) const;
  /// Pictures of other scales and scenes for the part `seen` of a missing tile, in the order of drawing: the nearest
  /// scale on top, nothing under a scale that is there completely. `scales`: as scales() told.
  [[nodiscard]] std::vector<StandIn> standIns(const MapView& view, const TileKey& missing, const QRect& seen,
                                              const std::vector<double>& scales, std::uint64_t stamp) const;
  /// Share of the part `seen` of a missing tile that pictures of this scene, at most two octaves coarser, stand in for.
  [[nodiscard]] double shareRight(const TileKey& missing, const QRect& seen, const std::vector<double>& scales,
                                  std::uint64_t stamp) const;

 private:
  struct Tile {
    TilePicture picture;
    QRect part;
    std::uint64_t stamp = 0;
    std::uint64_t used = 0;
  };
  void evict(std::uint64_t frame);

  std::size_t m_budget, m_bytes = 0;
  std::map<TileKey, Tile> m_tiles;
};

}  // namespace gis::ui
