// Spreadsheets whose heading is not their first row: a title above it, or two rows of merged cells.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gis::io::worker {

struct SheetHeading {
  std::size_t rows = 0;  ///< before the first row of values
  std::vector<std::string> names;
};

/// Looks at the first rows as texts (a merged cell holds its text in its first cell, nothing in the others). Nothing
/// when the first row is the heading, or when it cannot be told. A name under a group ("X" under 坐标) stands alone
/// when it is the only one, else behind its group ("坐标_X").
[[nodiscard]] std::optional<SheetHeading> findSheetHeading(const std::vector<std::vector<std::string>>& rows);

}  // namespace gis::io::worker
