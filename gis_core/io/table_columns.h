// What the columns of a text table mean: types that keep codes as text, and coordinates.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// Learns a column's type from its cells. A column is a number only when every cell is one that reads
/// back as it was written: leading zeros, more than 15 digits, or a name such as 编号 or code over digits of
/// one length make it text.
class ColumnTypeGuess {
 public:
  void see(std::string_view cell);
  [[nodiscard]] store::FieldType type(std::string_view columnName) const;

 private:
  bool m_any = false;
  bool m_integer = true, m_real = true, m_date = true, m_dateTime = true, m_boolean = true;
  bool m_oneLength = true;
  std::size_t m_length = 0;
};

[[nodiscard]] bool allDigits(std::string_view text);       ///< ASCII ones, at least one
[[nodiscard]] bool isPlainInteger(std::string_view cell);  ///< at most 15 digits, no leading zero, no plus sign
[[nodiscard]] std::optional<double> numberOf(std::string_view cell);
[[nodiscard]] bool looksLikeWkt(std::string_view cell);

/// Which columns hold the place. Indexes into the columns, −1 = none.
struct CoordinateColumns {
  int x = -1, y = -1, z = -1, wkt = -1;
  bool degrees = false;  ///< longitude and latitude by name or by range
  std::vector<Message> notes;
};

/// Finds coordinate or WKT columns by name (x y, lon lat, 经度 纬度, 东坐标 北坐标, easting northing …) and looks at
/// sample cells: Chinese surveyors write X for north, so the ranges decide which column is east.
[[nodiscard]] std::optional<CoordinateColumns> findCoordinateColumns(const std::vector<std::string>& names,
                                                                     const std::vector<std::vector<std::string>>& rows);

/// Is there such a day? (2024-02-30 is none.)
[[nodiscard]] bool isDay(int year, int month, int day);

/// "2024/5/1", "2024年5月1日", "20240501" and "2024-5-1 12:30" as "2024-05-01"; `alone`: no time of the day went with
/// it.
struct ToldDay {
  std::string iso;  ///< empty: it is no day
  bool alone = true;
};
[[nodiscard]] ToldDay toldDay(std::string_view told);

/// Said when longitudes and latitudes were taken as WGS 84; not to be said when the user named the system.
[[nodiscard]] Message takenAsWgs84();

}  // namespace gis::io
