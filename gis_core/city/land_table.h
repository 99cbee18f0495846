// The land check as a table that a planner reads: the same in the window, on the command line and in a spreadsheet.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/query/land_check.h"

namespace gis::io {
struct BookSheet;
}

namespace gis::city {

struct LandTableRow {
  enum class Kind {
    part,       ///< a class of a layer
    uncovered,  ///< no feature of the layer is there
    repeated,   ///< counted more than once in the rows above: its area is taken off
    rest,       ///< what the other rows do not explain
    sum,        ///< of the rows of a layer: the plot
    plot,       ///< the plot itself
  };
  Kind kind = Kind::part;
  bool allPlots = false;  ///< of all plots together
  std::string plot, layer, code, name;
  std::optional<std::int64_t> count;
  std::optional<double> area;    ///< m²
  std::optional<double> share;   ///< of the plot, 1 = all
  std::optional<double> length;  ///< m
};

struct LandTable {
  std::vector<std::string> lines;  ///< what was measured and how, and what took no part
  std::vector<std::string> columns;
  std::vector<LandTableRow> rows;  ///< by plot; where there are several plots, then those of all
  /// The cells of a row as they are printed, in the order of `columns`; an area with two decimals, as hectares with
  /// four, as mu with three.
  [[nodiscard]] std::vector<std::string> cells(const LandTableRow& row) const;
};

/// A text of the core in the reader's language.
using Say = std::function<std::string(const Message&)>;

/// Errors: those of CodeTables::shipped(). Thread rule: free of state.
[[nodiscard]] LandTable landTable(const query::LandCheckResult& result, bool chinese, const Say& say);

/// The table as the sheet of a workbook.
[[nodiscard]] io::BookSheet landSheet(const LandTable& table, const Say& say);

}  // namespace gis::city
