#include "ui/map/tile_cache.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "ui/map/map_view.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace {
/// A screen of tiles: a new picture of a quarter of a megabyte costs more in page faults than many tiles cost to draw.
constexpr std::size_t kMostSpare = 48;

/// How many octaves `units` is coarser (negative: finer) than wanted.
double octavesCoarser(double units, double wanted) {
  return std::log2(units / wanted);
}
}  // namespace

geom::Envelope TileKey::box() const {
  const double side = units * kTilePixels;
  const double x = double(column) * side, y = -double(row) * side;
  return {x, y - side, x + side, y};
}

QImage TileCache::takeSpare() {
  if (m_spare.empty()) return {};
  QImage image = std::move(m_spare.back());
  m_spare.pop_back();
  m_spareBytes -= std::size_t(image.sizeInBytes());
  return image;
}

void TileCache::keepSpare(QImage image) {
  if (image.isNull() || m_spare.size() >= kMostSpare) return;
  m_spareBytes += std::size_t(image.sizeInBytes());
  m_spare.push_back(std::move(image));
}

void TileCache::put(const TileKey& key, QImage image, const QRect& part, std::uint64_t stamp, std::uint64_t frame) {
  Tile& tile = m_tiles[key];
  m_bytes -= std::size_t(tile.image.sizeInBytes());
  keepSpare(std::move(tile.image));
  m_bytes += std::size_t(image.sizeInBytes());
  tile = {std::move(image), part, stamp, frame};
  evict(frame);
}

void TileCache::evict(std::uint64_t frame) {
  while (bytes() > m_budget && !m_spare.empty()) (void)takeSpare();
  while (m_bytes > m_budget && m_tiles.size() > 1) {
    const auto oldest = std::min_element(m_tiles.begin(), m_tiles.end(),
                                         [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    if (oldest->second.used >= frame) return;  // all of it is on the screen
    m_bytes -= std::size_t(oldest->second.image.sizeInBytes());
    // one goes for each that comes: the next tile is drawn into it
    if (m_spare.empty()) keepSpare(std::move(oldest->second.image));
    m_tiles.erase(oldest);
  }
}

const QImage* TileCache::use(const TileKey& key, const QRect& wanted, std::uint64_t stamp, std::uint64_t frame) {
  const auto found = m_tiles.find(key);
  if (found == m_tiles.end()) return nullptr;
  Tile& tile = found->second;
  tile.used = frame;
  return tile.stamp == stamp && tile.part.contains(wanted) ? &tile.image : nullptr;
}

QRect TileCache::partOf(const TileKey& key, std::uint64_t stamp) const {
  const auto found = m_tiles.find(key);
  return found != m_tiles.end() && found->second.stamp == stamp ? found->second.part : QRect();
}

std::pair<QImage, QRect> TileCache::picture(const TileKey& key, std::uint64_t stamp) const {
  const auto found = m_tiles.find(key);
  if (found == m_tiles.end() || found->second.stamp != stamp) return {};
  return {found->second.image, found->second.part};
}

void TileCache::restamp(std::uint64_t from, std::uint64_t to, const std::function<bool(const TileKey&)>& same) {
  for (auto& [key, tile] : m_tiles) {
    if (tile.stamp == from && same(key)) tile.stamp = to;
  }
}

void TileCache::clear() {
  for (auto& [key, tile] : m_tiles) keepSpare(std::move(tile.image));
  m_tiles.clear();
  m_bytes = 0;
}

void TileCache::setBudget(std::size_t bytes, std::uint64_t frame) {
  m_budget = bytes;
  evict(frame);
}

std::vector<TileCache::StandIn> TileCache::standIns(const MapView& view, const TileKey& missing,
                                                    std::uint64_t stamp) const {
  const geom::Envelope box = missing.box();
  // what is there of other scales or other scenes, by scale: the nearest scale first, rather coarser than finer
  struct Scale {
    double rank = 0;
    int tiles = 0, current = 0;
    std::vector<const std::pair<const TileKey, Tile>*> entries;
  };
  std::map<double, Scale> scales;
  for (const auto& entry : m_tiles) {
    const double octaves = octavesCoarser(entry.first.units, missing.units);
    if (entry.first.dpr != view.dpr || octaves > 6 || octaves < -3 || !entry.first.box().intersects(box)) continue;
    Scale& scale = scales[entry.first.units];
    scale.rank = std::fabs(octaves) + (octaves < 0 ? 0.25 : 0);
    const bool whole = entry.second.part == QRect(0, 0, kTilePixels, kTilePixels);
    scale.current += whole && entry.second.stamp == stamp ? 1 : 0;
    scale.entries.push_back(&entry);
  }
  if (scales.empty()) return {};
  std::vector<const Scale*> order;
  for (auto& [units, scale] : scales) {
    const double side = units * kTilePixels;
    const auto count = [side](double low, double high) {
      return int(std::floor(high / side) - std::floor(low / side)) + 1;
    };
    scale.tiles = count(box.minX, box.maxX) * count(-box.maxY, -box.minY);
    order.push_back(&scale);
  }
  std::sort(order.begin(), order.end(), [](const Scale* a, const Scale* b) { return a->rank < b->rank; });
  // what lies under a scale that is there completely is not seen
  std::size_t used = 1;
  while (used < order.size() && order[used - 1]->current < order[used - 1]->tiles) ++used;
  std::vector<StandIn> all;
  const double left = double(view.deviceLeft()), top = double(view.deviceTop()), s = view.deviceUnits();
  for (std::size_t k = used; k-- > 0;) {
    for (const auto* entry : order[k]->entries) {
      const geom::Envelope b = entry->first.box();
      const double scale = entry->first.units / s;
      const QRect& part = entry->second.part;
      all.push_back({QRectF(b.minX / s - left + part.left() * scale, -b.maxY / s - top + part.top() * scale,
                            part.width() * scale, part.height() * scale),
                     entry->second.image, part});
    }
  }
  return all;
}

double TileCache::shareRight(const TileKey& missing, const QRect& part, std::uint64_t stamp) const {
  constexpr int kProbes = 4;
  int right = 0;
  const geom::Envelope box = missing.box();
  std::set<double> scales;
  for (const auto& [key, tile] : m_tiles) {
    const double octaves = octavesCoarser(key.units, missing.units);
    if (tile.stamp == stamp && key.dpr == missing.dpr && octaves <= 2 && octaves >= -3) scales.insert(key.units);
  }
  for (int k = 0; k < kProbes * kProbes; ++k) {
    const int column = k % kProbes, row = k / kProbes;
    const double x = box.minX + (part.left() + (column + 0.5) / kProbes * part.width()) * missing.units;
    const double y = box.maxY - (part.top() + (row + 0.5) / kProbes * part.height()) * missing.units;
    right += std::any_of(scales.begin(), scales.end(), [&](double units) {
      const double side = units * kTilePixels, left = std::floor(x / side), top = std::floor(-y / side);
      const TileKey key{units, missing.dpr, static_cast<std::int64_t>(left), static_cast<std::int64_t>(top)};
      return partOf(key, stamp).contains(int((x / side - left) * kTilePixels), int((-y / side - top) * kTilePixels));
    });
  }
  return double(right) / (kProbes * kProbes);
}

}  // namespace gis::ui
