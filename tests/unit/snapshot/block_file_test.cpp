// What goes into a file of checked blocks comes out of it, however it was handed over.
#include "gis_core/snapshot/block_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::snapshot {
namespace {

class BlockFileTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(m_folder); }
  std::filesystem::path m_folder = platform::makeScratchFolder("citydesk-block-test");
  std::filesystem::path m_file = m_folder / "blocks";
};

TEST_F(BlockFileTest, SmallAndLargeRunsInTurn) {
  std::mt19937_64 random(18);
  std::vector<std::uint64_t> bytes((std::size_t{45} << 20) / 8);
  std::generate(bytes.begin(), bytes.end(), random);
  const auto* data = reinterpret_cast<const char*>(bytes.data());
  const std::size_t all = bytes.size() * 8;
  // runs that begin inside of a block, fill it, and are long enough for all threads
  const std::vector<std::vector<std::size_t>> ways{{all},
                                                   {100, all},
                                                   {std::size_t{1} << 20, all},
                                                   {all - 1, all},
                                                   {std::size_t{9} << 20, std::size_t{30} << 20, all}};
  for (const auto& ends : ways) {
    BlockFileWriter writer(m_file, "blocks");
    writer.beginSection("one");
    std::size_t from = 0;
    for (const std::size_t end : ends) {
      writer.write(data + from, end - from);
      from = end;
    }
    writer.beginSection("two");
    writer.write(data, 10);
    writer.commit({});
    const BlockFile file(m_file, "blocks");
    const Section one = file.section("one");
    ASSERT_EQ(one.size, all);
    EXPECT_TRUE(std::equal(data, data + all, reinterpret_cast<const char*>(file.at(one, 0, all))));
    EXPECT_TRUE(std::equal(data, data + 10, reinterpret_cast<const char*>(file.at(file.section("two"), 0, 10))));
  }
}

}  // namespace
}  // namespace gis::snapshot
