#include "gis_core/store/rtree_align.h"

#include <sqlite3.h>

#include <string>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/statement_pool.h"

namespace gis::store {

namespace {

/// The names come from SpatiaLite's own triggers, plain or already quoted with the schema before.
std::string insertInto(const std::string& tree) {
  const bool isQuoted = tree.find("\".") != std::string::npos;
  return "INSERT INTO " + (isQuoted ? tree : quotedName(tree)) +
         "(pkid, xmin, xmax, ymin, ymax) VALUES (?1, ?2, ?3, ?4, ?5)";
}

void rtreeAlign(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) != SQLITE_TEXT || sqlite3_value_type(arguments[1]) != SQLITE_INTEGER) {
    sqlite3_result_int(context, -1);
    return;
  }
  sqlite3_result_int(context, 1);
  if (sqlite3_value_type(arguments[2]) != SQLITE_BLOB) return;
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(arguments[2]));
  const geom::BytesView blob(bytes, static_cast<std::size_t>(sqlite3_value_bytes(arguments[2])));
  if (!geom::looksLikeSpatialite(blob)) return;
  const geom::Envelope box = geom::envelopeOfSpatialite(blob);
  if (box.isEmpty()) return;
  auto& pool = *static_cast<StatementPool*>(sqlite3_user_data(context));
  sqlite3* db = sqlite3_context_db_handle(context);
  const std::string sql = insertInto(reinterpret_cast<const char*>(sqlite3_value_text(arguments[0])));
  sqlite3_stmt* insert = pool.take(sql);
  if (insert == nullptr &&
      sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &insert, nullptr) != SQLITE_OK) {
    sqlite3_result_error(context, sqlite3_errmsg(db), -1);
    return;
  }
  sqlite3_bind_int64(insert, 1, sqlite3_value_int64(arguments[1]));
  sqlite3_bind_double(insert, 2, box.minX);
  sqlite3_bind_double(insert, 3, box.maxX);
  sqlite3_bind_double(insert, 4, box.minY);
  sqlite3_bind_double(insert, 5, box.maxY);
  if (const int code = sqlite3_step(insert); code != SQLITE_DONE) {
    sqlite3_result_error(context, sqlite3_errmsg(db), -1);
    sqlite3_result_error_code(context, code);
  }
  pool.giveBack(insert);
}

}  // namespace

void replaceRTreeAlign(sqlite3* db, StatementPool& pool) {
  sqlite3_create_function_v2(db, "RTreeAlign", 3, SQLITE_UTF8, &pool, rtreeAlign, nullptr, nullptr, nullptr);
}

}  // namespace gis::store
