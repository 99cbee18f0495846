// What looking at every pair of features finds: what the engine's pairs are held against.
#pragma once

#include <vector>

#include "gis_core/query/spatial_pairs.h"

namespace gis::query {

/// Ordered (left, right).
[[nodiscard]] std::vector<Pair> everyPair(const GeometrySet& left, const GeometrySet& right, const PairTest& test);
/// Of each left feature the `count` nearest within a distance, equal ones in the order of the right set.
[[nodiscard]] std::vector<Pair> nearestOfEvery(const GeometrySet& left, const GeometrySet& right, int count,
                                               double most);

}  // namespace gis::query
