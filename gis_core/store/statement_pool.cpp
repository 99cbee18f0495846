#include "gis_core/store/statement_pool.h"

#include <sqlite3.h>

#include <algorithm>

namespace gis::store {

namespace {

constexpr std::size_t kMostIdle = 64;
constexpr std::size_t kLongestText = 4096;  // longer ones hold lists of values and do not come again

}  // namespace

sqlite3_stmt* StatementPool::take(std::string_view sql) {
  const auto found = std::find_if(m_idle.begin(), m_idle.end(), [sql](const Idle& idle) { return idle.sql == sql; });
  if (found == m_idle.end()) return nullptr;
  sqlite3_stmt* statement = found->statement;
  m_idle.erase(found);
  return statement;
}

void StatementPool::giveBack(sqlite3_stmt* statement) {
  if (statement == nullptr) return;
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  const char* text = sqlite3_sql(statement);
  const std::string_view sql = text == nullptr ? std::string_view() : std::string_view(text);
  if (sql.empty() || sql.size() > kLongestText) {
    sqlite3_finalize(statement);
    return;
  }
  if (m_idle.size() >= kMostIdle) {
    sqlite3_finalize(m_idle.back().statement);
    m_idle.pop_back();
  }
  m_idle.insert(m_idle.begin(), Idle{sql, statement});
}

void StatementPool::clear() {
  for (const Idle& idle : m_idle) sqlite3_finalize(idle.statement);
  m_idle.clear();
}

}  // namespace gis::store
