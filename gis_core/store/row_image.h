// A row as a portable image (JSON), and rows written from one. Private to the room.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// What an edit must know of a table.
struct TableShape {
  std::string name;
  std::string layerUid;        ///< of city_layer; for the city's plain tables their name
  std::vector<Field> columns;  ///< all but fid, uid and geometry
  bool hasUid = false;
  std::optional<geom::GeometryType> geometryType;
  int srid = -1;
  [[nodiscard]] const Field* column(std::string_view name) const;  ///< equal but for case
};
/// A layer, or one of city_attachment, city_request, city_bookmark, city_map. Throws Error(noSuchLayer).
[[nodiscard]] TableShape shapeOf(const Connection& c, std::string_view table);

/// Columns with values as they are stored: geometry is a SpatiaLite BLOB.
using StoredValues = std::vector<std::pair<std::string, Value>>;

/// Numbers, texts and NULL as JSON has them; geometry: hex of its WKB; {"blob":hex}, {"text":hex} (no UTF-8),
/// {"real":"inf"}. NULL cells are left out.
[[nodiscard]] std::optional<nlohmann::json> imageOf(const Connection& c, const TableShape& table, std::int64_t fid);
/// The same as text, without the tree in between.
[[nodiscard]] std::optional<std::string> imageTextOf(const Connection& c, const TableShape& table, std::int64_t fid);
/// The same of the columns that `only` names, and of the uid.
[[nodiscard]] std::optional<nlohmann::json> imageOf(const Connection& c, const TableShape& table, std::int64_t fid,
                                                    const StoredValues& only);
[[nodiscard]] nlohmann::json cellImage(const Statement& row, int column, bool isGeometry);
[[nodiscard]] Value cellValue(const nlohmann::json& image, bool isGeometry, int srid);
void bindValue(Statement& statement, int index, const Value& value);
[[nodiscard]] StoredValues valuesOf(const nlohmann::json& image, const TableShape& table);
[[nodiscard]] std::string dumped(const nlohmann::json& image);

void insertRow(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues& values);
/// A row that has these values already is left alone: it gets no notice of a change.
void updateRow(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues& values);
void deleteRow(const Connection& c, const TableShape& table, std::int64_t fid);

/// Measures the extent of a layer anew when a feature at its border went away.
void refreshExtent(const Connection& c, const TableShape& table);

}  // namespace gis::store
