// Are areas a coverage: side by side without overlap and gap, with the same vertices on both sides of each border?
// All coordinates are in ONE planar system. Source of the idea: JTS's CoverageValidator (Davis 2022): what matches
// edge by edge is sound; only what is left over is looked at.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/coverage_shapes.h"

namespace gis::geom {

enum class CoverageFault : std::uint8_t {
  invalid,    ///< an area that crosses itself or has no inside; it takes part in all else by its edges all the same
  duplicate,  ///< two areas with the same edges
  overlap,    ///< two areas share a part of their insides
  gap,        ///< what no area covers, closed in by areas
  sliver,     ///< an area that is thinner than asked for
  tJunction,  ///< a vertex of one area on (or nearer than the tolerance to) the border of another that lacks it
};
inline constexpr std::size_t kCoverageFaults = 6;
/// "invalid duplicate overlap gap sliver t_junction"
[[nodiscard]] const char* coverageFaultName(CoverageFault fault);

struct CoverageFinding {
  CoverageFault fault = CoverageFault::overlap;
  /// Of the areas: one (invalid, sliver), two (duplicate, overlap; t_junction: whose border, then whose vertex), those
  /// around (gap). Ascending but for t_junction.
  std::vector<std::int64_t> fids;
  MapPoint place;      ///< a point of it
  Bytes shape;         ///< the area (overlap, gap, sliver, duplicate), or the point
  double size = 0;     ///< square units; t_junction: distance of the vertex from the border
  double width = 0;    ///< 2 × area : perimeter, the width of a long strip
  std::string reason;  ///< invalid: GEOS's own
};

struct CoverageOptions {
  /// What lies nearer than this is meant to be the same: a vertex so near to a border is a t_junction, and an overlap
  /// or gap thinner than this that comes from such vertices is told by them alone. At least the rounding of the
  /// coordinates (8 units in the last place) is taken.
  double tolerance = 0;
  double sliverWidth = 0;                                        ///< areas thinner than this are slivers; 0: none
  double maxGapWidth = std::numeric_limits<double>::infinity();  ///< wider ones are left out
  std::vector<std::uint8_t> isInvalid;  ///< one an area, when it is known already; else they are tested here
};

struct CoverageReport {
  std::vector<CoverageFinding> findings;  ///< by fault, then fids
  std::array<std::int64_t, kCoverageFaults> counts{};
  std::int64_t withoutArea = 0;  ///< NULL, empty, or no area
  std::int64_t edges = 0, matched = 0;
  double tolerance = 0;  ///< as it was taken
  [[nodiscard]] bool isSound() const { return findings.empty(); }
};

/// Calls back with the index of every area whose box meets the box.
using CoverageSearch = std::function<void(const Envelope& box, const std::function<void(std::uint32_t)>& found)>;
/// By their western edges: for some hundred areas. `shapes` must outlive it.
[[nodiscard]] CoverageSearch searchByScan(const CoverageShapes& shapes);

/// Effort: linear in the edges, plus the exact work on what does not match; all cores. Errors: cancelled.
[[nodiscard]] CoverageReport checkCoverage(const CoverageShapes& shapes, const CoverageSearch& search,
                                           const CoverageOptions& options, const CancelToken& token);

/// 8 units in the last place of the largest coordinate.
[[nodiscard]] double roundingOf(const Envelope& extent);

}  // namespace gis::geom
