// Vertices put into edges and vertices moved, with the same bits in every ring that has them: what keeps a shared
// border one border. All coordinates are in ONE planar system.
#pragma once

#include <unordered_map>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// A plain value. Thread rule: const members from any thread.
class VertexEdits {
 public:
  /// Every edge between a and b, whichever way it runs, gets v. Several are put in the order along the edge.
  void insert(MapPoint a, MapPoint b, MapPoint v);
  /// Every vertex at `from` goes to `to` (after the insertions).
  void move(MapPoint from, MapPoint to);
  [[nodiscard]] bool empty() const { return m_inserts.empty() && m_moves.empty(); }
  /// Changes the geometry (lines and rings; Z and M of new vertices lie between those of the ends); vertices that then
  /// repeat the one before are left out. Returns whether anything changed. Throws Error(damaged).
  bool applyTo(Bytes& wkb) const;

 private:
  struct Hash {
    std::size_t operator()(MapPoint p) const;
  };
  struct Insert {
    MapPoint to, vertex;
  };
  std::unordered_map<MapPoint, std::vector<Insert>, Hash> m_inserts;  // by either end
  std::unordered_map<MapPoint, MapPoint, Hash> m_moves;
};

}  // namespace gis::geom
