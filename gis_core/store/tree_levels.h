// The nodes of a packed R*Tree, before they are written anywhere. Private to the room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/packed_tree.h"
#include "gis_core/store/tree_node.h"

namespace gis::store {

/// The entries of one level, cut into nodes of nearly equal size: no node is less than a third full, as SQLite's own
/// deletions expect. Nodes are numbered from the root (1) level by level downwards, so that all tables of a tree are
/// written in ascending order.
struct TreeLevel {
  std::vector<TreeEntry> entries;
  std::size_t nodes = 1;
  std::int64_t firstNumber = 1;
  [[nodiscard]] std::size_t begin(std::size_t node) const { return node * entries.size() / nodes; }
  [[nodiscard]] std::int64_t numberOf(std::size_t node) const { return firstNumber + static_cast<std::int64_t>(node); }
};

using NodeBytes = std::array<std::uint8_t, kNodeHeader + kCellsOfNode * kNodeCell>;

/// A tree over boxes along a Hilbert curve.
class TreeLevels {
 public:
  /// `entries`: at least one. Any thread. Errors: cancelled.
  explicit TreeLevels(std::vector<TreeEntry> entries, const CancelToken& token = {});
  /// How many levels there are; 0 is that of the leaves.
  [[nodiscard]] std::size_t count() const { return m_levels.size(); }
  [[nodiscard]] const TreeLevel& level(std::size_t up) const { return m_levels[up]; }
  /// A node as it lies in the tree's table.
  void fillNode(NodeBytes& data, std::size_t up, std::size_t node) const;
  /// The number of the node that holds a node of a level below the root.
  [[nodiscard]] std::int64_t holderOf(std::size_t up, std::size_t node) const;
  [[nodiscard]] std::size_t entries() const { return m_entries.size(); }
  /// The k-th id, ascending, and the number of the leaf that it is in.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> leafOfId(std::size_t k) const {
    return {m_entries[k].id, m_levels.front().numberOf(m_leafOf[k])};
  }

 private:
  std::vector<TreeEntry> m_entries;  ///< ascending by id
  std::vector<std::uint32_t> m_leafOf;
  std::vector<TreeLevel> m_levels;
};

}  // namespace gis::store
