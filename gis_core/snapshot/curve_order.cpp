#include "gis_core/snapshot/curve_order.h"

#include <algorithm>
#include <cstdint>

#include "gis_core/base/radix_sort.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/hilbert.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kKeysAtOnce = 1 << 16;

}  // namespace

std::vector<Index> curveOrder(std::span<const geom::Envelope> boxes, const geom::Envelope& extent,
                              const CancelToken& token) {
  const std::size_t n = boxes.size();
  const double kx = extent.width() > 0 ? 65535 / extent.width() : 0;
  const double ky = extent.height() > 0 ? 65535 / extent.height() : 0;
  std::vector<std::uint64_t> keys(n);
  parallelFor((n + kKeysAtOnce - 1) / kKeysAtOnce, token, [&](std::size_t chunk, unsigned) {
    for (std::size_t i = chunk * kKeysAtOnce; i < std::min(n, (chunk + 1) * kKeysAtOnce); ++i) {
      std::uint64_t key = 0xffffffff;
      if (!boxes[i].isEmpty()) {
        const geom::MapPoint c = boxes[i].centre();
        key = geom::hilbertPlace(static_cast<std::uint32_t>((c.x - extent.minX) * kx),
                                 static_cast<std::uint32_t>((c.y - extent.minY) * ky));
      }
      keys[i] = key << 32 | i;
    }
  });
  sortByUpperHalf(keys, token);
  std::vector<Index> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = static_cast<Index>(keys[i]);
  return order;
}

}  // namespace gis::snapshot
