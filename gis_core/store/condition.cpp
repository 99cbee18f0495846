// A condition that a user typed.
#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "gis_core/base/error.h"
#include "gis_core/store/authorizer.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/sql_text.h"

namespace gis::store {
namespace {

/// Prepares and finalises; throws the error in words. `layer`: the only one it speaks of, or empty.
void checkPrepares(const Connection& c, const std::string& sql, const Message& refused, std::string_view layer) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(c.handle(), sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, &tail);
  const bool more = tail != nullptr && *tail != '\0';
  const int parameters = statement == nullptr ? 0 : sqlite3_bind_parameter_count(statement);
  if (code != SQLITE_OK) throwStatementError(c, refused, layer);
  sqlite3_finalize(statement);
  if (more || statement == nullptr || parameters != 0) {
    throw Error(ErrorCode::sql, GIS_TR("the condition was refused"),
                parameters != 0 ? GIS_TR("it holds a parameter without a value") : GIS_TR("it is not one expression"),
                {});
  }
}

bool prepares(const Connection& c, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(c.handle(), sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
  sqlite3_finalize(statement);
  return code == SQLITE_OK;
}

/// Behind these a bracket opens no list of arguments.
constexpr std::array kBeforeBrackets{"and",    "between", "case", "else",    "escape", "glob", "in",  "is",
                                     "isnull", "like",    "not",  "notnull", "or",     "then", "when"};
constexpr std::array kFurtherStatements{"select", "values", "with", "match", "regexp"};

}  // namespace

bool mayCallFunctions(std::string_view condition) {
  const auto holds = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  bool isBehindName = false;
  for (std::size_t i = 0; i < condition.size();) {
    const char c = condition[i];
    const std::string_view two = condition.substr(i, 2);
    if (two == "--" || two == "/*" || (c == '(' && isBehindName)) return true;
    if (beginsQuoted(condition, i)) {
      isBehindName = c != '\'';
      i = endOfQuoted(condition, i);
      if (i == std::string_view::npos) return true;
    } else if (isWordByte(c)) {
      const std::size_t begin = i;
      while (i < condition.size() && isWordByte(condition[i])) ++i;
      const std::string word = lowerAscii(condition.substr(begin, i - begin));
      if (holds(kFurtherStatements, word)) return true;
      isBehindName = !holds(kBeforeBrackets, word);
    } else {
      isBehindName = isBehindName && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f');
      ++i;
    }
  }
  return false;
}

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
  const std::string low = lowerAscii(text);
  // of a further SELECT it is not known which layer lacks the field
  const std::string_view layer = low.find("select") == std::string::npos ? table : std::string_view();
  // what is wrong is told of the condition alone, not of a bracket of ours
  if (!prepares(c, inBrackets)) checkPrepares(c, "SELECT 1" + from + " WHERE\n" + text, {}, layer);
  checkPrepares(c, inBrackets, {}, layer);  // without the authorizer: this connects what the condition uses
  if (low.find("spatialindex") != std::string::npos || low.find("knn") != std::string::npos) connectVirtualTables(c);
  const ReadOnlyAuthorizer authorizer(c);
  checkPrepares(c, inBrackets, authorizer.refused(), layer);
  checkPrepares(c, inCase, authorizer.refused(), layer);
}

}  // namespace gis::store
