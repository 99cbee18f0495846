#include "gis_core/io/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>

#include "gis_core/base/text.h"

namespace gis::io {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// A decimal number that reads back as it was written: no leading zeros, no plus, at most 15 digits.
bool isPlainReal(std::string_view cell) {
  if (!numberOf(cell)) return false;
  std::string_view body = cell;
  if (body.front() == '-') body.remove_prefix(1);
  if (body.size() > 1 && body[0] == '0' && isDigit(body[1])) return false;
  const bool pureInteger = body.find_first_not_of("0123456789") == std::string_view::npos;
  return !pureInteger || body.size() <= 15;
}

bool isDate(std::string_view cell) {
  if (cell.size() != 10 || (cell[4] != '-' && cell[4] != '/') || cell[7] != cell[4]) return false;
  if (!allDigits(cell.substr(0, 4)) || !allDigits(cell.substr(5, 2)) || !allDigits(cell.substr(8, 2))) return false;
  const int month = (cell[5] - '0') * 10 + cell[6] - '0';
  const int day = (cell[8] - '0') * 10 + cell[9] - '0';
  const int year = (cell[0] - '0') * 1000 + (cell[1] - '0') * 100 + (cell[2] - '0') * 10 + cell[3] - '0';
  return isDay(year, month, day);
}

bool isDateTime(std::string_view cell) {
  if (cell.size() < 16 || !isDate(cell.substr(0, 10)) || (cell[10] != ' ' && cell[10] != 'T')) return false;
  const std::string_view time = cell.substr(11);
  if (!allDigits(time.substr(0, 2)) || time[2] != ':' || !allDigits(time.substr(3, 2))) return false;
  return time.find_first_not_of("0123456789:.+-Z") == std::string_view::npos;
}

bool isBoolean(std::string_view cell) {
  std::string lower(cell);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower == "true" || lower == "false";
}

bool isCodeName(std::string_view name) {
  const std::string folded = text::fold(name);
  for (const char* word : {"编号", "代码", "编码", "标识码", "证号", "号码", "code", "bsm"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return folded.size() > 2 && folded.ends_with("dm");
}

struct PairOfNames {
  const char* x;
  const char* y;
  bool degrees;
};

constexpr std::array kPairs{
    PairOfNames{"lon", "lat", true},
    PairOfNames{"long", "lat", true},
    PairOfNames{"lng", "lat", true},
    PairOfNames{"longitude", "latitude", true},
    PairOfNames{"经度", "纬度", true},
    PairOfNames{"东经", "北纬", true},
    PairOfNames{"經度", "緯度", true},
    PairOfNames{"東經", "北緯", true},
    PairOfNames{"easting", "northing", false},
    PairOfNames{"east", "north", false},
    PairOfNames{"东坐标", "北坐标", false},
    PairOfNames{"横坐标", "纵坐标", false},
    PairOfNames{"x坐标", "y坐标", false},
    PairOfNames{"坐标x", "坐标y", false},
    PairOfNames{"x", "y", false},
    PairOfNames{"point_x", "point_y", false},
    PairOfNames{"pointx", "pointy", false},
    PairOfNames{"coord_x", "coord_y", false},
    PairOfNames{"x_coord", "y_coord", false},
    PairOfNames{"xcoord", "ycoord", false},
    PairOfNames{"centroid_x", "centroid_y", false},
    PairOfNames{"wgs84_lon", "wgs84_lat", true},
};

constexpr std::array kHeightNames{"z", "z坐标", "point_z", "pointz", "coord_z"};
constexpr std::array kWktNames{"wkt", "_wkt", "geom", "geometry", "the_geom", "wkt_geom", "shape", "几何"};

int indexOf(const std::vector<std::string>& folded, std::string_view name) {
  const auto found = std::find(folded.begin(), folded.end(), name);
  return found == folded.end() ? -1 : static_cast<int>(found - folded.begin());
}

struct Range {
  double low = 0, high = 0;
  std::size_t count = 0, bad = 0;
  std::size_t inDegrees = 0;  ///< of `count`, those from -180 to 180
  /// Nearly all of them: a slip in one row must not take the CRS from all the others.
  [[nodiscard]] bool mostlyDegrees() const { return count > 0 && inDegrees * 20 >= count * 19; }
  [[nodiscard]] bool within(double a, double b) const { return count > 0 && low >= a && high <= b; }
};

Range rangeOf(const std::vector<std::vector<std::string>>& rows, int column) {
  Range range;
  for (const auto& row : rows) {
    if (static_cast<std::size_t>(column) >= row.size()) continue;
    const std::string_view cell = text::trim(row[static_cast<std::size_t>(column)]);
    if (cell.empty()) continue;
    const auto value = numberOf(cell);
    if (!value) {
      ++range.bad;
      continue;
    }
    range.low = range.count == 0 ? *value : std::min(range.low, *value);
    range.high = range.count == 0 ? *value : std::max(range.high, *value);
    ++range.count;
    if (std::abs(*value) <= 180) ++range.inDegrees;
  }
  return range;
}

/// Northings of Chinese plane coordinates (18° to 54° N) and their eastings with or without zone number.
bool isChineseNorthing(const Range& r) {
  return r.within(1.9e6, 6.1e6);
}
bool isChineseEasting(const Range& r) {
  return r.within(5e4, 9.5e5) || r.within(1.3e7, 4.6e7);
}

/// Are the two columns the wrong way round? Only when the ranges leave no doubt.
bool swapped(const Range& x, const Range& y, bool degrees) {
  if (degrees) return x.within(-90, 90) && y.within(-180, 180) && (y.low < -90 || y.high > 90);
  if (isChineseNorthing(x) && isChineseEasting(y)) return true;
  return x.within(15, 56) && y.within(70, 140);
}

void weighPair(CoordinateColumns& columns, const std::vector<std::string>& names,
               const std::vector<std::vector<std::string>>& rows) {
  const Range x = rangeOf(rows, columns.x);
  const Range y = rangeOf(rows, columns.y);
  if (swapped(x, y, columns.degrees)) {
    std::swap(columns.x, columns.y);
    columns.notes.push_back(
        {GIS_TR("column {0} holds the eastings and {1} the northings, by the range of their numbers"),
         {names[static_cast<std::size_t>(columns.x)], names[static_cast<std::size_t>(columns.y)]}});
  }
  const bool inDegrees = x.within(-180, 180) && y.within(-180, 180);
  columns.degrees = columns.degrees ? (x.mostlyDegrees() && y.mostlyDegrees()) || x.count == 0
                                    : inDegrees && (x.high > 70 || y.high > 70) && x.low > 15 && y.low > 15;
}

}  // namespace

bool allDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isPlainInteger(std::string_view cell) {
  std::string_view body = cell;
  if (!body.empty() && body.front() == '-') body.remove_prefix(1);
  if (!allDigits(body) || body.size() > 15) return false;
  return body.size() == 1 || body.front() != '0';
}

std::optional<double> numberOf(std::string_view cell) {
  if (cell.empty()) return std::nullopt;
  double value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool looksLikeWkt(std::string_view cell) {
  std::string head(text::trim(cell).substr(0, 20));
  for (char& c : head) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (const auto semicolon = head.find(';'); head.starts_with("SRID=") && semicolon != std::string::npos)
    head.erase(0, semicolon + 1);
  for (const char* word : {"POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINE", "MULTIPOLYGON", "GEOMETRYCOLL",
                           "CURVEPOLYGON", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTISURFACE", "MULTICURVE"}) {
    if (head.starts_with(word)) return true;
  }
  return false;
}

bool isDay(int year, int month, int day) {
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

ToldDay toldDay(std::string_view told) {
  std::vector<int> parts;
  bool in = false;
  for (const char c : told) {
    const bool digit = isDigit(c);
    if (digit && !in) parts.push_back(0);
    if (digit && parts.back() < 100'000'000) parts.back() = parts.back() * 10 + (c - '0');
    in = digit;
  }
  constexpr int kPacked = 19000101;
  if (!parts.empty() && parts[0] >= kPacked) {
    const int packed = parts[0];
    parts[0] = packed % 100;
    parts.insert(parts.begin(), {packed / 10000, packed / 100 % 100});
  }
  if (parts.size() < 3 || parts[0] < 1900 || !isDay(parts[0], parts[1], parts[2])) return {};
  return {fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]),
          std::all_of(parts.begin() + 3, parts.end(), [](int part) { return part == 0; })};
}

void ColumnTypeGuess::see(std::string_view raw) {
  const std::string_view cell = text::trim(raw);
  if (cell.empty()) return;
  if (!m_any) m_length = cell.size();
  m_oneLength = m_oneLength && cell.size() == m_length;
  m_any = true;
  if (m_integer) m_integer = isPlainInteger(cell);
  if (m_real) m_real = isPlainReal(cell);
  if (m_date) m_date = isDate(cell);
  if (m_dateTime) m_dateTime = isDateTime(cell);
  if (m_boolean) m_boolean = isBoolean(cell);
}

store::FieldType ColumnTypeGuess::type(std::string_view columnName) const {
  using store::FieldType;
  if (!m_any) return FieldType::text;
  if (m_integer) return m_oneLength && m_length >= 4 && isCodeName(columnName) ? FieldType::text : FieldType::integer;
  if (m_real) return FieldType::real;
  if (m_date) return FieldType::date;
  if (m_dateTime) return FieldType::datetime;
  if (m_boolean) return FieldType::boolean;
  return FieldType::text;
}

std::optional<CoordinateColumns> findCoordinateColumns(const std::vector<std::string>& names,
                                                       const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> folded;
  folded.reserve(names.size());
  for (const std::string& name : names) folded.push_back(text::fold(text::trim(name)));
  CoordinateColumns columns;
  for (const char* name : kWktNames) {
    const int index = indexOf(folded, name);
    if (index < 0) continue;
    std::size_t wkt = 0;
    std::size_t other = 0;
    for (const auto& row : rows) {
      if (static_cast<std::size_t>(index) >= row.size() || row[static_cast<std::size_t>(index)].empty()) continue;
      ++(looksLikeWkt(row[static_cast<std::size_t>(index)]) ? wkt : other);
    }
    if (wkt > 0 && wkt >= other) {
      columns.wkt = index;
      return columns;
    }
  }
  for (const PairOfNames& pair : kPairs) {
    columns.x = indexOf(folded, pair.x);
    columns.y = indexOf(folded, pair.y);
    if (columns.x < 0 || columns.y < 0) continue;
    const Range x = rangeOf(rows, columns.x);
    const Range y = rangeOf(rows, columns.y);
    if (x.count == 0 || y.count == 0 || x.bad > x.count || y.bad > y.count) continue;
    columns.degrees = pair.degrees;
    for (const char* height : kHeightNames) {
      if (columns.z < 0) columns.z = indexOf(folded, height);
    }
    weighPair(columns, names, rows);
    return columns;
  }
  return std::nullopt;
}

Message takenAsWgs84() {
  return GIS_TR("longitude and latitude were taken as WGS 84; say so if they are not");
}

}  // namespace gis::io
