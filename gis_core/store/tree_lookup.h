// Questions to a layer's R*Tree without reading a row.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// The boxes in the tree are 32-bit, grown outwards: whatever meets a box is found, and a little more; exact tests are
/// the caller's. Features without geometry are not in it. Belongs to the thread of its connection. Errors:
/// unsupported for a table without geometry.
class TreeLookup {
 public:
  TreeLookup(const Connection& c, const LayerInfo& layer);
  /// How many features may meet `box`, counted up to `most`.
  [[nodiscard]] std::int64_t countIn(const geom::Envelope& box, std::int64_t most);
  /// Adds the fids of those, in no order.
  void collect(const geom::Envelope& box, std::vector<std::int64_t>& fids);
  /// Features in the tree.
  [[nodiscard]] std::int64_t size() const;

 private:
  void bindBox(Statement& statement, const geom::Envelope& box) const;

  const Connection& m_connection;
  std::string m_tree;
  Statement m_count;
  Statement m_collect;
};

/// Up to `wanted` features spread over the layer, in ascending order of fid; all of a small one.
[[nodiscard]] std::vector<std::int64_t> spreadFids(const Connection& c, const LayerInfo& layer, std::size_t wanted);

}  // namespace gis::store
