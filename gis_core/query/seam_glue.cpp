#include "gis_core/query/seam_glue.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "gis_core/query/ring_places.h"

namespace gis::query {

namespace {

using geom::MapPoint;

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// What the last digits of a place are worth there: a cut is off its segment by no more.
double lastDigits(MapPoint p) {
  return 8 * std::numeric_limits<double>::epsilon() * std::max(std::abs(p.x), std::abs(p.y));
}

bool liesOnSegment(MapPoint p, MapPoint a, MapPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = std::hypot(dx, dy);
  if (length == 0) return false;
  const double off = std::abs((p.x - a.x) * dy - (p.y - a.y) * dx) / length;
  const double on = ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
  return off <= lastDigits(p) && on >= 0 && on <= length;
}

/// A run of edges that lies on no seam: from one seam to another.
struct Arc {
  Points points;
  std::size_t next = kNowhere;
};

class AreaGlue {
 public:
  AreaGlue(SeamCells cells, const CancelToken& token) : m_cells(std::move(cells)), m_token(token) {}

  std::vector<Piece> run() {
    m_stretches.resize(m_cells.seams.size());
    for (std::size_t i = 0; i < m_cells.cells.size(); ++i) {
      m_token.check();
      for (Piece& piece : m_cells.pieces[i]) take(m_cells.cells[i], piece);
      m_cells.pieces[i] = {};
    }
    checkSeams();
    linkArcs();
    traceRings();
    nestHoles();
    double area = 0;
    for (const Piece& piece : m_done) area += areaOf(piece);
    if (!(std::abs(area - m_area) <= 1e-9 * m_area)) throw SeamTrouble("area was lost");
    return std::move(m_done);
  }

 private:
  struct Stretch {
    double at;
    int step;  // +1 where a border begins, −1 where it ends: the two sides run against each other
  };

