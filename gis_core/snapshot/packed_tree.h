// An R-tree without pointers over boxes that are already in a good order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::snapshot {

/// Node k of level L+1 holds the boxes 16k … 16k+15 of level L; level 0 are the items. All levels lie one after
/// the other in one array. Source: the packed Hilbert R-tree of Kamel and Faloutsos (1993), as FlatGeobuf uses it.
class PackedTree {
 public:
  static constexpr std::size_t kNodeSize = 16;

  /// Boxes that the tree over `items` has, inner nodes included.
  [[nodiscard]] static std::size_t nodeCount(std::size_t items) {
    std::size_t total = items;
    for (std::size_t n = items; n > 1;) total += n = (n + kNodeSize - 1) / kNodeSize;
    return total;
  }
  /// Completes `boxes` (the items) with the inner nodes.
  static void complete(std::vector<geom::Envelope>& boxes) {
    std::size_t begin = 0;
    for (std::size_t n = boxes.size(); n > 1;) {
      const std::size_t parents = (n + kNodeSize - 1) / kNodeSize;
      for (std::size_t p = 0; p < parents; ++p) {
        geom::Envelope box;
        for (std::size_t k = p * kNodeSize; k < n && k < (p + 1) * kNodeSize; ++k) box.include(boxes[begin + k]);
        boxes.push_back(box);
      }
      begin += n;
      n = parents;
    }
  }

  PackedTree(std::span<const geom::Envelope> boxes, std::size_t items) : m_boxes(boxes) {
    for (std::size_t n = items, begin = 0; n > 0; n = n > 1 ? (n + kNodeSize - 1) / kNodeSize : 0) {
      m_begin[m_levels] = begin;
      m_size[m_levels++] = n;
      begin += n;
    }
  }

  /// Calls visit(item) for each item whose box meets `box`, ascending, until it returns false.
  template <typename Visit>
  bool search(const geom::Envelope& box, Visit&& visit) const {
    return m_levels == 0 || descend(m_levels - 1, 0, m_size[m_levels - 1], box, visit);
  }

 private:
  template <typename Visit>
  bool descend(int level, std::size_t from, std::size_t to, const geom::Envelope& box, Visit& visit) const {
    const geom::Envelope* boxes = m_boxes.data() + m_begin[level];
    for (std::size_t k = from; k < to; ++k) {
      if (!boxes[k].intersects(box)) continue;
      if (level == 0) {
        if (!visit(k)) return false;
        continue;
      }
      const std::size_t end = (k + 1) * kNodeSize < m_size[level - 1] ? (k + 1) * kNodeSize : m_size[level - 1];
      if (!descend(level - 1, k * kNodeSize, end, box, visit)) return false;
    }
    return true;
  }

  std::span<const geom::Envelope> m_boxes;
  std::array<std::size_t, 16> m_begin{};
  std::array<std::size_t, 16> m_size{};
  int m_levels = 0;
};

}  // namespace gis::snapshot
