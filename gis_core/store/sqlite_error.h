// SQLite's result codes as sentences. Private to the room.
#pragma once

#include <string_view>

struct sqlite3;

namespace gis::store {

/// Throws the gis::Error that `code` stands for: full → diskFull, busy → locked, read-only, corrupt or not a
/// database → damaged, interrupt → cancelled, constraint → invalidValue, all else → sql. `db` may be null.
[[noreturn]] void throwSqlite(const sqlite3* db, int code, std::string_view doing = {});

}  // namespace gis::store
