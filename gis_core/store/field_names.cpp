#include "gis_core/store/field_names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/store/connection.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/sql_text.h"

namespace gis::store {
namespace {

using nlohmann::json;

bool isFunction(std::string_view sql, std::size_t end) {
  const std::size_t next = sql.find_first_not_of(" \t\r\n", end);
  return next != std::string_view::npos && sql[next] == '(';
}

std::string renamedInLabel(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += text[i++];
      continue;
    }
    out += '{';
    for (std::size_t at = i + 1; at <= close;) {
      const std::size_t end = std::min(text.find('|', at), close);
      const std::string_view name = text.substr(at, end - at);
      out += lowerAscii(name) == lowerAscii(from) ? std::string(to) : std::string(name);
      out += end == close ? '}' : '|';
      at = end + 1;
    }
    i = close + 1;
  }
  return out;
}

void renameIn(json& node, std::string_view from, std::string_view to) {
  if (node.is_array()) {
    for (json& item : node) renameIn(item, from, to);
    return;
  }
  if (!node.is_object()) return;
  for (auto& [key, value] : node.items()) {
    if (!value.is_string()) {
      renameIn(value, from, to);
      continue;
    }
    const std::string text = value;
    if ((key == "field" || key == "weight") && lowerAscii(text) == lowerAscii(from)) value = std::string(to);
    if (key == "rule") value = renamedInSql(text, from, to);
    if (key == "text") value = renamedInLabel(text, from, to);
  }
}

}  // namespace

std::string renamedInSql(std::string_view sql, std::string_view from, std::string_view to) {
  const std::string wanted = lowerAscii(from);
  std::string out;
  for (std::size_t i = 0; i < sql.size();) {
    std::size_t end = i + 1;
    bool hit = false;
    if (beginsQuoted(sql, i)) {
      end = std::min(endOfQuoted(sql, i), sql.size());
      hit = opensName(sql[i]) && lowerAscii(unquotedName(sql.substr(i, end - i))) == wanted;
    } else if (isWordByte(sql[i])) {
      while (end < sql.size() && isWordByte(sql[end])) ++end;
      hit = lowerAscii(sql.substr(i, end - i)) == wanted && !isFunction(sql, end);
    }
    out += hit ? quotedName(to) : std::string(sql.substr(i, end - i));
    i = end;
  }
  return out;
}

std::string renamedInStyle(const std::string& styleJson, std::string_view from, std::string_view to) {
  json style = json::parse(styleJson, nullptr, false);
  if (!style.is_object()) return styleJson;
  const json before = style;
  renameIn(style, from, to);
  return style == before ? styleJson : style.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool namesField(std::string_view sql, std::string_view field) {
  // a name that no column can have: control characters are refused
  return renamedInSql(sql, field, "\x01") != sql;
}

}  // namespace gis::store
