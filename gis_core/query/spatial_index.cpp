#include "gis_core/query/spatial_index.h"

#include <algorithm>
#include <utility>

#include "gis_core/base/worker_pool.h"

namespace gis::query {

namespace {

constexpr std::uint32_t kCurveBits = 16;
constexpr std::size_t kItemsAtOnce = 8192;

/// Place along the Hilbert curve of 2^16 × 2^16 cells.
std::uint32_t hilbertPlace(std::uint32_t x, std::uint32_t y) {
  std::uint32_t place = 0;
  for (std::uint32_t s = 1U << (kCurveBits - 1); s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
    place += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = (1U << kCurveBits) - 1 - x;
        y = (1U << kCurveBits) - 1 - y;
      }
      std::swap(x, y);
    }
  }
  return place;
}

std::uint32_t cell(double at, double from, double size) {
  constexpr double kLast = (1U << kCurveBits) - 1;
  if (!(size > 0)) return 0;
  return std::uint32_t(std::clamp((at - from) / size * kLast, 0.0, kLast));
}

}  // namespace

std::vector<std::uint32_t> hilbertOrder(std::span<const geom::Envelope> boxes) {
  geom::Envelope extent;
  for (const geom::Envelope& box : boxes) {
    if (!box.isEmpty()) extent.include(box.centre().x, box.centre().y);
  }
  std::vector<std::uint64_t> keys;
  keys.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].isEmpty()) continue;
    const geom::MapPoint centre = boxes[i].centre();
    const std::uint64_t place =
        hilbertPlace(cell(centre.x, extent.minX, extent.width()), cell(centre.y, extent.minY, extent.height()));
    keys.push_back(place << 32 | i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](std::uint64_t key) { return std::uint32_t(key); });
  return order;
}

SpatialIndex::SpatialIndex(std::span<const geom::Envelope> boxes, std::vector<std::uint32_t> items)
    : m_items(std::move(items)) {
  if (m_items.empty()) return;
  std::vector<geom::Envelope> level(m_items.size());
  parallelFor((level.size() + kItemsAtOnce - 1) / kItemsAtOnce, {}, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(level.size(), (block + 1) * kItemsAtOnce);
    for (std::size_t i = block * kItemsAtOnce; i < last; ++i) level[i] = boxes[m_items[i]];
  });
  m_levels.push_back(std::move(level));
  while (m_levels.back().size() > kFanOut) {
    const std::vector<geom::Envelope>& below = m_levels.back();
    std::vector<geom::Envelope> above((below.size() + kFanOut - 1) / kFanOut);
    for (std::size_t i = 0; i < below.size(); ++i) above[i / kFanOut].include(below[i]);
    m_levels.push_back(std::move(above));
  }
  for (const geom::Envelope& box : m_levels.back()) m_extent.include(box);
}

}  // namespace gis::query
