// A point against a small shape, straight from the bytes of the shape. Making a shape ready costs more than its answer
// when it is asked once or twice, as in a join of points to parcels. The answers are those of Prepared.
#pragma once

#include <array>
#include <optional>

#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// The place of a single, non-empty, finite point; nothing for any other geometry. Never throws.
[[nodiscard]] std::optional<MapPoint> singlePoint(BytesView wkb);

/// A relation between an area and a point. Thread rule: any thread.
class PointRelation {
 public:
  enum class Order { areaFirst, pointFirst };  ///< relation(area, point) or relation(point, area)
  PointRelation(const Relation& relation, Order order);
  /// Nothing when the shape is no area, is large, or is not finite: Prepared decides then. Throws Error(damaged).
  [[nodiscard]] std::optional<bool> holds(BytesView area, MapPoint p) const;

 private:
  std::array<bool, 3> m_holds{};  // inside, on the border, outside
};

/// From a small area (0 inside) or line to a point, in units of the coordinates; else nothing, as above.
[[nodiscard]] std::optional<double> distanceToPoint(BytesView shape, MapPoint p);

}  // namespace gis::geom
