// A coverage that is cut finer and finer without ever opening a seam.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sample_data/plane.h"

namespace gis::sample {

/// Faces share edges; an edge that is cut later becomes a small tree, so the neighbours on both sides see the new
/// point: borders are the same bits on both sides by construction.
class Mesh {
 public:
  struct EdgeData {
    int road = -1;        ///< number of the road that runs along it, or −1
    double inset = 0;     ///< how far land begins from it, metres
    bool frozen = false;  ///< must not get new points: a cut ends at one of its ends
  };
  struct Use {
    int edge = 0;
    bool reversed = false;
  };
  using Face = std::vector<Use>;

  struct Cut {
    Face left, right;  ///< of the direction in which the line was given
    int edge = 0;      ///< the new border, from `from` to `to`
    Point from, to;
  };
  struct CutWish {
    Point through, direction;
    EdgeData data;                 ///< of the new border
    double snap = 0.5;             ///< a crossing nearer than this to a corner goes through the corner
    double leastArea = 0;          ///< each side must keep so much
    std::span<const Point> avoid;  ///< the cut must not end at these
  };

  int addVertex(Point p);
  int addEdge(int from, int to, EdgeData data);
  /// A face around the ring; the data are those of the edge that leaves each point. Vertices are new.
  [[nodiscard]] Face addFace(std::span<const Point> ring, std::span<const EdgeData> data);

  /// Cuts the face in two along a line, or nothing when the line does not cross it exactly twice.
  [[nodiscard]] std::optional<Cut> cut(const Face& face, const CutWish& wish);

  [[nodiscard]] Ring ring(const Face& face) const;
  /// The face in edges that have not been cut, in order.
  [[nodiscard]] Face leaves(const Face& face) const;
  [[nodiscard]] Point from(Use use) const { return m_points[static_cast<std::size_t>(fromVertex(use))]; }
  [[nodiscard]] Point to(Use use) const { return from({use.edge, !use.reversed}); }
  [[nodiscard]] const EdgeData& data(int edge) const { return m_edges[static_cast<std::size_t>(edge)].data; }

 private:
  struct Edge {
    int from = 0, to = 0;
    int first = -1, second = -1;  ///< halves, once cut
    EdgeData data;
  };
  [[nodiscard]] int fromVertex(Use use) const {
    const Edge& e = m_edges[static_cast<std::size_t>(use.edge)];
    return use.reversed ? e.to : e.from;
  }
  void appendLeaves(Use use, Face& out) const;
  int split(int edge, Point p);
  std::optional<int> vertexAt(Use use, double t, double snap);

  std::vector<Point> m_points;
  std::vector<Edge> m_edges;
};

}  // namespace gis::sample
