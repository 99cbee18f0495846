// New memory, touched by all cores: the system clears each page when it is first written to, which takes longer than
// most of what is written there.
#pragma once

#include <cstddef>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis {

/// Writes to every page of memory that holds nothing yet, all cores. Errors: cancelled.
void touchFirst(std::byte* memory, std::size_t bytes, const CancelToken& token);

/// An empty list gets `count` items as Item() makes them, in memory that all cores have touched. Errors: cancelled.
template <class Item>
void resizeOnAllCores(std::vector<Item>& items, std::size_t count, const CancelToken& token) {
  items.reserve(count);
  touchFirst(reinterpret_cast<std::byte*>(items.data()), count * sizeof(Item), token);
  items.resize(count);
}

}  // namespace gis
