#include "gis_core/base/gather.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"

namespace gis {
namespace {

std::vector<std::string> inTurn(std::size_t count, std::uint32_t oneOf) {
  std::vector<std::string> items;
  for (std::size_t k = 0; k < count; ++k)
    if (k * 2654435761U % 1000 < oneOf) items.push_back(std::to_string(k));
  return items;
}

TEST(Gather, IsWhatALoopWouldPick) {
  for (const unsigned threads : {1U, 2U, 5U}) {
    setThreadCount(threads);
    // none, one, a block of the hand-out and its neighbours, many blocks
    for (const std::size_t count : {0, 1, 65'535, 65'536, 65'537, 300'000}) {
      for (const std::uint32_t oneOf : {0, 3, 500, 1000}) {
        const auto items = gather<std::string>(
            count, [&](std::size_t k) { return k * 2654435761U % 1000 < oneOf; },
            [](std::size_t k) { return std::to_string(k); }, {});
        EXPECT_EQ(items, inTurn(count, oneOf)) << count << ' ' << oneOf << ' ' << threads;
      }
    }
  }
  setThreadCount(0);
}

TEST(Gather, IsCancelled) {
  CancelToken token;
  token.cancel();
  const auto all = [](std::size_t) { return true; };
  const auto same = [](std::size_t k) { return k; };
  EXPECT_THROW((void)gather<std::size_t>(1000, all, same, token), Error);
}

}  // namespace
}  // namespace gis
