#include "gis_core/store/tree_extent.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "gis_core/store/registration.h"
#include "gis_core/store/tree_node.h"

namespace gis::store {
namespace {

std::uint64_t bigEndian(geom::BytesView bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8U | bytes[at + i];
  return value;
}

/// Ids of the cells whose side `side` (0 xmin 1 xmax 2 ymin 3 ymax) is the outermost in the given nodes.
std::vector<std::int64_t> outermost(Statement& node, const std::vector<std::int64_t>& nodes, int side, int* depth) {
  std::vector<std::int64_t> ids;
  float best = 0;
  for (const std::int64_t number : nodes) {
    if (!node.bind(1, number).step()) continue;
    const geom::BytesView data = node.blob(0);
    if (data.size() >= kNodeHeader) {
      if (number == 1) *depth = static_cast<int>(bigEndian(data, 0, 2));
      const std::size_t count = bigEndian(data, 2, 2);
      for (std::size_t i = 0; i < count && kNodeHeader + (i + 1) * kNodeCell <= data.size(); ++i) {
        const std::size_t at = kNodeHeader + i * kNodeCell;
        const auto raw = static_cast<std::uint32_t>(bigEndian(data, at + 8 + 4 * static_cast<std::size_t>(side), 4));
        const float value = (side % 2 == 0 ? 1.0F : -1.0F) * std::bit_cast<float>(raw);
        if (!ids.empty() && value > best) continue;
        if (ids.empty() || value < best) ids.clear();
        best = value;
        ids.push_back(static_cast<std::int64_t>(bigEndian(data, at, 8)));
      }
    }
    node.reset();
  }
  return ids;
}

}  // namespace

geom::Envelope extentThroughTree(const Connection& c, std::string_view table) {
  geom::Envelope extent;
  Statement node(c, fmt::format("SELECT data FROM {} WHERE nodeno = ?1", quotedName(treeName(table) + "_node")));
  Statement box(c, fmt::format("SELECT MbrMinX(geometry), MbrMinY(geometry), MbrMaxX(geometry), MbrMaxY(geometry)"
                               " FROM {} WHERE fid = ?1",
                               quotedName(table)));
  for (int side = 0; side < 4; ++side) {
    int depth = 0;
    std::vector<std::int64_t> ids = outermost(node, {1}, side, &depth);
    for (int level = depth; level > 0; --level) ids = outermost(node, ids, side, &depth);
    for (const std::int64_t fid : ids) {
      if (box.bind(1, fid).step() && !box.isNull(0)) {
        extent.include(box.real(0), box.real(1));
        extent.include(box.real(2), box.real(3));
      }
      box.reset();
    }
  }
  return extent;
}

}  // namespace gis::store
