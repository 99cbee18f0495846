// Memory of large pages.
#include "gis_core/base/platform/large_memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

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
