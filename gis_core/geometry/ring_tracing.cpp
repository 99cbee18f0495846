#include "gis_core/geometry/ring_tracing.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>

#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/point_hash.h"

namespace gis::geom::detail {

namespace {

constexpr std::uint32_t kNoPiece = 0xffffffff;
constexpr std::size_t kAtOnce = 16'384;

/// Work over blocks of the pieces, by one thread or all.
void forBlocks(std::size_t count, bool atOnce, const CancelToken& token,
               const std::function<void(std::size_t from, std::size_t to)>& work) {
  if (!atOnce || count <= kAtOnce) {
    work(0, count);
    return;
  }
  parallelFor((count + kAtOnce - 1) / kAtOnce, token,
              [&](std::size_t block, unsigned) { work(block * kAtOnce, std::min(count, (block + 1) * kAtOnce)); });
}

/// Finds the pieces that begin at a place: a table of places, each with a chain of pieces.
class PieceStarts {
 public:
  PieceStarts(const std::vector<BorderPiece>& pieces, bool atOnce, const CancelToken& token)
      : m_pieces(pieces), m_slots(slotsFor(pieces.size())), m_next(pieces.size(), kNoPiece) {
    for (auto& slot : m_slots) slot.store(kNoPiece, std::memory_order_relaxed);
    forBlocks(pieces.size(), atOnce, token, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) insert(std::uint32_t(i));
    });
  }
  [[nodiscard]] std::uint32_t first(MapPoint p) const {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hashOf(p) & mask;; at = (at + 1) & mask) {
      const std::uint32_t piece = m_slots[at].load(std::memory_order_relaxed);
      if (piece == kNoPiece || m_pieces[piece].a == p) return piece;
    }
  }
  [[nodiscard]] std::uint32_t next(std::uint32_t piece) const { return m_next[piece]; }

 private:
  static std::size_t slotsFor(std::size_t count) {
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    return size;
  }
  void insert(std::uint32_t piece) {
    const MapPoint p = m_pieces[piece].a;
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hashOf(p) & mask;;) {
      std::uint32_t there = m_slots[at].load(std::memory_order_relaxed);
      if (there != kNoPiece && m_pieces[there].a != p) {
        at = (at + 1) & mask;
        continue;
      }
      m_next[piece] = there;  // a slot never changes its place: the chain only grows at its head
      if (m_slots[at].compare_exchange_strong(there, piece, std::memory_order_relaxed)) return;
    }
  }

  const std::vector<BorderPiece>& m_pieces;
  std::vector<std::atomic<std::uint32_t>> m_slots;
  std::vector<std::uint32_t> m_next;
};

class RingTracing {
 public:
  RingTracing(const std::vector<BorderPiece>& pieces, bool atOnce, const CancelToken& token)
      : m_pieces(pieces), m_starts(pieces, atOnce, token), m_firstNext(pieces.size()), m_used(pieces.size()) {
    forBlocks(pieces.size(), atOnce, token, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) m_firstNext[i] = m_starts.first(m_pieces[i].b);
    });
  }

  TracedRings run() {
    std::vector<std::uint32_t> way;
    for (std::uint32_t first = 0; first < m_pieces.size(); ++first) {
      if (m_used[first] != 0) continue;
      way.clear();
      std::uint32_t at = first;
      while (at != kNoPiece && m_used[at] == 0) {
        m_used[at] = 1;
        way.push_back(at);
        at = nextPiece(at);
      }
      keepRing(way);
    }
    return std::move(m_rings);
  }

 private:
  [[nodiscard]] std::uint32_t nextPiece(std::uint32_t at) const {
    const BorderPiece& piece = m_pieces[at];
    const std::uint32_t only = m_firstNext[at];
    if (only == kNoPiece || m_starts.next(only) == kNoPiece) return only;
    const double back = std::atan2(piece.a.y - piece.b.y, piece.a.x - piece.b.x);
    std::uint32_t best = kNoPiece;
    double bestTurn = 0;
    for (std::uint32_t next = only; next != kNoPiece; next = m_starts.next(next)) {
      if (m_used[next] != 0) continue;
      const BorderPiece& out = m_pieces[next];
      double turn = std::atan2(out.b.y - out.a.y, out.b.x - out.a.x) - back;
      if (turn <= 0) turn += 2 * M_PI;
      // the order within a chain is not fixed: equal turns are decided by the pieces' own order
      if (best == kNoPiece || turn < bestTurn || (turn == bestTurn && next < best)) {
        best = next;
        bestTurn = turn;
      }
    }
    return best;
  }

  /// Anticlockwise: an outer border; clockwise: a gap inside.
  void keepRing(const std::vector<std::uint32_t>& way) {
    const MapPoint origin = m_pieces[way.front()].a;
    double twice = 0;
    for (const std::uint32_t i : way) {
      const BorderPiece& p = m_pieces[i];
      twice += (p.a.x - origin.x) * (p.b.y - origin.y) - (p.b.x - origin.x) * (p.a.y - origin.y);
    }
    const auto first = std::uint32_t(m_rings.order.size());
    m_rings.order.insert(m_rings.order.end(), way.begin(), way.end());
    m_rings.rings.push_back({first, std::uint32_t(m_rings.order.size()), twice < 0});
  }

  const std::vector<BorderPiece>& m_pieces;
  PieceStarts m_starts;
  std::vector<std::uint32_t> m_firstNext;  // of each piece: the first one that begins at its end
  std::vector<std::uint8_t> m_used;
  TracedRings m_rings;
};

}  // namespace

TracedRings traceRings(const std::vector<BorderPiece>& pieces, bool atOnce, const CancelToken& token) {
  return RingTracing(pieces, atOnce, token).run();
}

}  // namespace gis::geom::detail
