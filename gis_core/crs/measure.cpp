#include "gis_core/crs/measure.h"

#include <geodesic.h>

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/crs/proj_context.h"

namespace gis::crs {

using detail::PjPtr;
using detail::ProjContext;
using geom::MapPoint;

namespace {

/// The ellipsoid of a CRS, and its points in degrees.
class Ellipsoid {
 public:
  explicit Ellipsoid(const Crs& crs) {
    ProjContext& context = *ProjContext::ofThisThread();
    const PJ* pj = crs.isKnown() ? context.crsOf(crs.wkt()) : nullptr;
    if (pj == nullptr) {
      throw Error(ErrorCode::unknownCrs, GIS_TR("nothing can be measured here"),
                  GIS_TR("the coordinate system is unknown"), GIS_TR("set the layer's coordinate system first"));
    }
    const PjPtr ellipsoid(proj_get_ellipsoid(context.get(), pj));
    double a = 6378137;
    double inverse = 298.257222101;
    if (ellipsoid) proj_ellipsoid_get_parameters(context.get(), ellipsoid.get(), &a, nullptr, nullptr, &inverse);
    geod_init(&m_geodesic, a, inverse == 0 ? 0 : 1 / inverse);
    if (!crs.isGeographic()) {
      const PjPtr geodetic = detail::geodeticOf(context.get(), pj);
      m_toDegrees.emplace(crs, Crs::parse(detail::wktOf(context.get(), geodetic.get())));
    }
  }
  [[nodiscard]] const geod_geodesic& geodesic() const { return m_geodesic; }
  [[nodiscard]] MapPoint degrees(MapPoint p) const { return m_toDegrees ? m_toDegrees->apply(p) : p; }

 private:
  geod_geodesic m_geodesic{};
  std::optional<Transformer> m_toDegrees;
};

double unitFactor(const Crs& crs) {
  const double factor = crs.metresPerUnit();
  if (crs.isKnown() && factor == 0) {
    throw Error(ErrorCode::unsupported, GIS_TR("nothing can be measured on the plane here"),
                GIS_TR("the coordinates are degrees"), GIS_TR("measure on the ellipsoid"));
  }
  return crs.isKnown() ? factor : 1;
}

}  // namespace

double geodesicLength(std::span<const MapPoint> line, const Crs& crs) {
  const Ellipsoid ellipsoid(crs);
  double sum = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const MapPoint a = ellipsoid.degrees(line[i]);
    const MapPoint b = ellipsoid.degrees(line[i + 1]);
    double step = 0;
    geod_inverse(&ellipsoid.geodesic(), a.y, a.x, b.y, b.x, &step, nullptr, nullptr);
    sum += step;
  }
  return sum;
}

double geodesicArea(std::span<const MapPoint> ring, const Crs& crs) {
  const Ellipsoid ellipsoid(crs);
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const MapPoint p : ring) {
    const MapPoint q = ellipsoid.degrees(p);
    geod_polygon_addpoint(&ellipsoid.geodesic(), &polygon, q.y, q.x);
  }
  double area = 0;
  double perimeter = 0;
  geod_polygon_compute(&ellipsoid.geodesic(), &polygon, 0, 1, &area, &perimeter);
  return std::abs(area);
}

double planarLength(std::span<const MapPoint> line, const Crs& crs) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    sum += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
  }
  return sum * unitFactor(crs);
}

double planarArea(std::span<const MapPoint> ring, const Crs& crs) {
  const double factor = unitFactor(crs);
  if (ring.size() < 3) return 0;
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum +=
        (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  }
  return std::abs(sum) / 2 * factor * factor;
}

}  // namespace gis::crs
