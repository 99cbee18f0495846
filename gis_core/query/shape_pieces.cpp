#include "gis_core/query/shape_pieces.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace gis::query {

namespace {

using geom::MapPoint;

/// Where the segment meets the seam: the same bits for a→b and b→a.
MapPoint cutAt(MapPoint a, MapPoint b, SeamLine seam) {
  if (before(b, a)) std::swap(a, b);
  const int other = 1 - seam.axis;
  const double share = (seam.at - along(a, seam.axis)) / (along(b, seam.axis) - along(a, seam.axis));
  const double low = std::min(along(a, other), along(b, other));
  const double high = std::max(along(a, other), along(b, other));
  const double at = std::clamp(along(a, other) + share * (along(b, other) - along(a, other)), low, high);
  return seam.axis == 0 ? MapPoint{seam.at, at} : MapPoint{at, seam.at};
}

void push(Points& points, MapPoint p) {
  if (points.empty() || !(points.back() == p)) points.push_back(p);
}

Piece pieceOf(Points points) {
  Piece piece;
  piece.rings.push_back(std::move(points));
  return piece;
}

void close(Points& ring) {
  while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
}

class PieceReader : public geom::WkbVisitor {
 public:
  PieceReader(std::vector<Piece>& out, bool areas) : m_out(out), m_areas(areas) {}
  void beginGeometry(geom::GeometryType type, std::uint32_t) override { m_kind = type.kind; }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    const auto wanted = m_areas ? geom::GeometryKind::polygon : geom::GeometryKind::lineString;
    if (m_kind != wanted) return;
    Points points;
    points.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) push(points, {xyzm[0], xyzm[1]});
    if (!m_areas) {
      if (points.size() >= 2) m_out.push_back(pieceOf(std::move(points)));
      return;
    }
    close(points);
    const double size = points.size() < 3 ? 0 : doubleArea(points);
    if (ring == 0) m_shellStands = size != 0;
    if (size == 0 || !m_shellStands) return;
    if ((size > 0) != (ring == 0)) std::reverse(points.begin(), points.end());
    if (ring == 0) m_out.emplace_back();
    m_out.back().rings.push_back(std::move(points));
  }

 private:
  std::vector<Piece>& m_out;
  bool m_areas;
  bool m_shellStands = false;
  geom::GeometryKind m_kind = geom::GeometryKind::unknown;
};

void putU32(geom::Bytes& out, std::uint32_t value) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(&value);
  out.insert(out.end(), raw, raw + sizeof value);
}

void putHeader(geom::Bytes& out, geom::GeometryKind kind) {
  static_assert(std::endian::native == std::endian::little, "WKB is little endian");
  out.push_back(1);
  putU32(out, std::uint32_t(kind));
}

void putPoints(geom::Bytes& out, const Points& points, bool closed) {
  putU32(out, std::uint32_t(points.size() + (closed ? 1 : 0)));
  const std::size_t at = out.size();
  const std::size_t bytes = points.size() * sizeof(MapPoint);
  out.resize(at + bytes + (closed ? sizeof(MapPoint) : 0));
  std::memcpy(out.data() + at, points.data(), bytes);
  if (closed) std::memcpy(out.data() + at + bytes, points.data(), sizeof(MapPoint));
}

/// A run of vertices on one side, between two crossings of the seam.
struct Run {
  Points points;  // the crossings included
  std::size_t from = 0, to = 0;
};

struct Crossing {
  MapPoint place;
  bool leavesLow = false;
};

class AreaCutter {
 public:
  AreaCutter(const Piece& piece, SeamLine seam) : m_seam(seam) {
    for (const Points& ring : piece.rings) takeRing(ring);
    sortCrossings();
  }
  void assemble(bool lowSide, std::vector<Piece>& out) {
    std::vector<Run>& runs = lowSide ? m_lowRuns : m_highRuns;
    std::vector<Points>& whole = lowSide ? m_lowRings : m_highRings;
    const std::size_t first = out.size();
    link(runs, out);
    for (Points& ring : whole) {
      if (doubleArea(ring) > 0) out.push_back(pieceOf(std::exchange(ring, {})));
    }
    for (Points& ring : whole) {
      if (!ring.empty()) homeOf(out, first, ring).rings.push_back(std::move(ring));
    }
    for (std::size_t i = first; i < out.size(); ++i) out[i].measure();
  }

