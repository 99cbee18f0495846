#include "gis_core/base/platform/large_heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "gis_core/base/platform/large_memory.h"

namespace gis::platform {

namespace {

constexpr std::size_t kLargePage = LargeMemory::kPage;
constexpr int kReserved = 256 << 20;  // of addresses; memory comes when it is touched
constexpr int kKeptFree = 512 << 20;  // what was given back at the top is asked for again at once
constexpr int kOwnMapping = 1 << 20;  // larger blocks get pages of their own, and give them back
constexpr int kStep = 4 << 20;

std::uintptr_t heapEnd() {
  return reinterpret_cast<std::uintptr_t>(::sbrk(0));  // NOLINT: there is no other way to ask
}

}  // namespace

void growHeapInLargePages() noexcept {
  ::mallopt(M_TRIM_THRESHOLD, kKeptFree);
  ::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
  ::mallopt(M_TOP_PAD, kReserved);
  // blocks until the heap has grown; what stands in for malloc (a sanitizer) never moves its end
  constexpr std::size_t kBlock = 100 << 10;
  const std::uintptr_t before = heapEnd();
  std::array<void*, 16> blocks{};
  for (void*& block : blocks) {
    block = std::malloc(kBlock);  // NOLINT: the heap itself is meant
    if (heapEnd() != before) break;
  }
  for (void* block : blocks) std::free(block);  // NOLINT
  ::mallopt(M_TOP_PAD, kStep);
  const std::uintptr_t begin = (before + kLargePage - 1) / kLargePage * kLargePage;
  const std::uintptr_t end = heapEnd() / kLargePage * kLargePage;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): addresses are numbers here
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

}  // namespace gis::platform
