#include "gis_core/store/kept_things.h"

#include <sqlite3.h>

#include <mutex>
#include <unordered_map>

#include "gis_core/store/sqlite_error.h"

namespace gis::store {

namespace {

std::mutex keptMutex;

std::unordered_map<sqlite3*, KeptThings>& allKept() {
  static std::unordered_map<sqlite3*, KeptThings> all;
  return all;
}

void drop(void* handle) {
  decltype(allKept().extract(nullptr)) ended;  // what is kept ends without the lock
  const std::lock_guard lock(keptMutex);
  ended = allKept().extract(static_cast<sqlite3*>(handle));
}

/// No statement calls it.
void nothing(sqlite3_context*, int, sqlite3_value**) {}

}  // namespace

KeptThings& keptWith(const Connection& c) {
  sqlite3* const handle = c.handle();
  {
    const std::lock_guard lock(keptMutex);
    if (const auto found = allKept().find(handle); found != allKept().end()) return found->second;
  }
  // a function's owner hears when its connection is closed: https://www.sqlite.org/c3ref/create_function.html
  const int code =
      sqlite3_create_function_v2(handle, "city_kept_things", 0, SQLITE_UTF8, handle, nothing, nullptr, nullptr, drop);
  if (code != SQLITE_OK) throwSqlite(handle, code);
  const std::lock_guard lock(keptMutex);
  return allKept()[handle];
}

}  // namespace gis::store
