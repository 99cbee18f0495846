// Where a place wanted by hand comes to lie: on a vertex, an edge, a crossing, an extension or at a right angle.
// All places lie in ONE planar CRS. Thread rule: free of state.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// In the order in which they win when several lie within the tolerance.
enum class SnapKind : std::uint8_t { vertex, crossing, perpendicular, edge, extension };

struct SnapEdge {
  MapPoint a, b;
};

struct Snap {
  SnapKind kind = SnapKind::vertex;
  MapPoint at;                          ///< a vertex: its very bits
  double distance = 0;                  ///< from the pointer
  std::optional<SnapEdge> edge, other;  ///< what it lies on; a crossing: both
};

struct SnapRequest {
  MapPoint pointer;
  double tolerance = 0;  ///< map units
  /// The place before: where a right angle on an edge is seen from.
  std::optional<MapPoint> from;
  bool vertex = true, edge = true, crossing = true, extension = true, perpendicular = true;
};

/// Hands over the geometries whose boxes meet `box`, until `visit` returns false.
using ShapeFeed = std::function<void(const Envelope& box, const std::function<bool(BytesView)>& visit)>;

/// What a search cost, and whether it was ended early because too much lies there (zoom in).
struct SnapWork {
  std::size_t shapes = 0, vertices = 0;
  bool cutShort = false;
};

/// A search looks at no more shapes and vertices than these, so that it stays within 5 ms however far the view is out.
inline constexpr std::size_t kMostSnapShapes = 800;
inline constexpr std::size_t kMostSnapVertices = 20'000;
/// How many tolerances far an extension reaches beyond its edge.
inline constexpr double kExtensionReach = 10;

/// The best place within the tolerance; nothing when there is none. Asks the feed for vertices close by first, then for
/// what lies within the tolerance, and only when nothing is found there for what has its extension there. Errors:
/// damaged.
[[nodiscard]] std::optional<Snap> snap(const SnapRequest& request, const ShapeFeed& feed, SnapWork* work = nullptr);

}  // namespace gis::geom
