// Private to this room: puts together what was cut along seams and united cell by cell.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/shape_pieces.h"

namespace gis::query {

/// A cell between seams; −1: open on that side. The numbers count the seams.
struct SeamCell {
  int low[2] = {-1, -1};   ///< for axis 0 and 1: the seam below
  int high[2] = {-1, -1};  ///< the seam above
};

/// What the cells hold, in the order of the cells.
struct SeamCells {
  std::vector<SeamLine> seams;
  std::vector<SeamCell> cells;
  std::vector<std::vector<Piece>> pieces;  ///< of each cell, not overlapping
};

/// The areas as if they had never been cut: stretches along a seam that both sides hold vanish, the points where
/// segments were cut too. One piece a connected part. Throws SeamTrouble when the sides do not fit.
/// Errors: cancelled.
[[nodiscard]] std::vector<Piece> gluedAreas(SeamCells cells, const CancelToken& token);

/// The lines joined where exactly two of them end; the points where segments were cut vanish.
[[nodiscard]] std::vector<Piece> gluedLines(SeamCells cells, const CancelToken& token);

}  // namespace gis::query
