// What a statement of the user's may do. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "gis_core/base/message.h"
#include "gis_core/store/connection.h"

namespace gis::store {

/// Is this SQL function free of side effects on files, tables and the connection? Unknown ones count as free: a
/// statement runs read-only besides.
[[nodiscard]] bool isHarmlessFunction(std::string_view name);

/// While it lives, statements prepared on the connection may only read: SELECT, READ, RECURSIVE, harmless
/// functions and the PRAGMAs that describe tables. Connect every virtual table before (connectVirtualTables):
/// the R*Tree prepares INSERTs when it is connected, and refused it would answer with 0 rows and no error.
class ReadOnlyAuthorizer {
 public:
  explicit ReadOnlyAuthorizer(const Connection& c);
  ReadOnlyAuthorizer(const ReadOnlyAuthorizer&) = delete;
  ReadOnlyAuthorizer& operator=(const ReadOnlyAuthorizer&) = delete;
  ~ReadOnlyAuthorizer();
  /// What was refused last, in words; empty when nothing was.
  [[nodiscard]] const Message& refused() const { return m_refused; }

 private:
  static int decide(void* self, int action, const char* first, const char* second, const char* database,
                    const char* trigger);
  const Connection& m_connection;
  Message m_refused;
};

void connectVirtualTables(const Connection& c);

/// Throws Error(sql), or Error(noSuchField) when SQLite's words say that a column is missing; `layer`: the only one
/// that the statement speaks of, or empty.
[[noreturn]] void throwStatementError(const Connection& c, const Message& refused, std::string_view layer);

}  // namespace gis::store
