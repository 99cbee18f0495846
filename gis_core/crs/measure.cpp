#include "gis_core/crs/measure.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/crs/proj_context.h"

namespace gis::crs {

using detail::PjPtr;
using detail::ProjContext;
using geom::MapPoint;

namespace detail {

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
  /// Throws Error(invalidValue) when a place lies outside what the CRS can carry.
  void toDegrees(std::vector<MapPoint>& places) const {
    if (!m_toDegrees || places.empty()) return;
    static_assert(sizeof(MapPoint) == 2 * sizeof(double));
    if (m_toDegrees->apply(&places.front().x, places.size(), 2) > 0) {
      throw Error(ErrorCode::invalidValue, GIS_TR("nothing can be measured here"),
                  GIS_TR("a place lies outside of what the coordinate system can carry"));
    }
  }

 private:
  geod_geodesic m_geodesic{};
  std::optional<Transformer> m_toDegrees;
};

}  // namespace detail

namespace {

using detail::Ellipsoid;

double unitFactor(const Crs& crs) {
  const double factor = crs.metresPerUnit();
  if (crs.isKnown() && factor == 0) {
    throw Error(ErrorCode::unsupported, GIS_TR("nothing can be measured on the plane here"),
                GIS_TR("the coordinates are degrees"), GIS_TR("measure on the ellipsoid"));
  }
  return crs.isKnown() ? factor : 1;
}

constexpr double kMostSteps = 10'000;  // of a side: more is no side of a city
constexpr double kLongestStep = 25;    // a straight side of the map leaves the geodesic by less than 0.1 µm on it

/// The sides of a ring in steps.
std::vector<MapPoint> stepped(const double* xyzm, std::uint32_t count, int stride) {
  std::vector<MapPoint> places;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double* at = xyzm + std::size_t(i) * std::size_t(stride);
    const MapPoint next{at[0], at[1]};
    if (!places.empty()) {
      const MapPoint last = places.back();
      const double length = std::hypot(next.x - last.x, next.y - last.y);
      const auto steps = std::int64_t(std::min(std::ceil(length / kLongestStep), kMostSteps));
      for (std::int64_t k = 1; k < steps; ++k) {
        const double t = double(k) / double(steps);
        places.push_back({last.x + t * (next.x - last.x), last.y + t * (next.y - last.y)});
      }
    }
    places.push_back(next);
  }
  return places;
}

double areaOfDegrees(const geod_geodesic& geodesic, const std::vector<MapPoint>& ring) {
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const MapPoint p : ring) geod_polygon_addpoint(&geodesic, &polygon, p.y, p.x);
  double area = 0;
  geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

class EllipsoidRings : public geom::WkbVisitor {
 public:
  explicit EllipsoidRings(const Ellipsoid& ellipsoid, bool steps) : m_ellipsoid(ellipsoid), m_steps(steps) {}
  double total = 0;
  void beginGeometry(geom::GeometryType type, std::uint32_t) override {
    m_isArea = type.kind == geom::GeometryKind::polygon;
  }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    if (!m_isArea) return;
    std::vector<MapPoint> places;
    if (m_steps) {
      places = stepped(xyzm, count, stride);
      m_ellipsoid.toDegrees(places);
    } else {
      for (std::uint32_t i = 0; i < count; ++i) {
        const double* at = xyzm + std::size_t(i) * std::size_t(stride);
        places.push_back({at[0], at[1]});
      }
    }
    const double area = areaOfDegrees(m_ellipsoid.geodesic(), places);
    total += ring == 0 ? area : -area;
  }

 private:
  const Ellipsoid& m_ellipsoid;
  bool m_steps;
  bool m_isArea = false;
};

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
  std::vector<MapPoint> places;
  for (const MapPoint p : ring) places.push_back(ellipsoid.degrees(p));
  return areaOfDegrees(ellipsoid.geodesic(), places);
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

struct AreaMeter::State {
  std::optional<Ellipsoid> ellipsoid;
  bool steps = true;
  double factor = 1;
};

AreaMeter::AreaMeter(const Crs& crs, AreaKind kind) : m_state(std::make_unique<State>()) {
  if (kind == AreaKind::plane) {
    const double unit = unitFactor(crs);
    m_state->factor = unit * unit;
    return;
  }
  m_state->ellipsoid.emplace(crs);
  m_state->steps = !crs.isGeographic();
}
AreaMeter::AreaMeter(AreaMeter&&) noexcept = default;
AreaMeter& AreaMeter::operator=(AreaMeter&&) noexcept = default;
AreaMeter::~AreaMeter() = default;

double AreaMeter::of(geom::BytesView wkb) const {
  if (wkb.empty()) return 0;
  if (!m_state->ellipsoid) return geom::area(wkb) * m_state->factor;
  EllipsoidRings rings(*m_state->ellipsoid, m_state->steps);
  geom::visit(wkb, rings);
  return rings.total;
}

}  // namespace gis::crs
