// Pages of the log wait to be written together: nobody may notice.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/store/connection.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

namespace fs = std::filesystem;

const char* const kSum = "SELECT count(*) || ' ' || ifnull(sum(id * length(b)), 0) || ' ' || ifnull(max(b), '') FROM t";

class WalBuffer : public ::testing::Test {
 protected:
  WalBuffer() {
    m_writer.exec("PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, b)");
    // pages go to the log long before the commit, and some of them twice
    m_writer.exec("PRAGMA cache_size=5; PRAGMA cache_spill=2");
  }

  /// Some statements of one transaction, with savepoints that are given up.
  void change(std::mt19937& random) {
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int step = upTo(6); step >= 0; --step) {
      switch (upTo(4)) {
        case 0:
          m_writer.exec(
              "SAVEPOINT s; DELETE FROM t WHERE id % 3 = 0; UPDATE t SET b = b || 'lost';"
              "ROLLBACK TO s; RELEASE s");
          break;
        case 1: m_writer.exec("DELETE FROM t WHERE id % 7 = " + std::to_string(upTo(6))); break;
        case 2: m_writer.exec("UPDATE t SET b = hex(randomblob(300)) WHERE id % 5 = " + std::to_string(upTo(4))); break;
        default:
          m_writer.exec("WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT " +
                        std::to_string(1 + upTo(400)) + ") INSERT INTO t(b) SELECT hex(randomblob(200)) FROM n");
      }
    }
  }

  /// The city as a crash would leave it now.
  [[nodiscard]] std::string sumAfterCrash() {
    const fs::path copy = m_folder.path() / "crashed.sqlite";
    for (const char* ending : {"", "-wal"}) {
      fs::path from = m_file, to = copy;
      from += ending;
      to += ending;
      fs::remove(to);
      if (fs::exists(from)) fs::copy_file(from, to);
    }
    fs::path shared = copy;
    shared += "-shm";
    fs::remove(shared);
    const Connection c = Connection::open(copy, OpenMode::readWrite);
    EXPECT_EQ(c.textValue("PRAGMA integrity_check"), "ok");
    return c.textValue(kSum);
  }

  ScratchFolder m_folder;
  fs::path m_file = m_folder.path() / "a.sqlite";
  Connection m_writer = Connection::open(m_file, OpenMode::create);
};

TEST_F(WalBuffer, EveryCommitIsSeenAtOnceAndOutlivesACrash) {
  std::mt19937 random(20);
  const Connection reader = Connection::open(m_file, OpenMode::readOnly);
  for (int round = 0; round < 120; ++round) {
    if (round % 40 == 20) m_writer.exec("PRAGMA synchronous=NORMAL");  // no sync that would flush
    if (round % 40 == 0) m_writer.exec("PRAGMA synchronous=FULL");
    const std::string before = m_writer.textValue(kSum);
    m_writer.exec("BEGIN IMMEDIATE");
    change(random);
    const std::string wanted = m_writer.textValue(kSum);
    ASSERT_EQ(reader.textValue(kSum), before) << "an open transaction shows, round " << round;
    if (round % 10 == 3) {
      ASSERT_EQ(sumAfterCrash(), before) << round;
    }
    const bool givenUp = round % 6 == 5;
    m_writer.exec(givenUp ? "ROLLBACK" : "COMMIT");
    ASSERT_EQ(reader.textValue(kSum), givenUp ? before : wanted) << round;
    ASSERT_EQ(m_writer.textValue(kSum), givenUp ? before : wanted) << round;
    if (round % 10 == 4) {
      ASSERT_EQ(sumAfterCrash(), wanted) << round;
    }
    if (round % 25 == 24) m_writer.exec("PRAGMA wal_checkpoint(RESTART)");
  }
  EXPECT_EQ(reader.textValue("PRAGMA integrity_check"), "ok");
}

TEST_F(WalBuffer, LargePagesFit) {
  const fs::path file = m_folder.path() / "large.sqlite";
  const Connection writer = Connection::open(file, OpenMode::create);
  writer.exec("PRAGMA page_size=65536; VACUUM; PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, b)");
  ASSERT_EQ(writer.intValue("PRAGMA page_size"), 65536);
  writer.exec(
      "BEGIN; WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
      " INSERT INTO t(b) SELECT hex(randomblob(300)) FROM n; COMMIT");
  const Connection reader = Connection::open(file, OpenMode::readOnly);
  EXPECT_EQ(reader.textValue(kSum), writer.textValue(kSum));
}

}  // namespace
}  // namespace gis::store
