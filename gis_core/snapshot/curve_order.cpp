#include "gis_core/snapshot/curve_order.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/hilbert.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kKeysAtOnce = 1 << 16;
constexpr int kDigitBits = 11;  // three passes for the 32 bits of a key; the counters stay in the nearest cache
constexpr std::size_t kDigits = 1 << kDigitBits;

/// Least digit first, stable; the upper 32 bits are the key. Knuth, The Art of Computer Programming 3, 5.2.5.
void sortByUpperHalf(std::vector<std::uint64_t>& items, const CancelToken& token) {
  std::vector<std::uint64_t> other(items.size());
  for (int shift = 32; shift < 64; shift += kDigitBits) {
    token.check();
    std::array<std::size_t, kDigits + 1> begin{};
    for (const std::uint64_t item : items) ++begin[((item >> shift) & (kDigits - 1)) + 1];
    for (std::size_t d = 1; d <= kDigits; ++d) begin[d] += begin[d - 1];
    for (const std::uint64_t item : items) other[begin[(item >> shift) & (kDigits - 1)]++] = item;
    items.swap(other);
  }
}

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
        key = hilbertKey(static_cast<std::uint32_t>((c.x - extent.minX) * kx),
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
