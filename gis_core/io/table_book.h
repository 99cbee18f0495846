// A small spreadsheet for people to read: titles, lines of text above, figures with fixed decimals.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "gis_core/store/city.h"

namespace gis::io {

struct BookCell {
  std::variant<std::monostate, std::int64_t, double, std::string> value;
  int decimals = 2;  ///< of a double
};

struct BookRow {
  std::vector<BookCell> cells;
  bool strong = false;  ///< a sum: bold
};

struct BookSheet {
  std::string name;                ///< at most 31 characters
  std::vector<std::string> lines;  ///< above the table; the first one is its title
  std::vector<std::string> columns;
  std::vector<double> widths;  ///< of the columns in characters
  std::vector<BookRow> rows;
};

/// Writes an XLSX beside `file` and renames it into place. Errors: exists (unless `overwrite`, and always when a city
/// is there), unsupported (more rows than a sheet holds), notFound (the folder), diskFull, readOnly.
void writeBook(const store::CityDatabase& city, const std::filesystem::path& file, const std::vector<BookSheet>& sheets,
               bool overwrite);

}  // namespace gis::io
