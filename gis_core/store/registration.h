// What makes a plain table a SpatiaLite layer that QGIS, ogrinfo and spatialite open. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// A text as an SQL literal, for the DDL in which SQLite takes no parameters (trigger bodies).
[[nodiscard]] std::string literal(std::string_view text);

/// "idx_TABLE_geometry", the name under which SpatiaLite looks for the R*Tree.
[[nodiscard]] std::string treeName(std::string_view table);

/// CREATE TABLE for a layer: fid, uid where wanted, the fields, geometry last (`geometryType` empty: none).
[[nodiscard]] std::string createTableSql(std::string_view table, const std::vector<Field>& fields, bool withUid,
                                         std::string_view geometryType);
/// {"NAME":{"width":…,"precision":…}} of the fields that have any.
[[nodiscard]] std::string widthsJson(const std::vector<Field>& fields);

/// ALTER TABLE … RENAME as SQLite 3.24 did it: it leaves triggers and views alone (we write ours anew), so a
/// view of another program that is broken cannot stop it.
class LegacyAlter {
 public:
  explicit LegacyAlter(const Connection& c) : m_connection(c) { c.exec("PRAGMA legacy_alter_table=ON"); }
  LegacyAlter(const LegacyAlter&) = delete;
  LegacyAlter& operator=(const LegacyAlter&) = delete;
  ~LegacyAlter();

 private:
  const Connection& m_connection;
};
void renameTable(const Connection& c, std::string_view from, std::string_view to);

/// Tables that get other names in the transaction that is open: an R*Tree brings its three tables along.
using NewNames = std::vector<std::pair<std::string, std::string>>;
void addTreeNames(NewNames& names, const std::string& from, const std::string& to);
/// Renames in the order given, straight in sqlite_schema, for the last transaction of a bulk load: ALTER TABLE parses
/// the whole schema again for each table (11 ms in a SpatiaLite file; 45 ms for an R*Tree), while others wait. Only
/// for tables without triggers; views and foreign keys of others are left alone.
void renameTables(const Connection& c, const NewNames& names);

/// A table WITHOUT ROWID whose rows are those of an index over another table becomes that index, in the transaction
/// that is open. `sql` makes such an index.
void tableBecomesIndex(const Connection& c, const std::string& table, const std::string& index,
                       const std::string& indexed, const std::string& sql);

/// Rows in geometry_columns and its companions; `extent` and `rows` go to geometry_columns_statistics in doubles,
/// because readers otherwise take the extent from 32-bit boxes. Needs an open transaction.
void registerGeometry(const Connection& c, std::string_view table, geom::GeometryType type, int srid, std::int64_t rows,
                      const geom::Envelope& extent);
void unregisterGeometry(const Connection& c, std::string_view table);
/// The four values of an extent from ?first on; NULLs for an empty one.
void bindExtent(Statement& statement, int first, const geom::Envelope& extent);
/// last_verified, row count and extent anew.
void writeStatistics(const Connection& c, std::string_view table, std::int64_t rows, const geom::Envelope& extent);

/// The triggers that SpatiaLite 5.0.1 itself makes in AddGeometryColumn and CreateSpatialIndex, word for word.
void createSpatialTriggers(const Connection& c, std::string_view table);
/// The triggers that note every row change in city_change and city_layer, also for foreign writers.
void createChangeTriggers(const Connection& c, std::string_view table, std::string_view layerUid, bool hasGeometry);
/// Drops every trigger of the table.
void dropTriggers(const Connection& c, std::string_view table);

}  // namespace gis::store
