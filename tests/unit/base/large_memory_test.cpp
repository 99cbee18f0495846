// Memory of large pages.
#include "gis_core/base/platform/large_memory.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

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

}  // namespace
}  // namespace gis::platform
