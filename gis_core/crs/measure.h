// Lengths and areas, on the plane and on the ellipsoid (Karney 2013, GeographicLib in PROJ).
#pragma once

#include <memory>
#include <span>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"

namespace gis::crs {

struct LengthAndArea {
  double metres = 0;
  double squareMetres = 0;
};

/// Length of the open line / area of the ring (closing side implied) through points in `crs`, on its ellipsoid.
[[nodiscard]] double geodesicLength(std::span<const geom::MapPoint> line, const Crs& crs);
[[nodiscard]] double geodesicArea(std::span<const geom::MapPoint> ring, const Crs& crs);
/// On the plane of a projected CRS (units made metres).
[[nodiscard]] double planarLength(std::span<const geom::MapPoint> line, const Crs& crs);
[[nodiscard]] double planarArea(std::span<const geom::MapPoint> ring, const Crs& crs);

/// On which surface an area is measured.
enum class AreaKind { plane, ellipsoid };

/// The areas of many geometries of one CRS. On the ellipsoid sides count as what they are on the map, straight there:
/// they are divided into steps of 25 units, so that a piece and the rest of an area add up to it; in degrees sides are
/// geodesics. Move-only; stays in its thread.
class AreaMeter {
 public:
  /// Throws Error(unknownCrs), and Error(unsupported) for the plane of degrees.
  AreaMeter(const Crs& crs, AreaKind kind);
  AreaMeter(AreaMeter&&) noexcept;
  AreaMeter& operator=(AreaMeter&&) noexcept;
  ~AreaMeter();
  /// Square metres of all areas in a geometry, holes off.
  [[nodiscard]] double of(geom::BytesView wkb) const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::crs
