#include "gis_core/snapshot/shape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gis::snapshot {

namespace {

using geom::MapPoint;

class ShapeReader : public geom::WkbVisitor {
 public:
  ShapeReader(MapPoint origin, Shape& shape) : m_origin(origin), m_shape(shape) {}
  void beginGeometry(geom::GeometryType type, std::uint32_t) override { m_kind = type.kind; }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    if (count == 0) return;
    const int kind = m_kind == geom::GeometryKind::point     ? 0
                     : m_kind == geom::GeometryKind::polygon ? (ring == 0 ? 2 : 3)
                                                             : 1;
    for (std::uint32_t i = 0; i < count; ++i) {
      const double* p = xyzm + std::size_t(i) * std::size_t(stride);
      if (std::isnan(p[0]) || std::isnan(p[1])) continue;
      m_shape.xy.push_back({p[0] - m_origin.x, p[1] - m_origin.y});
    }
    const auto end = static_cast<std::uint32_t>(m_shape.xy.size());
    if (end == (m_shape.ends.empty() ? 0 : m_shape.ends.back())) return;
    m_shape.ends.push_back(end);
    m_shape.kinds.push_back(static_cast<std::uint8_t>(kind));
    m_shape.dimension = std::max(m_shape.dimension, std::min(kind, 2));
  }

 private:
  MapPoint m_origin;
  Shape& m_shape;
  geom::GeometryKind m_kind = geom::GeometryKind::unknown;
};

double squaredDistanceToSegment(MapPoint p, MapPoint a, MapPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  t = std::clamp(t, 0.0, 1.0);
  const double ex = a.x + t * dx - p.x, ey = a.y + t * dy - p.y;
  return ex * ex + ey * ey;
}

bool segmentMeetsBox(MapPoint a, MapPoint b, const geom::Envelope& box) {
  double t0 = 0, t1 = 1;
  const double d[2] = {b.x - a.x, b.y - a.y};
  const double low[2] = {box.minX - a.x, box.minY - a.y};
  const double high[2] = {box.maxX - a.x, box.maxY - a.y};
  for (int k = 0; k < 2; ++k) {
    if (d[k] == 0) {
      if (low[k] > 0 || high[k] < 0) return false;
      continue;
    }
    double u = low[k] / d[k], v = high[k] / d[k];
    if (u > v) std::swap(u, v);
    t0 = std::max(t0, u);
    t1 = std::min(t1, v);
    if (t0 > t1) return false;
  }
  return true;
}

/// Even–odd over all rings.
bool ringsContain(const Shape& shape, MapPoint p) {
  bool inside = false;
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    if (shape.kinds[r] < 2) continue;
    for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
      const MapPoint a = shape.xy[i - 1], b = shape.xy[i];
      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

}  // namespace

void readShape(geom::BytesView wkb, MapPoint origin, Shape& shape) {
  shape.clear();
  if (wkb.empty()) return;
  ShapeReader reader(origin, shape);
  geom::visit(wkb, reader);
}

double distanceTo(const Shape& shape, MapPoint p) {
  if (shape.dimension == 2 && ringsContain(shape, p)) return 0;
  double best = std::numeric_limits<double>::infinity();
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    if (shape.kinds[r] == 0 || shape.ends[r] - begin == 1) {
      for (std::uint32_t i = begin; i < shape.ends[r]; ++i) {
        best = std::min(best, squaredDistanceToSegment(p, shape.xy[i], shape.xy[i]));
      }
    } else {
      for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
        best = std::min(best, squaredDistanceToSegment(p, shape.xy[i - 1], shape.xy[i]));
      }
    }
  }
  return std::sqrt(best);
}

bool meetsBox(const Shape& shape, const geom::Envelope& box) {
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    if (box.contains(shape.xy[begin])) return true;
    for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
      if (shape.kinds[r] == 0 ? box.contains(shape.xy[i]) : segmentMeetsBox(shape.xy[i - 1], shape.xy[i], box)) {
        return true;
      }
    }
  }
  return shape.dimension == 2 && ringsContain(shape, box.centre());
}

}  // namespace gis::snapshot
