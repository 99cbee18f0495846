#include "gis_core/query/city_union.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/seam_glue.h"
#include "gis_core/query/spatial_index.h"

namespace gis::query {

namespace {

constexpr std::size_t kShapesInBlock = 256;
constexpr std::size_t kSampled = 16'384;  // vertices looked at for the middle of a cell
// where a seam is tried, as a share of the vertices: another place when coordinates contradict each other there
constexpr double kSeamShares[] = {0.5, 0.42, 0.57};

std::size_t verticesOf(const std::vector<Piece>& pieces) {
  std::size_t count = 0;
  for (const Piece& piece : pieces) count += piece.vertices();
  return count;
}

void append(std::vector<Piece>& to, std::vector<Piece> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::vector<Piece> unitedWkb(const std::vector<geom::Bytes>& shapes, bool areas) {
  std::vector<geom::BytesView> views(shapes.begin(), shapes.end());
  return piecesOf(geom::unionOf(views), areas);
}

/// One call to GEOS.
std::vector<Piece> unitedAtOnce(const std::vector<Piece>& pieces, std::size_t first, std::size_t last, bool areas) {
  std::vector<geom::Bytes> shapes;
  shapes.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) shapes.push_back(wkbOf(pieces[i], areas));
  return unitedWkb(shapes, areas);
}

/// Pieces that lie on top of each other: pairwise, until a round no longer makes them fewer.
std::vector<Piece> united(std::vector<Piece> pieces, bool areas, std::size_t most, const CancelToken& token) {
  if (areas && pieces.size() < 2) return pieces;
  for (std::size_t before = 0; verticesOf(pieces) > most && pieces.size() != before;) {
    before = pieces.size();
    std::vector<Piece> round;
    for (std::size_t first = 0; first < pieces.size();) {
      token.check();
      std::size_t last = first;
      std::size_t vertices = 0;
      while (last < pieces.size() && (last < first + 2 || vertices + pieces[last].vertices() <= most)) {
        vertices += pieces[last++].vertices();
      }
      append(round, unitedAtOnce(pieces, first, last, areas));
      first = last;
    }
    pieces = std::move(round);
  }
  token.check();
  return unitedAtOnce(pieces, 0, pieces.size(), areas);
}

/// Cells between seams, each small enough for one call.
class Cells {
 public:
  Cells(const std::vector<Piece>& pieces, const UnionInput& input, double share, const CancelToken& token)
      : m_areas(input.areas), m_most(input.mostVertices), m_share(share), m_token(token) {
    m_open.push_back({{}, pieces});
    while (!m_open.empty()) divideAll();
  }
  SeamCells take() { return std::move(m_out); }

 private:
  struct Node {
    SeamCell cell;
    std::vector<Piece> pieces;
  };
  struct Halves {
    std::optional<SeamLine> seam;  // nothing: stays whole
    std::vector<Piece> low, high;
  };

