// Private to this room: areas and lines as bare coordinates, and how they are cut along a line parallel to an axis.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::query {

using Points = std::vector<geom::MapPoint>;

/// The line x = at (axis 0) or y = at (axis 1).
struct SeamLine {
  int axis = 0;
  double at = 0;
};

[[nodiscard]] inline double along(geom::MapPoint p, int axis) {
  return axis == 0 ? p.x : p.y;
}
/// An order of places: by x, then by y.
[[nodiscard]] inline bool before(geom::MapPoint a, geom::MapPoint b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/// One area: its shell counter-clockwise, then its holes clockwise, so that the inside lies left of every edge; a
/// ring's last point is not repeated. Or one line: a single run of points.
struct Piece {
  std::vector<Points> rings;
  geom::Envelope box;

  [[nodiscard]] std::size_t vertices() const;
  void measure();  ///< computes the box
};

/// The coordinates contradict each other in their last digit: another seam, or no seam at all, must be tried.
struct SeamTrouble : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Twice the area of a ring, positive when it runs counter-clockwise.
[[nodiscard]] double doubleArea(const Points& ring);
/// Is `p` inside the ring (even-odd)? On the ring: either answer.
[[nodiscard]] bool insideRing(const Points& ring, geom::MapPoint p);

/// The areas (`areas`) or lines of a geometry; members of other dimensions, rings without area and repeated points are
/// left out. Z and M are dropped.
[[nodiscard]] std::vector<Piece> piecesOf(geom::BytesView wkb, bool areas);
/// POLYGON, or LINESTRING.
[[nodiscard]] geom::Bytes wkbOf(const Piece& piece, bool area);
/// MULTIPOLYGON or MULTILINESTRING.
[[nodiscard]] geom::Bytes wkbOf(const std::vector<Piece>& pieces, bool areas);

/// MULTIPOINT.
[[nodiscard]] geom::Bytes wkbOfPlaces(const Points& places);

/// Cuts a piece that crosses the seam; no vertex may lie on it. A segment is always cut at the same place, whichever
/// way it runs and whose border it is, so that what was cut can be put together again without a gap. Throws
/// SeamTrouble.
void cutArea(const Piece& piece, SeamLine seam, std::vector<Piece>& low, std::vector<Piece>& high);
void cutLine(const Piece& piece, SeamLine seam, std::vector<Piece>& low, std::vector<Piece>& high);

}  // namespace gis::query
