// Private to this room: lines as a network of ways.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/query/geometry_set.h"

namespace gis::query {

class SpatialIndex;

/// Lines join where their ends lie at one place, and where the end of one lies at a corner of another; lines that
/// merely cross (a bridge) do not. Ways may be gone in both directions. Lengths are in units of the coordinates.
/// Immutable: any number of threads may ask. Source of the distances: Dijkstra 1959.
class RoadGraph {
 public:
  /// Places no further apart than `snap` are one.
  RoadGraph(const GeometrySet& lines, double snap, Progress& progress);
  RoadGraph(RoadGraph&&) noexcept;
  RoadGraph& operator=(RoadGraph&&) noexcept;
  ~RoadGraph();

  [[nodiscard]] std::size_t nodes() const { return m_firstWay.size() - 1; }
  [[nodiscard]] std::size_t edges() const { return m_edges.size(); }

  /// A place on the network: so far along an edge, and so far from the point it was looked for.
  struct Place {
    std::uint32_t edge = 0;
    double along = 0;
    double access = 0;
  };
  /// Nothing on an empty network.
  [[nodiscard]] std::optional<Place> nearestTo(geom::MapPoint p) const;

  /// The way from the nearest of some places to any other one.
  class Distances {
   public:
    /// Along the network, both accesses included; infinite when no way leads there.
    [[nodiscard]] double to(const Place& place) const;

   private:
    friend class RoadGraph;
    const RoadGraph* m_graph = nullptr;
    std::vector<double> m_nodes;
    std::vector<std::uint32_t> m_firstSource;  // of each edge, in m_sources
    std::vector<Place> m_sources;              // by edge
  };
  [[nodiscard]] Distances from(std::span<const Place> sources, const CancelToken& token) const;

 private:
  struct Edge {
    std::uint32_t from = 0, to = 0;
    double length = 0;
  };
  struct Segment {
    geom::MapPoint a, b;
    std::uint32_t edge = 0;
    double before = 0;  // along the edge, to a
  };
  struct Way {
    std::uint32_t node = 0;
    double length = 0;
  };
  class Builder;

  std::vector<Edge> m_edges;
  std::vector<Segment> m_segments;
  std::vector<std::uint32_t> m_firstWay;  // of each node, in m_ways
  std::vector<Way> m_ways;
  std::unique_ptr<SpatialIndex> m_index;  // over the segments
};

}  // namespace gis::query
