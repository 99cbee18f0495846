// Tables of codes as the city uses them: what comes with the program, with the rows that the city added or changed.
// Functions with a city belong to its thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// "matters", "components", "legacy_events", "legacy_components", "divisions", "landuse", "indicators", "time_limits",
/// "responsible_units", "area_classes", in this order.
[[nodiscard]] const std::vector<std::string>& dictionaryNames();

struct DictionaryRow {
  std::vector<std::string> cells;  ///< one a column
  bool own = false;                ///< of the city: added, or in place of a shipped one
};

/// One table. The city's rows come before shipped ones; a shipped row that the city replaced is not among them.
struct Dictionary {
  std::string name;
  std::vector<std::string> columns;  ///< those of the shipped file, then valid_from, valid_to and what cities add
  std::vector<std::size_t> key;      ///< the columns by which rows are told apart
  std::vector<DictionaryRow> rows;

  /// The place of a column. Error(noSuchField) naming those that there are.
  [[nodiscard]] std::size_t column(std::string_view name) const;
  [[nodiscard]] const std::string& cell(const DictionaryRow& row, std::string_view wanted) const {
    return row.cells[column(wanted)];
  }
  /// Null when no row has the key cells of `cells`.
  [[nodiscard]] const DictionaryRow* find(const std::vector<std::string>& cells) const;
};

/// Errors: usage (no such table), damaged (resources, or a kept table that cannot be read).
[[nodiscard]] Dictionary shippedDictionary(std::string_view name);
[[nodiscard]] Dictionary dictionaryOf(const store::CityDatabase& city, std::string_view name);

/// Column and text; a column that is not named keeps what the row with the same key has, or is empty.
using DictionaryEdit = std::vector<std::pair<std::string, std::string>>;

struct DictionaryChange {
  std::size_t added = 0, changed = 0, unchanged = 0;
  std::vector<Message> warnings;  ///< unusual codes: kept all the same
  struct Refused {
    std::size_t row = 0;  ///< place in the list of edits
    Message why;
  };
  std::vector<Refused> refused;
};
/// Adds rows or replaces those with the same key, in one transaction; what cannot be kept is set aside with its reason.
/// `plan`: only tell. Cases that are kept stay under the code that they were filed under. Errors: usage, noSuchField,
/// locked, readOnly, diskFull.
DictionaryChange keepDictionaryRows(const store::CityDatabase& city, std::string_view name,
                                    const std::vector<DictionaryEdit>& rows, bool plan = false);
/// The same for several tables at once, all in one transaction.
std::vector<DictionaryChange> keepDictionaries(
    const store::CityDatabase& city, const std::vector<std::pair<std::string, std::vector<DictionaryEdit>>>& tables,
    bool plan = false);
/// Takes rows of the city away by their keys; a shipped row that one replaced is there again. Error(forbiddenStep) for
/// a row that is shipped (give it an end by valid_to), Error(notFound).
void forgetDictionaryRow(const store::CityDatabase& city, std::string_view name, const DictionaryEdit& key);
/// Renewed by each change; empty: the city changed nothing.
[[nodiscard]] std::string dictionaryRevision(const store::CityDatabase& city);

}  // namespace gis::city
