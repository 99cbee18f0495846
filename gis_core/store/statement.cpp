#include <sqlite3.h>

#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/read_transaction.h"
#include "gis_core/store/sqlite_error.h"
#include "gis_core/store/statement_pool.h"

namespace gis::store {
namespace {

void checkBind(const sqlite3* db, int code) {
  if (code != SQLITE_OK) throwSqlite(db, code);
}

}  // namespace

Statement::Statement(const Connection& connection, std::string_view sql)
    : m_statement(connection.pool().take(sql)), m_pool(&connection.pool()), m_database(connection.handle()) {
  if (m_statement != nullptr) return;
  const int code = sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
  if (code != SQLITE_OK) throwSqlite(m_database, code, sql);
  if (m_statement == nullptr) throwSqlite(nullptr, SQLITE_MISUSE, sql);
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_pool(other.m_pool), m_database(other.m_database) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(m_statement, other.m_statement);
  std::swap(m_pool, other.m_pool);
  std::swap(m_database, other.m_database);
  return *this;
}

Statement::~Statement() {
  m_pool->giveBack(m_statement);
}

Statement& Statement::bind(int index, std::int64_t value) {
  checkBind(m_database, sqlite3_bind_int64(m_statement, index, value));
  return *this;
}

Statement& Statement::bind(int index, double value) {
  checkBind(m_database, sqlite3_bind_double(m_statement, index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view value) {
  // an empty view may carry a null pointer, which SQLite would take for NULL
  const char* data = value.data() == nullptr ? "" : value.data();
  checkBind(m_database, sqlite3_bind_text64(m_statement, index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int index, geom::BytesView blob) {
  static const std::uint8_t kNothing = 0;
  const void* data = blob.data() == nullptr ? &kNothing : blob.data();
  checkBind(m_database, sqlite3_bind_blob64(m_statement, index, data, blob.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bindNull(int index) {
  checkBind(m_database, sqlite3_bind_null(m_statement, index));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(m_statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const char* sql = sqlite3_sql(m_statement);
  try {
    throwSqlite(m_database, code, sql == nullptr ? "" : sql);
  } catch (...) {
    sqlite3_reset(m_statement);  // a failed statement must not keep its lock
    throw;
  }
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(m_statement);
}

void Statement::clearBindings() {
  sqlite3_clear_bindings(m_statement);
}

Statement::Type Statement::type(int column) const {
  switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER: return Type::integer;
    case SQLITE_FLOAT: return Type::real;
    case SQLITE_TEXT: return Type::text;
    case SQLITE_BLOB: return Type::blob;
    default: return Type::null;
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(m_statement, column);
}

std::string Statement::text(int column) const {
  return std::string(textView(column));
}

std::string_view Statement::textView(int column) const {
  const unsigned char* data = sqlite3_column_text(m_statement, column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

geom::BytesView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

ReadTransaction::ReadTransaction(const Connection& connection) {
  if (connection.inTransaction()) return;
  Statement(connection, "BEGIN").run();
  m_connection = &connection;
}

ReadTransaction::~ReadTransaction() {
  if (m_connection == nullptr || !m_connection->inTransaction()) return;
  try {
    Statement(*m_connection, "COMMIT").run();
  } catch (const Error&) {
    sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Transaction::Transaction(const Connection& connection) : m_connection(connection) {
  try {
    Statement(connection, "BEGIN IMMEDIATE").run();
  } catch (const Error& error) {
    // the wait for the lock ended because somebody cancelled
    if (error.code() == ErrorCode::locked && connection.interruptToken().cancelled())
      throwSqlite(connection.handle(), SQLITE_INTERRUPT);
    throw;
  }
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full, RAISE(ROLLBACK))
  if (m_open && sqlite3_get_autocommit(m_connection.handle()) == 0)
    sqlite3_exec(m_connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  Statement(m_connection, "COMMIT").run();
  m_open = false;
}

Savepoint::Savepoint(const Connection& connection) : m_connection(connection) {
  static thread_local unsigned counter = 0;
  m_name = "city_savepoint_" + std::to_string(++counter);
  connection.exec("SAVEPOINT " + m_name);
}

Savepoint::~Savepoint() {
  if (!m_open || sqlite3_get_autocommit(m_connection.handle()) != 0) return;
  const std::string sql = "ROLLBACK TO " + m_name + "; RELEASE " + m_name;
  sqlite3_exec(m_connection.handle(), sql.c_str(), nullptr, nullptr, nullptr);
}

void Savepoint::release() {
  m_connection.exec("RELEASE " + m_name);
  m_open = false;
}

}  // namespace gis::store
