// Where else a field is named: conditions, styles, label texts. Private to the room.
#pragma once

#include <string>
#include <string_view>

namespace gis::store {

/// A condition or expression in SQL with the name `from` replaced: names in quotes and bare ones, not texts,
/// comments and functions.
[[nodiscard]] std::string renamedInSql(std::string_view sql, std::string_view from, std::string_view to);
/// A style's JSON: field, weight, the rules of classes, label templates ("{name}"). What is no JSON comes back as it
/// is.
[[nodiscard]] std::string renamedInStyle(const std::string& styleJson, std::string_view from, std::string_view to);
/// Whether the condition names the field.
[[nodiscard]] bool namesField(std::string_view sql, std::string_view field);

}  // namespace gis::store
