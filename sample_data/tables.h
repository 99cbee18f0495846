// The code tables that the sample city is made from.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gis::sample {

/// One row of a CSV file by column name.
class CsvTable {
 public:
  /// Reads UTF-8 CSV (RFC 4180 quotes) with a header row. Error(damaged) when a row has another number of cells.
  explicit CsvTable(const std::string& text);
  [[nodiscard]] std::size_t rows() const { return m_rows.size(); }
  /// Error(noSuchField).
  [[nodiscard]] const std::string& cell(std::size_t row, std::string_view column) const;

 private:
  std::vector<std::string> m_header;
  std::vector<std::vector<std::string>> m_rows;
};

struct Division {
  std::string code;    ///< 6, 9 or 12 digits
  std::string name;    ///< 广陵区, 东关街道, 琼花观社区
  std::string nameEn;  ///< empty where the table has none
};

/// A matter that an inspector can report.
struct MatterType {
  std::string code, name, componentType, departmentCategory;
};

/// What the generator reads from the shipped code tables (resources/codes, resources/boundaries).
struct CodeTables {
  std::vector<Division> districts;                             ///< of Yangzhou
  std::map<std::string, std::vector<Division>> subdistricts;   ///< by district code
  std::map<std::string, std::vector<Division>> communities;    ///< by subdistrict code
  std::map<std::string, std::string, std::less<>> landUse;     ///< GB/T 21010-2017 code → name
  std::map<std::string, std::string, std::less<>> components;  ///< GB/T 47678.5-2026 type → name
  std::map<std::string, MatterType, std::less<>> matters;      ///< GB/T 47678.5-2026 matter → what it is
};

/// Error(notFound | damaged).
[[nodiscard]] CodeTables loadCodeTables();

}  // namespace gis::sample
