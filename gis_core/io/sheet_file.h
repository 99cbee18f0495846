// A small spreadsheet made by us: forms that people fill in.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gis::io {

/// Rows of texts; the first row is the head.
struct Sheet {
  std::string name;                            ///< of the sheet
  std::vector<double> widths;                  ///< of the columns, in characters
  std::vector<std::vector<std::string>> rows;  ///< UTF-8
  /// Cells that offer a list: row and column (0 …) and what may stand there.
  struct Choice {
    std::size_t row = 0, column = 0;
    std::vector<std::string> values;
  };
  std::vector<Choice> choices;
};

/// Writes an XLSX, all or nothing; cells are texts. Errors: diskFull, readOnly, internal.
void writeSheet(const Sheet& sheet, const std::filesystem::path& file);

}  // namespace gis::io
