#include "gis_core/store/read_only_sql.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "gis_core/base/error.h"
#include "gis_core/store/authorizer.h"
#include "gis_core/store/sqlite_error.h"

namespace gis::store {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void refuse(Message why) {
  throw Error(ErrorCode::sql, GIS_TR("the statement was refused"), std::move(why), {});
}

/// Ends a statement when its time is over or when the user wants it.
struct Watch {
  Clock::time_point end;
  CancelToken token;
  [[nodiscard]] bool over() const { return Clock::now() > end; }
  static int ask(void* self) {
    const auto* watch = static_cast<Watch*>(self);
    return watch->over() || watch->token.cancelled() ? 1 : 0;
  }
};

/// A statement whose handle is freed whatever happens.
struct Prepared {
  sqlite3_stmt* handle = nullptr;
  Prepared() = default;
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { sqlite3_finalize(handle); }
};

void prepare(const Connection& c, std::string_view text, const ReadOnlyAuthorizer& authorizer, Prepared& out) {
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(c.handle(), text.data(), static_cast<int>(text.size()), &out.handle, &tail);
  if (code != SQLITE_OK) {
    if (!authorizer.refused().empty()) refuse(authorizer.refused());
    throw Error(ErrorCode::sql, GIS_TR("the statement failed"), statementFault(sqlite3_errmsg(c.handle())),
                statementAdvice());
  }
  if (out.handle == nullptr) refuse(GIS_TR("it is empty"));
  Prepared second;
  const std::string rest(tail, text.data() + text.size());
  sqlite3_prepare_v2(c.handle(), rest.c_str(), -1, &second.handle, nullptr);
  const bool onlyComment = second.handle == nullptr && sqlite3_errcode(c.handle()) == SQLITE_OK;
  if (!onlyComment) refuse(GIS_TR("there is more than one statement"));
  if (sqlite3_stmt_readonly(out.handle) == 0) refuse(GIS_TR("only reading is allowed"));
  if (sqlite3_bind_parameter_count(out.handle) != 0) refuse(GIS_TR("it holds a parameter without a value"));
}

Value cellOf(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(row, column)};
    case SQLITE_FLOAT: return sqlite3_column_double(row, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
      return bytes == nullptr ? geom::Bytes() : geom::Bytes(bytes, bytes + size);
    }
    default: return {};
  }
}

[[noreturn]] void throwStep(const Connection& c, int code, const Watch& watch, std::chrono::milliseconds limit,
                            const Message& refused) {
  if ((code & 0xff) == SQLITE_INTERRUPT && !watch.token.cancelled()) {
    throw Error(ErrorCode::cancelled, GIS_TR("the statement was stopped"),
                {GIS_TR("it took longer than {0} s"), {fmt::format("{:g}", static_cast<double>(limit.count()) / 1000)}},
                GIS_TR("narrow it down, or allow more time (--timeout)"));
  }
  if (!refused.empty()) refuse(refused);
  throwSqlite(c.handle(), code);
}

}  // namespace

void runReadOnly(const std::filesystem::path& city, std::string_view statement, std::chrono::milliseconds limit,
                 const CancelToken& token, const std::function<void(const std::vector<std::string>&)>& columns,
                 const std::function<bool(const std::vector<Value>&)>& row) {
  if (statement.find('\0') != std::string_view::npos) refuse(GIS_TR("it holds a zero byte"));
  const Connection c = Connection::open(city, OpenMode::readOnly);
  c.exec("PRAGMA query_only=ON");
  connectVirtualTables(c);
  Watch watch{Clock::now() + limit, token};
  sqlite3_progress_handler(c.handle(), 1000, &Watch::ask, &watch);
  const ReadOnlyAuthorizer authorizer(c);
  Prepared prepared;
  prepare(c, statement, authorizer, prepared);

  const int count = sqlite3_column_count(prepared.handle);
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) {
    const char* name = sqlite3_column_name(prepared.handle, i);
    names.emplace_back(name == nullptr ? "" : name);
  }
  columns(names);
  std::vector<Value> cells(static_cast<std::size_t>(count));
  for (;;) {
    const int code = sqlite3_step(prepared.handle);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) throwStep(c, code, watch, limit, authorizer.refused());
    for (int i = 0; i < count; ++i) cells[static_cast<std::size_t>(i)] = cellOf(prepared.handle, i);
    if (!row(cells)) return;
  }
}

}  // namespace gis::store
