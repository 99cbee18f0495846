// Sorting by a key of 32 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis {

/// Sorts by the upper 32 bits; items that are alike in them stay in their order. Least digit first: a million take a
/// tenth of the time of comparing. Source: Knuth, The Art of Computer Programming 3, 5.2.5. Errors: cancelled.
inline void sortByUpperHalf(std::vector<std::uint64_t>& items, const CancelToken& token) {
  constexpr int kDigitBits = 11;  // three passes for the 32 bits; the counters stay in the nearest cache
  constexpr std::size_t kDigits = 1 << kDigitBits;
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

}  // namespace gis
