#include "gis_core/store/same_state.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class SameStateTest : public ScratchCity {
 protected:
  void SetUp() override { c().exec("CREATE TABLE counted (n INTEGER); INSERT INTO counted VALUES (0)"); }
  static std::int64_t seen(const Connection& reader) { return reader.intValue("SELECT n FROM counted"); }
};

TEST_F(SameStateTest, allSeeOneStateWhileSomebodyWrites) {
  std::atomic<bool> ends = false;
  std::thread writer([&] {
    const Connection other = Connection::open(m_city.file(), OpenMode::readWrite);
    while (!ends) {
      other.exec("UPDATE counted SET n = n + 1");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  int had = 0;
  for (int i = 0; i < 20; ++i) {
    const auto readers = readersOfOneState(c(), 3);
    if (readers.empty()) continue;  // written too busily: the caller reads alone
    ++had;
    const std::int64_t first = seen(readers[0]);
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    for (const Connection& reader : readers) EXPECT_EQ(seen(reader), first);
  }
  ends = true;
  writer.join();
  EXPECT_GT(had, 0);
}

TEST_F(SameStateTest, noneWhereOthersWouldSeeSomethingElse) {
  EXPECT_EQ(readersOfOneState(c(), 2).size(), 2U);
  c().exec("BEGIN; UPDATE counted SET n = 7");
  EXPECT_TRUE(readersOfOneState(c(), 2).empty()) << "the change is not theirs to see";
  c().exec("ROLLBACK; CREATE TEMP VIEW counted AS SELECT 9 AS n");
  EXPECT_TRUE(readersOfOneState(c(), 2).empty()) << "the view is this connection's alone";
}

}  // namespace
}  // namespace gis::store
