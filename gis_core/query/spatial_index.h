// A packed Hilbert R-tree in memory, in doubles: SQLite's R*Tree rounds boxes to 32-bit floats (4 m steps at
// eastings of EPSG:4528).
// Source: Kamel & Faloutsos 1993, "On packing R-trees".
#pragma once

#include <cstdint>
#include <memory>
#include <queue>
#include <span>
#include <vector>

#include "gis_core/base/gather.h"
#include "gis_core/geometry/envelope.h"

namespace gis::query {

/// The places of features, neighbours near each other. Shared: it may be as long as a layer. Never null.
using CurveOrder = std::shared_ptr<const std::vector<std::uint32_t>>;

/// The indexes of `boxes` along a Hilbert curve over their centres; empty boxes are left out. Equal places keep
/// the order of their indexes.
[[nodiscard]] CurveOrder hilbertOrder(std::span<const geom::Envelope> boxes);

/// The order without the places where `leftOut(place)` is true, which several threads ask.
template <class LeftOut>
[[nodiscard]] CurveOrder orderWithout(const CurveOrder& order, const LeftOut& leftOut) {
  return std::make_shared<const std::vector<std::uint32_t>>(gather<std::uint32_t>(
      order->size(), [&](std::size_t k) { return !leftOut((*order)[k]); }, [&](std::size_t k) { return (*order)[k]; },
      {}));
}

/// Immutable once built. Items are the indexes of the boxes it was built from; empty boxes are never found.
/// Thread rule: any number of threads may ask.
class SpatialIndex {
 public:
  explicit SpatialIndex(std::span<const geom::Envelope> boxes);
  /// The same when the order along a curve is known: `items` without empty boxes, and the box of each of them.
  SpatialIndex(std::vector<geom::Envelope> boxesOfItems, CurveOrder items);
  /// Over a tree that somebody else has and keeps (Snapshot::boxTree): its k-th box is that of items[k].
  SpatialIndex(std::span<const geom::Envelope> tree, CurveOrder items);
  SpatialIndex(SpatialIndex&&) noexcept = default;
  SpatialIndex& operator=(SpatialIndex&&) noexcept = default;
  SpatialIndex(const SpatialIndex&) = delete;  // levels point to what it owns
  SpatialIndex& operator=(const SpatialIndex&) = delete;
  ~SpatialIndex() = default;

  /// Calls `found(item)` for every item whose box meets `box` (borders included) until it returns false. The
  /// order is fixed for the same input.
  template <class Found>
  void search(const geom::Envelope& box, Found&& found) const;

  /// Calls `accept(item, distance)` in ascending order of `exact(item)` until it returns false or `maxDistance`
  /// is passed; equal distances come in ascending order of the items. `exact` must not be less than the distance
  /// of the boxes.
  template <class Exact, class Accept>
  void nearest(const geom::Envelope& from, double maxDistance, Exact&& exact, Accept&& accept) const;

 private:
  static constexpr std::size_t kFanOut = 16;
  struct Node {
    std::uint32_t level = 0;  // 0: an item
    std::uint32_t at = 0;     // place in its level
  };
  [[nodiscard]] const geom::Envelope& boxOf(Node n) const { return m_levels[n.level][n.at]; }
  /// Children of a node of level ≥ 1: [first, last) in the level below.
  [[nodiscard]] std::uint32_t firstChild(Node n) const { return n.at * std::uint32_t(kFanOut); }
  [[nodiscard]] std::uint32_t lastChild(Node n) const {
    return std::uint32_t(std::min(m_levels[n.level - 1].size(), (std::size_t{n.at} + 1) * kFanOut));
  }

  CurveOrder m_items;
  std::vector<std::span<const geom::Envelope>> m_levels;  // [0]: boxes of the items; each next level bounds 16 of them
  std::vector<std::vector<geom::Envelope>> m_own;         // what the levels point to, unless somebody else has it
};

template <class Found>
void SpatialIndex::search(const geom::Envelope& box, Found&& found) const {
  if (m_items->empty() || box.isEmpty()) return;
  Node stack[kFanOut * 9];  // 16^9 exceeds every 32-bit index
  std::size_t depth = 0;
  const auto top = std::uint32_t(m_levels.size() - 1);
  for (std::size_t i = m_levels[top].size(); i-- > 0;) stack[depth++] = {top, std::uint32_t(i)};
  while (depth > 0) {
    const Node node = stack[--depth];
    if (!boxOf(node).intersects(box)) continue;
    if (node.level == 0) {
      if (!found((*m_items)[node.at])) return;
      continue;
    }
    for (std::uint32_t i = lastChild(node); i-- > firstChild(node);) stack[depth++] = {node.level - 1, i};
  }
}

template <class Exact, class Accept>
void SpatialIndex::nearest(const geom::Envelope& from, double maxDistance, Exact&& exact, Accept&& accept) const {
  struct Entry {
    double distance;
    bool isExact;
    std::uint32_t item;  // exact entries
    Node node;
    // what the queue gives first: the nearer one, boxes before exact distances, then the lower item
    bool operator<(const Entry& o) const {
      if (distance != o.distance) return distance > o.distance;
      if (isExact != o.isExact) return isExact;
      return item > o.item;
    }
  };
  if (m_items->empty() || from.isEmpty()) return;
  // the distance of boxes and that of shapes are rounded differently: a bound must stay a bound
  const auto bound = [&](Node n) { return boxOf(n).distanceTo(from) * (1 - 1e-12); };
  std::priority_queue<Entry> queue;
  const auto push = [&](Node n) {
    if (boxOf(n).isEmpty()) return;
    const double distance = bound(n);
    if (distance <= maxDistance) queue.push({distance, false, 0, n});
  };
  const auto top = std::uint32_t(m_levels.size() - 1);
  for (std::size_t i = 0; i < m_levels[top].size(); ++i) push({top, std::uint32_t(i)});
  while (!queue.empty()) {
    const Entry entry = queue.top();
    queue.pop();
    if (entry.isExact) {
      if (!accept(entry.item, entry.distance)) return;
    } else if (entry.node.level == 0) {
      const std::uint32_t item = (*m_items)[entry.node.at];
      const double distance = exact(item);
      if (distance <= maxDistance) queue.push({distance, true, item, {}});
    } else {
      for (std::uint32_t i = firstChild(entry.node); i < lastChild(entry.node); ++i) push({entry.node.level - 1, i});
    }
  }
}

}  // namespace gis::query
