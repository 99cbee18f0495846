#include "ui/map/tile_cache.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/map/map_view.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {

namespace {
std::size_t bytesOf(const TilePicture& picture) {
  return std::size_t(picture->sizeInBytes());
}

/// How many octaves `units` is coarser (negative: finer) than wanted.
double octavesCoarser(double units, double wanted) {
  return std::log2(units / wanted);
}
/// Octaves: scales that differ by rounding only are the same.
constexpr double kSameScale = 1e-6;
}  // namespace

geom::Envelope TileKey::box() const {
  return box(kWholeTile);
}

geom::Envelope TileKey::box(const QRect& part) const {
  const double x = double(column) * kTilePixels, y = double(row) * kTilePixels;
  return {(x + part.left()) * units, -(y + part.bottom() + 1) * units, (x + part.right() + 1) * units,
          -(y + part.top()) * units};
}

void TileCache::put(const TileKey& key, TilePicture picture, const QRect& part, std::uint64_t stamp,
                    std::uint64_t frame) {
  Tile& tile = m_tiles[key];
  if (tile.picture != nullptr) m_bytes -= bytesOf(tile.picture);
  m_bytes += bytesOf(picture);
  tile = {std::move(picture), part, stamp, frame};
  evict(frame);
}

void TileCache::evict(std::uint64_t frame) {
  while (m_bytes > m_budget && m_tiles.size() > 1) {
    const auto oldest = std::min_element(m_tiles.begin(), m_tiles.end(),
                                         [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    if (oldest->second.used >= frame) return;  // all of it is on the screen
    m_bytes -= bytesOf(oldest->second.picture);
    m_tiles.erase(oldest);
  }
}

TilePicture TileCache::use(const TileKey& key, const QRect& wanted, std::uint64_t stamp, std::uint64_t frame) {
  const auto found = m_tiles.find(key);
  if (found == m_tiles.end()) return nullptr;
  Tile& tile = found->second;
  tile.used = frame;
  return tile.stamp == stamp && tile.part.contains(wanted) ? tile.picture : nullptr;
}

QRect TileCache::partOf(const TileKey& key, std::uint64_t stamp) const {
  const auto found = m_tiles.find(key);
  return found != m_tiles.end() && found->second.stamp == stamp ? found->second.part : QRect();
}

std::pair<TilePicture, QRect> TileCache::picture(const TileKey& key, std::uint64_t stamp) const {
  const auto found = m_tiles.find(key);
  if (found == m_tiles.end() || found->second.stamp != stamp) return {};
  return {found->second.picture, found->second.part};
}

void TileCache::restamp(std::uint64_t from, std::uint64_t to, const std::function<bool(const TileKey&)>& same) {
  for (auto& [key, tile] : m_tiles) {
    if (tile.stamp == from && same(key)) tile.stamp = to;
  }
}

void TileCache::clear() {
  m_tiles.clear();
  m_bytes = 0;
}

void TileCache::setBudget(std::size_t bytes, std::uint64_t frame) {
  m_budget = bytes;
  evict(frame);
}

void TileCache::keep(const TileKey& key, std::uint64_t frame) {
  const auto found = m_tiles.find(key);
  if (found != m_tiles.end()) found->second.used = std::max(found->second.used, frame);
}

std::vector<double> TileCache::scales(double dpr) const {
  constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
  std::vector<double> all;
  for (auto it = m_tiles.begin(); it != m_tiles.end();) {
    const double units = it->first.units;
    const auto one = m_tiles.lower_bound({units, dpr, kFirst, kFirst});
    if (one != m_tiles.end() && one->first.units == units && one->first.dpr == dpr) all.push_back(units);
    it = m_tiles.lower_bound({units, std::numeric_limits<double>::infinity(), kFirst, kFirst});
  }
  return all;
}

std::vector<TileCache::StandIn> TileCache::standIns(const MapView& view, const TileKey& missing, const QRect& seen,
                                                    const std::vector<double>& scales, std::uint64_t stamp) const {
  const geom::Envelope box = missing.box(seen);
  // the nearest scale first, rather coarser than finer
  std::vector<std::pair<double, double>> order;
  for (const double units : scales) {
    const double octaves = octavesCoarser(units, missing.units);
    if (octaves <= 6 && octaves >= -3) order.emplace_back(std::fabs(octaves) + (octaves < 0 ? 0.25 : 0), units);
  }
  std::sort(order.begin(), order.end());
  std::vector<StandIn> all;
  const double left = double(view.deviceLeft()), top = double(view.deviceTop());
  for (const auto& [rank, units] : order) {
    bool covered = true;
    const double scale = units / missing.units;
    for (const TilePart& wanted : tilePartsOf(WorldPixels::of(box, units), units, missing.dpr)) {
      const auto found = m_tiles.find(wanted.key);
      const bool current = found != m_tiles.end() && found->second.stamp == stamp;
      covered = covered && current && found->second.part.contains(wanted.part);
      if (found == m_tiles.end()) continue;
      const QRect& part = found->second.part;
      const double x = double(wanted.key.column) * kTilePixels + part.left();
      const double y = double(wanted.key.row) * kTilePixels + part.top();
      all.push_back({QRectF(x * scale - left, y * scale - top, part.width() * scale, part.height() * scale),
                     found->second.picture, part});
    }
    if (covered) break;
  }
  std::reverse(all.begin(), all.end());
  return all;
}

double TileCache::shareRight(const TileKey& missing, const QRect& seen, const std::vector<double>& scales,
                             std::uint64_t stamp) const {
  constexpr int kProbes = 4;
  const auto covers = [&](const QRect& part) {
    const geom::Envelope box = missing.box(part);
    return std::any_of(scales.begin(), scales.end(), [&](double units) {
      const double octaves = octavesCoarser(units, missing.units);
      if (octaves > 2 + kSameScale || octaves < -3) return false;
      const std::vector<TilePart> parts = tilePartsOf(WorldPixels::of(box, units), units, missing.dpr);
      return std::all_of(parts.begin(), parts.end(),
                         [&](const TilePart& p) { return partOf(p.key, stamp).contains(p.part); });
    });
  };
  if (covers(seen)) return 1;
  int right = 0;
  for (int k = 0; k < kProbes * kProbes; ++k) {
    const int x = seen.left() + (2 * (k % kProbes) + 1) * seen.width() / (2 * kProbes);
    const int y = seen.top() + (2 * (k / kProbes) + 1) * seen.height() / (2 * kProbes);
    right += covers(QRect(x, y, 1, 1)) ? 1 : 0;
  }
  return double(right) / (kProbes * kProbes);
}

}  // namespace gis::ui
