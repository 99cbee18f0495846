// A layer as a table of rows that is paged, sorted, filtered and searched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// What a table view shows of a layer.
struct TableOrder {
  std::string where;    ///< user's condition (checked), or empty
  std::string orderBy;  ///< field, or empty for fid
  bool descending = false;
  std::vector<std::int64_t> onlyFids;  ///< "selected features only"; empty = all
};

/// The fids in the order of the view, at most `limit` (−1: all). Eight bytes a row is all that a view
/// of ten million rows keeps; the rows themselves are read page by page (FeatureRequest::fids).
/// Ties are ordered by fid; NULL comes first ascending, as SQLite orders. Errors: noSuchField, sql, cancelled.
[[nodiscard]] std::vector<std::int64_t> orderedFids(const Connection& c, const LayerInfo& layer,
                                                    const TableOrder& order, std::int64_t limit,
                                                    const CancelToken& token);

/// Find and replace in one text column.
struct Replacement {
  std::string field;
  std::string find, replace;
  bool wholeCell = false;
  bool matchCase = false;
  TableOrder rows;  ///< only these rows
};
/// How many cells would change, and the first of them for a preview.
struct ReplacementPreview {
  std::int64_t cells = 0;
  struct Example {
    std::int64_t fid = 0;
    std::string before, after;
  };
  std::vector<Example> examples;  ///< at most 20
};
[[nodiscard]] ReplacementPreview previewReplacement(const Connection& c, const LayerInfo& layer,
                                                    const Replacement& replacement, const CancelToken& token);
/// The edits of a replacement as one command (one undo).
[[nodiscard]] EditCommand replacementCommand(const Connection& c, const LayerInfo& layer,
                                             const Replacement& replacement, const CancelToken& token);

/// Figures of one column.
struct ColumnStatistics {
  std::int64_t rows = 0, nulls = 0, distinct = 0;
  Value minimum, maximum;
  double sum = 0, mean = 0, standardDeviation = 0;        ///< of numbers; NaN when there is none
  std::vector<std::pair<Value, std::int64_t>> commonest;  ///< at most 10, most frequent first
};
[[nodiscard]] ColumnStatistics columnStatistics(const Connection& c, const LayerInfo& layer, const std::string& field,
                                                const std::string& where, const CancelToken& token);

}  // namespace gis::store
