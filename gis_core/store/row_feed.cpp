#include "gis_core/store/row_feed.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>

#include "gis_core/store/sqlite_error.h"

namespace gis::store {
namespace {

struct FeedCursor {
  sqlite3_vtab_cursor base{};
  RowFeed::Source* source = nullptr;
  sqlite3_int64 row = 0;
  bool atEnd = false;
};

FeedCursor& cursorOf(sqlite3_vtab_cursor* base) {
  return *reinterpret_cast<FeedCursor*>(base);
}

int closeCursor(sqlite3_vtab_cursor* base) {
  delete &cursorOf(base);
  return SQLITE_OK;
}

int nextRow(sqlite3_vtab_cursor* base) {
  FeedCursor& cursor = cursorOf(base);
  cursor.atEnd = !cursor.source->next();
  ++cursor.row;
  return SQLITE_OK;
}

int firstRow(sqlite3_vtab_cursor* base, int, const char*, int, sqlite3_value**) {
  return nextRow(base);
}

int isAtEnd(sqlite3_vtab_cursor* base) {
  return cursorOf(base).atEnd ? 1 : 0;
}

int giveColumn(sqlite3_vtab_cursor* base, sqlite3_context* to, int column) {
  cursorOf(base).source->giveCell(to, column);
  return SQLITE_OK;
}

int giveRowid(sqlite3_vtab_cursor* base, sqlite3_int64* rowid) {
  *rowid = cursorOf(base).row;
  return SQLITE_OK;
}

int planScan(sqlite3_vtab*, sqlite3_index_info* info) {
  info->estimatedCost = 1e6;
  return SQLITE_OK;
}

}  // namespace

struct RowFeed::Table {
  sqlite3_vtab base{};
  RowFeed* feed = nullptr;

  static int disconnect(sqlite3_vtab* base) {
    delete reinterpret_cast<Table*>(base);
    return SQLITE_OK;
  }
  static int open(sqlite3_vtab* base, sqlite3_vtab_cursor** made) {
    auto* cursor = new FeedCursor;
    cursor->source = reinterpret_cast<Table*>(base)->feed->m_source;
    *made = &cursor->base;
    return SQLITE_OK;
  }
};

int RowFeed::connect(sqlite3* db, void* feed, int, const char* const*, sqlite3_vtab** table, char**) {
  auto& self = *static_cast<RowFeed*>(feed);
  std::string columns = "c0";
  for (std::size_t i = 1; i < self.m_columns; ++i) columns += fmt::format(",c{}", i);
  const int code = sqlite3_declare_vtab(db, fmt::format("CREATE TABLE feed({})", columns).c_str());
  if (code != SQLITE_OK) return code;
  auto* made = new Table;
  made->feed = &self;
  *table = &made->base;
  return SQLITE_OK;
}

RowFeed::RowFeed(const Connection& c, const std::string& target, std::size_t columns, const Select& select)
    : m_connection(c), m_columns(columns) {
  static std::atomic<unsigned> number{0};
  m_name = fmt::format("city_feed_{}", ++number);
  static const sqlite3_module module = [] {
    sqlite3_module m{};
    m.xConnect = &RowFeed::connect;  // no xCreate: the table is there without CREATE, and nowhere in the file
    m.xBestIndex = &planScan;
    m.xDisconnect = &Table::disconnect;
    m.xOpen = &Table::open;
    m.xClose = &closeCursor;
    m.xFilter = &firstRow;
    m.xNext = &nextRow;
    m.xEof = &isAtEnd;
    m.xColumn = &giveColumn;
    m.xRowid = &giveRowid;
    return m;
  }();
  int code = sqlite3_create_module_v2(c.handle(), m_name.c_str(), &module, this, nullptr);
  if (code == SQLITE_OK) {
    // FAIL: without it SQLite keeps a journal of the whole statement
    const std::string sql =
        fmt::format("INSERT OR FAIL INTO {} {} {} {}", target, select.before, m_name, select.behind);
    code = sqlite3_prepare_v2(c.handle(), sql.data(), static_cast<int>(sql.size()), &m_insert, nullptr);
  }
  if (code == SQLITE_OK) return;
  sqlite3_create_module_v2(c.handle(), m_name.c_str(), nullptr, nullptr, nullptr);
  throwSqlite(c.handle(), code);
}

RowFeed::~RowFeed() {
  sqlite3_finalize(m_insert);
  sqlite3_create_module_v2(m_connection.handle(), m_name.c_str(), nullptr, nullptr, nullptr);
}

int RowFeed::run(Source& source) {
  m_source = &source;
  const int code = sqlite3_step(m_insert);
  sqlite3_reset(m_insert);
  m_source = nullptr;
  return code;
}

void giveCellOf(const FeatureBatch& batch, std::size_t column, std::size_t row, sqlite3_context* to) {
  const FeatureBatch::Column& c = batch.columns[column];
  if (c.isNull[row] != 0) return;
  switch (batch.fields[column].type) {
    case FieldType::integer:
    case FieldType::boolean: sqlite3_result_int64(to, c.integers[row]); return;
    case FieldType::real: sqlite3_result_double(to, c.reals[row]); return;
    default: break;
  }
  const std::string_view bytes = batch.textOf(column, row);
  if (batch.fields[column].type == FieldType::blob)
    sqlite3_result_blob(to, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
  else
    sqlite3_result_text(to, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

}  // namespace gis::store
