#include "gis_core/query/ring_places.h"

#include <algorithm>
#include <cmath>

namespace gis::query {

namespace {

constexpr std::size_t kSmallRing = 64;      // looking at all edges is as quick
constexpr std::size_t kEdgesInStrip = 8;    // on average, were every edge in one strip
constexpr std::size_t kMostStrips = 65536;  // long edges lie in many strips

std::vector<geom::Envelope> boxesOf(const std::vector<Piece>& pieces) {
  std::vector<geom::Envelope> boxes;
  boxes.reserve(pieces.size());
  for (const Piece& piece : pieces) boxes.push_back(piece.box);
  return boxes;
}

bool crosses(geom::MapPoint a, geom::MapPoint b, geom::MapPoint p) {
  return (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
}

}  // namespace

RingPlaces::RingPlaces(const std::vector<Piece>& pieces)
    : m_pieces(pieces), m_index(boxesOf(pieces)), m_areas(pieces.size()), m_strips(pieces.size()) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Points& ring = pieces[i].rings[0];
    m_areas[i] = doubleArea(ring);
    if (ring.size() <= kSmallRing || !(pieces[i].box.height() > 0)) continue;
    Strips& strips = m_strips[i];
    const std::size_t count = std::min(kMostStrips, ring.size() / kEdgesInStrip);
    strips.from = pieces[i].box.minY;
    strips.height = pieces[i].box.height() / double(count);
    strips.firsts.assign(count + 1, 0);
    const auto stripOf = [&](double y) {
      return std::min(count - 1, std::size_t(std::max(0.0, (y - strips.from) / strips.height)));
    };
    const auto eachStrip = [&](const auto& visit) {
      for (std::size_t e = 0; e < ring.size(); ++e) {
        const double y = ring[e].y;
        const double z = ring[(e + 1) % ring.size()].y;
        for (std::size_t s = stripOf(std::min(y, z)); s <= stripOf(std::max(y, z)); ++s) visit(s, std::uint32_t(e));
      }
    };
    eachStrip([&](std::size_t s, std::uint32_t) { ++strips.firsts[s + 1]; });
    for (std::size_t s = 0; s < count; ++s) strips.firsts[s + 1] += strips.firsts[s];
    strips.edges.resize(strips.firsts[count]);
    std::vector<std::uint32_t> at(strips.firsts.begin(), strips.firsts.end() - 1);
    eachStrip([&](std::size_t s, std::uint32_t e) { strips.edges[at[s]++] = e; });
  }
}

bool RingPlaces::isAround(std::uint32_t piece, geom::MapPoint p) const {
  const Points& ring = m_pieces[piece].rings[0];
  const Strips& strips = m_strips[piece];
  if (strips.firsts.empty()) return insideRing(ring, p);
  const std::size_t count = strips.firsts.size() - 1;
  const std::size_t s = std::min(count - 1, std::size_t(std::max(0.0, (p.y - strips.from) / strips.height)));
  bool inside = false;
  for (std::uint32_t k = strips.firsts[s]; k < strips.firsts[s + 1]; ++k) {
    const std::uint32_t e = strips.edges[k];
    if (crosses(ring[e], ring[(e + 1) % ring.size()], p)) inside = !inside;
  }
  return inside;
}

std::optional<std::uint32_t> RingPlaces::smallestAround(geom::MapPoint p) const {
  std::optional<std::uint32_t> best;
  m_index.search({p.x, p.y, p.x, p.y}, [&](std::uint32_t piece) {
    const bool smaller =
        !best || m_areas[piece] < m_areas[*best] || (m_areas[piece] == m_areas[*best] && piece < *best);
    if (smaller && isAround(piece, p)) best = piece;
    return true;
  });
  return best;
}

}  // namespace gis::query
