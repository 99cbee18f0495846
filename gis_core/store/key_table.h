// A plain table of texts, as a spreadsheet or a pasted list gives it: the right side of a join by code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/store/value.h"

namespace gis::store {

/// Columns of equal length. Every cell is text: a code that was text in the file keeps its leading
/// zeros, a number is written with the shortest digits that read back equal. Thread rule: a plain value.
struct KeyTable {
  struct Column {
    std::string name;
    std::vector<std::string> cells;
    std::vector<std::uint8_t> isNull;  ///< 1 = no value (the cell is then empty text)
    /// Numeric cells with more than 15 digits: the spreadsheet has cut them, so they are no keys.
    std::size_t cutNumbers = 0;
    /// What the cells were before they became text: a joined layer gets its columns in this type.
    FieldType type = FieldType::text;
  };
  std::string name;  ///< file stem or sheet
  std::vector<Column> columns;
  [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().cells.size(); }
};

}  // namespace gis::store
