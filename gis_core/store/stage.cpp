#include "gis_core/store/stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <utility>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

/// Room for what a full disk needs to forget a load of some ten million rows' pages.
constexpr std::uint64_t kReserveBytes = std::uint64_t{2} << 20;
/// Takes some 5 ms.
constexpr std::int64_t kPagesAtOnce = 256;

fs::path lockFile(const Connection& c, std::int64_t n) {
  fs::path file = c.file();
  file += fmt::format("-stage-{}", n);
  return file;
}

/// By which column a staged table can be emptied: some are WITHOUT ROWID.
const char* keyOf(const Connection& c, const std::string& table) {
  Statement key(c, "SELECT 1 FROM pragma_table_info(?1) WHERE name = 'code' AND pk = 1");
  return key.bind(1, table).step() ? "code" : "fid";
}

/// Giving back the pages of a million rows takes longer than others may wait: some rows at a time.
void emptyTable(Chunks& chunks, const std::string& table, const char* key, int beyond = 0) {
  const Connection& c = chunks.connection();
  Statement exists(c, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1");
  if (!exists.bind(1, table).step()) return;
  exists.reset();
  const std::string name = quotedName(table);
  Statement some(c, fmt::format("DELETE FROM {0} WHERE {1} IN (SELECT {1} FROM {0} WHERE {1} > {2} ORDER BY {1}"
                                " LIMIT 1000)",
                                name, key, beyond));
  do {
    chunks.begin();
    some.run();
    chunks.breathe();
  } while (c.changes() > 0);
  chunks.pause();
}

/// Drops at once what was emptied before, or all of it.
void dropAtOnce(const Connection& c, std::int64_t n) {
  JoinedTransaction transaction(c);
  c.exec("DROP TABLE IF EXISTS " + quotedName(stageTree(n)));
  c.exec("DROP TABLE IF EXISTS " + quotedName(stageTable(n)));
  c.exec("DROP TABLE IF EXISTS " + quotedName(stageList(n)));
  Statement(c, "DELETE FROM city_stage WHERE n = ?1").bind(1, n).run();
  transaction.commit();
}

void dropTables(const Connection& c, std::int64_t n) {
  if (!c.inTransaction()) {
    Chunks chunks(c);
    emptyTable(chunks, stageTable(n), keyOf(c, stageTable(n)));
    emptyTable(chunks, stageList(n), "code");
    emptyTable(chunks, stageTree(n) + "_rowid", "rowid");
    emptyTable(chunks, stageTree(n) + "_node", "nodeno", 1);  // without its root the tree could not be dropped
    emptyTable(chunks, stageTree(n) + "_parent", "nodeno");
  }
  dropAtOnce(c, n);
}

bool hasNote(const Connection& c, std::int64_t n) {
  Statement note(c, "SELECT 1 FROM city_setting WHERE key = ?1");
  return note.bind(1, stageNote(n)).step();
}

/// Shortens the file to `downTo` pages, as far as there are free ones. Cities made before this could be done keep them.
void giveBackPages(const Connection& c, std::int64_t downTo) {
  constexpr int kIncremental = 2;
  if (c.inTransaction() || c.intValue("PRAGMA auto_vacuum") != kIncremental) return;
  Chunks chunks(c);
  while (true) {
    chunks.begin();
    const std::int64_t surplus =
        std::min(c.intValue("PRAGMA page_count") - downTo, c.intValue("PRAGMA freelist_count"));
    if (surplus <= 0) break;
    c.exec(fmt::format("PRAGMA incremental_vacuum({})", std::min<std::int64_t>(surplus, kPagesAtOnce)));
    chunks.breathe();
  }
  chunks.pause();
  mergeWalNow(c.handle());
}

/// On a full disk: with the reserve there is room for the few pages that tell which ones are free now. All in one
/// transaction, so that the log need not carry the rows into the file before it may forget them.
void dropOnFullDisk(const Connection& c, std::int64_t n, std::int64_t downTo) {
  if (c.inTransaction()) return;
  std::error_code ignored;
  fs::resize_file(lockFile(c, n), 0, ignored);
  {
    Transaction transaction(c);
    dropAtOnce(c, n);
    const std::int64_t surplus =
        std::min(c.intValue("PRAGMA page_count") - downTo, c.intValue("PRAGMA freelist_count"));
    if (surplus > 0) c.exec(fmt::format("PRAGMA incremental_vacuum({})", surplus));
    transaction.commit();
  }
  emptyWalNow(c.handle());
}

/// While it lives, statements of the connection run to their end although somebody has cancelled: they tidy up.
class Uninterrupted {
 public:
  explicit Uninterrupted(const Connection& c) : m_connection(c), m_token(c.interruptToken()) {
    if (m_token.cancelled()) c.interruptOn(CancelToken());
  }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;
  ~Uninterrupted() {
    if (m_token.cancelled()) m_connection.interruptOn(m_token);
  }

 private:
  const Connection& m_connection;
  CancelToken m_token;
};

}  // namespace