  static double areaOf(const Piece& piece) {
    return std::accumulate(piece.rings.begin(), piece.rings.end(), 0.0,
                           [](double sum, const Points& ring) { return sum + doubleArea(ring) / 2; });
  }
  /// The seam of the cell on which the edge lies; −1: none.
  [[nodiscard]] int seamUnder(const SeamCell& cell, MapPoint a, MapPoint b) const {
    for (int axis = 0; axis < 2; ++axis) {
      for (const int seam : {cell.low[axis], cell.high[axis]}) {
        if (seam < 0) continue;
        const double at = m_cells.seams[std::size_t(seam)].at;
        if (along(a, axis) == at && along(b, axis) == at) return seam;
      }
    }
    return -1;
  }
  void take(const SeamCell& cell, Piece& piece) {
    m_area += areaOf(piece);
    std::vector<std::vector<int>> seams;
    bool free = true;
    for (const Points& ring : piece.rings) {
      std::vector<int>& of = seams.emplace_back(ring.size());
      for (std::size_t i = 0; i < ring.size(); ++i) {
        of[i] = seamUnder(cell, ring[i], ring[(i + 1) % ring.size()]);
        if (of[i] >= 0) free = false;
      }
    }
    if (free) {
      m_done.push_back(std::move(piece));
      return;
    }
    for (std::size_t r = 0; r < piece.rings.size(); ++r) takeRing(piece.rings[r], seams[r]);
  }
  void takeRing(Points& ring, const std::vector<int>& seams) {
    const std::size_t n = ring.size();
    std::size_t start = 0;
    while (start < n && seams[start] < 0) ++start;
    if (start == n) {
      addRing(std::move(ring));
      return;
    }
    Points run;
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = (start + k) % n;
      const MapPoint a = ring[i];
      const MapPoint b = ring[(i + 1) % n];
      if (seams[i] < 0) {
        if (run.empty()) run.push_back(a);
        run.push_back(b);
        continue;
      }
      endRun(run);
      auto& of = m_stretches[std::size_t(seams[i])];
      const int other = 1 - m_cells.seams[std::size_t(seams[i])].axis;
      of.push_back({along(a, other), 1});
      of.push_back({along(b, other), -1});
    }
    endRun(run);
  }
  void endRun(Points& run) {
    if (!run.empty()) m_arcs.push_back({std::exchange(run, {}), kNowhere});
  }
  /// What one side of a seam holds, the other must hold too.
  void checkSeams() {
    for (auto& stretches : m_stretches) {
      m_token.check();
      std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.at < b.at; });
      int sum = 0;
      for (std::size_t i = 0; i < stretches.size(); ++i) {
        sum += stretches[i].step;
        const bool ends = i + 1 == stretches.size() || stretches[i + 1].at != stretches[i].at;
        if (ends && sum != 0) throw SeamTrouble("the sides of a seam differ");
      }
    }
  }
  void linkArcs() {
    std::vector<std::size_t> starts(m_arcs.size());
    std::iota(starts.begin(), starts.end(), std::size_t{0});
    std::vector<std::size_t> ends = starts;
    const auto startOf = [&](std::size_t i) { return m_arcs[i].points.front(); };
    const auto endOf = [&](std::size_t i) { return m_arcs[i].points.back(); };
    const auto sortBy = [&](std::vector<std::size_t>& order, const auto& place) {
      std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const MapPoint p = place(a);
        const MapPoint q = place(b);
        return p == q ? a < b : before(p, q);
      });
    };
    sortBy(starts, startOf);
    sortBy(ends, endOf);
    for (std::size_t i = 0; i < ends.size();) {
      const MapPoint place = endOf(ends[i]);
      std::size_t last = i;
      while (last < ends.size() && endOf(ends[last]) == place) ++last;
      for (std::size_t k = i; k < last; ++k) {
        if (!(startOf(starts[k]) == place)) throw SeamTrouble("borders end at a seam");
      }
      if (last < starts.size() && startOf(starts[last]) == place) throw SeamTrouble("borders begin at a seam");
      for (std::size_t k = i; k < last; ++k) {
        m_arcs[ends[k]].next = last - i == 1 ? starts[k] : nextAround(ends[k], starts, i, last);
      }
      i = last;
    }
  }
  /// Where several borders meet: the one that bounds the same corner of the inside, next clockwise.
  std::size_t nextAround(std::size_t in, const std::vector<std::size_t>& starts, std::size_t first, std::size_t last) {
    const Points& points = m_arcs[in].points;
    const MapPoint place = points.back();
    const auto angle = [&](MapPoint p) { return std::atan2(p.y - place.y, p.x - place.x); };
    const double from = angle(points[points.size() - 2]);
    std::size_t best = kNowhere;
    double least = 0;
    for (std::size_t k = first; k < last; ++k) {
      double turn = from - angle(m_arcs[starts[k]].points[1]);
      if (turn <= 0) turn += 2 * std::acos(-1.0);
      if (best == kNowhere || turn < least) {
        best = starts[k];
        least = turn;
      }
    }
    return best;
  }
  void traceRings() {
    std::vector<bool> used(m_arcs.size(), false);
    for (std::size_t first = 0; first < m_arcs.size(); ++first) {
      m_token.check();
      if (used[first]) continue;
      Points ring;
      std::vector<bool> isCut;  // the place where two arcs meet
      for (std::size_t at = first; !used[at]; at = m_arcs[at].next) {
        used[at] = true;
        Points& points = m_arcs[at].points;
        ring.insert(ring.end(), points.begin(), points.end() - 1);
        isCut.resize(ring.size(), false);
        isCut[ring.size() - (points.size() - 1)] = true;
        if (m_arcs[at].next != first && used[m_arcs[at].next]) throw SeamTrouble("borders do not close");
        points = {};
      }
      withoutCuts(ring, isCut);
      splitWhereItTouches(ring);
    }
  }
  /// Leaves out the places of cuts that lie on a straight line.
  static void withoutCuts(Points& ring, const std::vector<bool>& isCut) {
    Points kept;
    kept.reserve(ring.size());
    const std::size_t n = ring.size();
    for (std::size_t i = 0; i < n; ++i) {
      const MapPoint previous = kept.empty() ? ring[n - 1] : kept.back();
      if (isCut[i] && liesOnSegment(ring[i], previous, ring[(i + 1) % n])) continue;
      if (kept.empty() || !(kept.back() == ring[i])) kept.push_back(ring[i]);
    }
    while (kept.size() > 1 && kept.front() == kept.back()) kept.pop_back();
    ring = std::move(kept);
  }
  /// A ring that comes back to one of its points is several rings.
  void splitWhereItTouches(const Points& ring) {
    std::vector<std::size_t> order(ring.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return ring[a] == ring[b] ? a < b : before(ring[a], ring[b]); });
    std::vector<std::size_t> nameOf(ring.size());  // the same number for the same place
    bool touches = false;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const bool again = k > 0 && ring[order[k]] == ring[order[k - 1]];
      nameOf[order[k]] = again ? nameOf[order[k - 1]] : order[k];
      touches = touches || again;
    }
    if (!touches) {
      addRing(ring);
      return;
    }
    std::vector<std::size_t> depthOf(ring.size(), kNowhere);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::size_t depth = depthOf[nameOf[i]];
      if (depth != kNowhere) {
        Points loop;
        for (std::size_t k = depth; k < open.size(); ++k) {
          loop.push_back(ring[open[k]]);
          depthOf[nameOf[open[k]]] = kNowhere;
        }
        open.resize(depth);
        addRing(std::move(loop));
      }
      depthOf[nameOf[i]] = open.size();
      open.push_back(i);
    }
    Points rest;
    for (const std::size_t i : open) rest.push_back(ring[i]);
    addRing(std::move(rest));
  }
  void addRing(Points ring) {
    if (ring.size() < 3) return;
    const double size = doubleArea(ring);
    if (size > 0) {
      m_shells.emplace_back().rings.push_back(std::move(ring));
      m_shells.back().measure();
    } else if (size < 0) {
      m_holes.push_back(std::move(ring));
    }
  }
  void nestHoles() {
    const RingPlaces places(m_shells);
    for (Points& hole : m_holes) {
      m_token.check();
      // a hole may touch its shell in points, but not along an edge
      const MapPoint middle{(hole[0].x + hole[1].x) / 2, (hole[0].y + hole[1].y) / 2};
      const auto home = places.smallestAround(middle);
      if (!home) throw SeamTrouble("a hole without a shell");
      m_homes.push_back(*home);
    }
    for (std::size_t i = 0; i < m_holes.size(); ++i) m_shells[m_homes[i]].rings.push_back(std::move(m_holes[i]));
    for (Piece& shell : m_shells) m_done.push_back(std::move(shell));
  }

  SeamCells m_cells;
  const CancelToken& m_token;
  double m_area = 0;
  std::vector<std::vector<Stretch>> m_stretches;
  std::vector<Arc> m_arcs;
  std::vector<Piece> m_done, m_shells;
  std::vector<Points> m_holes;
  std::vector<std::size_t> m_homes;
};

