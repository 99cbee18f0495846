#include "gis_core/geometry/edge_set.h"

#include <algorithm>
#include <cmath>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom::detail {

namespace {

constexpr std::size_t kFewEdges = 48;  // below that a straight scan is faster than the slabs
constexpr std::size_t kMaxSlabs = 4096;
constexpr std::size_t kMaxCopies = 6;  // of an edge in slabs, on average: bounds the memory

}  // namespace

EdgeSet::EdgeSet(BytesView wkb) {
  struct Collect : Ignore {
    std::vector<Edge>* edges = nullptr;
    Envelope box;
    void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
      const std::size_t step = std::size_t(stride) * 8;
      double lastX = 0;
      double lastY = 0;
      for (std::uint32_t i = 0; i < count; ++i, p += step) {
        const double x = load<double>(p);
        const double y = load<double>(p + 8);
        if (std::isnan(x) && std::isnan(y)) continue;
        box.include(x, y);
        if (i > 0) edges->push_back({lastX, lastY, x, y});
        if (count == 1) edges->push_back({x, y, x, y});
        lastX = x;
        lastY = y;
      }
    }
  } collect;
  collect.edges = &m_edges;
  walk(wkb, collect);
  m_box = collect.box;
}

void EdgeSet::buildSlabs() {
  const double height = m_box.height();
  if (!(height > 0)) return;
  const auto slabOf = [&](double y, std::size_t slabs) {
    const double at = (y - m_box.minY) / height * double(slabs);
    return std::min(slabs - 1, std::size_t(std::max(0.0, at)));
  };
  std::size_t slabs = std::min(kMaxSlabs, m_edges.size() / 2);
  for (;; slabs /= 2) {
    if (slabs < 4) return;
    std::size_t copies = 0;
    for (const Edge& e : m_edges) {
      copies += slabOf(std::max(e.ay, e.by), slabs) - slabOf(std::min(e.ay, e.by), slabs) + 1;
    }
    if (copies <= kMaxCopies * m_edges.size()) break;
  }
  std::vector<std::uint32_t> start(slabs + 1, 0);
  for (const Edge& e : m_edges) {
    const std::size_t last = slabOf(std::max(e.ay, e.by), slabs);
    for (std::size_t s = slabOf(std::min(e.ay, e.by), slabs); s <= last; ++s) ++start[s + 1];
  }
  for (std::size_t s = 0; s < slabs; ++s) start[s + 1] += start[s];
  m_slabEdges.resize(start[slabs]);
  std::vector<std::uint32_t> fill(start.begin(), start.end() - 1);
  for (std::size_t i = 0; i < m_edges.size(); ++i) {
    const Edge& e = m_edges[i];
    const std::size_t last = slabOf(std::max(e.ay, e.by), slabs);
    for (std::size_t s = slabOf(std::min(e.ay, e.by), slabs); s <= last; ++s) m_slabEdges[fill[s]++] = std::uint32_t(i);
  }
  m_slabStart = std::move(start);
}

Location EdgeSet::locate(MapPoint p) {
  if (!m_box.contains(p)) return Location::exterior;
  if (m_asked && m_slabStart.empty() && m_edges.size() > kFewEdges) buildSlabs();
  m_asked = true;
  unsigned crossings = 0;
  if (m_slabStart.empty()) {
    for (const Edge& edge : m_edges) {
      if (countEdge(edge, p, crossings)) return Location::boundary;
    }
  } else {
    const std::size_t slabs = m_slabStart.size() - 1;
    const double at = (p.y - m_box.minY) / m_box.height() * double(slabs);
    const std::size_t slab = std::min(slabs - 1, std::size_t(std::max(0.0, at)));
    for (std::uint32_t i = m_slabStart[slab]; i < m_slabStart[slab + 1]; ++i) {
      if (countEdge(m_edges[m_slabEdges[i]], p, crossings)) return Location::boundary;
    }
  }
  return crossings % 2 == 1 ? Location::interior : Location::exterior;
}

double EdgeSet::distanceToEdges(MapPoint p) const {
  double best = std::numeric_limits<double>::infinity();
  for (const Edge& e : m_edges) best = std::min(best, distanceToEdge(e, p));
  return best;
}

}  // namespace gis::geom::detail
