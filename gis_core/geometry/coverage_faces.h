// Private to this room: gaps where areas overlap or are invalid. There borders cross between their vertices, and no
// ring runs around a gap beside them: the faces between all lines are tried one by one.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "gis_core/geometry/coverage_gaps.h"
#include "gis_core/geometry/ring_tracing.h"
#include "gis_core/geometry/shapes_from_points.h"

namespace gis::geom::detail {

/// What no area covers, before the islands in it are taken out: a shell and its holes.
struct UncoveredRegion {
  std::vector<Ring> rings;
  std::set<std::uint32_t> owners;  ///< of the borders around it
  Envelope box;
  double size = 0;
  void measure();
};

/// The outer ring of lines that were looked at together: all within it is told by them.
struct Outline {
  Ring places;
  std::uint32_t owner = 0;  ///< a feature that has a vertex of it
};

struct UncoveredFaces {
  std::vector<UncoveredRegion> regions;
  std::vector<Outline> outlines;
};

/// Marks in `isDone` the rings that took part: they are no gaps and no islands by themselves. `soundWkb(i)`: the area,
/// made valid. Effort: GEOS's on the rings of all features near doubtful ones; all cores. Errors: cancelled.
[[nodiscard]] UncoveredFaces findUncoveredFaces(const CoverageShapes& shapes, const BorderFacts& facts,
                                                const std::vector<BorderPiece>& pieces, const TracedRings& traced,
                                                const CoverageSearch& search,
                                                const std::function<Bytes(std::uint32_t)>& soundWkb, double tolerance,
                                                std::vector<std::uint8_t>& isDone, const CancelToken& token);

}  // namespace gis::geom::detail