 private:
  [[nodiscard]] bool isLow(MapPoint p) const { return along(p, m_seam.axis) < m_seam.at; }

  void takeRing(const Points& ring) {
    const std::size_t n = ring.size();
    std::size_t start = n;
    for (std::size_t i = 0; i < n && start == n; ++i) {
      if (isLow(ring[i]) != isLow(ring[(i + 1) % n])) start = i;
    }
    if (start == n) {
      (isLow(ring[0]) ? m_lowRings : m_highRings).push_back(ring);
      return;
    }
    Run run;
    const std::size_t firstCrossing = cross(ring[start], ring[(start + 1) % n]);
    run.from = firstCrossing;
    push(run.points, m_crossings[firstCrossing].place);
    for (std::size_t k = 1; k <= n; ++k) {
      const MapPoint here = ring[(start + k) % n];
      const MapPoint next = ring[(start + k + 1) % n];
      push(run.points, here);
      if (isLow(here) == isLow(next)) continue;
      const bool last = k == n;
      const std::size_t crossing = last ? firstCrossing : cross(here, next);
      run.to = crossing;
      push(run.points, m_crossings[crossing].place);
      (isLow(here) ? m_lowRuns : m_highRuns).push_back(std::move(run));
      run = {};
      run.from = crossing;
      push(run.points, m_crossings[crossing].place);
    }
  }
  std::size_t cross(MapPoint a, MapPoint b) {
    m_crossings.push_back({cutAt(a, b, m_seam), isLow(a)});
    return m_crossings.size() - 1;
  }
  /// Along the seam the inside begins at a crossing of one kind and ends at one of the other.
  void sortCrossings() {
    const int other = 1 - m_seam.axis;
    m_order.resize(m_crossings.size());
    for (std::size_t i = 0; i < m_order.size(); ++i) m_order[i] = i;
    const auto at = [&](std::size_t i) { return along(m_crossings[i].place, other); };
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
    // the inside is entered by a border that leaves the low side on x = at, and the other way round on y = at
    const bool opens = m_seam.axis == 0;
    for (std::size_t k = 0; k < m_order.size(); ++k) {
      const bool wanted = (k % 2 == 0) == opens;
      std::size_t found = k;
      while (found < m_order.size() && m_crossings[m_order[found]].leavesLow != wanted) ++found;
      if (found == m_order.size() || at(m_order[found]) != at(m_order[k])) {
        throw SeamTrouble("crossings out of order");
      }
      std::swap(m_order[k], m_order[found]);
    }
    m_rank.resize(m_order.size());
    for (std::size_t k = 0; k < m_order.size(); ++k) m_rank[m_order[k]] = k;
  }
  /// Runs are put together along the seam, over the stretches that lie inside.
  void link(const std::vector<Run>& runs, std::vector<Piece>& out) const {
    std::vector<std::size_t> runFrom(m_crossings.size(), runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) runFrom[runs[i].from] = i;
    std::vector<bool> used(runs.size(), false);
    for (std::size_t first = 0; first < runs.size(); ++first) {
      if (used[first]) continue;
      Points ring;
      std::size_t at = first;
      do {
        if (at == runs.size() || used[at]) throw SeamTrouble("runs do not close");
        used[at] = true;
        for (const MapPoint& p : runs[at].points) push(ring, p);
        const std::size_t rank = m_rank[runs[at].to];
        at = runFrom[m_order[rank % 2 == 0 ? rank + 1 : rank - 1]];
      } while (at != first);
      close(ring);
      if (ring.size() < 3) continue;
      const double size = doubleArea(ring);
      if (size < 0) throw SeamTrouble("a ring turned over");
      if (size > 0) out.push_back(pieceOf(std::move(ring)));
    }
  }
  /// The shell around a hole that the seam did not meet.
  static Piece& homeOf(std::vector<Piece>& out, std::size_t first, const Points& hole) {
    if (first == out.size()) throw SeamTrouble("a hole without a shell");
    if (out.size() - first == 1) return out[first];
    for (std::size_t i = first; i < out.size(); ++i) {
      // a hole may touch its shell in a point: the middle of an edge does not
      const MapPoint middle{(hole[0].x + hole[1].x) / 2, (hole[0].y + hole[1].y) / 2};
      if (insideRing(out[i].rings[0], middle)) return out[i];
    }
    throw SeamTrouble("a hole without a shell");
  }

