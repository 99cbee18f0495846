// A base map put together from tiles.
#include <algorithm>
#include <cmath>

#include "gis_core/raster/resample.h"
#include "gis_core/raster/tile_source.h"

namespace gis::raster {

namespace {

/// A window needs few tiles; one that needs more than this many pixels is a wrong question.
constexpr std::int64_t kMostBlockPixels = std::int64_t(1) << 24;
/// How many levels a stand-in may be coarser than the tile that is awaited.
constexpr int kStandInLevels = 6;

class TileMap : public BaseMap {
 public:
  TileMap(std::shared_ptr<TileSource> source, const TileScheme& scheme, const geom::Envelope& box,
          const std::string& place, bool isWeb)
      : m_source(std::move(source)), m_scheme(scheme), m_grid(scheme.finest()) {
    m_info.place = place;
    m_info.crs = scheme.crs;
    m_info.width = m_grid.width;
    m_info.height = m_grid.height;
    m_info.box = box;
    m_info.isWeb = isWeb;
  }
  [[nodiscard]] const BaseMapInfo& info() const override { return m_info; }
  [[nodiscard]] Window read(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height,
                            const CancelToken& token) override {
    return drawWindow(
        mapCrs, box, width, height, m_scheme.crs, m_grid, [&](const Need& need) { return block(need, box, token); },
        token);
  }
  [[nodiscard]] std::size_t pending() const override { return m_source->pending(); }
  void onArrival(std::function<void(const geom::Envelope&)> listener) override {
    m_source->onArrival(std::move(listener));
  }
  [[nodiscard]] std::string trouble() const override { return m_source->trouble(); }

 private:
  [[nodiscard]] Block block(const Need& need, const geom::Envelope& box, const CancelToken& token);
  /// Copies the tile's part into the block; `levels` > 0: the tile is so much coarser than the block.
  void paint(Block& block, int level, const TileKey& tile, const Picture& picture) const;

  std::shared_ptr<TileSource> m_source;
  TileScheme m_scheme;
  PixelGrid m_grid;
  BaseMapInfo m_info;
};

void TileMap::paint(Block& block, int level, const TileKey& tile, const Picture& picture) const {
  const int shift = level - tile.level;
  const std::int64_t side = std::int64_t(kTileSide) << shift;  // of the tile in block pixels
  const std::int64_t left = tile.x * side - block.x / block.step, top = tile.y * side - block.y / block.step;
  const std::int64_t c0 = std::max<std::int64_t>(0, left), c1 = std::min<std::int64_t>(block.width, left + side);
  const std::int64_t r0 = std::max<std::int64_t>(0, top), r1 = std::min<std::int64_t>(block.height, top + side);
  for (std::int64_t r = r0; r < r1; ++r) {
    const std::int64_t fromRow = (r - top) * picture.height / side;
    for (std::int64_t c = c0; c < c1; ++c) {
      const std::int64_t fromColumn = (c - left) * picture.width / side;
      const std::uint8_t* from = &picture.rgba[std::size_t(fromRow * picture.width + fromColumn) * 4];
      std::copy_n(from, 4, &block.rgba[std::size_t(r * block.width + c) * 4]);
    }
  }
}

Block TileMap::block(const Need& need, const geom::Envelope& box, const CancelToken& token) {
  const int coarser = int(std::lround(std::log2(std::max(1e-6, need.pixelsPerPixel))));
  const int level = std::clamp(m_scheme.maxLevel - coarser, m_scheme.minLevel, m_scheme.maxLevel);
  Block block;
  block.step = 1 << (m_scheme.maxLevel - level);
  const std::int64_t step = block.step, tilePixels = step * kTileSide;
  block.x = need.x0 / step * step;
  block.y = need.y0 / step * step;
  const std::int64_t width = (need.x1 - block.x + step - 1) / step, height = (need.y1 - block.y + step - 1) / step;
  if (width * height > kMostBlockPixels) return {};
  block.width = int(width);
  block.height = int(height);
  block.rgba.assign(std::size_t(width * height) * 4, 0);
  for (std::int64_t y = need.y0 / tilePixels; y * tilePixels < need.y1; ++y) {
    for (std::int64_t x = need.x0 / tilePixels; x * tilePixels < need.x1; ++x) {
      token.check();
      const TileKey key{level, x, y};
      TileAnswer answer = m_source->tile(key, box);
      if (answer.state == TileState::here) {
        paint(block, level, key, *answer.picture);
        continue;
      }
      // the nearest coarser one that is at hand stands in
      TileKey parent = key;
      for (int k = 0; k < kStandInLevels && parent.level > m_scheme.minLevel; ++k) {
        parent = {parent.level - 1, parent.x / 2, parent.y / 2};
        const TileAnswer coarse = m_source->atHand(parent);
        if (coarse.state != TileState::here) continue;
        // (a tile would be drawn over its neighbours: only this tile's part is wanted)
        Block part = block;
        paint(part, level, parent, *coarse.picture);
        const std::int64_t left = x * kTileSide - block.x / step, top = y * kTileSide - block.y / step;
        for (std::int64_t r = std::max<std::int64_t>(0, top); r < std::min<std::int64_t>(height, top + kTileSide);
             ++r) {
          const std::int64_t c0 = std::max<std::int64_t>(0, left), c1 = std::min<std::int64_t>(width, left + kTileSide);
          if (c0 >= c1) continue;
          std::copy_n(&part.rgba[std::size_t(r * width + c0) * 4], std::size_t(c1 - c0) * 4,
                      &block.rgba[std::size_t(r * width + c0) * 4]);
        }
        break;
      }
    }
  }
  return block;
}

}  // namespace

std::shared_ptr<BaseMap> makeTileMap(std::shared_ptr<TileSource> source, const TileScheme& scheme,
                                     const geom::Envelope& box, const std::string& place, bool isWeb) {
  return std::make_shared<TileMap>(std::move(source), scheme, box, place, isWeb);
}

}  // namespace gis::raster
