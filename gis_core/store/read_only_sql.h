// One read-only statement of the user's, with guards.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/connection.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// Runs one SELECT on a fresh read-only connection under an authorizer (decisions.md §6). `columns` is
/// called once, `row` for each row until it returns false. Errors: sql (with SQLite's words), cancelled
/// (also when `limit` is over: the sentence says so).
void runReadOnly(const std::filesystem::path& city, std::string_view statement, std::chrono::milliseconds limit,
                 const CancelToken& token, const std::function<void(const std::vector<std::string>&)>& columns,
                 const std::function<bool(const std::vector<Value>&)>& row);

/// Is `condition` one expression over the layer's columns, without a second statement, comment tricks or
/// forbidden functions? Throws Error(sql | noSuchField) otherwise.
void checkCondition(const Connection& c, std::string_view table, std::string_view condition);

/// Can a typed condition reach a function (which may crash on what it is given)? Only its words are looked at: no
/// means surely not, comments and sub-queries count as yes.
[[nodiscard]] bool mayCallFunctions(std::string_view condition);

}  // namespace gis::store
