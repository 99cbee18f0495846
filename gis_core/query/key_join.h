// Joining a list to a layer by a code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/key_table.h"
#include "gis_core/store/layer.h"

namespace gis::query {

class OriginNote;

/// How keys are compared.
struct KeyRule {
  /// Spaces, full width, hyphens and case do not count (text::normaliseCode); else the texts must be equal.
  bool normalise = true;
  /// "00123" equals "123": for keys that a spreadsheet made numbers of.
  bool ignoreLeadingZeros = false;
};

/// The key of a cell under a rule; empty text is no key.
[[nodiscard]] std::string keyOf(std::string_view cell, const KeyRule& rule);

// In all of these `where` is an SQL condition, checked like `select --where`: the layer's other features take no part
// (empty: all do).

/// The pair of columns that belong together most likely, by the share of equal keys in the first 1,000
/// rows and by their names; empty names when nothing fits.
struct ColumnGuess {
  std::string leftField, rightColumn;
  double share = 0;  ///< of the table's keys that were found in the layer
};
[[nodiscard]] ColumnGuess guessKeyColumns(const store::Connection& c, const store::LayerInfo& left,
                                          const store::KeyTable& table, const KeyRule& rule, const CancelToken& token,
                                          const std::string& where = {});

/// What a join by code finds. Counts of features of LEFT and of rows of the TABLE are kept apart.
struct KeyMatch {
  std::int64_t matched = 0;                ///< features of LEFT with a partner
  std::int64_t unmatched = 0;              ///< rows of TABLE whose key no feature has (rows without a key among them)
  std::int64_t doubles = 0;                ///< rows of TABLE whose key stood in an earlier row: the first one is taken
  std::vector<std::int64_t> fids;          ///< the matched features, ascending
  std::vector<std::size_t> rows;           ///< the table row of each of `fids`
  std::vector<std::string> unmatchedKeys;  ///< as written in the table, in its order, each once
};

/// Looks the keys up. Throws Error(invalidValue) when the table's key column holds numbers of more than 15
/// digits: the spreadsheet has cut them. Errors: noSuchField, cancelled.
[[nodiscard]] KeyMatch matchKeys(const store::Connection& c, const store::LayerInfo& left, const std::string& leftField,
                                 const store::KeyTable& table, const std::string& rightColumn, const KeyRule& rule,
                                 Progress& progress, const std::string& where = {});

/// A layer's rows as a key table (the right side of a join between two layers).
[[nodiscard]] store::KeyTable tableOfLayer(const store::Connection& c, const store::LayerInfo& layer,
                                           const CancelToken& token, const std::string& where = {});

/// Writes LEFT's features (all, or only the matched ones) with the columns of the table beside their own as
/// layer `into`. A name in use becomes TABLE_COLUMN. The table's key column is left out. `origin`: noted with the
/// layer. Returns the rows written.
std::int64_t writeKeyJoin(const store::CityDatabase& city, const store::LayerInfo& left, const store::KeyTable& table,
                          const std::string& rightColumn, const KeyMatch& match, bool keepAll, const std::string& into,
                          Progress& progress, const std::string& where = {}, OriginNote* origin = nullptr);

}  // namespace gis::query
