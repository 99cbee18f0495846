// Private to this room: decoded tiles in memory, the longest unused ones go first.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "gis_core/raster/pixels.h"
#include "gis_core/raster/tile_scheme.h"

namespace gis::raster {

/// Thread rule: any thread.
class PictureCache {
 public:
  /// Null when it is not there.
  [[nodiscard]] std::shared_ptr<const Picture> find(const TileKey& key) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(key);
    if (found == m_entries.end()) return nullptr;
    m_order.splice(m_order.begin(), m_order, found->second.place);
    return found->second.picture;
  }

  void put(const TileKey& key, std::shared_ptr<const Picture> picture) {
    constexpr std::size_t kMostTiles = 256;  // 64 MiB of the usual 256 × 256
    const std::lock_guard lock(m_mutex);
    if (m_entries.contains(key)) return;
    m_order.push_front(key);
    m_entries[key] = {std::move(picture), m_order.begin()};
    if (m_order.size() <= kMostTiles) return;
    m_entries.erase(m_order.back());
    m_order.pop_back();
  }

 private:
  struct Entry {
    std::shared_ptr<const Picture> picture;
    std::list<TileKey>::iterator place;
  };
  std::mutex m_mutex;
  std::list<TileKey> m_order;
  std::map<TileKey, Entry> m_entries;
};

}  // namespace gis::raster
