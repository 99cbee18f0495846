#include "gis_core/base/first_touch.h"

#include <algorithm>
#include <cstdint>

#include "gis_core/base/platform/large_memory.h"
#include "gis_core/base/worker_pool.h"

namespace gis {

namespace {
constexpr std::size_t kSmallestPage = 4096;
}  // namespace

void touchFirst(std::byte* memory, std::size_t bytes, const CancelToken& token) {
  // a large page belongs to one core: two that touch it at once would both clear it
  constexpr std::size_t kPage = platform::LargeMemory::kPage;
  const std::size_t before = reinterpret_cast<std::uintptr_t>(memory) % kPage;
  parallelFor((before + bytes + kPage - 1) / kPage, token, [&](std::size_t page, unsigned) {
    const std::size_t begin = std::max(page * kPage, before) - before;
    const std::size_t end = std::min((page + 1) * kPage - before, bytes);
    for (std::size_t at = begin; at < end; at += kSmallestPage) memory[at] = std::byte{0};
  });
}

}  // namespace gis
