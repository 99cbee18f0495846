// SQLite's result codes as sentences. Private to the room.
#pragma once

#include <string_view>

#include "gis_core/base/message.h"

struct sqlite3;

namespace gis::store {

/// Throws the gis::Error that `code` stands for: full → diskFull, busy → locked, read-only, corrupt or not a
/// database → damaged, interrupt → cancelled, constraint → invalidValue, all else → sql. `db` may be null.
[[noreturn]] void throwSqlite(const sqlite3* db, int code, std::string_view doing = {});
/// What is wrong with a statement that a person wrote, from SQLite's message: its commonest ones in our words, so that
/// they can be said in the user's language; others as they are.
[[nodiscard]] Message statementFault(std::string_view message);
/// What to look at in such a statement.
[[nodiscard]] Message statementAdvice();

}  // namespace gis::store
