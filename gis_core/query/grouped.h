// Private to this room: what many blocks found, put in order by all cores.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gis_core/base/first_touch.h"
#include "gis_core/base/progress.h"
#include "gis_core/base/worker_pool.h"

namespace gis::query {

/// What one block found. Each has lines of the cache of its own: two cores that fill blocks side by side would
/// otherwise take the line with both ends of these lists from each other, item by item.
template <class Item>
struct alignas(64) Found : std::vector<Item> {
  using std::vector<Item>::vector;
};

/// Items in the order of a number that each of them has.
template <class Item>
struct Grouped {
  std::vector<Item> items;
  std::vector<std::size_t> starts;  ///< where the items of each number begin, and the end of all
};

/// The items of all blocks by `numberOf(item)`, which is below `numbers`; those of one number, fewer than 2³², in the
/// order of the blocks. The blocks are emptied. The same whatever the number of threads. Errors: cancelled.
template <class Item, class NumberOf>
Grouped<Item> grouped(std::vector<Found<Item>>& blocks, std::size_t numbers, const NumberOf& numberOf,
                      const CancelToken& token) {
  constexpr std::size_t kMostParts = 4;  // each of them counts all numbers
  const std::size_t parts = std::clamp<std::size_t>(std::min<std::size_t>(threadCount(), kMostParts), 1,
                                                    std::max<std::size_t>(blocks.size(), 1));
  const auto eachItem = [&](std::size_t part, const auto& visit) {
    for (std::size_t b = blocks.size() * part / parts; b < blocks.size() * (part + 1) / parts; ++b) {
      for (const Item& item : blocks[b]) visit(item);
    }
  };
  // of each part: how many items a number has, then where the next one of them goes behind the number's first
  std::vector<std::vector<std::uint32_t>> places(parts);
  parallelFor(parts, token, [&](std::size_t part, unsigned) {
    places[part].assign(numbers, 0);
    eachItem(part, [&](const Item& item) { ++places[part][numberOf(item)]; });
  });
  // the items of a run of numbers first, then every core knows where those of each number begin
  constexpr std::size_t kNumbersAtOnce = 65536;
  std::vector<std::size_t> runs((numbers + kNumbersAtOnce - 1) / kNumbersAtOnce);
  const auto last = [&](std::size_t run) { return std::min(numbers, (run + 1) * kNumbersAtOnce); };
  parallelFor(runs.size(), token, [&](std::size_t run, unsigned) {
    std::size_t here = 0;
    for (const std::vector<std::uint32_t>& part : places) {
      for (std::size_t number = run * kNumbersAtOnce; number < last(run); ++number) here += part[number];
    }
    runs[run] = here;
  });
  std::size_t next = 0;
  for (std::size_t& run : runs) next += std::exchange(run, next);
  Grouped<Item> all;
  resizeOnAllCores(all.starts, numbers + 1, token);
  all.starts[numbers] = next;
  parallelFor(runs.size(), token, [&](std::size_t run, unsigned) {
    std::size_t start = runs[run];
    for (std::size_t number = run * kNumbersAtOnce; number < last(run); ++number) {
      all.starts[number] = start;
      std::uint32_t before = 0;
      for (std::vector<std::uint32_t>& part : places) before += std::exchange(part[number], before);
      start += before;
    }
  });
  resizeOnAllCores(all.items, next, token);
  parallelFor(parts, token, [&](std::size_t part, unsigned) {
    eachItem(part, [&](const Item& item) {
      const std::size_t number = numberOf(item);
      all.items[all.starts[number] + places[part][number]++] = item;
    });
  });
  blocks.clear();
  return all;
}

/// Sorts the items of each number by `isBefore`.
template <class Item, class IsBefore>
void sortGroups(Grouped<Item>& all, const IsBefore& isBefore, const CancelToken& token) {
  constexpr std::size_t kNumbersAtOnce = 16384;
  const std::size_t numbers = all.starts.size() - 1;
  parallelFor((numbers + kNumbersAtOnce - 1) / kNumbersAtOnce, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(numbers, (block + 1) * kNumbersAtOnce);
    for (std::size_t number = block * kNumbersAtOnce; number < last; ++number) {
      const std::size_t from = all.starts[number];
      const std::size_t to = all.starts[number + 1];
      if (to - from > 1)
        std::sort(all.items.begin() + std::ptrdiff_t(from), all.items.begin() + std::ptrdiff_t(to), isBefore);
    }
  });
}

}  // namespace gis::query