  SeamLine m_seam;
  std::vector<Crossing> m_crossings;
  std::vector<std::size_t> m_order, m_rank;
  std::vector<Run> m_lowRuns, m_highRuns;
  std::vector<Points> m_lowRings, m_highRings;
};

}  // namespace

std::size_t Piece::vertices() const {
  std::size_t count = 0;
  for (const Points& ring : rings) count += ring.size();
  return count;
}

void Piece::measure() {
  box = {};
  for (const MapPoint& p : rings[0]) box.include(p.x, p.y);
}

double doubleArea(const Points& ring) {
  double sum = 0;
  const MapPoint origin = ring[0];  // small numbers keep their digits
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum += (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
  }
  return sum;
}

bool insideRing(const Points& ring, MapPoint p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const MapPoint a = ring[i];
    const MapPoint b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

std::vector<Piece> piecesOf(geom::BytesView wkb, bool areas) {
  std::vector<Piece> out;
  if (wkb.empty()) return out;
  PieceReader reader(out, areas);
  geom::visit(wkb, reader);
  for (Piece& piece : out) piece.measure();
  return out;
}

geom::Bytes wkbOf(const Piece& piece, bool area) {
  geom::Bytes out;
  out.reserve(16 + piece.vertices() * sizeof(MapPoint) + piece.rings.size() * (4 + sizeof(MapPoint)));
  putHeader(out, area ? geom::GeometryKind::polygon : geom::GeometryKind::lineString);
  if (area) putU32(out, std::uint32_t(piece.rings.size()));
  for (const Points& ring : piece.rings) putPoints(out, ring, area);
  return out;
}

geom::Bytes wkbOf(const std::vector<Piece>& pieces, bool areas) {
  geom::Bytes out;
  putHeader(out, areas ? geom::GeometryKind::multiPolygon : geom::GeometryKind::multiLineString);
  putU32(out, std::uint32_t(pieces.size()));
  for (const Piece& piece : pieces) {
    const geom::Bytes one = wkbOf(piece, areas);
    out.insert(out.end(), one.begin(), one.end());
  }
  return out;
}

geom::Bytes wkbOfPlaces(const Points& places) {
  geom::Bytes out;
  out.reserve(9 + places.size() * 21);
  putHeader(out, geom::GeometryKind::multiPoint);
  putU32(out, std::uint32_t(places.size()));
  for (const MapPoint& p : places) {
    const geom::Bytes point = geom::pointWkb(p.x, p.y);
    out.insert(out.end(), point.begin(), point.end());
  }
  return out;
}

void cutArea(const Piece& piece, SeamLine seam, std::vector<Piece>& low, std::vector<Piece>& high) {
  AreaCutter cutter(piece, seam);
  cutter.assemble(true, low);
  cutter.assemble(false, high);
}

void cutLine(const Piece& piece, SeamLine seam, std::vector<Piece>& low, std::vector<Piece>& high) {
  const Points& line = piece.rings[0];
  Points run;
  const auto isLow = [&](MapPoint p) { return along(p, seam.axis) < seam.at; };
  const auto flush = [&](bool lowSide) {
    if (run.size() < 2) return;
    Piece part = pieceOf(run);
    part.measure();
    (lowSide ? low : high).push_back(std::move(part));
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    push(run, line[i]);
    if (i + 1 == line.size() || isLow(line[i]) != isLow(line[i + 1])) {
      if (i + 1 == line.size()) {
        flush(isLow(line[i]));
        break;
      }
      const MapPoint place = cutAt(line[i], line[i + 1], seam);
      push(run, place);
      flush(isLow(line[i]));
      run.assign(1, place);
    }
  }
}

}  // namespace gis::query
