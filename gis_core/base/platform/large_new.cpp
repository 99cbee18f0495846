// The program's operator new: large blocks get large pages (large_blocks.h), all others what malloc gives. Linked into
// programs alone: a library has no say in that.
#include <cstdlib>
#include <new>

#include "gis_core/base/platform/large_blocks.h"

// a sanitizer brings its own
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

void* operator new(std::size_t bytes) {
  if (bytes >= gis::platform::kLargeBlock) return gis::platform::takeLargeBlock(bytes);
  for (;;) {
    if (void* const block = std::malloc(bytes == 0 ? 1 : bytes); block != nullptr) return block;  // NOLINT
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void operator delete(void* block) noexcept {
  if (!gis::platform::giveLargeBlock(block)) std::free(block);  // NOLINT
}

void operator delete(void* block, std::size_t bytes) noexcept {
  if (bytes < gis::platform::kLargeBlock || !gis::platform::giveLargeBlock(block)) std::free(block);  // NOLINT
}

#endif
