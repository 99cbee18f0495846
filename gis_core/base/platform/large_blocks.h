// Large blocks of memory, used again instead of being asked for anew.
#pragma once

#include <cstddef>

namespace gis::platform {

/// From so many bytes on a block is worth pages of its own (LargeMemory).
constexpr std::size_t kLargeBlock = std::size_t{1} << 19;

/// So many bytes of blocks that were given back are kept at most.
constexpr std::size_t kMostKeptLargeBlocks = std::size_t{64} << 20;

/// A block of at least `bytes`, on a multiple of LargeMemory::kPage; its content says nothing. Some that were given
/// back are kept for the next one who asks, since the first touch of a page costs more than most of what is done with
/// it. Thread-safe. Throws std::bad_alloc.
[[nodiscard]] void* takeLargeBlock(std::size_t bytes);

/// Gives a block back. False, and nothing happens, for what did not come from takeLargeBlock(). Thread-safe.
bool giveLargeBlock(void* block) noexcept;

/// Bytes that were given back and are kept.
[[nodiscard]] std::size_t keptLargeBlocks() noexcept;

}  // namespace gis::platform
