#include "gis_core/store/row_image.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/tree_extent.h"

namespace gis::store {
namespace {

using nlohmann::json;

std::string hexOf(geom::BytesView bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t b : bytes) {
    out += kDigits[b >> 4U];
    out += kDigits[b & 15U];
  }
  return out;
}

geom::Bytes bytesOf(const std::string& hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  geom::Bytes out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out.push_back(static_cast<std::uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  return out;
}

geom::BytesView viewOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool isOwnTable(std::string_view table) {
  static constexpr std::array<std::string_view, 8> kOwn{"city_attachment", "city_bookmark",    "city_map",
                                                        "city_lineage",    "city_parcel_deed", "city_parcel_past",
                                                        "city_unit",       "city_request"};
  return std::find(kOwn.begin(), kOwn.end(), table) != kOwn.end();
}

/// Appends `text`, which is UTF-8, as a JSON string.
void appendQuoted(std::string& out, std::string_view text) {
  const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7F && c != '"' && c != '\\';
  });
  if (isPlain)
    out.append(1, '"').append(text).append(1, '"');
  else
    out += dumped(text);
}

std::optional<json> imageOfColumns(const Connection& c, const TableShape& table, std::int64_t fid,
                                   std::vector<std::string> names) {
  if (table.hasUid) names.emplace_back("uid");
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quotedName(name);
  Statement row(c, fmt::format("SELECT {} FROM {} WHERE fid = ?1", list.empty() ? "1" : list, quotedName(table.name)));
  if (!row.bind(1, fid).step()) return std::nullopt;
  json image = json::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    json cell = cellImage(row, static_cast<int>(i), names[i] == "geometry" && table.geometryType);
    if (!cell.is_null()) image[names[i]] = std::move(cell);
  }
  return image;
}

}  // namespace

json cellImage(const Statement& row, int column, bool isGeometry) {
  switch (row.type(column)) {
    case Statement::Type::null: return nullptr;
    case Statement::Type::integer: return row.integer(column);
    case Statement::Type::real: {
      const double value = row.real(column);
      if (std::isfinite(value)) return value;
      return {{"real", value > 0 ? "inf" : "-inf"}};
    }
    case Statement::Type::text: {
      const std::string_view value = row.textView(column);
      if (text::isValidUtf8(value)) return value;
      return {{"text", hexOf(viewOf(value))}};
    }
    case Statement::Type::blob: break;
  }
  const geom::BytesView blob = row.blob(column);
  if (isGeometry && geom::looksLikeSpatialite(blob)) return hexOf(geom::fromSpatialite(blob));
  return {{"blob", hexOf(blob)}};
}

Value cellValue(const json& image, bool isGeometry, int srid) {
  if (image.is_null()) return {};
  if (image.is_number_integer()) return image.get<std::int64_t>();
  if (image.is_number_float()) return image.get<double>();
  if (image.is_string()) {
    const auto& value = image.get_ref<const std::string&>();
    if (isGeometry) {
      const geom::Bytes wkb = bytesOf(value);
      if (geom::isEmpty(wkb)) return {};  // an older program stored it so
      return geom::toSpatialite(wkb, srid);
    }
    return value;
  }
  if (image.contains("real")) return image["real"] == "inf" ? HUGE_VAL : -HUGE_VAL;
  if (image.contains("text")) {
    const geom::Bytes bytes = bytesOf(image["text"].get<std::string>());
    return std::string(bytes.begin(), bytes.end());
  }
  return bytesOf(image.value("blob", std::string()));
}

void bindValue(Statement& statement, int index, const Value& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value))
    statement.bind(index, *i);
  else if (const auto* d = std::get_if<double>(&value))
    statement.bind(index, *d);
  else if (const auto* s = std::get_if<std::string>(&value))
    statement.bind(index, *s);
  else if (const auto* b = std::get_if<geom::Bytes>(&value))
    statement.bind(index, geom::BytesView(*b));
  else
    statement.bindNull(index);
}

const Field* TableShape::column(std::string_view wanted) const {
  for (const Field& field : columns) {
    if (field.name == wanted) return &field;
  }
  const std::string low = lowerAscii(wanted);
  for (const Field& field : columns) {
    if (lowerAscii(field.name) == low) return &field;
  }
  return nullptr;
}

