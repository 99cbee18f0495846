#include "gis_core/store/sqlite_error.h"

#include <sqlite3.h>

#include <string>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/new_file.h"

namespace gis::store {
namespace {

std::string nameOf(const sqlite3* db) {
  // the C interface takes no const handle but does not change it here
  const char* file = db == nullptr ? nullptr : sqlite3_db_filename(const_cast<sqlite3*>(db), "main");
  if (file == nullptr || *file == '\0') return "the database";
  return platform::targetOfPart(platform::pathToUtf8(std::filesystem::path(file).filename()));
}

/// SQLite tells SQLITE_FULL for ENOSPC only; a quota or a file size limit comes as a failed write, and the
/// system's own number is lost on the way.
bool diskIsFull(int code) {
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE;
}

}  // namespace

void throwSqlite(const sqlite3* db, int code, std::string_view doing) {
  const std::string name = nameOf(db);
  std::string reason = db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(const_cast<sqlite3*>(db));
  if (diskIsFull(code)) {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {name}},
                GIS_TR("the disk is full or does not take more"), GIS_TR("free some space and try again"));
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorCode::locked, {GIS_TR("cannot write {0}"), {name}},
                  GIS_TR("another program holds the city for too long"),
                  GIS_TR("wait until it has finished, or close it, and try again"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {name}}, GIS_TR("the place is read-only"),
                  GIS_TR("copy the city to a folder where you may write"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {name}},
                  {GIS_TR("the file is damaged or no city ({0})"), {reason}},
                  GIS_TR("open a backup, or run: citydesk-cli check"));
    case SQLITE_INTERRUPT:
      throw Error(ErrorCode::cancelled, GIS_TR("cancelled"), GIS_TR("you asked to stop"),
                  GIS_TR("nothing was changed"));
    case SQLITE_CONSTRAINT:
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot write {0}"), {name}},
                  {GIS_TR("a rule of the table forbids it ({0})"), {reason}}, {});
    case SQLITE_NOMEM:
      throw Error(ErrorCode::internal, {GIS_TR("cannot read {0}"), {name}}, GIS_TR("there is not enough memory"), {});
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {name}},
                  {GIS_TR("the disk or the system reports an error ({0})"), {reason}},
                  GIS_TR("check the disk, then open a backup"));
    default: break;
  }
  if (!doing.empty()) reason += " [" + std::string(doing.substr(0, 200)) + "]";
  throw Error(ErrorCode::sql, GIS_TR("the statement failed"), reason, {});
}

Message statementFault(std::string_view message) {
  // "near "and": syntax error", "no such column: dlmb"; the name in question is at the place of …
  struct Known {
    std::string_view begin, end;
    const char* said;
  };
  static constexpr Known kKnown[] = {
      {"near \"", "\": syntax error", GIS_TR("it cannot be understood near \"{0}\"")},
      {"no such column: ", "", GIS_TR("there is no column {0}")},
      {"no such table: ", "", GIS_TR("there is no layer or table {0}")},
      {"no such function: ", "", GIS_TR("there is no function {0}")},
      {"wrong number of arguments to function ", "", GIS_TR("the function {0} takes another number of values")},
      {"ambiguous column name: ", "", GIS_TR("the column {0} is in several tables")},
      {"unrecognized token: ", "", GIS_TR("{0} cannot be read: a quotation mark may be missing")},
      {"incomplete input", "", GIS_TR("it ends too early")},
  };
  for (const Known& known : kKnown) {
    if (!message.starts_with(known.begin) || !message.ends_with(known.end) ||
        message.size() < known.begin.size() + known.end.size())
      continue;
    const std::size_t size = message.size() - known.begin.size() - known.end.size();
    return {known.said, {std::string(message.substr(known.begin.size(), size))}};
  }
  return std::string(message);
}

Message statementAdvice() {
  return GIS_TR("texts stand in single quotation marks, names in double ones");
}

}  // namespace gis::store
