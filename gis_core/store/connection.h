// SQLite with SpatiaLite, owned properly.
// Thread rule: one Connection per thread; a Statement and a Transaction stay with their connection.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gis::store {

/// One name as SQL writes it: "name" with inner quotes doubled. The only way a name gets into a statement.
[[nodiscard]] std::string quotedName(std::string_view identifier);
/// The same; write store::quoted(…), for unqualified the compiler finds std::quoted.
[[nodiscard]] inline std::string quoted(std::string_view identifier) {
  return quotedName(identifier);
}

enum class OpenMode {
  readOnly,  ///< mode=ro (immutable when the place is read-only and no WAL has content)
  readWrite,
  create,  ///< the file must not exist
};

class KeptThings;
class Statement;
class StatementPool;
class WalMerger;

class Connection {
 public:
  /// Opens with SpatiaLite loaded, foreign keys on, waits up to 5 s for a lock, double-quoted
  /// strings off, cache set. No memory mapping: a file cut by another program must not kill us.
  /// A read-only place: immutable, or a private copy when its WAL has content (see note()).
  /// Throws Error(notFound | exists | readOnly | damaged | locked).
  [[nodiscard]] static Connection open(const std::filesystem::path& file, OpenMode mode);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  [[nodiscard]] Statement prepare(std::string_view sql) const;
  /// Runs one or more statements without values.
  void exec(std::string_view sql) const;
  [[nodiscard]] std::int64_t lastInsertRowId() const;
  [[nodiscard]] std::int64_t changes() const;
  /// Single value helpers for PRAGMA and count questions.
  [[nodiscard]] std::int64_t intValue(std::string_view sql) const;
  [[nodiscard]] std::string textValue(std::string_view sql) const;
  /// Statements running in this connection end with Error(cancelled) soon after the token is cancelled.
  void interruptOn(const CancelToken& token) const;
  /// The token of the last interruptOn(); one that nobody cancels before.
  [[nodiscard]] const CancelToken& interruptToken() const;
  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] bool isReadOnly() const;
  /// Said when the file could not be opened as asked; empty otherwise.
  [[nodiscard]] const Message& note() const;
  /// Is a transaction open?
  [[nodiscard]] bool inTransaction() const;
  /// For the few calls of this room that need the C handle.
  [[nodiscard]] sqlite3* handle() const;
  /// What other rooms keep as long as it is open.
  [[nodiscard]] KeptThings& kept() const;
  /// For loads in bulk, which merge the write-ahead log themselves.
  [[nodiscard]] WalMerger& walMerger() const;

 private:
  friend class Statement;
  [[nodiscard]] StatementPool& pool() const;
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

/// A prepared statement. Columns count from 0, parameters from 1. Text is UTF-8. Move-only. At its end it waits in its
/// connection to be used again for the same text.
class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view value);  ///< copied
  Statement& bind(int index, const char* value) { return bind(index, std::string_view(value)); }
  Statement& bind(int index, const std::string& value) { return bind(index, std::string_view(value)); }
  Statement& bind(int index, geom::BytesView blob);  ///< copied
  Statement& bindNull(int index);
  /// Binds values to ?1, ?2 … in order.
  template <typename... Values>
  Statement& bindAll(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// True while there is a row. Throws Error (sql, locked, diskFull, readOnly, cancelled …).
  bool step();
  /// Runs to the end and resets, for INSERT/UPDATE/DELETE.
  void run();
  void reset();
  void clearBindings();

  enum class Type { null, integer, real, text, blob };
  [[nodiscard]] Type type(int column) const;
  [[nodiscard]] bool isNull(int column) const { return type(column) == Type::null; }
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string_view textView(int column) const;  ///< valid until the next step
  [[nodiscard]] geom::BytesView blob(int column) const;       ///< valid until the next step
  [[nodiscard]] sqlite3_stmt* handle() const { return m_statement; }

 private:
  sqlite3_stmt* m_statement = nullptr;
  StatementPool* m_pool = nullptr;
  const sqlite3* m_database = nullptr;
};

/// BEGIN IMMEDIATE now, ROLLBACK at the end of the scope unless commit() was called. Move is not needed: neither copied
/// nor moved.
class Transaction {
 public:
  explicit Transaction(const Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  const Connection& m_connection;
  bool m_open = true;
};

/// A nested scope inside a transaction.
class Savepoint {
 public:
  explicit Savepoint(const Connection& connection);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();
  void release();

 private:
  const Connection& m_connection;
  std::string m_name;
  bool m_open = true;
};

static_assert(!std::is_copy_constructible_v<Transaction>);

}  // namespace gis::store