std::string stageTable(std::int64_t n) {
  return fmt::format("city_stage_{}", n);
}

std::string stageTree(std::int64_t n) {
  return fmt::format("city_stage_{}_tree", n);
}

std::string stageList(std::int64_t n) {
  return fmt::format("city_stage_{}_list", n);
}

std::string stageNote(std::int64_t n) {
  return fmt::format("{}{}", kStageNote, n);
}

Stage::Stage(const Connection& c, std::shared_ptr<StageSweeper> sweeper)
    : m_connection(c), m_sweeper(std::move(sweeper)), m_pagesBefore(c.intValue("PRAGMA page_count")) {
  JoinedTransaction transaction(c);
  Statement(c, "INSERT INTO city_stage(made_at) VALUES (?1)").bind(1, toIsoUtc(utcNow())).run();
  m_n = c.lastInsertRowId();
  // locked before the row can be seen: nobody can find it dead
  m_lock = platform::FileLock::tryLock(lockFile(c, m_n));
  platform::reserveSpace(lockFile(c, m_n), kReserveBytes);
  transaction.commit();
}

bool Stage::leavesToSweeper() const {
  return m_sweeper && m_lock && m_mine && m_givesBack && m_connection.interruptToken().cancelled() &&
         !m_connection.inTransaction();
}

Stage::~Stage() {
  if (leavesToSweeper()) {
    try {
      m_sweeper->take({m_connection.file(), m_n, std::move(m_lock)});
    } catch (const std::exception&) {
      // no thread, no memory: the next opening drops it
    }
    return;
  }
  try {
    const Uninterrupted tidy(m_connection);
    const bool drops = m_mine && !hasNote(m_connection, m_n);
    try {
      if (drops) dropTables(m_connection, m_n);
      if (drops && m_givesBack) giveBackPages(m_connection, m_pagesBefore);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::diskFull) throw;
      dropOnFullDisk(m_connection, m_n, m_pagesBefore);
    }
  } catch (const Error&) {
    // a long lock, or a disk that is full with the reserve too: the next opening drops what stays
  }
  std::error_code ignored;
  fs::remove(lockFile(m_connection, m_n), ignored);
}

void Stage::handedOver() {
  Statement(m_connection, "DELETE FROM city_stage WHERE n = ?1").bind(1, m_n).run();
  m_mine = false;
}

void sweepStage(const Connection& c, std::int64_t n) {
  if (hasNote(c, n)) return;
  try {
    const std::int64_t freeBefore = c.intValue("PRAGMA freelist_count");
    dropTables(c, n);
    const std::int64_t freed = c.intValue("PRAGMA freelist_count") - freeBefore;
    giveBackPages(c, c.intValue("PRAGMA page_count") - freed);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::locked) return;
    if (error.code() != ErrorCode::diskFull) throw;
    try {
      dropOnFullDisk(c, n, 0);
    } catch (const Error&) {
      return;  // the city can be opened all the same
    }
  }
  std::error_code ignored;
  fs::remove(lockFile(c, n), ignored);
}

std::optional<platform::FileLock> lockLeftStage(const Connection& c, std::int64_t n) {
  return platform::FileLock::tryLock(lockFile(c, n));
}

void dropDeadStages(const Connection& c) {
  std::vector<std::int64_t> numbers;
  Statement statement(c, "SELECT n FROM city_stage");
  while (statement.step()) numbers.push_back(statement.integer(0));
  statement.reset();
  for (const std::int64_t n : numbers) {
    if (const auto lock = lockLeftStage(c, n)) sweepStage(c, n);
  }
}

}  // namespace gis::store
