// The columns in which lists of cases travel between platforms.
// Source of the table: resources/codes/case_columns.csv (the common platform's column names, and what other lists call
// them).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/key_table.h"

namespace gis::city {

/// What a column of a list means; the order is that of case_columns.csv and of exported lists.
enum class CaseField : std::size_t {
  number,
  reportedAt,
  description,
  source,
  kind,
  major,
  categoryName,
  category,
  system,
  component,
  address,
  district,
  subdistrict,
  community,
  grid,
  dutyGrid,
  road,
  x,
  y,
  state,
  urgency,
  department,
  filedAt,
  dispatchedAt,
  deadline,
  handledAt,
  checkedAt,
  closedAt,
  cancelledAt,
  condition,
  reworks,
  extensions
};
inline constexpr std::size_t kCaseFields = static_cast<std::size_t>(CaseField::extensions) + 1;

struct CaseColumn {
  std::string field;     ///< "reported_at": the word of --map and of JSON
  std::string platform;  ///< "create_time": the common platform's name
  std::string zh, en;    ///< headings for people
  std::vector<std::string> synonyms;
};
/// By CaseField. Read once. Throws Error(notFound | damaged) when the resources are missing or broken.
[[nodiscard]] const std::vector<CaseColumn>& caseColumns();
[[nodiscard]] const CaseColumn& caseColumn(CaseField field);
[[nodiscard]] std::optional<CaseField> caseFieldNamed(std::string_view word);

/// Heading → word of a field, or "-" for a column to leave out. Headings are compared folded, without blanks.
using HeadingWords = std::map<std::string, std::string>;

/// Which column of a table means what; −1: none.
struct CaseMapping {
  std::vector<int> columns;           ///< by CaseField
  std::vector<std::string> unmapped;  ///< headings that mean nothing to us, or a field that another column has
  [[nodiscard]] int of(CaseField field) const { return columns[static_cast<std::size_t>(field)]; }
};
/// What was told (`told`) first, then the platform's names, headings of ours, synonyms; the left one of two equals.
/// Throws Error(usage) when `told` names a field or a heading that is not there.
[[nodiscard]] CaseMapping mapCaseColumns(const std::vector<std::string>& headings, const HeadingWords& told);
/// The form in which headings are compared.
[[nodiscard]] std::string foldedHeading(std::string_view heading);

/// Between the separators, without empty ones.
[[nodiscard]] std::vector<std::string> partsOf(std::string_view text, char separator);

/// One case as an outside list tells it; empty: not told.
struct CaseRecord {
  std::size_t row = 0;                                                     ///< 1: the first one below the heading
  std::vector<std::string> cells = std::vector<std::string>(kCaseFields);  ///< by CaseField
  [[nodiscard]] const std::string& operator[](CaseField field) const { return cells[static_cast<std::size_t>(field)]; }
  [[nodiscard]] std::string& operator[](CaseField field) { return cells[static_cast<std::size_t>(field)]; }
  [[nodiscard]] bool has(CaseField field) const { return !(*this)[field].empty(); }
};
/// The rows of a table under a mapping, trimmed; rows without any cell are left out. Throws Error(invalidValue) when a
/// spreadsheet has cut the numbers of the cases.
[[nodiscard]] std::vector<CaseRecord> caseRecords(const store::KeyTable& table, const CaseMapping& mapping);

}  // namespace gis::city
