#include "gis_core/city/day_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "gis_core/base/error.h"

namespace gis::city {
namespace {

using nlohmann::json;

[[noreturn]] void damagedCell() {
  throw Error(ErrorCode::damaged, GIS_TR("the day package cannot be taken over"),
              GIS_TR("a value in it cannot be read"), GIS_TR("ask the other desk to write it again"));
}

int digitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  damagedCell();
}

geom::Bytes bytesOfHex(const std::string& hex) {
  if (hex.size() % 2 != 0) damagedCell();
  geom::Bytes bytes(hex.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<geom::Bytes::value_type>(digitOf(hex[2 * i]) * 16 + digitOf(hex[2 * i + 1]));
  return bytes;
}

std::string hexOfBytes(geom::BytesView bytes) {
  std::string hex;
  for (const auto byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return hex;
}

std::vector<std::string> dayColumnsOf(const store::CityDatabase& city, const std::string& table) {
  std::vector<std::string> columns;
  auto row = city.connection().prepare("SELECT name FROM pragma_table_info(?1)");
  row.bind(1, table);
  while (row.step()) {
    if (row.text(0) != "fid") columns.push_back(row.text(0));
  }
  return columns;
}

json rowCell(const store::Statement& row, int column) {
  using Type = store::Statement::Type;
  switch (row.type(column)) {
    case Type::integer: return row.integer(column);
    case Type::real: return row.real(column);
    case Type::text: return row.text(column);
    case Type::blob: return {{"blob", hexOfBytes(row.blob(column))}};
    default: return nullptr;
  }
}

}  // namespace

std::optional<DayRow> dayRow(const store::CityDatabase& city, const std::string& table, std::string_view uid) {
  const std::vector<std::string> columns = dayColumnsOf(city, table);
  std::string sql = "SELECT fid";
  for (const std::string& column : columns)
    sql += column == "geometry" ? ", hex(AsBinary(geometry))" : ", " + store::quoted(column);
  auto row = city.connection().prepare(sql + " FROM " + store::quoted(table) + " WHERE uid = ?1");
  row.bind(1, uid);
  if (!row.step()) return std::nullopt;
  DayRow found;
  found.fid = row.integer(0);
  found.image = json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    json cell = rowCell(row, int(i) + 1);
    const bool isEmpty = cell.is_string() && cell.get_ref<const std::string&>().empty();
    if (cell.is_null() || (columns[i] == "geometry" && isEmpty)) continue;
    found.image[columns[i]] = std::move(cell);
  }
  return found;
}

store::Value dayValue(const json& cell, bool isGeometry) {
  if (cell.is_null()) return std::monostate{};
  if (cell.is_boolean()) return std::int64_t(cell.get<bool>() ? 1 : 0);
  if (cell.is_number_integer()) return cell.get<std::int64_t>();
  if (cell.is_number()) return cell.get<double>();
  if (cell.is_string()) {
    if (isGeometry) return bytesOfHex(cell.get<std::string>());
    return cell.get<std::string>();
  }
  const auto blob = cell.is_object() ? cell.find("blob") : cell.end();
  if (!cell.is_object() || blob == cell.end() || !blob->is_string()) damagedCell();
  return bytesOfHex(blob->get<std::string>());
}

store::ColumnValues dayValues(const json& image) {
  store::ColumnValues values;
  for (const auto& [column, cell] : image.items()) {
    if (column != "uid" && column != "fid") values.emplace_back(column, dayValue(cell, column == "geometry"));
  }
  return values;
}

std::string dayText(const json& cell) {
  if (cell.is_null()) return {};
  return cell.is_string() ? cell.get<std::string>() : cell.dump();
}

bool sameCell(const json& a, const json& b, bool isGeometry) {
  if (!isGeometry || !a.is_string() || !b.is_string()) return a == b;
  const std::string x = a.get<std::string>(), y = b.get<std::string>();
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](char p, char q) {
    return std::tolower(static_cast<unsigned char>(p)) == std::tolower(static_cast<unsigned char>(q));
  });
}

}  // namespace gis::city
