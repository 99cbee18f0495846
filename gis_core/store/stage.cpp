#include "gis_core/store/stage.h"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/joined_transaction.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

fs::path lockFile(const Connection& c, std::int64_t n) {
  fs::path file = c.file();
  file += fmt::format("-stage-{}", n);
  return file;
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

void dropTables(const Connection& c, std::int64_t n) {
  if (!c.inTransaction()) {
    Chunks chunks(c);
    emptyTable(chunks, stageTable(n), "fid");
    emptyTable(chunks, stageTree(n) + "_rowid", "rowid");
    emptyTable(chunks, stageTree(n) + "_node", "nodeno", 1);  // without its root the tree could not be dropped
    emptyTable(chunks, stageTree(n) + "_parent", "nodeno");
  }
  JoinedTransaction transaction(c);
  c.exec("DROP TABLE IF EXISTS " + quotedName(stageTree(n)));
  c.exec("DROP TABLE IF EXISTS " + quotedName(stageTable(n)));
  Statement(c, "DELETE FROM city_stage WHERE n = ?1").bind(1, n).run();
  transaction.commit();
}

}  // namespace

std::string stageTable(std::int64_t n) {
  return fmt::format("city_stage_{}", n);
}

std::string stageTree(std::int64_t n) {
  return fmt::format("city_stage_{}_tree", n);
}

Stage::Stage(const Connection& c) : m_connection(c) {
  JoinedTransaction transaction(c);
  Statement(c, "INSERT INTO city_stage(made_at) VALUES (?1)").bind(1, toIsoUtc(utcNow())).run();
  m_n = c.lastInsertRowId();
  // locked before the row can be seen: nobody can find it dead
  m_lock = platform::FileLock::tryLock(lockFile(c, m_n));
  transaction.commit();
}

Stage::~Stage() {
  try {
    if (m_mine) dropTables(m_connection, m_n);
  } catch (const Error&) {
    // a full disk or a long lock: the next opening drops what stays, for then the lock is free
  }
  std::error_code ignored;
  fs::remove(lockFile(m_connection, m_n), ignored);
}

void Stage::handedOver() {
  Statement(m_connection, "DELETE FROM city_stage WHERE n = ?1").bind(1, m_n).run();
  m_mine = false;
}

void dropDeadStages(const Connection& c) {
  std::vector<std::int64_t> numbers;
  Statement statement(c, "SELECT n FROM city_stage");
  while (statement.step()) numbers.push_back(statement.integer(0));
  statement.reset();
  for (const std::int64_t n : numbers) {
    auto lock = platform::FileLock::tryLock(lockFile(c, n));
    if (!lock) continue;
    try {
      dropTables(c, n);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::locked) throw;
      continue;
    }
    std::error_code ignored;
    fs::remove(lockFile(c, n), ignored);
  }
}

}  // namespace gis::store
