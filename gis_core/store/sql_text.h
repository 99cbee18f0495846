// Where the pieces of a text in SQL begin and end, as SQLite reads them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gis::store {

/// Does a text, a name in quotes or a comment begin at `at`?
[[nodiscard]] bool beginsQuoted(std::string_view sql, std::size_t at);
/// Does a name in quotes begin with this: "name", `name` or [name]?
[[nodiscard]] bool opensName(char c);
/// Behind what begins at `at` (beginsQuoted); a closing mark said twice belongs to it. npos: it is not closed, which a
/// comment to the end of the line always is.
[[nodiscard]] std::size_t endOfQuoted(std::string_view sql, std::size_t at);
/// The name without its marks; the closing one may be missing.
[[nodiscard]] std::string unquotedName(std::string_view quoted);
/// Part of a word: a key word, a bare name, a number.
[[nodiscard]] bool isWordByte(char c);

}  // namespace gis::store
