#include "gis_core/base/first_touch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "gis_core/base/error.h"

namespace gis {
namespace {

struct Thing {
  int number = 7;
};

TEST(FirstTouch, EveryPageOfTheMemoryAndNoneBesideIt) {
  constexpr std::size_t kPage = 4096;
  constexpr std::byte kOld{0xAB};
  std::vector<std::byte> memory(std::size_t{5} << 20, kOld);
  for (const std::size_t begin : {std::size_t{0}, std::size_t{1}, kPage, (std::size_t{2} << 20) - 1}) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, kPage + 1, (std::size_t{3} << 20) - 1}) {
      std::fill(memory.begin(), memory.end(), kOld);
      touchFirst(memory.data() + begin, bytes, {});
      const auto isOld = [](std::byte b) { return b == kOld; };
      const auto from = memory.begin() + std::ptrdiff_t(begin);
      const auto to = from + std::ptrdiff_t(bytes);
      EXPECT_TRUE(std::all_of(memory.begin(), from, isOld)) << begin << ' ' << bytes;
      EXPECT_TRUE(std::all_of(to, memory.end(), isOld)) << begin << ' ' << bytes;
      const std::size_t intoPage = reinterpret_cast<std::uintptr_t>(memory.data() + begin) % kPage;
      for (auto page = from; page < to;) {
        const auto end = std::min(page == from ? from + std::ptrdiff_t(kPage - intoPage) : page + kPage, to);
        EXPECT_FALSE(std::all_of(page, end, isOld)) << page - from;
        page = end;
      }
    }
  }
}

TEST(FirstTouch, AListGetsItsItems) {
  std::vector<Thing> things;
  resizeOnAllCores(things, 300'000, {});
  ASSERT_EQ(things.size(), 300'000U);
  EXPECT_TRUE(std::all_of(things.begin(), things.end(), [](const Thing& thing) { return thing.number == 7; }));
  std::vector<double> none;
  resizeOnAllCores(none, 0, {});
  EXPECT_TRUE(none.empty());
}

TEST(FirstTouch, IsCancelled) {
  CancelToken token;
  token.cancel();
  std::vector<double> numbers;
  EXPECT_THROW(resizeOnAllCores(numbers, 1'000'000, token), Error);
}

}  // namespace
}  // namespace gis
