// Rows from a spreadsheet (CSV or tab-separated text) as one edit of a layer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::io {

struct PasteRequest {
  std::string layer;
  std::string text;  ///< UTF-8; the first row names the columns
  /// "fid" or a field: rows whose key is in the layer change that feature, the others are added. Empty: all are added,
  /// and a column "fid" does not count.
  std::string key;
};

/// A row that cannot be taken.
struct PasteFault {
  std::size_t row = 0;  ///< counts from 1, the heading not counted
  Message what, why;
};

struct PastePlan {
  std::size_t rows = 0, added = 0, changed = 0, unchanged = 0;
  std::vector<PasteFault> faults;
  std::vector<std::string> ignoredColumns;  ///< of the text; not in the layer
  store::EditCommand command;               ///< the rows that can be taken
};

/// Columns go to the fields of their names (case and width of letters do not matter), "geometry", "wkt" or 几何 is WKT,
/// "x" and "y" make points; an empty cell is NULL (in a text column, too). Errors: invalidValue (no row, no column of
/// the layer in the heading), noSuchLayer, noSuchField (the key), cancelled.
[[nodiscard]] PastePlan planPaste(const store::Connection& c, const PasteRequest& request, const CancelToken& token);

/// Plans and applies in one transaction. Without `skipFaulty`, a plan with faults is refused with the first of them.
PastePlan pasteRows(const store::CityDatabase& city, const PasteRequest& request, bool skipFaulty,
                    const std::string& reason, const std::string& actor, store::EditResult& result, Progress progress);

}  // namespace gis::io
