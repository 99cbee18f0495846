#include "gis_core/geometry/border_contact.h"

#include <algorithm>
#include <cmath>

namespace gis::geom::detail {

namespace {

double crossOf(MapPoint a, MapPoint b) {
  return a.x * b.y - a.y * b.x;
}

MapPoint minus(MapPoint a, MapPoint b) {
  return {a.x - b.x, a.y - b.y};
}

}  // namespace

bool BorderContact::mayOverlap(std::uint32_t edge, std::uint32_t other) {
  const auto& points = m_shapes.points();
  m_p = points[edge];
  m_q = points[edge + 1];
  m_d = minus(m_q, m_p);
  m_length = std::hypot(m_d.x, m_d.y);
  m_onEdge.clear();
  m_common.clear();
  m_crosses = m_runsAlong = false;
  Envelope near;
  near.include(m_p.x, m_p.y);
  near.include(m_q.x, m_q.y);
  near = near.grown(m_tolerance);
  for (const CoverageShapes::Ring& ring : m_shapes.rings(other)) {
    for (std::uint32_t f = ring.begin; f + 1 < ring.end; ++f) {
      const MapPoint r = points[f];
      const MapPoint s = points[f + 1];
      if (std::max(r.x, s.x) < near.minX || std::min(r.x, s.x) > near.maxX || std::max(r.y, s.y) < near.minY ||
          std::min(r.y, s.y) > near.maxY) {
        continue;
      }
      look(f);
    }
  }
  const bool inside = pieceInside(other);
  return m_crosses || m_runsAlong || inside;
}

void BorderContact::look(std::uint32_t f) {
  const auto& points = m_shapes.points();
  const MapPoint r = points[f];
  const MapPoint s = points[f + 1];
  const double rOff = crossOf(m_d, minus(r, m_p)) / m_length;
  const double sOff = crossOf(m_d, minus(s, m_p)) / m_length;
  const MapPoint fromP = minus(r, m_p);
  const double rAlong = (fromP.x * m_d.x + fromP.y * m_d.y) / (m_length * m_length);
  const MapPoint sFromP = minus(s, m_p);
  const double sAlong = (sFromP.x * m_d.x + sFromP.y * m_d.y) / (m_length * m_length);
  const double slack = m_tolerance / m_length;
  if (r != m_p && r != m_q) {
    const MapPoint foot{m_p.x + std::clamp(rAlong, 0.0, 1.0) * m_d.x, m_p.y + std::clamp(rAlong, 0.0, 1.0) * m_d.y};
    const double distance = std::hypot(r.x - foot.x, r.y - foot.y);
    if (distance <= m_tolerance) m_onEdge.push_back({f, std::clamp(rAlong, 0.0, 1.0), distance});
  }
  const bool rOn = std::abs(rOff) <= m_tolerance;
  const bool sOn = std::abs(sOff) <= m_tolerance;
  if (rOn && sOn) {
    const double from = std::max(0.0, std::min(rAlong, sAlong));
    const double to = std::min(1.0, std::max(rAlong, sAlong));
    if (to - from > slack) {
      m_common.push_back({from, to});
      // the same way: both insides lie on the same side
      if (sAlong > rAlong) m_runsAlong = true;
    }
    return;
  }
  if ((rOff > 0) == (sOff > 0)) return;
  // r and s lie on either side of the edge's line: where is the crossing?
  const MapPoint g = minus(s, r);
  const double length = std::hypot(g.x, g.y);
  const double pOff = crossOf(g, minus(m_p, r)) / length;
  const double qOff = crossOf(g, minus(m_q, r)) / length;
  if ((pOff > 0) == (qOff > 0)) return;
  const bool touches = rOn || sOn || std::abs(pOff) <= m_tolerance || std::abs(qOff) <= m_tolerance;
  if (!touches) m_crosses = true;
  // the edge goes on behind a touch: its pieces are tested by their middles
  m_cuts.push_back(pOff / (pOff - qOff));
}

bool BorderContact::pieceInside(std::uint32_t other) {
  m_cuts.push_back(0);
  m_cuts.push_back(1);
  for (const VertexOnEdge& v : m_onEdge) m_cuts.push_back(v.along);
  std::sort(m_cuts.begin(), m_cuts.end());
  bool inside = false;
  for (std::size_t i = 0; i + 1 < m_cuts.size() && !inside; ++i) {
    const double from = m_cuts[i];
    const double to = m_cuts[i + 1];
    if (to <= from) continue;
    const double middle = (from + to) / 2;
    const MapPoint at{m_p.x + middle * m_d.x, m_p.y + middle * m_d.y};
    if (!m_shapes.boxes()[other].contains(at)) continue;
    const bool isCommon = std::any_of(m_common.begin(), m_common.end(),
                                      [&](const Piece& c) { return c.from <= middle && middle <= c.to; });
    inside = !isCommon && m_shapes.covers(other, at);
  }
  m_cuts.clear();
  return inside;
}

}  // namespace gis::geom::detail
