// Figures about the features that a question found.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"

namespace gis::query {

struct FigureTable {
  /// The fields of `by` (a step is said behind the name: F_day; zones before it: LAYER_F), then count, sum_F, mean_F,
  /// min_F, max_F, area, length.
  std::vector<store::Field> columns;
  std::vector<std::vector<store::Value>> rows;  ///< without `by` one; else one for each combination, NULL first
  /// Features found that had no part in areas and lengths, or lie in no zone, because they have no place: NULL or
  /// empty, and broken ones.
  std::int64_t withoutGeometry = 0, broken = 0;
};

/// Area in m² and length in m, of the projected plane, or on the ellipsoid for areas in degrees. NULL takes no part in
/// sums, means, least and most; of nothing these are NULL, count, area and length are 0. For each zone: a feature
/// counts in one, as in aggregate(), sums, areas and lengths are shared out by its parts; what lies in none has the
/// zone NULL, so that all rows together are the whole. Errors: noSuchField, noSuchLayer, usage (zones of two layers),
/// invalidValue (a sum or mean of what holds no numbers), unsupported (length in degrees, area of a table), unknownCrs,
/// cancelled.
[[nodiscard]] FigureTable figuresOf(const store::Connection& c, const Ask& ask, const SelectResult& found,
                                    Progress& progress);

/// Refuses what figuresOf() would refuse before it reads a feature of `layer`.
void checkFigures(const store::Connection& c, const Ask& ask, const store::LayerInfo& layer);

}  // namespace gis::query
