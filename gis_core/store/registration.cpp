#include "gis_core/store/registration.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"

namespace gis::store {
namespace {

/// SpatiaLite keeps table names in lower case (ASCII) in its registrations.
std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

int coordinateDimension(geom::GeometryType type) {
  return 2 + (type.hasZ ? 1 : 0) + (type.hasM ? 1 : 0);
}

}  // namespace

void bindExtent(Statement& statement, int first, const geom::Envelope& extent) {
  if (extent.isEmpty()) {
    for (int i = 0; i < 4; ++i) statement.bindNull(first + i);
    return;
  }
  statement.bind(first, extent.minX).bind(first + 1, extent.minY).bind(first + 2, extent.maxX);
  statement.bind(first + 3, extent.maxY);
}

std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + '\'';
}

std::string treeName(std::string_view table) {
  return fmt::format("idx_{}_geometry", table);
}

std::string createTableSql(std::string_view table, const std::vector<Field>& fields, bool withUid,
                           std::string_view geometryType) {
  std::string sql = fmt::format("CREATE TABLE {} (\n  fid INTEGER PRIMARY KEY", quotedName(table));
  if (withUid) sql += ",\n  uid TEXT NOT NULL UNIQUE";
  for (const Field& field : fields) sql += fmt::format(",\n  {} {}", quotedName(field.name), fieldTypeSql(field.type));
  if (!geometryType.empty()) sql += fmt::format(",\n  geometry {}", geometryType);
  return sql + "\n)";
}