TableShape shapeOf(const Connection& c, std::string_view table) {
  TableShape shape;
  if (isOwnTable(table)) {
    shape.name = table;
    shape.layerUid = table;
    shape.hasUid = true;
  } else {
    Statement layer(c, "SELECT name, uid, has_uid, geometry_type, srid FROM city_layer WHERE name = ?1");
    if (!layer.bind(1, table).step()) (void)layerByName(c, table);  // throws, naming near ones
    shape.name = layer.text(0);
    shape.layerUid = layer.text(1);
    shape.hasUid = layer.integer(2) != 0;
    if (!layer.isNull(3)) shape.geometryType = geom::GeometryType::fromCode(static_cast<int>(layer.integer(3)));
    shape.srid = static_cast<int>(layer.integer(4));
  }
  // no row of it: a statement that waits in the connection, where asking for the columns by a pragma reads SQL anew
  Statement columns(c, fmt::format("SELECT * FROM {} LIMIT 0", quotedName(shape.name)));
  (void)columns.step();  // sees a schema that changed
  for (int i = 0; i < sqlite3_column_count(columns.handle()); ++i) {
    const std::string name = sqlite3_column_name(columns.handle(), i);
    if (name == "fid" || (name == "uid" && shape.hasUid) || (name == "geometry" && shape.geometryType)) continue;
    const char* type = sqlite3_column_decltype(columns.handle(), i);
    shape.columns.push_back({name, fieldTypeFromSql(type == nullptr ? "" : type)});
  }
  return shape;
}

std::optional<json> imageOf(const Connection& c, const TableShape& table, std::int64_t fid) {
  std::vector<std::string> names;
  for (const Field& field : table.columns) names.push_back(field.name);
  if (table.geometryType) names.emplace_back("geometry");
  return imageOfColumns(c, table, fid, std::move(names));
}

std::optional<std::string> imageTextOf(const Connection& c, const TableShape& table, std::int64_t fid) {
  Statement row(c, fmt::format("SELECT * FROM {} WHERE fid = ?1", quotedName(table.name)));
  if (!row.bind(1, fid).step()) return std::nullopt;
  std::vector<std::pair<std::string_view, int>> columns;
  for (int i = 0; i < sqlite3_column_count(row.handle()); ++i) {
    if (row.isNull(i)) continue;
    const std::string_view name = sqlite3_column_name(row.handle(), i);
    if (name != "fid") columns.emplace_back(name, i);
  }
  std::sort(columns.begin(), columns.end());  // as a JSON object has them
  std::string image = "{";
  for (const auto& [name, column] : columns) {
    if (image.size() > 1) image += ',';
    appendQuoted(image, name);
    image += ':';
    if (row.type(column) == Statement::Type::text && text::isValidUtf8(row.textView(column)))
      appendQuoted(image, row.textView(column));
    else
      image += dumped(cellImage(row, column, name == "geometry" && table.geometryType));
  }
  return image + '}';
}

std::optional<json> imageOf(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues& only) {
  std::vector<std::string> names;
  for (const auto& [name, value] : only) names.push_back(name);
  return imageOfColumns(c, table, fid, std::move(names));
}

StoredValues valuesOf(const json& image, const TableShape& table) {
  StoredValues values;
  for (const auto& [name, cell] : image.items())
    values.emplace_back(name, cellValue(cell, name == "geometry" && table.geometryType, table.srid));
  return values;
}

std::string dumped(const json& image) {
  return image.dump(-1, ' ', false, json::error_handler_t::replace);
}

void insertRow(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues& values) {
  std::string names = "fid";
  std::string places = "?1";
  for (std::size_t i = 0; i < values.size(); ++i) {
    names += ", " + quotedName(values[i].first);
    places += fmt::format(", ?{}", i + 2);
  }
  Statement statement(c, fmt::format("INSERT INTO {}({}) VALUES ({})", quotedName(table.name), names, places));
  statement.bind(1, fid);
  for (std::size_t i = 0; i < values.size(); ++i) bindValue(statement, static_cast<int>(i) + 2, values[i].second);
  statement.run();
}

void updateRow(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues& values) {
  if (values.empty()) return;
  std::string assignments;
  std::string differences;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string column = quotedName(values[i].first);
    assignments += fmt::format("{}{} = ?{}", i == 0 ? "" : ", ", column, i + 2);
    differences += fmt::format("{}{} IS NOT ?{}", i == 0 ? "" : " OR ", column, i + 2);
  }
  Statement statement(
      c, fmt::format("UPDATE {} SET {} WHERE fid = ?1 AND ({})", quotedName(table.name), assignments, differences));
  statement.bind(1, fid);
  for (std::size_t i = 0; i < values.size(); ++i) bindValue(statement, static_cast<int>(i) + 2, values[i].second);
  statement.run();
}

void deleteRow(const Connection& c, const TableShape& table, std::int64_t fid) {
  Statement(c, fmt::format("DELETE FROM {} WHERE fid = ?1", quotedName(table.name))).bind(1, fid).run();
}

void refreshExtent(const Connection& c, const TableShape& table) {
  if (!table.geometryType) return;
  Statement stale(c, "SELECT 1 FROM city_layer WHERE uid = ?1 AND extent_stale <> 0");
  if (!stale.bind(1, table.layerUid).step()) return;
  stale.reset();
  const geom::Envelope extent = extentThroughTree(c, table.name);
  Statement update(c,
                   "UPDATE city_layer SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5, extent_stale = 0"
                   " WHERE uid = ?1");
  update.bind(1, table.layerUid);
  if (!extent.isEmpty()) update.bind(2, extent.minX).bind(3, extent.minY).bind(4, extent.maxX).bind(5, extent.maxY);
  update.run();
}

}  // namespace gis::store
