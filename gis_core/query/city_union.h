// Private to this room: the union of many shapes, a city's worth, in pieces that can be cancelled.
//
// Shapes next to each other on the Hilbert curve are united block by block. What is left is cut along seams into cells
// of at most 10,000 vertices, the cells are united, and the seams taken out again by exact comparison of coordinates:
// no call to GEOS sees more, however large the outlines grow, and no vertex stays where a seam was. Borders that
// neighbours share vanish without slivers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/shape_pieces.h"

namespace gis::query {

/// The most vertices that one call to GEOS sees, unless a single shape has more (decision on cancelling).
inline constexpr std::size_t kUnionVertices = 10'000;

struct UnionReport {
  std::vector<std::uint32_t> setAside;  ///< places of shapes whose union GEOS refused, ascending; they are left out
  int seamsMoved = 0;                   ///< how often coordinates contradicted each other where seams were laid
};

/// What the union is made of. `shape` is called once for each place from many threads, and may hand back nothing.
struct UnionInput {
  std::vector<geom::Envelope> boxes;  ///< of the shapes; empty boxes take no part
  std::function<geom::Bytes(std::uint32_t)> shape;
  bool areas = true;  ///< else lines; parts of other dimensions are left out
  std::size_t mostVertices = kUnionVertices;
};

/// The union as separate connected parts: areas (that touch in points at most), or lines joined where exactly two
/// ends meet and parted where lines cross. XY. The order is that of their lowest corners (x, then y) and does not
/// depend on threads. Errors: cancelled.
[[nodiscard]] std::vector<Piece> unionParts(const UnionInput& input, Progress& progress, UnionReport& report);

}  // namespace gis::query
