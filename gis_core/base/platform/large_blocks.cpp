#include "gis_core/base/platform/large_blocks.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gis_core/base/platform/large_memory.h"

namespace gis::platform {

namespace {

constexpr std::size_t kMostBlocks = kMostKeptLargeBlocks / LargeMemory::kPage;

struct Blocks {
  std::mutex mutex;
  std::unordered_map<void*, LargeMemory> used;
  std::vector<LargeMemory> kept;
  std::size_t keptBytes = 0;

  Blocks() { kept.reserve(kMostBlocks); }
};

/// Never destroyed: what lives until the program ends gives its memory back after everything else.
Blocks& blocks() {
  alignas(Blocks) static std::byte place[sizeof(Blocks)];  // NOLINT(modernize-avoid-c-arrays)
  static Blocks* const made = new (place) Blocks;
  return *made;
}

bool mayBeLarge(const void* block) {
  return block != nullptr && reinterpret_cast<std::uintptr_t>(block) % LargeMemory::kPage == 0;
}

}  // namespace

void* takeLargeBlock(std::size_t bytes) {
  Blocks& all = blocks();
  const std::lock_guard lock(all.mutex);
  const std::size_t wanted = (bytes + LargeMemory::kPage - 1) / LargeMemory::kPage * LargeMemory::kPage;
  const auto fits = [&](const LargeMemory& m) { return m.size() >= wanted && m.size() <= wanted + wanted / 2; };
  auto best = all.kept.end();
  for (auto it = all.kept.begin(); it != all.kept.end(); ++it) {
    if (fits(*it) && (best == all.kept.end() || it->size() < best->size())) best = it;
  }
  LargeMemory memory;
  if (best != all.kept.end()) {
    memory = std::move(*best);
    all.keptBytes -= memory.size();
    all.kept.erase(best);
  } else {
    memory = LargeMemory(bytes);
  }
  void* const block = memory.data();
  all.used.emplace(block, std::move(memory));
  return block;
}

bool giveLargeBlock(void* block) noexcept {
  if (!mayBeLarge(block)) return false;
  LargeMemory goes;  // unmapped without the lock
  Blocks& all = blocks();
  const std::lock_guard lock(all.mutex);
  const auto found = all.used.find(block);
  if (found == all.used.end()) return false;
  goes = std::move(found->second);
  all.used.erase(found);
  if (all.keptBytes + goes.size() <= kMostKeptLargeBlocks) {
    all.keptBytes += goes.size();
    all.kept.push_back(std::move(goes));
  }
  return true;
}

std::size_t keptLargeBlocks() noexcept {
  Blocks& all = blocks();
  const std::lock_guard lock(all.mutex);
  return all.keptBytes;
}

}  // namespace gis::platform
