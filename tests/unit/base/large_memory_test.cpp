// Memory of large pages.
#include "gis_core/base/platform/large_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gis_core/base/platform/large_blocks.h"
#include "gis_core/base/platform/large_heap.h"

namespace gis::platform {
namespace {

TEST(LargeMemory, IsWholePagesOfZeros) {
  for (const std::size_t wanted : {std::size_t{1}, LargeMemory::kPage, LargeMemory::kPage + 1}) {
    const LargeMemory memory(wanted);
    EXPECT_GE(memory.size(), wanted);
    EXPECT_LT(memory.size(), wanted + LargeMemory::kPage);
    EXPECT_EQ(memory.size() % LargeMemory::kPage, 0U);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.data()) % LargeMemory::kPage, 0U);
    for (std::size_t at = 0; at < memory.size(); at += 4095) {
      ASSERT_EQ(memory.data()[at], std::byte{0});
      memory.data()[at] = std::byte{7};
    }
    memory.data()[memory.size() - 1] = std::byte{7};
  }
}

TEST(LargeMemory, HasOneOwner) {
  LargeMemory first(1);
  std::byte* const data = first.data();
  data[0] = std::byte{9};
  LargeMemory second(std::move(first));
  EXPECT_EQ(first.data(), nullptr);  // NOLINT(bugprone-use-after-move): that is what is asked
  EXPECT_EQ(second.data(), data);
  LargeMemory third(2 * LargeMemory::kPage);
  third = std::move(second);
  EXPECT_EQ(third.data(), data);
  EXPECT_EQ(third.data()[0], std::byte{9});
  EXPECT_EQ(LargeMemory(0).data(), nullptr);
}

TEST(LargeMemory, GrowsAndKeepsWhatItHas) {
  LargeMemory memory;
  memory.grow(1);
  ASSERT_EQ(memory.size(), LargeMemory::kPage);
  std::size_t written = 0;
  const auto valueAt = [](std::size_t at) { return static_cast<std::byte>(at * 31 >> 7); };
  for (std::size_t size = 1; size <= 12 * LargeMemory::kPage; size += size / 2 + 1) {
    memory.grow(size);
    ASSERT_GE(memory.size(), size);
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(memory.data()) % LargeMemory::kPage, 0U);
    for (std::size_t at = 0; at < written; at += 1021) ASSERT_EQ(memory.data()[at], valueAt(at));
    for (; written < memory.size(); ++written) memory.data()[written] = valueAt(written);
  }
  const auto size = memory.size();
  memory.grow(1);
  EXPECT_EQ(memory.size(), size) << "it never becomes smaller";
}

/// Holds all blocks that others left: the limit is that of the process.
class NothingKept {
 public:
  NothingKept() {
    for (std::size_t size = LargeMemory::kPage; size <= kMostKeptLargeBlocks; size += LargeMemory::kPage) {
      std::size_t kept = 0;
      do {
        kept = keptLargeBlocks();
        m_held.push_back(takeLargeBlock(size));
      } while (keptLargeBlocks() < kept);
    }
  }
  NothingKept(const NothingKept&) = delete;
  NothingKept& operator=(const NothingKept&) = delete;
  ~NothingKept() {
    for (void* const block : m_held) giveLargeBlock(block);
  }

 private:
  std::vector<void*> m_held;
};

TEST(LargeBlocks, AreKeptForTheNext) {
  const NothingKept nothing;
  ASSERT_EQ(keptLargeBlocks(), 0U);
  constexpr std::size_t kSize = 20 << 20;
  void* const first = takeLargeBlock(kSize - 1);
  ASSERT_NE(first, nullptr);
  std::memset(first, 1, kSize - 1);
  const std::size_t kept = keptLargeBlocks();
  EXPECT_TRUE(giveLargeBlock(first));
  EXPECT_EQ(keptLargeBlocks(), kept + kSize);
  EXPECT_FALSE(giveLargeBlock(first)) << "it was given back";
  void* const again = takeLargeBlock(kSize);
  EXPECT_EQ(again, first);
  // a block much larger than what is asked for stays for whoever needs it
  EXPECT_TRUE(giveLargeBlock(again));
  void* const small = takeLargeBlock(kSize / 2);
  EXPECT_NE(small, first);
  EXPECT_TRUE(giveLargeBlock(small));
}

TEST(LargeBlocks, AreKeptUpToALimit) {
  const NothingKept nothing;
  std::vector<void*> all;
  for (std::size_t kept = 0; kept < 2 * kMostKeptLargeBlocks; kept += LargeMemory::kPage)
    all.push_back(takeLargeBlock(LargeMemory::kPage));
  for (void* const block : all) EXPECT_TRUE(giveLargeBlock(block));
  EXPECT_EQ(keptLargeBlocks(), kMostKeptLargeBlocks);
}

TEST(LargeBlocks, KnowTheirOwn) {
  EXPECT_FALSE(giveLargeBlock(nullptr));
  std::vector<std::byte> other(100);
  EXPECT_FALSE(giveLargeBlock(other.data()));
  LargeMemory memory(1);
  EXPECT_FALSE(giveLargeBlock(memory.data())) << "the same place, but not ours";
}

TEST(LargeBlocks, AreForAllThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 200; ++i) {
        const std::size_t size = std::size_t(1 + (t + i) % 5) << 20;
        auto* const block = static_cast<std::uint8_t*>(takeLargeBlock(size));
        block[0] = block[size - 1] = static_cast<std::uint8_t>(t);
        std::this_thread::yield();
        EXPECT_EQ(block[0], t);
        EXPECT_EQ(block[size - 1], t);
        EXPECT_TRUE(giveLargeBlock(block));
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(LargeBlocks, AreWhatNewGives) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // this program is linked with large_new.cpp, as citydesk and citydesk-cli are
  const std::vector<std::uint64_t> large(kLargeBlock / 8, 7);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large.data()) % LargeMemory::kPage, 0U);
  EXPECT_EQ(std::count(large.begin(), large.end(), 7U), std::ptrdiff_t(large.size()));
  const std::vector<std::byte> small(kLargeBlock - 1);
  EXPECT_NE(reinterpret_cast<std::uintptr_t>(small.data()) % LargeMemory::kPage, 0U);
#endif
}

TEST(LargeHeap, IsAskedForAndUsable) {
  growHeapInLargePages();
  std::vector<std::unique_ptr<std::vector<int>>> blocks;
  for (int i = 0; i < 2000; ++i) blocks.push_back(std::make_unique<std::vector<int>>(i, i));
  for (int i = 0; i < 2000; i += 2) blocks[std::size_t(i)].reset();
  for (int i = 1; i < 2000; i += 2)
    ASSERT_EQ(std::count(blocks[std::size_t(i)]->begin(), blocks[std::size_t(i)]->end(), i), i);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  if (!std::filesystem::exists("/sys/kernel/mm/transparent_hugepage")) return;  // nothing to ask for
  std::ifstream maps("/proc/self/smaps");
  bool isHeap = false, isLarge = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.find('-') < 20 && line.find(' ') > line.find('-')) isHeap = line.ends_with("[heap]");
    isLarge = isLarge || (isHeap && line.starts_with("VmFlags:") && line.find(" hg") != std::string::npos);
  }
  EXPECT_TRUE(isLarge);
#endif
}

}  // namespace
}  // namespace gis::platform
