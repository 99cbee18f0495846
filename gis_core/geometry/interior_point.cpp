// A point inside an area, by a line across its middle; GEOS for everything else.
// Source: JTS/GEOS, InteriorPointArea: the line lies halfway between the two vertices that are next to the middle of
// the box above and below it, so that it meets none; the point is the middle of the widest piece of the line inside.
#include <algorithm>
#include <optional>
#include <vector>

#include "gis_core/geometry/geos_context.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

/// Where the rings of all polygons lie.
struct RingRuns : detail::Ignore {
  std::vector<const std::uint8_t*> runs;
  std::vector<std::uint32_t> counts;
  std::vector<std::size_t> firstRuns;  // of each polygon
  int stride = 2;

  void begin(GeometryType type, std::uint32_t, std::size_t) {
    if (type.kind == GeometryKind::polygon) firstRuns.push_back(runs.size());
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int coordinateStride, std::uint32_t) {
    stride = coordinateStride;
    runs.push_back(p);
    counts.push_back(count);
  }
};

double yOf(const std::uint8_t* p) {
  return detail::load<double>(p + 8);
}

class WidestPiece {
 public:
  explicit WidestPiece(const RingRuns& rings) : m_rings(rings), m_step(std::size_t(rings.stride) * 8) {}

  /// False when a coordinate is not finite.
  bool look(std::size_t firstRun, std::size_t lastRun) {
    Envelope box;
    double check = 0;
    eachVertex(firstRun, lastRun, [&](const std::uint8_t* p) {
      box.include(detail::load<double>(p), yOf(p));
      check += detail::load<double>(p) * 0 + yOf(p) * 0;
    });
    if (!(check == 0)) return false;
    if (box.isEmpty()) return true;
    const double height = scanHeight(firstRun, lastRun, box);
    m_crossings.clear();
    for (std::size_t run = firstRun; run < lastRun; ++run) addCrossings(run, height);
    std::sort(m_crossings.begin(), m_crossings.end());
    double width = 0;
    MapPoint best{detail::load<double>(m_rings.runs[firstRun]), yOf(m_rings.runs[firstRun])};
    for (std::size_t i = 0; i + 1 < m_crossings.size(); i += 2) {
      if (m_crossings[i + 1] - m_crossings[i] <= width) continue;
      width = m_crossings[i + 1] - m_crossings[i];
      best = {(m_crossings[i] + m_crossings[i + 1]) / 2, height};
    }
    if (width > m_width) {
      m_width = width;
      m_point = best;
    }
    return true;
  }
  [[nodiscard]] std::optional<MapPoint> point() const { return m_width >= 0 ? std::optional(m_point) : std::nullopt; }

 private:
  template <class See>
  void eachVertex(std::size_t firstRun, std::size_t lastRun, const See& see) const {
    for (std::size_t run = firstRun; run < lastRun; ++run) {
      for (std::uint32_t i = 0; i < m_rings.counts[run]; ++i) see(m_rings.runs[run] + i * m_step);
    }
  }
  [[nodiscard]] double scanHeight(std::size_t firstRun, std::size_t lastRun, const Envelope& box) const {
    double low = box.minY;
    double high = box.maxY;
    const double middle = (low + high) / 2;
    eachVertex(firstRun, lastRun, [&](const std::uint8_t* p) {
      const double y = yOf(p);
      if (y <= middle) {
        low = std::max(low, y);
      } else {
        high = std::min(high, y);
      }
    });
    return (high + low) / 2;
  }
  void addCrossings(std::size_t run, double height) {
    const std::uint8_t* p = m_rings.runs[run];
    for (std::uint32_t i = 1; i < m_rings.counts[run]; ++i, p += m_step) {
      const double y0 = yOf(p);
      const double y1 = yOf(p + m_step);
      if ((y0 > height && y1 > height) || (y0 < height && y1 < height) || y0 == y1) continue;
      if ((y0 == height && y1 < height) || (y1 == height && y0 < height)) continue;
      const double x0 = detail::load<double>(p);
      const double x1 = detail::load<double>(p + m_step);
      m_crossings.push_back(x0 == x1 ? x0 : x0 + (height - y0) / ((y1 - y0) / (x1 - x0)));
    }
  }

  const RingRuns& m_rings;
  std::size_t m_step;
  std::vector<double> m_crossings;
  double m_width = -1;
  MapPoint m_point;
};

std::optional<MapPoint> insideOfRings(BytesView wkb) {
  const GeometryType type = typeOf(wkb);
  if (type.kind != GeometryKind::polygon && type.kind != GeometryKind::multiPolygon) return std::nullopt;
  RingRuns rings;
  detail::walk(wkb, rings);
  WidestPiece widest(rings);
  for (std::size_t k = 0; k < rings.firstRuns.size(); ++k) {
    const std::size_t last = k + 1 < rings.firstRuns.size() ? rings.firstRuns[k + 1] : rings.runs.size();
    if (!widest.look(rings.firstRuns[k], last)) return std::nullopt;
  }
  return widest.point();
}

}  // namespace

MapPoint interiorPoint(BytesView wkb) {
  if (const auto inside = insideOfRings(wkb)) return *inside;
  detail::GeosContext& context = detail::GeosContext::ofThisThread();
  const detail::GeomPtr point(GEOSPointOnSurface_r(context.handle(), detail::toGeos(wkb).get()));
  MapPoint result;
  if (!point || GEOSisEmpty_r(context.handle(), point.get()) != 0) {
    throw Error(ErrorCode::invalidValue, GIS_TR("this geometry has no interior point"),
                {"{0}", {context.takeMessage()}});
  }
  GEOSGeomGetX_r(context.handle(), point.get(), &result.x);
  GEOSGeomGetY_r(context.handle(), point.get(), &result.y);
  return result;
}

}  // namespace gis::geom
