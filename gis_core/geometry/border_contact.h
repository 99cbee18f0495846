// Private to this room: how an edge that has no counterpart lies to another area.
#pragma once

#include <vector>

#include "gis_core/geometry/coverage_shapes.h"

namespace gis::geom::detail {

/// A vertex of the other area on the edge, or so near that it is meant to be.
struct VertexOnEdge {
  std::uint32_t vertex = 0;  ///< in points()
  double along = 0;          ///< 0 … 1 from the edge's first end
  double distance = 0;
};

/// Takes edges one by one. Thread rule: one object a thread; the shapes are only read.
class BorderContact {
 public:
  BorderContact(const CoverageShapes& shapes, double tolerance) : m_shapes(shapes), m_tolerance(tolerance) {}

  /// Looks at the edge that begins at `edge` against area `other`. Afterwards onEdge() holds the vertices of `other`
  /// that are near the edge but are none of its ends. Returns whether the two may share a part of their insides:
  /// never false when they do along this edge.
  [[nodiscard]] bool mayOverlap(std::uint32_t edge, std::uint32_t other);
  [[nodiscard]] const std::vector<VertexOnEdge>& onEdge() const { return m_onEdge; }

 private:
  struct Piece {
    double from, to;
  };
  void look(std::uint32_t f);
  [[nodiscard]] bool pieceInside(std::uint32_t other);

  const CoverageShapes& m_shapes;
  double m_tolerance;
  std::vector<VertexOnEdge> m_onEdge;
  std::vector<Piece> m_common;  // parts of the edge that run along a border of the other
  std::vector<double> m_cuts;
  // the edge
  MapPoint m_p, m_q, m_d;
  double m_length = 0;
  bool m_crosses = false, m_runsAlong = false;
};

}  // namespace gis::geom::detail
