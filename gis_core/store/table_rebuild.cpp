#include "gis_core/store/table_rebuild.h"

#include <limits>

#include "gis_core/store/registration.h"

namespace gis::store {
namespace {

constexpr const char* kNewTable = "city_rebuild";

std::vector<std::string> indexesOf(const Connection& c, std::string_view table) {
  std::vector<std::string> sql;
  Statement statement(c,
                      "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                      " AND lower(tbl_name) = lower(?1)");
  statement.bind(1, table);
  while (statement.step()) sql.push_back(statement.text(0));
  return sql;
}

std::string definition(const TableColumn& column) {
  std::string sql = quotedName(column.name) + ' ' + column.type;
  if (column.isKey) return sql + " PRIMARY KEY";
  if (column.notNull) sql += " NOT NULL";
  if (column.name == "uid" && column.notNull) sql += " UNIQUE";
  return sql;
}

/// In pieces: a single statement tells nobody how far it is.
void copyRows(const Connection& c, const LayerInfo& layer, const std::string& names, const std::string& sources,
              const RowsTold& told) {
  Statement copy(c, "INSERT INTO " + quotedName(kNewTable) + " (" + names + ") SELECT " + sources + " FROM " +
                        quotedName(layer.name) + " WHERE fid > ?1 ORDER BY fid LIMIT 5000");
  Statement last(c, "SELECT max(fid) FROM " + quotedName(kNewTable));
  std::uint64_t rows = 0;
  for (std::int64_t from = std::numeric_limits<std::int64_t>::min();;) {
    copy.bind(1, from).run();
    const auto copied = static_cast<std::uint64_t>(c.intValue("SELECT changes()"));
    if (copied == 0) return;
    rows += copied;
    if (told) told(rows);
    last.step();
    from = last.integer(0);
    last.reset();
  }
}

}  // namespace

std::vector<TableColumn> tableColumns(const Connection& c, std::string_view table) {
  std::vector<TableColumn> columns;
  Statement statement(c, "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?1)");
  statement.bind(1, table);
  while (statement.step()) {
    columns.push_back({statement.text(0), statement.text(1), statement.integer(2) != 0, statement.integer(3) != 0, {}});
  }
  return columns;
}

void rebuildTable(const Connection& c, const LayerInfo& layer, const std::vector<TableColumn>& columns,
                  const RowsTold& told) {
  const std::vector<std::string> indexes = indexesOf(c, layer.name);
  std::string create = "CREATE TABLE " + quotedName(kNewTable) + " (";
  std::string names, sources;
  for (const TableColumn& column : columns) {
    create += (names.empty() ? "\n  " : ",\n  ") + definition(column);
    names += (names.empty() ? "" : ", ") + quotedName(column.name);
    sources += (sources.empty() ? "" : ", ") + (column.source.empty() ? quotedName(column.name) : column.source);
  }
  const LegacyAlter legacy(c);
  TriggersOff triggers(c, layer);
  c.exec(create + "\n)");
  copyRows(c, layer, names, sources, told);
  c.exec("DROP TABLE " + quotedName(layer.name));
  renameTable(c, kNewTable, layer.name);
  for (const std::string& sql : indexes) c.exec(sql);
  triggers.on();
}

TriggersOff::TriggersOff(const Connection& c, const LayerInfo& layer) : m_connection(c), m_layer(layer) {
  dropTriggers(c, layer.name);
}

void TriggersOff::on() {
  if (m_layer.geometryType) createSpatialTriggers(m_connection, m_layer.name);
  createChangeTriggers(m_connection, m_layer.name, m_layer.uid, m_layer.geometryType.has_value());
}

}  // namespace gis::store
