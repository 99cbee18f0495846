// Private to this room: directed pieces of borders become rings.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"

namespace gis::geom::detail {

/// A part of a border that has an area on its left only.
struct BorderPiece {
  MapPoint a, b;
  std::uint32_t owner;
};

struct TracedRing {
  std::uint32_t first = 0, last = 0;  ///< in TracedRings::order
  bool isHole = false;                ///< clockwise: the border of what is closed in
};

struct TracedRings {
  std::vector<std::uint32_t> order;  ///< pieces, ring after ring
  std::vector<TracedRing> rings;
  /// The pieces of a ring, in the order along it.
  [[nodiscard]] std::span<const std::uint32_t> piecesOf(const TracedRing& ring) const {
    return std::span(order).subspan(ring.first, ring.last - ring.first);
  }
};

/// Follows the outside, which lies right of every piece: where several pieces go on, the first one anticlockwise from
/// where we came. Effort: linear; all cores when `atOnce`. Errors: cancelled.
[[nodiscard]] TracedRings traceRings(const std::vector<BorderPiece>& pieces, bool atOnce, const CancelToken& token);

}  // namespace gis::geom::detail
