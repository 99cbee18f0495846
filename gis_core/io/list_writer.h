// A list that is written row by row into a spreadsheet or a text table, in constant memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "gis_core/store/city.h"

namespace gis::io {

/// A cell of a list: nothing, a number, or a text (codes stay texts).
using ListCell = std::variant<std::monostate, double, std::string>;

/// Writes beside the target and renames at finish(); without it nothing is left behind.
class ListWriter {
 public:
  /// By the suffix: .xlsx or .csv (UTF-8 with a byte order mark, so that spreadsheets read Chinese). Errors:
  /// unsupported (suffix), exists, notFound (folder), diskFull, readOnly.
  ListWriter(const store::CityDatabase& city, const std::filesystem::path& file, bool overwrite,
             const std::vector<std::string>& headings);
  ListWriter(const ListWriter&) = delete;
  ListWriter& operator=(const ListWriter&) = delete;
  ~ListWriter();

  /// Errors: unsupported (more rows than a spreadsheet holds), diskFull.
  void add(const std::vector<ListCell>& row);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::io
