#include "gis_core/geometry/coverage_shapes.h"

#include <algorithm>
#include <cmath>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

/// Twice the signed area of a closed ring, about its first vertex so that large coordinates cost no digits.
double twiceSignedArea(std::span<const MapPoint> ring) {
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum +=
        (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  }
  return sum;
}

struct RingCollector : detail::Ignore {
  std::vector<MapPoint>& points;
  std::vector<CoverageShapes::Ring>& rings;
  GeometryKind kind = GeometryKind::unknown;
  bool isArea = true;
  RingCollector(std::vector<MapPoint>& p, std::vector<CoverageShapes::Ring>& r) : points(p), rings(r) {}

  void begin(GeometryType type, std::uint32_t, std::size_t) {
    kind = type.kind;
    if (kind != GeometryKind::polygon && kind != GeometryKind::multiPolygon) isArea = false;
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t ring) {
    if (!isArea || kind != GeometryKind::polygon) return;
    const std::size_t first = points.size();
    const std::size_t step = std::size_t(stride) * 8;
    for (std::uint32_t i = 0; i < count; ++i, p += step) {
      // adding zero makes −0 and 0 one number
      const MapPoint at{detail::load<double>(p) + 0.0, detail::load<double>(p + 8) + 0.0};
      if (!std::isfinite(at.x) || !std::isfinite(at.y)) {
        points.resize(first);
        isArea = false;
        return;
      }
      if (points.size() > first && points.back() == at) continue;
      points.push_back(at);
    }
    if (points.size() - first < 3) {
      points.resize(first);
      return;
    }
    if (points.back() != points[first]) points.push_back(points[first]);
    const bool isHole = ring > 0;
    if ((twiceSignedArea(std::span(points).subspan(first)) < 0) != isHole) {
      std::reverse(points.begin() + std::ptrdiff_t(first), points.end());
    }
    rings.push_back({std::uint32_t(first), std::uint32_t(points.size()), isHole});
  }
};

}  // namespace

bool CoverageShapes::add(std::int64_t fid, BytesView wkb) {
  const std::size_t firstPoint = m_points.size();
  const std::size_t firstRing = m_rings.size();
  bool isArea = false;
  if (!wkb.empty()) {
    RingCollector collector(m_points, m_rings);
    try {
      detail::walk(wkb, collector);
    } catch (...) {
      m_points.resize(firstPoint);
      m_rings.resize(firstRing);
      throw;
    }
    isArea = collector.isArea && m_rings.size() > firstRing;
  }
  if (!isArea) {
    m_points.resize(firstPoint);
    m_rings.resize(firstRing);
  }
  Envelope box;
  for (std::size_t i = firstPoint; i < m_points.size(); ++i) box.include(m_points[i].x, m_points[i].y);
  m_owners.resize(m_points.size(), std::uint32_t(m_fids.size()));
  m_fids.push_back(fid);
  m_boxes.push_back(box);
  m_ringEnds.push_back(std::uint32_t(m_rings.size()));
  return isArea;
}

void CoverageShapes::append(const CoverageShapes& other) {
  const auto points = std::uint32_t(m_points.size());
  const auto rings = std::uint32_t(m_rings.size());
  const auto features = std::uint32_t(m_fids.size());
  m_fids.insert(m_fids.end(), other.m_fids.begin(), other.m_fids.end());
  m_boxes.insert(m_boxes.end(), other.m_boxes.begin(), other.m_boxes.end());
  m_points.insert(m_points.end(), other.m_points.begin(), other.m_points.end());
  for (const std::uint32_t end : other.m_ringEnds) m_ringEnds.push_back(rings + end);
  for (const Ring& ring : other.m_rings) m_rings.push_back({points + ring.begin, points + ring.end, ring.isHole});
  for (const std::uint32_t owner : other.m_owners) m_owners.push_back(features + owner);
}

void CoverageShapes::reserve(std::size_t features, std::size_t points) {
  m_fids.reserve(features);
  m_boxes.reserve(features);
  m_ringEnds.reserve(features);
  m_rings.reserve(features);
  m_points.reserve(points);
  m_owners.reserve(points);
}

bool CoverageShapes::startsEdge(std::uint32_t point) const {
  const auto ring =
      std::upper_bound(m_rings.begin(), m_rings.end(), point, [](std::uint32_t p, const Ring& r) { return p < r.end; });
  return ring != m_rings.end() && point + 1 < ring->end;
}

double CoverageShapes::areaOf(std::uint32_t i) const {
  double twice = 0;
  for (const Ring& ring : rings(i)) {
    twice += twiceSignedArea(std::span(m_points).subspan(ring.begin, ring.end - ring.begin));
  }
  return twice / 2;
}

double CoverageShapes::perimeterOf(std::uint32_t i) const {
  double sum = 0;
  for (const Ring& ring : rings(i)) {
    for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
      sum += std::hypot(m_points[p + 1].x - m_points[p].x, m_points[p + 1].y - m_points[p].y);
    }
  }
  return sum;
}

Bytes CoverageShapes::wkb(std::uint32_t i) const {
  const auto all = rings(i);
  std::vector<Bytes> parts;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first + 1;
    while (last < all.size() && all[last].isHole) ++last;
    Bytes part;
    detail::putHeader(part, {GeometryKind::polygon});
    detail::putU32(part, std::uint32_t(last - first));
    for (; first < last; ++first) {
      detail::putU32(part, all[first].end - all[first].begin);
      for (std::uint32_t p = all[first].begin; p < all[first].end; ++p) {
        detail::putDouble(part, m_points[p].x);
        detail::putDouble(part, m_points[p].y);
      }
    }
    parts.push_back(std::move(part));
  }
  if (parts.size() == 1) return std::move(parts.front());
  Bytes out;
  detail::putHeader(out, {GeometryKind::multiPolygon});
  detail::putU32(out, std::uint32_t(parts.size()));
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

bool CoverageShapes::covers(std::uint32_t i, MapPoint p) const {
  bool inside = false;
  for (const Ring& ring : rings(i)) {
    for (std::uint32_t k = ring.begin; k + 1 < ring.end; ++k) {
      const MapPoint a = m_points[k];
      const MapPoint b = m_points[k + 1];
      if ((a.y > p.y) == (b.y > p.y)) continue;
      const double side = (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
      if ((b.y > a.y) == (side > 0)) inside = !inside;
    }
  }
  return inside;
}

Envelope CoverageShapes::extent() const {
  Envelope all;
  for (const Envelope& box : m_boxes) all.include(box);
  return all;
}

}  // namespace gis::geom
