// Many rows for one INSERT statement. Private to the room.
#pragma once

#include <string>

#include "gis_core/store/connection.h"
#include "gis_core/store/value.h"

struct sqlite3_context;
struct sqlite3_stmt;
struct sqlite3_vtab;

namespace gis::store {

/// Inserts rows that come from C++, through a table inside SQLite that exists for this statement alone. The statement
/// keeps its cursor at the end of the target from row to row; a statement for each row opens it, finds the end and
/// closes it again, which is a third of the time of a bulk load. Source: sqlite.org/vtab.html, "Eponymous-only virtual
/// tables". Thread rule: that of its connection, which must outlive it.
class RowFeed {
 public:
  /// Gives the rows of one statement.
  class Source {
   public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;
    /// Goes to the next row, at first to the first; false when the statement shall end.
    virtual bool next() = 0;
    /// Hands over a cell of the row; what it points to must live until next().
    virtual void giveCell(sqlite3_context* to, int column) = 0;
  };

  /// `target`: a table's name, quoted, with its columns in brackets where not all are given. The rows have cells named
  /// c0, c1 …, as many as `columns`; `select` is what stands before and behind the name of the table that gives them.
  struct Select {
    std::string before = "SELECT * FROM", behind;
  };
  RowFeed(const Connection& c, const std::string& target, std::size_t columns, const Select& select);
  RowFeed(const Connection& c, const std::string& target, std::size_t columns) : RowFeed(c, target, columns, {}) {}
  RowFeed(const RowFeed&) = delete;
  RowFeed& operator=(const RowFeed&) = delete;
  ~RowFeed();

  /// Inserts the rows of `source`. Returns SQLite's extended result code: SQLITE_DONE when all went in; with another
  /// one the rows before the one that failed are in.
  [[nodiscard]] int run(Source& source);

 private:
  struct Table;
  static int connect(sqlite3* db, void* feed, int, const char* const*, sqlite3_vtab** table, char**);

  const Connection& m_connection;
  std::string m_name;  ///< of the table that is read, unique in the program
  std::size_t m_columns;
  sqlite3_stmt* m_insert = nullptr;
  Source* m_source = nullptr;
};

/// A cell of a batch, which must outlive the statement: nothing is copied.
void giveCellOf(const FeatureBatch& batch, std::size_t column, std::size_t row, sqlite3_context* to);

}  // namespace gis::store
