// When small edits go from the log into the file.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "gis_core/store/connection.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

class WalCheckpoints : public ::testing::Test {
 protected:
  WalCheckpoints() { m_writer.exec("PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, b)"); }

  /// A commit of some ninety pages.
  void edit() {
    m_writer.exec(
        "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT 90)"
        "INSERT INTO t(b) SELECT randomblob(4000) FROM n");
    ++m_edits;
  }
  [[nodiscard]] std::uintmax_t fileSize() const { return fs::file_size(m_file); }

  ScratchFolder m_folder;
  fs::path m_file = m_folder.path() / "log.db";
  Connection m_writer = Connection::open(m_file, OpenMode::create);
  int m_edits = 0;
};

constexpr std::uintmax_t kPagesOfFour = 4000ULL * 4096;

TEST_F(WalCheckpoints, EditsAreMergedInAPause) {
  while (m_edits < 60) edit();
  const auto end = steady_clock::now() + std::chrono::seconds(60);
  while (fileSize() < kPagesOfFour && steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_GE(fileSize(), kPagesOfFour) << "nobody edits, and the log stays";
}

TEST_F(WalCheckpoints, EditsWithoutAPauseAreMergedAtLast) {
  const auto end = steady_clock::now() + std::chrono::seconds(120);
  while (fileSize() < kPagesOfFour && steady_clock::now() < end) edit();
  EXPECT_GE(fileSize(), kPagesOfFour) << "after " << m_edits << " edits";
}

}  // namespace
}  // namespace gis::store
