// Sorting by all cores.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

#include "gis_core/base/worker_pool.h"

namespace gis {

/// Sorts numbers (or what else has <) by all cores: parts side by side, then two and two merged. The same whatever the
/// number of threads, as equal ones cannot be told apart.
template <class Item>
void parallelSort(std::vector<Item>& items) {
  constexpr std::size_t kFew = 1 << 13;  // threads would cost more than they save
  const std::size_t parts = items.size() < kFew ? 1 : std::bit_ceil(std::size_t{threadCount()});
  const auto at = [&](std::size_t part, std::size_t of) {
    return items.begin() + static_cast<std::ptrdiff_t>(items.size() * part / of);
  };
  parallelFor(parts, {}, [&](std::size_t k, unsigned) { std::sort(at(k, parts), at(k + 1, parts)); });
  for (std::size_t left = parts / 2; left > 0; left /= 2) {
    parallelFor(left, {}, [&](std::size_t k, unsigned) {
      std::inplace_merge(at(2 * k, 2 * left), at(2 * k + 1, 2 * left), at(2 * k + 2, 2 * left));
    });
  }
}

}  // namespace gis
