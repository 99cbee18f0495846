// Which border edges meet their counterpart: the linear-time heart of a coverage check.
// Idea: the edges of a clean coverage cancel in pairs, once in each direction (JTS's CoverageValidator, Davis 2022).
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/coverage_shapes.h"

namespace gis::geom {

/// For each place of points(): the edge of another area that runs the other way between the same two vertices, bit for
/// bit; or why there is no such one.
struct EdgeMatches {
  static constexpr std::uint32_t kAlone = 0xffffffff;    ///< no other edge has these two ends (or it starts no edge)
  static constexpr std::uint32_t kCrowded = 0xfffffffe;  ///< more than one has, or one in the same direction
  std::vector<std::uint32_t> partners;
  [[nodiscard]] bool isMatched(std::uint32_t edge) const { return partners[edge] < kCrowded; }
};

/// Effort: linear; all cores. Memory: 4 bytes a vertex, and 16 bytes for each of at most 32 million edges at a time.
/// Errors: cancelled.
[[nodiscard]] EdgeMatches matchEdges(const CoverageShapes& shapes, const CancelToken& token);

}  // namespace gis::geom
