#include "ui/map/picture_memory.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#include "gis_core/base/platform/large_memory.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace {

using platform::LargeMemory;

constexpr std::size_t kPlaceBytes = std::size_t{4} * kTilePixels * kTilePixels;
constexpr std::size_t kPlaces = LargeMemory::kPage / kPlaceBytes;
constexpr std::size_t kSmallPage = 4096;

/// Places for tiles, some to a large page.
class TileMemory {
 public:
  [[nodiscard]] std::byte* take() {
    const std::lock_guard lock(m_mutex);
    if (m_free == 0) addPage(LargeMemory(LargeMemory::kPage));
    Page& page = m_pages.at(m_open.back());
    std::size_t place = 0;
    while ((page.freePlaces >> place & 1U) == 0) ++place;
    std::byte* const at = m_open.back() + place * kPlaceBytes;
    page.freePlaces &= ~(1U << place);
    --m_free;
    if (page.freePlaces == 0) m_open.pop_back();
    return at;
  }
  void giveBack(std::byte* at) {
    const std::lock_guard lock(m_mutex);
    std::byte* const begin = at - reinterpret_cast<std::uintptr_t>(at) % LargeMemory::kPage;
    Page& page = m_pages.at(begin);
    if (page.freePlaces == 0) m_open.push_back(begin);
    page.freePlaces |= 1U << (std::size_t(at - begin) / kPlaceBytes);
    ++m_free;
    if (page.freePlaces != (1U << kPlaces) - 1 || m_free < kTilesOfScreen + kPlaces) return;
    std::erase(m_open, begin);
    m_pages.erase(begin);
    m_free -= kPlaces;
  }
  bool warm(std::size_t tiles) {
    {
      const std::lock_guard lock(m_mutex);
      if (m_free + kPlaces > tiles) return false;
    }
    LargeMemory memory;
    try {
      memory = LargeMemory(LargeMemory::kPage);
    } catch (const std::bad_alloc&) {
      return false;  // whoever needs it will say so
    }
    for (std::size_t at = 0; at < memory.size(); at += kSmallPage) memory.data()[at] = std::byte{0};
    const std::lock_guard lock(m_mutex);
    addPage(std::move(memory));
    return true;
  }
  [[nodiscard]] std::size_t bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_pages.size() * LargeMemory::kPage;
  }

 private:
  void addPage(LargeMemory memory) {
    std::byte* const begin = memory.data();
    m_pages.emplace(begin, Page{std::move(memory), (1U << kPlaces) - 1});
    m_free += kPlaces;
    m_open.push_back(begin);
  }
  struct Page {
    LargeMemory memory;
    unsigned freePlaces = 0;  ///< a bit each
  };
  mutable std::mutex m_mutex;
  std::map<std::byte*, Page> m_pages;  ///< by their begin
  std::vector<std::byte*> m_open;      ///< those with a free place
  std::size_t m_free = 0;
};

/// Pictures may end after everything else has: it lives as long as the process.
TileMemory& tileMemory() {
  static auto* const memory = new TileMemory;
  return *memory;
}

uchar* bytesAt(std::byte* at) {
  return static_cast<uchar*>(static_cast<void*>(at));
}

}  // namespace

QImage newPicture(const QSize& size, QImage::Format format) {
  if (size == QSize(kTilePixels, kTilePixels)) {
    std::byte* const at = tileMemory().take();
    return {bytesAt(at),
            kTilePixels,
            kTilePixels,
            format,
            [](void* place) { tileMemory().giveBack(static_cast<std::byte*>(place)); },
            at};
  }
  if (std::size_t(size.width()) * std::size_t(size.height()) * 4 < LargeMemory::kPage) return {size, format};
  auto memory = std::make_unique<LargeMemory>(std::size_t(size.width()) * std::size_t(size.height()) * 4);
  uchar* const bytes = bytesAt(memory->data());
  return {bytes,
          size.width(),
          size.height(),
          format,
          [](void* owner) { delete static_cast<LargeMemory*>(owner); },
          memory.release()};
}

bool warmTileMemory(std::size_t tiles) {
  return tileMemory().warm(tiles);
}

std::size_t tileMemoryBytes() {
  return tileMemory().bytes();
}

}  // namespace gis::ui
