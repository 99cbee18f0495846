#include "gis_core/query/spatial_index.h"

#include <algorithm>
#include <utility>

#include "gis_core/base/radix_sort.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/hilbert.h"
#include "gis_core/snapshot/packed_tree.h"

namespace gis::query {

namespace {

constexpr std::uint32_t kCurveBits = 16;
constexpr std::size_t kKeysAtOnce = 8192;
constexpr std::size_t kNodesAtOnce = 1024;

std::uint32_t cell(double at, double from, double size) {
  constexpr double kLast = (1U << kCurveBits) - 1;
  if (!(size > 0)) return 0;
  return std::uint32_t(std::clamp((at - from) / size * kLast, 0.0, kLast));
}

}  // namespace

CurveOrder hilbertOrder(std::span<const geom::Envelope> boxes) {
  geom::Envelope extent;
  for (const geom::Envelope& box : boxes) {
    if (!box.isEmpty()) extent.include(box.centre().x, box.centre().y);
  }
  constexpr std::uint64_t kNone = ~std::uint64_t{0};
  std::vector<std::uint64_t> keys(boxes.size(), kNone);
  parallelFor((boxes.size() + kKeysAtOnce - 1) / kKeysAtOnce, {}, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(boxes.size(), (block + 1) * kKeysAtOnce);
    for (std::size_t i = block * kKeysAtOnce; i < last; ++i) {
      if (boxes[i].isEmpty()) continue;
      const geom::MapPoint centre = boxes[i].centre();
      const std::uint64_t place =
          geom::hilbertPlace(cell(centre.x, extent.minX, extent.width()), cell(centre.y, extent.minY, extent.height()));
      keys[i] = place << 32 | i;
    }
  });
  std::erase(keys, kNone);
  sortByUpperHalf(keys, {});
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](std::uint64_t key) { return std::uint32_t(key); });
  return std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
}

SpatialIndex::SpatialIndex(std::span<const geom::Envelope> boxes) {
  CurveOrder items = hilbertOrder(boxes);
  std::vector<geom::Envelope> along(items->size());
  std::transform(items->begin(), items->end(), along.begin(), [&](std::uint32_t item) { return boxes[item]; });
  *this = SpatialIndex(std::move(along), std::move(items));
}

SpatialIndex::SpatialIndex(std::vector<geom::Envelope> boxesOfItems, CurveOrder items) : m_items(std::move(items)) {
  if (m_items->empty()) return;
  m_own.push_back(std::move(boxesOfItems));
  while (m_own.back().size() > kFanOut) {
    const std::vector<geom::Envelope>& below = m_own.back();
    std::vector<geom::Envelope> above((below.size() + kFanOut - 1) / kFanOut);
    parallelFor((above.size() + kNodesAtOnce - 1) / kNodesAtOnce, {}, [&](std::size_t block, unsigned) {
      const std::size_t last = std::min(below.size(), (block + 1) * kNodesAtOnce * kFanOut);
      for (std::size_t i = block * kNodesAtOnce * kFanOut; i < last; ++i) above[i / kFanOut].include(below[i]);
    });
    m_own.push_back(std::move(above));
  }
  m_levels.assign(m_own.begin(), m_own.end());
}

SpatialIndex::SpatialIndex(std::span<const geom::Envelope> tree, CurveOrder items) : m_items(std::move(items)) {
  static_assert(kFanOut == snapshot::PackedTree::kNodeSize);
  std::size_t begin = 0;
  for (std::size_t size = m_items->size(); size > 0; size = (size + kFanOut - 1) / kFanOut) {
    m_levels.push_back(tree.subspan(begin, size));
    begin += size;
    if (size <= kFanOut) return;
  }
}

}  // namespace gis::query