  void divideAll() {
    std::vector<Halves> halves(m_open.size());
    parallelFor(m_open.size(), m_token, [&](std::size_t i, unsigned) { halves[i] = divided(m_open[i].pieces); });
    std::vector<Node> next;
    for (std::size_t i = 0; i < m_open.size(); ++i) {
      if (!halves[i].seam) {
        m_out.cells.push_back(m_open[i].cell);
        m_out.pieces.push_back(std::move(m_open[i].pieces));
        continue;
      }
      const SeamLine seam = *halves[i].seam;
      Node low{m_open[i].cell, std::move(halves[i].low)};
      Node high{m_open[i].cell, std::move(halves[i].high)};
      low.cell.high[seam.axis] = high.cell.low[seam.axis] = int(m_out.seams.size());
      m_out.seams.push_back(seam);
      next.push_back(std::move(low));
      next.push_back(std::move(high));
    }
    m_open = std::move(next);
  }
  [[nodiscard]] Halves divided(const std::vector<Piece>& pieces) const {
    Halves out;
    const std::size_t vertices = verticesOf(pieces);
    if (vertices <= m_most) return out;
    geom::Envelope box;
    for (const Piece& piece : pieces) box.include(piece.box);
    const int axis = box.width() >= box.height() ? 0 : 1;
    const std::optional<double> at = place(pieces, vertices, axis);
    if (!at) return out;
    const SeamLine seam{axis, *at};
    for (const Piece& piece : pieces) {
      m_token.check();
      const double low = axis == 0 ? piece.box.minX : piece.box.minY;
      const double high = axis == 0 ? piece.box.maxX : piece.box.maxY;
      if (high < *at) {
        out.low.push_back(piece);
      } else if (low > *at) {
        out.high.push_back(piece);
      } else {
        m_areas ? cutArea(piece, seam, out.low, out.high) : cutLine(piece, seam, out.low, out.high);
      }
    }
    // shapes on top of each other do not become fewer by cutting
    const std::size_t larger = std::max(verticesOf(out.low), verticesOf(out.high));
    if (larger < vertices - vertices / 8) out.seam = seam;
    return out;
  }
  /// Between two vertices near the middle, on none.
  [[nodiscard]] std::optional<double> place(const std::vector<Piece>& pieces, std::size_t vertices, int axis) const {
    const std::size_t step = std::max<std::size_t>(1, vertices / kSampled);
    std::vector<double> sample;
    std::size_t n = 0;
    for (const Piece& piece : pieces) {
      for (const Points& ring : piece.rings) {
        for (const geom::MapPoint& p : ring) {
          if (n++ % step == 0) sample.push_back(along(p, axis));
        }
      }
    }
    std::sort(sample.begin(), sample.end());
    const auto middle = std::size_t(m_share * double(sample.size()));
    const auto next = std::upper_bound(sample.begin(), sample.end(), sample[middle]);
    if (next == sample.end()) return std::nullopt;
    double low = sample[middle];
    double high = *next;
    for (;;) {  // as long as a vertex that was not looked at lies on it
      const double at = low + (high - low) / 2;
      if (!(low < at && at < high)) return std::nullopt;
      double below = low;
      bool hit = false;
      for (const Piece& piece : pieces) {
        m_token.check();
        for (const Points& ring : piece.rings) {
          for (const geom::MapPoint& p : ring) {
            const double v = along(p, axis);
            hit = hit || v == at;
            if (v < at && v > below) below = v;
          }
        }
      }
      if (!hit) return at;
      high = at;
      low = below;
    }
  }

  bool m_areas;
  std::size_t m_most;
  double m_share;
  const CancelToken& m_token;
  std::vector<Node> m_open;
  SeamCells m_out;
};

class CityUnion {
 public:
  CityUnion(const UnionInput& input, Progress& progress, UnionReport& report)
      : m_input(input), m_progress(progress), m_report(report) {}

  std::vector<Piece> run() {
    std::vector<Piece> pieces = uniteBlocks();
    std::vector<Piece> out = m_unions < 2 ? joined(std::move(pieces)) : uniteCells(pieces);
    const auto corner = [](const Piece& p) {
      return *std::min_element(p.rings[0].begin(), p.rings[0].end(),
                               [](geom::MapPoint a, geom::MapPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    };
    std::vector<std::pair<geom::MapPoint, std::size_t>> order;
    order.reserve(out.size());
    for (std::size_t i = 0; i < out.size(); ++i) order.emplace_back(corner(out[i]), i);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      if (a.first.x != b.first.x) return a.first.x < b.first.x;
      return a.first.y != b.first.y ? a.first.y < b.first.y : a.second < b.second;
    });
    std::vector<Piece> sorted;
    sorted.reserve(out.size());
    for (const auto& [place, i] : order) sorted.push_back(std::move(out[i]));
    return sorted;
  }

 private:
  [[nodiscard]] const CancelToken& token() const { return m_progress.token(); }