/// Lines joined end to end.
class LineGlue {
 public:
  LineGlue(SeamCells cells, const CancelToken& token) : m_token(token), m_seams(std::move(cells.seams)) {
    for (std::size_t i = 0; i < cells.cells.size(); ++i) {
      for (Piece& piece : cells.pieces[i]) {
        m_lines.push_back(std::move(piece.rings[0]));
        m_cells.push_back(cells.cells[i]);
      }
    }
  }
  std::vector<Piece> run() {
    pairEnds();
    std::vector<Piece> out;
    m_used.assign(m_lines.size(), false);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {  // from a free end first, closed lines afterwards
      for (const std::size_t end : {2 * i, 2 * i + 1}) {
        if (!m_used[i] && m_partner[end] == kNowhere) out.push_back(trace(end));
      }
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
      if (!m_used[i]) out.push_back(trace(2 * i));
    }
    return out;
  }

 private:
  // end 2i is the first point of line i, end 2i + 1 its last
  [[nodiscard]] MapPoint placeOf(std::size_t end) const {
    const Points& line = m_lines[end / 2];
    return end % 2 == 0 ? line.front() : line.back();
  }
  void pairEnds() {
    std::vector<std::size_t> order(m_lines.size() * 2);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const MapPoint p = placeOf(a);
      const MapPoint q = placeOf(b);
      return p == q ? a < b : before(p, q);
    });
    m_partner.assign(order.size(), kNowhere);
    for (std::size_t i = 0; i < order.size();) {
      std::size_t last = i;
      while (last < order.size() && placeOf(order[last]) == placeOf(order[i])) ++last;
      if (last - i == 2) {
        m_partner[order[i]] = order[i + 1];
        m_partner[order[i + 1]] = order[i];
      }
      i = last;
    }
  }
  [[nodiscard]] bool isCut(std::size_t end) const {
    const SeamCell& cell = m_cells[end / 2];
    for (int axis = 0; axis < 2; ++axis) {
      for (const int seam : {cell.low[axis], cell.high[axis]}) {
        if (seam >= 0 && along(placeOf(end), axis) == m_seams[std::size_t(seam)].at) return true;
      }
    }
    return false;
  }
  Piece trace(std::size_t end) {
    m_token.check();
    const bool beginsAtCut = isCut(end);
    Points out;
    while (end != kNowhere && !m_used[end / 2]) {
      const std::size_t line = end / 2;
      m_used[line] = true;
      Points points = m_lines[line];
      if (end % 2 == 1) std::reverse(points.begin(), points.end());
      if (out.empty()) {
        out = std::move(points);
      } else {
        if (isCut(end) && liesOnSegment(points[0], out[out.size() - 2], points[1])) out.pop_back();
        out.insert(out.end(), points.begin() + 1, points.end());
      }
      end = m_partner[end ^ 1U];
    }
    const bool closed = out.size() > 3 && out.front() == out.back();
    if (closed && beginsAtCut && liesOnSegment(out[0], out[out.size() - 2], out[1])) {
      out.pop_back();
      out.erase(out.begin());
      out.push_back(out.front());
    }
    Piece piece;
    piece.rings.push_back(std::move(out));
    piece.measure();
    return piece;
  }

  const CancelToken& m_token;
  std::vector<SeamLine> m_seams;
  std::vector<Points> m_lines;
  std::vector<SeamCell> m_cells;
  std::vector<std::size_t> m_partner;
  std::vector<bool> m_used;
};

}  // namespace

std::vector<Piece> gluedAreas(SeamCells cells, const CancelToken& token) {
  return AreaGlue(std::move(cells), token).run();
}

std::vector<Piece> gluedLines(SeamCells cells, const CancelToken& token) {
  return LineGlue(std::move(cells), token).run();
}

}  // namespace gis::query
