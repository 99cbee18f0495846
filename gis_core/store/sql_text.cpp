#include "gis_core/store/sql_text.h"

namespace gis::store {

namespace {

char closingOf(char open) {
  return open == '[' ? ']' : open;
}

/// In brackets nothing is said twice.
bool isTwice(std::string_view sql, std::size_t at) {
  return sql[at] != ']' && at + 1 < sql.size() && sql[at + 1] == sql[at];
}

}  // namespace

bool beginsQuoted(std::string_view sql, std::size_t at) {
  const std::string_view two = sql.substr(at, 2);
  return sql[at] == '\'' || opensName(sql[at]) || two == "--" || two == "/*";
}

bool opensName(char c) {
  return c == '"' || c == '`' || c == '[';
}

std::size_t endOfQuoted(std::string_view sql, std::size_t at) {
  if (sql[at] == '-') {
    const std::size_t end = sql.find('\n', at);
    return end == std::string_view::npos ? sql.size() : end + 1;
  }
  if (sql[at] == '/') {
    const std::size_t end = sql.find("*/", at + 2);
    return end == std::string_view::npos ? end : end + 2;
  }
  const char closing = closingOf(sql[at]);
  for (std::size_t i = sql.find(closing, at + 1); i != std::string_view::npos; i = sql.find(closing, i + 2))
    if (!isTwice(sql, i)) return i + 1;
  return std::string_view::npos;
}

std::string unquotedName(std::string_view quoted) {
  const char closing = closingOf(quoted.front());
  std::string name;
  for (std::size_t i = 1; i < quoted.size(); ++i) {
    if (quoted[i] == closing) {
      if (!isTwice(quoted, i)) break;
      ++i;
    }
    name += quoted[i];
  }
  return name;
}

bool isWordByte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace gis::store
