// A condition that a user typed.
#include <sqlite3.h>

#include "gis_core/base/error.h"
#include "gis_core/store/authorizer.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::store {
namespace {

/// Prepares and finalises; throws the error in words.
void checkPrepares(const Connection& c, const std::string& sql, const std::string* refused) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(c.handle(), sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, &tail);
  const bool more = tail != nullptr && *tail != '\0';
  const int parameters = statement == nullptr ? 0 : sqlite3_bind_parameter_count(statement);
  if (code != SQLITE_OK) throwStatementError(c, refused == nullptr ? std::string_view() : *refused);
  sqlite3_finalize(statement);
  if (more || statement == nullptr || parameters != 0) {
    throw Error(ErrorCode::sql, GIS_TR("the condition was refused"),
                parameters != 0 ? GIS_TR("it holds a parameter without a value") : GIS_TR("it is not one expression"),
                {});
  }
}

}  // namespace

void checkCondition(const Connection& c, std::string_view table, std::string_view condition) {
  const std::string text(condition);
  if (text.find('\0') != std::string::npos) {
    throw Error(ErrorCode::sql, GIS_TR("the condition was refused"), GIS_TR("it holds a zero byte"), {});
  }
  const std::string from = " FROM " + quotedName(table);
  // Text that balances its own brackets ("1) OR (1") passes the first form but not the second, text that
  // closes the CASE the other way round: only an expression passes both. The line ends stop "--" comments.
  const std::string inBrackets = "SELECT 1" + from + " WHERE (\n" + text + "\n)";
  const std::string inCase = "SELECT 1" + from + " WHERE CASE WHEN\n" + text + "\nTHEN 1 END";
  checkPrepares(c, inBrackets, nullptr);  // without the authorizer: this connects what the condition uses
  const std::string low = lowerAscii(text);
  if (low.find("spatialindex") != std::string::npos || low.find("knn") != std::string::npos) connectVirtualTables(c);
  const ReadOnlyAuthorizer authorizer(c);
  checkPrepares(c, inBrackets, &authorizer.refused());
  checkPrepares(c, inCase, &authorizer.refused());
}

}  // namespace gis::store
