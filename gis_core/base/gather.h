// Some of many items, picked by all cores.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "gis_core/base/first_touch.h"
#include "gis_core/base/progress.h"
#include "gis_core/base/worker_pool.h"

namespace gis {

/// item(k) of every k below `count` that isWanted(k), in the order of the k. Several threads ask, isWanted() twice for
/// each k, which it must answer alike. The same whatever the number of threads. Errors: cancelled.
template <class Item, class IsWanted, class ItemOf>
std::vector<Item> gather(std::size_t count, const IsWanted& isWanted, const ItemOf& item, const CancelToken& token) {
  constexpr std::size_t kAtOnce = 65536;
  const auto end = [count](std::size_t block) { return std::min(count, (block + 1) * kAtOnce); };
  // counted first: then every core knows where its items go
  std::vector<std::size_t> places((count + kAtOnce - 1) / kAtOnce);
  parallelFor(places.size(), token, [&](std::size_t block, unsigned) {
    std::size_t wanted = 0;
    for (std::size_t k = block * kAtOnce; k < end(block); ++k) wanted += isWanted(k) ? 1 : 0;
    places[block] = wanted;
  });
  std::size_t all = 0;
  for (std::size_t& place : places) all += std::exchange(place, all);
  std::vector<Item> items;
  resizeOnAllCores(items, all, token);
  parallelFor(places.size(), token, [&](std::size_t block, unsigned) {
    std::size_t at = places[block];
    for (std::size_t k = block * kAtOnce; k < end(block); ++k)
      if (isWanted(k)) items[at++] = item(k);
  });
  return items;
}

}  // namespace gis
