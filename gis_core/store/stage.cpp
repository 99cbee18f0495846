#include "gis_core/store/stage.h"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/store/joined_transaction.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

fs::path lockFile(const Connection& c, std::int64_t n) {
  fs::path file = c.file();
  file += fmt::format("-stage-{}", n);
  return file;
}

void dropTables(const Connection& c, std::int64_t n) {
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
