// What goes into a file of checked blocks comes out of it, however it was handed over.
#include "gis_core/snapshot/block_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <utility>
#include <vector>

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

/// Writes `all` random bytes as section "two", behind one of an odd size.
std::vector<std::uint8_t> writeRandom(const std::filesystem::path& file, std::size_t all) {
  std::mt19937_64 random(19);
  std::vector<std::uint8_t> bytes(all);
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(random()); });
  BlockFileWriter writer(file, "blocks");
  writer.beginSection("one");
  writer.write(bytes.data(), std::size_t{1300000});
  writer.beginSection("two");
  writer.write(bytes.data(), all);
  writer.commit({});
  return bytes;
}

TEST_F(BlockFileTest, AWindowShowsWhatTheMappingShows) {
  const std::vector<std::uint8_t> bytes = writeRandom(m_file, (std::size_t{9} << 20) + 77);
  const BlockFile file(m_file, "blocks");
  const Section two = file.section("two");
  std::mt19937_64 random(20);
  // in small steps, in steps larger than a block, backwards, and anywhere
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const std::size_t step : {std::size_t{393216}, std::size_t{2500001}})
    for (std::size_t at = 0; at < bytes.size(); at += step) ranges.emplace_back(at, std::min(step, bytes.size() - at));
  for (std::size_t at = bytes.size() / 500000 * 500000; at > 0; at -= 500000)
    ranges.emplace_back(at, std::min<std::size_t>(500000, bytes.size() - at));
  for (int i = 0; i < 200; ++i) {
    const std::size_t at = random() % bytes.size();
    ranges.emplace_back(at, random() % (bytes.size() - at));
  }
  ranges.emplace_back(bytes.size(), 0);
  BlockWindow window;
  for (const auto& [at, size] : ranges) {
    const auto run = file.run<std::uint8_t>(two, at, size, window);
    ASSERT_EQ(run.size(), size);
    ASSERT_TRUE(std::equal(run.begin(), run.end(), bytes.begin() + std::ptrdiff_t(at))) << at << " " << size;
  }
  const auto beyond = [&] { (void)file.at(two, bytes.size() - 10, 11, window); };
  EXPECT_THROW(beyond(), Error);
}

TEST_F(BlockFileTest, AWindowNoticesDamage) {
  const std::vector<std::uint8_t> bytes = writeRandom(m_file, std::size_t{6} << 20);
  const std::size_t broken = BlockFile(m_file, "blocks").section("two").offset + (std::size_t{3} << 20);
  std::fstream(m_file, std::ios::in | std::ios::out | std::ios::binary)
      .seekp(std::streamoff(broken))
      .put(static_cast<char>(~bytes[std::size_t{3} << 20]));
  const BlockFile file(m_file, "blocks");
  BlockWindow window;
  EXPECT_TRUE(std::equal(bytes.begin(), bytes.begin() + 1000,
                         file.run<std::uint8_t>(file.section("two"), 0, 1000, window).begin()));
  EXPECT_FALSE(file.isDamaged());
  // once more: what was found wrong is not taken for whole because it was copied already
  for (int i = 0; i < 2; ++i) {
    const auto read = [&] { (void)file.at(file.section("two"), (std::size_t{3} << 20) - 5, 10, window); };
    EXPECT_THROW(read(), Error);
    EXPECT_TRUE(file.isDamaged());
  }
}

TEST_F(BlockFileTest, CheckingASectionFindsDamageAnywhereInItAndNowhereElse) {
  const std::vector<std::uint8_t> bytes = writeRandom(m_file, (std::size_t{6} << 20) + 77);
  const Section two = BlockFile(m_file, "blocks").section("two");
  {
    const BlockFile whole(m_file, "blocks");
    for (const char* name : {"one", "two"}) whole.checkAll(whole.section(name), {});
    EXPECT_FALSE(whole.isDamaged());
  }
  for (const std::uint64_t at : {std::uint64_t{1} << 20, two.size / 2, two.size - 1}) {
    const auto put = [&](std::uint8_t byte) {
      std::fstream(m_file, std::ios::in | std::ios::out | std::ios::binary)
          .seekp(std::streamoff(two.offset + at))
          .put(static_cast<char>(byte));
    };
    put(static_cast<std::uint8_t>(~bytes[at]));
    const BlockFile file(m_file, "blocks");
    file.checkAll({0, 1300000}, {});
    EXPECT_FALSE(file.isDamaged());
    EXPECT_THROW(file.checkAll(two, {}), Error) << at;
    EXPECT_TRUE(file.isDamaged());
    put(bytes[at]);
  }
}

TEST_F(BlockFileTest, AWindowNoticesAFileThatWasCut) {
  (void)writeRandom(m_file, std::size_t{6} << 20);
  const BlockFile file(m_file, "blocks");
  std::filesystem::resize_file(m_file, std::size_t{4} << 20);
  BlockWindow window;
  const auto read = [&] { (void)file.at(file.section("two"), std::size_t{4} << 20, 10, window); };
  EXPECT_THROW(read(), Error);
}

}  // namespace
}  // namespace gis::snapshot
