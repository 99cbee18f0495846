// The pages of a scattered table are found without SQLite, and reading them disturbs nobody.
#include "gis_core/store/read_ahead.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "gis_core/store/features.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class ReadAheadTest : public ScratchCity {
 protected:
  /// Two tables whose rows were written in turn.
  void fill(int rows) {
    c().exec(
        "CREATE TABLE one(id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE two(id INTEGER PRIMARY KEY, text TEXT)");
    c().exec("BEGIN");
    for (int i = 0; i < rows; ++i) {
      for (const char* table : {"one", "two"}) {
        Statement(c(), fmt::format("INSERT INTO {}(text) VALUES (?1)", table)).bindAll(std::string(700, 'x')).run();
      }
    }
    c().exec("COMMIT");
  }
  static constexpr ReadAheadLimits kAlways{0, std::chrono::microseconds(-1)};
};

TEST_F(ReadAheadTest, everyLeafOfTheTableIsBroughtIn) {
  constexpr int kRows = 4000, kRowsAPage = 11;
  fill(kRows);
  c().exec("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const char* table : {"one", "TWO"}) {
    const std::int64_t pages = ReadAhead(c(), table, kAlways).finish();
    EXPECT_GE(pages, kRows / kRowsAPage) << table;
    EXPECT_LE(pages, kRows / kRowsAPage * 11 / 10) << table;
  }
}

TEST_F(ReadAheadTest, everyLeafOfAnIndexIsBroughtIn) {
  constexpr int kRows = 4000, kLeastAPage = 70, kMostAPage = 80;  // keys of a hundred bytes
  fill(kRows);
  c().exec("CREATE INDEX one_begins ON one(substr(text, 1, 100))");
  c().exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const std::int64_t pages = ReadAhead(c(), "one_begins", kAlways).finish();
  EXPECT_GE(pages, kRows / kMostAPage);
  EXPECT_LE(pages, kRows / kLeastAPage);
}

TEST_F(ReadAheadTest, smallFilesMemoryAndStrangeTablesAreLeftAlone) {
  fill(2000);
  EXPECT_EQ(ReadAhead(c(), "one").finish(), 0) << "a small file";
  EXPECT_EQ(ReadAhead(c(), "one", {0, std::chrono::seconds(5)}).finish(), 0) << "it is in memory";
  EXPECT_EQ(ReadAhead(c(), "nothing", kAlways).finish(), 0);
  EXPECT_EQ(ReadAhead(c(), "", kAlways).finish(), 0);
  c().exec("CREATE VIEW seen AS SELECT * FROM one; CREATE TABLE empty(id INTEGER PRIMARY KEY)");
  EXPECT_EQ(ReadAhead(c(), "seen", kAlways).finish(), 0);
  EXPECT_EQ(ReadAhead(c(), "empty", kAlways).finish(), 0);
}

TEST_F(ReadAheadTest, theCityIsWrittenMeanwhile) {
  fill(3000);
  for (int round = 1; round <= 20; ++round) {
    const ReadAhead ahead(c(), "one", kAlways);
    Statement(c(), "UPDATE two SET text = ?1 WHERE id = ?2").bindAll(std::to_string(round), round).run();
    EXPECT_EQ(Connection::open(c().file(), OpenMode::readOnly).intValue("SELECT count(*) FROM two WHERE text < 'x'"),
              round);
  }
  EXPECT_EQ(c().textValue("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace gis::store
