#include "gis_core/query/grouped.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>

namespace gis::query {
namespace {

using Item = std::pair<std::uint32_t, int>;  // its number, and when it came

TEST(Grouped, isAStableSortWhateverTheNumberOfThreads) {
  constexpr std::size_t kNumbers = 50;
  std::mt19937 random(3);
  std::vector<Found<Item>> made(23);
  std::vector<Item> expected;
  int came = 0;
  for (Found<Item>& block : made) {
    block.resize(random() % 40);  // some of them empty
    for (Item& item : block) item = {std::uint32_t(random() % (kNumbers - 1)), came++};
    expected.insert(expected.end(), block.begin(), block.end());
  }
  std::stable_sort(expected.begin(), expected.end(), [](const Item& a, const Item& b) { return a.first < b.first; });
  for (const unsigned threads : {1U, 2U, 3U, 9U}) {
    setThreadCount(threads);
    std::vector<Found<Item>> blocks = made;
    Grouped<Item> found = grouped(blocks, kNumbers, [](const Item& item) { return item.first; }, {});
    EXPECT_EQ(found.items, expected) << threads;
    ASSERT_EQ(found.starts.size(), kNumbers + 1);
    EXPECT_EQ(found.starts.back(), expected.size());
    EXPECT_EQ(found.starts[kNumbers - 1], expected.size()) << "a number that nothing has";
    sortGroups(found, [](const Item& a, const Item& b) { return a.second > b.second; }, {});
    for (std::size_t i = 1; i < found.items.size(); ++i) {
      const Item& one = found.items[i - 1];
      const Item& next = found.items[i];
      EXPECT_TRUE(one.first < next.first || (one.first == next.first && one.second > next.second)) << threads;
    }
  }
  setThreadCount(0);
}

TEST(Grouped, ofNothingIsNothing) {
  std::vector<Found<Item>> blocks;
  const Grouped<Item> found = grouped(blocks, 2, [](const Item& item) { return item.first; }, {});
  EXPECT_TRUE(found.items.empty());
  EXPECT_EQ(found.starts, (std::vector<std::size_t>{0, 0, 0}));
}

}  // namespace
}  // namespace gis::query
