// Private to this room: statements that wait to be used again. Reading the SQL of a small statement costs SQLite more
// than running it, and an edit runs a dozen of them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace gis::store {

/// The idle statements of one connection, the last used first; the oldest go when there are too many. They hold no
/// lock and no value, and SQLite reads their SQL again by itself when the schema has changed. Same thread rule as
/// Connection.
class StatementPool {
 public:
  StatementPool() = default;
  StatementPool(const StatementPool&) = delete;
  StatementPool& operator=(const StatementPool&) = delete;
  ~StatementPool() { clear(); }

  /// An idle statement of exactly this text, now the caller's; nullptr when there is none.
  [[nodiscard]] sqlite3_stmt* take(std::string_view sql);
  /// Resets `statement` and keeps it, or finalizes it.
  void giveBack(sqlite3_stmt* statement);
  /// Finalizes all of them: before the connection is closed.
  void clear();

 private:
  struct Idle {
    std::string_view sql;  ///< the statement's own copy
    sqlite3_stmt* statement;
  };
  std::vector<Idle> m_idle;
};

}  // namespace gis::store
