// The shipped code tables as rows of text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gis::city {

/// A CSV file with a header row, whole in memory: UTF-8, commas, quotes as in RFC 4180. Everything is
/// text, so that codes keep their leading zeros. Thread rule: a plain value.
class CsvTable {
 public:
  /// Reads a shipped file such as "codes/events.csv". Throws Error(notFound | damaged).
  [[nodiscard]] static CsvTable shipped(std::string_view resource);
  /// Throws Error(damaged) when a row has another number of cells than the header.
  [[nodiscard]] static CsvTable parse(std::string_view text, std::string_view nameForErrors);

  [[nodiscard]] const std::vector<std::string>& header() const { return m_header; }
  [[nodiscard]] std::size_t rows() const { return m_rows.size(); }
  /// The number of a column. Throws Error(damaged) when the table has none of that name.
  [[nodiscard]] std::size_t column(std::string_view name) const;
  [[nodiscard]] const std::string& cell(std::size_t row, std::size_t column) const { return m_rows[row][column]; }

 private:
  std::string m_name;
  std::vector<std::string> m_header;
  std::vector<std::vector<std::string>> m_rows;
};

}  // namespace gis::city
