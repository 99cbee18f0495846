// Mends the faults of a coverage: common vertices, slivers, overlaps, narrow gaps.
// All coordinates are in ONE planar system.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/coverage_check.h"

namespace gis::geom {

/// One area of those that are mended together: the faulty ones with their neighbours.
struct CoverageArea {
  std::int64_t fid = 0;
  Bytes wkb;
  bool isChanged = false, isRemoved = false;
};

struct CoverageRepairRule {
  double tolerance = 0;    ///< vertices nearer than this become one; at least the rounding of the coordinates
  double sliverWidth = 0;  ///< thinner areas go to the neighbour with the longest common border; 0: none
  double maxGapWidth = 0;  ///< gaps up to this width go to the neighbour with the longest common border
  enum class Cut : std::uint8_t { larger, smaller, newer, older } cut = Cut::larger;  ///< who loses an overlap
  /// Where every area there is is among those given; elsewhere what looks like a gap may be an area. Empty: everywhere.
  std::vector<Envelope> known;
};

/// Areas in square units. after = before − overlaps − duplicates + gaps + the rest (moved vertices, repaired areas).
struct CoverageRepair {
  std::array<std::int64_t, kCoverageFaults> repaired{};
  double before = 0, after = 0;                   ///< sums of the areas
  double overlaps = 0, duplicates = 0, gaps = 0;  ///< taken away, taken away, filled
  std::vector<CoverageFinding> left;              ///< what could not be mended
  [[nodiscard]] double residue() const { return after - (before - overlaps - duplicates + gaps); }
};

/// Changes the areas in place, round by round. An invalid area is made valid unless its area changes by more than 1 %;
/// of duplicates the one with the lowest fid stays; an area that lies wholly inside another is left as it is.
/// Errors: cancelled.
[[nodiscard]] CoverageRepair repairCoverage(std::vector<CoverageArea>& areas, const CoverageRepairRule& rule,
                                            const CancelToken& token);

/// Puts the vertices that some of the areas have on (nearer than `tolerance` to) the border of others into those, and
/// makes vertices that are nearer to each other than that one; only between `concerned` (fids) and their neighbours.
/// Marks what changed; returns how many faults there were.
std::int64_t shareVertices(std::vector<CoverageArea>& areas, const std::set<std::int64_t>& concerned, double tolerance,
                           const CancelToken& token);

}  // namespace gis::geom
