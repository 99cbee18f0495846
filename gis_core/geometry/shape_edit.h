// A geometry taken apart into parts, rings and vertices, changed by hand and put together again.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

struct ShapeVertex {
  double x = 0, y = 0, z = 0, m = 0;
  friend bool operator==(const ShapeVertex&, const ShapeVertex&) = default;
};

/// A point: one run of one vertex. A line: one run. An area: the shell, then its holes, each without the first vertex
/// said again at the end.
struct ShapePart {
  std::vector<std::vector<ShapeVertex>> rings;
  friend bool operator==(const ShapePart&, const ShapePart&) = default;
};

/// Where a vertex stands; all count from 0, ring 0 is the shell.
struct VertexAt {
  std::size_t part = 0, ring = 0, vertex = 0;
  friend bool operator==(const VertexAt&, const VertexAt&) = default;
};

/// Points, lines and areas, single or multi, in one planar CRS; Z and M are kept. Every change throws
/// Error(invalidValue) for a place that is not there and for what would leave too few vertices; the shape is then as it
/// was. Thread rule: a plain value.
class EditableShape {
 public:
  /// Throws Error(unsupported) for a collection, Error(damaged) for bytes that are no geometry.
  explicit EditableShape(BytesView wkb);
  /// A shape without parts, to be filled by addPart().
  explicit EditableShape(GeometryType type) : m_type(type) {}

  [[nodiscard]] GeometryType type() const { return m_type; }
  /// 0 points, 1 lines, 2 areas.
  [[nodiscard]] int dimension() const { return m_type.dimension(); }
  [[nodiscard]] const std::vector<ShapePart>& parts() const { return m_parts; }
  [[nodiscard]] MapPoint vertex(VertexAt at) const;
  /// ISO WKB; a single type while it came as one and has one part.
  [[nodiscard]] Bytes wkb() const;

  /// Before the vertex that stands at `at` now; the number of vertices: at the end. Z and M: half way between the
  /// neighbours.
  void insertVertex(VertexAt at, MapPoint place);
  void moveVertex(VertexAt at, MapPoint place);
  void removeVertex(VertexAt at);
  /// The members of a geometry of the same dimension become parts.
  void addPart(BytesView wkb);
  void removePart(std::size_t part);
  /// A hole in the part that has its first vertex inside; `ring` closed or not.
  void addHole(std::span<const MapPoint> ring);
  /// `hole` counts from 1: its ring.
  void removeHole(std::size_t part, std::size_t hole);
  /// Sends every vertex through `place`.
  void transform(const std::function<MapPoint(MapPoint)>& place);

 private:
  [[nodiscard]] std::vector<ShapeVertex>& run(std::size_t part, std::size_t ring);
  [[nodiscard]] std::size_t leastVertices() const;

  GeometryType m_type;
  std::vector<ShapePart> m_parts;
};

/// What moving, turning and scaling do to a place. Turning is clockwise, as bearings are.
[[nodiscard]] std::function<MapPoint(MapPoint)> shift(double east, double north);
[[nodiscard]] std::function<MapPoint(MapPoint)> turn(MapPoint about, double degreesClockwise);
[[nodiscard]] std::function<MapPoint(MapPoint)> scale(MapPoint about, double east, double north);

/// The vertex next to `place`, and the edge next to it as the place where a vertex would be inserted.
struct NearVertex {
  VertexAt at;
  double distance = 0;
};
[[nodiscard]] std::optional<NearVertex> nearestVertex(const EditableShape& shape, MapPoint place);
[[nodiscard]] std::optional<NearVertex> nearestEdge(const EditableShape& shape, MapPoint place);

/// A line through these places.
[[nodiscard]] Bytes lineWkb(std::span<const MapPoint> places);

/// Throws Error(invalidValue) with reason and place when GEOS finds the shape invalid.
void requireValid(BytesView wkb);

}  // namespace gis::geom
