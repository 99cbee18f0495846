// Private to this room: the edges of one geometry, for points against it without GEOS objects.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/geometry/edge.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom::detail {

class EdgeSet {
 public:
  /// Takes polygons and multipolygons (locate, distance), lines and points (distance only).
  explicit EdgeSet(BytesView wkb);

  /// Where p lies, by even-odd crossing of all rings with exact orientation, as GEOS's RayCrossingCounter does.
  /// The second question makes an index of the edges: until then a scan is cheaper.
  [[nodiscard]] Location locate(MapPoint p);
  /// Shortest distance to an edge (GEOS's own formula); not for p inside an area.
  [[nodiscard]] double distanceToEdges(MapPoint p) const;
  [[nodiscard]] std::size_t size() const { return m_edges.size(); }

 private:
  void buildSlabs();

  std::vector<Edge> m_edges;  // a single point is an edge of no length
  Envelope m_box;
  bool m_asked = false;
  // edges by horizontal slab, in compressed rows; empty for a few edges
  std::vector<std::uint32_t> m_slabStart;
  std::vector<std::uint32_t> m_slabEdges;
};

}  // namespace gis::geom::detail