std::string widthsJson(const std::vector<Field>& fields) {
  nlohmann::json widths = nlohmann::json::object();
  for (const Field& field : fields) {
    if (field.width > 0) widths[field.name] = {{"width", field.width}, {"precision", field.precision}};
  }
  return widths.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

LegacyAlter::~LegacyAlter() {
  try {
    m_connection.exec("PRAGMA legacy_alter_table=OFF");
  } catch (const Error&) {
    // only this connection's later renames behave differently
  }
}

void renameTable(const Connection& c, std::string_view from, std::string_view to) {
  c.exec(fmt::format("ALTER TABLE {} RENAME TO {}", quotedName(from), quotedName(to)));
}

namespace {

/// CREATE [VIRTUAL] TABLE with another name in it.
std::string withName(const std::string& sql, std::string_view name) {
  std::size_t begin = 0;
  for (const std::string_view prefix : {"CREATE TABLE ", "CREATE VIRTUAL TABLE "}) {
    if (sql.rfind(prefix, 0) == 0) begin = prefix.size();
  }
  std::size_t end = begin;
  const char first = begin < sql.size() ? sql[begin] : ' ';
  if (first == '"' || first == '\'' || first == '`' || first == '[') {
    const char last = first == '[' ? ']' : first;
    for (++end; end < sql.size(); ++end) {
      if (sql[end] != last) continue;
      if (last == ']' || end + 1 == sql.size() || sql[end + 1] != last) break;
      ++end;  // doubled: part of the name
    }
    ++end;
  } else {
    end = sql.find_first_of(" (", begin);
  }
  if (begin == 0 || end == std::string::npos || end >= sql.size()) {
    throw Error(ErrorCode::internal, {GIS_TR("cannot rename a table to \"{0}\""), {std::string(name)}},
                GIS_TR("its definition is written in an unknown way"), {});
  }
  return sql.substr(0, begin) + quotedName(name) + sql.substr(end);
}

/// sqlite_schema may be written while it lives; afterwards the connection reads the schema anew.
class WritableSchema {
 public:
  explicit WritableSchema(const Connection& c) : m_connection(c) { c.exec("PRAGMA writable_schema=ON"); }
  WritableSchema(const WritableSchema&) = delete;
  WritableSchema& operator=(const WritableSchema&) = delete;
  ~WritableSchema() {
    try {
      m_connection.exec("PRAGMA writable_schema=RESET");
    } catch (const Error&) {
      // a PRAGMA without a table cannot fail
    }
  }

 private:
  const Connection& m_connection;
};

/// The schema is another one: other connections compare this number.
void tellOthers(const Connection& c) {
  c.exec(fmt::format("PRAGMA schema_version={}", c.intValue("PRAGMA schema_version") + 1));
}

}  // namespace

void addTreeNames(NewNames& names, const std::string& from, const std::string& to) {
  names.emplace_back(from, to);
  for (const char* part : {"_node", "_rowid", "_parent"}) names.emplace_back(from + part, to + part);
}

void renameTables(const Connection& c, const NewNames& names) {
  const WritableSchema writable(c);
  Statement read(c, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE");
  Statement table(c, "UPDATE sqlite_schema SET name = ?2, tbl_name = ?2, sql = ?3 WHERE type = 'table' AND name = ?1");
  // the index of a UNIQUE column is called after its table
  Statement indexes(c,
                    "UPDATE sqlite_schema SET tbl_name = ?2, name = CASE WHEN substr(name, 1, 17) = 'sqlite_autoindex_'"
                    " THEN 'sqlite_autoindex_' || ?2 || substr(name, length(?1) + 18) ELSE name END"
                    " WHERE type = 'index' AND tbl_name = ?1");
  for (const auto& [from, to] : names) {
    read.bind(1, from);
    if (!read.step()) {
      throw Error(ErrorCode::internal, {GIS_TR("cannot rename a table to \"{0}\""), {to}},
                  {GIS_TR("there is no table \"{0}\""), {from}}, {});
    }
    const std::string now = read.text(0), sql = withName(read.text(1), to);
    read.reset();
    table.bindAll(now, to, sql).run();
    indexes.bindAll(now, to).run();
  }
  tellOthers(c);
}

void tableBecomesIndex(const Connection& c, const std::string& table, const std::string& index,
                       const std::string& indexed, const std::string& sql) {
  const WritableSchema writable(c);
  Statement(c,
            "UPDATE sqlite_schema SET type = 'index', name = ?2, tbl_name = (SELECT name FROM sqlite_schema"
            " WHERE type = 'table' AND lower(name) = lower(?3)), sql = ?4 WHERE type = 'table' AND name = ?1")
      .bindAll(table, index, indexed, sql)
      .run();
  tellOthers(c);
}

void registerGeometry(const Connection& c, std::string_view table, geom::GeometryType type, int srid, std::int64_t rows,
                      const geom::Envelope& extent) {
  const std::string name = lower(table);
  Statement columns(c,
                    "INSERT INTO geometry_columns(f_table_name, f_geometry_column, geometry_type, coord_dimension,"
                    " srid, spatial_index_enabled) VALUES (?1, 'geometry', ?2, ?3, ?4, 1)");
  columns.bindAll(name, type.code(), coordinateDimension(type), srid).run();
  for (const char* sql :
       {"INSERT INTO geometry_columns_auth VALUES (?1, 'geometry', 0, 0)",
        "INSERT INTO geometry_columns_time(f_table_name, f_geometry_column, last_insert) VALUES (?1, 'geometry',"
        " strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
        "INSERT INTO geometry_columns_statistics(f_table_name, f_geometry_column) VALUES (?1, 'geometry')"}) {
    Statement(c, sql).bind(1, name).run();
  }
  writeStatistics(c, table, rows, extent);
}

void unregisterGeometry(const Connection& c, std::string_view table) {
  const std::string name = lower(table);
  for (const char* companion : {"geometry_columns_auth", "geometry_columns_time", "geometry_columns_statistics",
                                "geometry_columns_field_infos", "geometry_columns"}) {
    Statement(c, fmt::format("DELETE FROM {} WHERE f_table_name = ?1", companion)).bind(1, name).run();
  }
}

void writeStatistics(const Connection& c, std::string_view table, std::int64_t rows, const geom::Envelope& extent) {
  Statement statement(c,
                      "UPDATE geometry_columns_statistics SET last_verified = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),"
                      " row_count = ?2, extent_min_x = ?3, extent_min_y = ?4, extent_max_x = ?5, extent_max_y = ?6"
                      " WHERE f_table_name = ?1");
  statement.bind(1, lower(table)).bind(2, rows);
  bindExtent(statement, 3, extent);
  statement.run();
}

void createSpatialTriggers(const Connection& c, std::string_view table) {
  const std::string text = literal(table);
  const std::string where =
      fmt::format("WHERE Lower(f_table_name) = Lower({}) AND Lower(f_geometry_column) = Lower('geometry')", text);
  const auto name = [&](const char* prefix) { return quotedName(fmt::format("{}_{}_geometry", prefix, table)); };
  const std::string on = quotedName(table);
  const std::string tree = quotedName(treeName(table));
  const std::string treeText = literal(treeName(table));
  for (const auto& [prefix, event] : {std::pair{"ggi", "INSERT"}, std::pair{"ggu", "UPDATE OF \"geometry\""}}) {
    c.exec(fmt::format(
        "CREATE TRIGGER {} BEFORE {} ON {}\nFOR EACH ROW BEGIN\n"
        "SELECT RAISE(ROLLBACK, {})\nWHERE (SELECT geometry_type FROM geometry_columns\n{}\n"
        "AND GeometryConstraints(NEW.\"geometry\", geometry_type, srid) = 1) IS NULL;\nEND",
        name(prefix), event, on,
        literal(fmt::format("{}.geometry violates Geometry constraint [geom-type or SRID not allowed]", table)),
        where));
  }
  struct Stamp {
    const char *prefix, *event, *column;
  };
  for (const Stamp& stamp : {Stamp{"tmi", "INSERT", "last_insert"}, Stamp{"tmu", "UPDATE", "last_update"},
                             Stamp{"tmd", "DELETE", "last_delete"}}) {
    c.exec(
        fmt::format("CREATE TRIGGER {} AFTER {} ON {}\nFOR EACH ROW BEGIN\n"
                    "UPDATE geometry_columns_time SET {} = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')\n{};\nEND",
                    name(stamp.prefix), stamp.event, on, stamp.column, where));
  }
  for (const auto& [prefix, event] : {std::pair{"gii", "INSERT"}, std::pair{"giu", "UPDATE OF \"geometry\""}}) {
    c.exec(
        fmt::format("CREATE TRIGGER {} AFTER {} ON {}\nFOR EACH ROW BEGIN\n"
                    "DELETE FROM {} WHERE pkid=NEW.ROWID;\nSELECT RTreeAlign({}, NEW.ROWID, NEW.\"geometry\");\nEND",
                    name(prefix), event, on, tree, treeText));
  }
  c.exec(
      fmt::format("CREATE TRIGGER {} AFTER DELETE ON {}\nFOR EACH ROW BEGIN\nDELETE FROM {} WHERE pkid=OLD.ROWID;\nEND",
                  name("gid"), on, tree));
}

void createChangeTriggers(const Connection& c, std::string_view table, std::string_view layerUid, bool hasGeometry) {
  const std::string uid = literal(layerUid);
  const std::string on = quotedName(table);
  const auto name = [&](const char* prefix) { return quotedName(fmt::format("city_{}_{}", prefix, table)); };
  const auto notice = [&](const char* row, char op) {
    return fmt::format("INSERT INTO city_change(layer, fid, op) VALUES ({}, {}.fid, '{}');\n", uid, row, op);
  };
  const std::string fresh = "revision = lower(hex(randomblob(16)))";
  // scalar min() and max() of a NULL are NULL: then whichever side is there
  const std::string grow =
      !hasGeometry ? std::string()
                   : std::string(
                         ", min_x = coalesce(min(min_x, MbrMinX(NEW.geometry)), min_x, MbrMinX(NEW.geometry))"
                         ", min_y = coalesce(min(min_y, MbrMinY(NEW.geometry)), min_y, MbrMinY(NEW.geometry))"
                         ", max_x = coalesce(max(max_x, MbrMaxX(NEW.geometry)), max_x, MbrMaxX(NEW.geometry))"
                         ", max_y = coalesce(max(max_y, MbrMaxY(NEW.geometry)), max_y, MbrMaxY(NEW.geometry))");
  const std::string stale =
      !hasGeometry
          ? std::string()
          : std::string(
                ", extent_stale = CASE WHEN MbrMinX(OLD.geometry) <= min_x OR MbrMinY(OLD.geometry) <= min_y"
                " OR MbrMaxX(OLD.geometry) >= max_x OR MbrMaxY(OLD.geometry) >= max_y THEN 1 ELSE extent_stale END");

  c.exec(
      fmt::format("CREATE TRIGGER {} AFTER INSERT ON {}\nFOR EACH ROW BEGIN\n{}"
                  "UPDATE city_layer SET {}, feature_count = feature_count + 1{} WHERE uid = {};\nEND",
                  name("ins"), on, notice("NEW", 'I'), fresh, grow, uid));
  c.exec(
      fmt::format("CREATE TRIGGER {} AFTER DELETE ON {}\nFOR EACH ROW BEGIN\n{}"
                  "UPDATE city_layer SET {}, feature_count = feature_count - 1{} WHERE uid = {};\nEND",
                  name("del"), on, notice("OLD", 'D'), fresh, stale, uid));
  c.exec(
      fmt::format("CREATE TRIGGER {} AFTER UPDATE ON {}\nFOR EACH ROW BEGIN\n{}"
                  "UPDATE city_layer SET {} WHERE uid = {};\nEND",
                  name("upd"), on, notice("NEW", 'U'), fresh, uid));
  c.exec(fmt::format("CREATE TRIGGER {} AFTER UPDATE ON {}\nFOR EACH ROW WHEN OLD.fid <> NEW.fid BEGIN\n{}END",
                     name("num"), on, notice("OLD", 'D')));
  if (!hasGeometry) return;
  c.exec(
      fmt::format("CREATE TRIGGER {} AFTER UPDATE OF \"geometry\" ON {}\nFOR EACH ROW BEGIN\n"
                  "UPDATE city_layer SET {}{}{} WHERE uid = {};\nEND",
                  name("geo"), on, fresh, grow, stale, uid));
}

void dropTriggers(const Connection& c, std::string_view table) {
  std::vector<std::string> names;
  Statement statement(c, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = lower(?1)");
  statement.bind(1, table);
  while (statement.step()) names.push_back(statement.text(0));
  statement.reset();
  for (const std::string& trigger : names) c.exec("DROP TRIGGER " + quotedName(trigger));
}

}  // namespace gis::store
