// Which features of two sets belong together by place: candidates from a tree, GEOS decides, all cores.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/geometry_set.h"

namespace gis::query {

/// relation(left, right), or a distance of at most `metres` (in units of the sets' CRS).
struct PairTest {
  geom::Relation relation;
  std::optional<double> distance;
};

struct Pair {
  std::uint32_t left = 0;  ///< places in the sets
  std::uint32_t right = 0;
  double distance = 0;  ///< units of the CRS; 0 for relations
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// Pairs that GEOS could not decide are left out and counted here.
struct PairReport {
  std::atomic<std::int64_t> undecided = 0;
};

/// Every pair that passes, ordered (left, right). Cancels within 100 ms unless one GEOS call takes longer.
[[nodiscard]] std::vector<Pair> allPairs(const GeometrySet& left, const GeometrySet& right, const PairTest& test,
                                         Progress& progress, PairReport& report);

/// For each feature of `left`: 1 when some feature of `right` passes. Features with `wanted` 0 are not looked at
/// (empty `wanted`: all are).
[[nodiscard]] std::vector<std::uint8_t> havePartner(const GeometrySet& left, const std::vector<std::uint8_t>& wanted,
                                                    const GeometrySet& right, const PairTest& test, Progress& progress,
                                                    PairReport& report);

/// The `count` nearest of `right` for each of `left`, no further than `maxDistance`; ordered (left, distance, right).
/// Equal distances: the lower fid first.
[[nodiscard]] std::vector<Pair> nearestPairs(const GeometrySet& left, const GeometrySet& right, int count,
                                             double maxDistance, Progress& progress, PairReport& report);

}  // namespace gis::query