  std::vector<Piece> uniteBlocks() {
    const CurveOrder curve = hilbertOrder(m_input.boxes);
    const std::vector<std::uint32_t>& order = *curve;
    const std::size_t blocks = (order.size() + kShapesInBlock - 1) / kShapesInBlock;
    std::vector<std::vector<Piece>> united(blocks);
    std::atomic<std::size_t> done = 0;
    parallelFor(blocks, token(), [&](std::size_t block, unsigned thread) {
      const geom::Interruptible interruptible(token());
      const std::size_t last = std::min(order.size(), (block + 1) * kShapesInBlock);
      std::vector<geom::Bytes> shapes;
      std::vector<std::uint32_t> places;
      std::size_t vertices = 0;
      const auto flush = [&] {
        append(united[block], unitedOrSetAside(shapes, places));
        shapes.clear();
        places.clear();
        vertices = 0;
      };
      for (std::size_t i = block * kShapesInBlock; i < last; ++i) {
        token().check();
        geom::Bytes shape = m_input.shape(order[i]);
        if (shape.empty() || geom::isEmpty(shape)) continue;
        const std::size_t count = geom::vertexCount(shape);
        if (vertices + count > m_input.mostVertices) flush();
        shapes.push_back(std::move(shape));
        places.push_back(order[i]);
        vertices += count;
      }
      flush();
      const std::size_t finished = ++done;
      if (thread == 0) m_progress.report(finished, blocks * 2);
    });
    std::sort(m_report.setAside.begin(), m_report.setAside.end());
    std::vector<Piece> pieces;
    for (std::vector<Piece>& block : united) append(pieces, std::move(block));
    return pieces;
  }
  /// One by one where GEOS refuses them together: what it refuses even then is set aside.
  std::vector<Piece> unitedOrSetAside(const std::vector<geom::Bytes>& shapes,
                                      const std::vector<std::uint32_t>& places) {
    if (shapes.empty()) return {};
    ++m_unions;
    if (shapes.size() == 1 && m_input.areas) return piecesOf(shapes[0], true);
    try {
      return unitedWkb(shapes, m_input.areas);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
    }
    std::vector<geom::Bytes> sofar;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      token().check();
      try {
        std::vector<geom::Bytes> both = sofar;
        both.push_back(shapes[i]);
        sofar = {wkbOf(unitedWkb(both, m_input.areas), m_input.areas)};
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
        const std::lock_guard lock(m_mutex);
        m_report.setAside.push_back(places[i]);
      }
    }
    return sofar.empty() ? std::vector<Piece>{} : piecesOf(sofar[0], m_input.areas);
  }
  std::vector<Piece> uniteCells(const std::vector<Piece>& pieces) {
    for (const double share : kSeamShares) {
      try {
        SeamCells cells = Cells(pieces, m_input, share, token()).take();
        std::atomic<std::size_t> done = 0;
        const std::size_t count = cells.cells.size();
        parallelFor(count, token(), [&](std::size_t i, unsigned thread) {
          const geom::Interruptible interruptible(token());
          cells.pieces[i] = united(std::move(cells.pieces[i]), m_input.areas, m_input.mostVertices, token());
          const std::size_t finished = ++done;
          if (thread == 0) m_progress.report(count + finished, count * 2);
        });
        return m_input.areas ? gluedAreas(std::move(cells), token()) : gluedLines(std::move(cells), token());
      } catch (const SeamTrouble&) {
        // another place for the seams
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      }
      ++m_report.seamsMoved;
    }
    // coordinates that contradict each other everywhere: one call, which can be cancelled all the same
    const geom::Interruptible interruptible(token());
    return joined(unitedAtOnce(pieces, 0, pieces.size(), m_input.areas));
  }
  /// What was united in one go: only lines are still to be joined.
  std::vector<Piece> joined(std::vector<Piece> pieces) {
    if (m_input.areas) return pieces;
    SeamCells one;
    one.cells.emplace_back();
    one.pieces.push_back(std::move(pieces));
    return gluedLines(std::move(one), token());
  }

  const UnionInput& m_input;
  Progress& m_progress;
  UnionReport& m_report;
  std::mutex m_mutex;
  std::atomic<std::size_t> m_unions = 0;
};

}  // namespace

std::vector<Piece> unionParts(const UnionInput& input, Progress& progress, UnionReport& report) {
  return CityUnion(input, progress, report).run();
}

}  // namespace gis::query
