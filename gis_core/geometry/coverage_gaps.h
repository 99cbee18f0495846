// Private to this room: what areas close in without covering it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gis_core/geometry/border_contact.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/geometry/edge_matching.h"

namespace gis::geom::detail {

/// What the look at single edges found, for the search of gaps.
struct BorderFacts {
  /// Edge → vertices of others on it.
  std::unordered_map<std::uint32_t, std::vector<VertexOnEdge>> onEdges;
  /// One an area: does it overlap another, or is it invalid? Its border is then no border of a gap as a whole.
  std::vector<std::uint8_t> doubtful;
  std::vector<std::uint8_t> invalid;
};

/// The gaps, in no fixed order. `soundWkb(i)`: the area, made valid.
[[nodiscard]] std::vector<CoverageFinding> findGaps(const CoverageShapes& shapes, const EdgeMatches& matches,
                                                    const BorderFacts& facts, const CoverageSearch& search,
                                                    const std::function<Bytes(std::uint32_t)>& soundWkb,
                                                    double tolerance, double maxWidth, const CancelToken& token);

/// 2 × area : perimeter of an area; 0 without one.
[[nodiscard]] double widthOf(BytesView area, double* size = nullptr);

}  // namespace gis::geom::detail
