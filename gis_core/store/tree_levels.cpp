#include "gis_core/store/tree_levels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "gis_core/base/radix_sort.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/hilbert.h"
#include "gis_core/store/page_file.h"

namespace gis::store {
namespace {

constexpr std::size_t kFill = 40;
constexpr std::size_t kKeysAtOnce = 8192, kNodesAtOnce = 256;

// rtreeValueDown and rtreeValueUp of rtree.c
constexpr double kTowards = 1.0 - 1.0 / 8388608.0;
constexpr double kAway = 1.0 + 1.0 / 8388608.0;

float roundedDown(double d) {
  auto f = static_cast<float>(d);
  if (static_cast<double>(f) > d) f = static_cast<float>(d * (d < 0 ? kAway : kTowards));
  return f;
}

float roundedUp(double d) {
  auto f = static_cast<float>(d);
  if (static_cast<double>(f) < d) f = static_cast<float>(d * (d < 0 ? kTowards : kAway));
  return f;
}

/// Where the entries stand that come one after the other along the curve.
std::vector<std::uint32_t> orderAlongCurve(const std::vector<TreeEntry>& entries, const CancelToken& token) {
  geom::Envelope all;
  for (const TreeEntry& e : entries) {
    all.include(e.minX, e.minY);
    all.include(e.maxX, e.maxY);
  }
  const double scaleX = all.width() > 0 ? 65535.0 / all.width() : 0;
  const double scaleY = all.height() > 0 ? 65535.0 / all.height() : 0;
  std::vector<std::uint64_t> keys(entries.size());
  parallelFor((entries.size() + kKeysAtOnce - 1) / kKeysAtOnce, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(entries.size(), (block + 1) * kKeysAtOnce);
    for (std::size_t i = block * kKeysAtOnce; i < last; ++i) {
      const TreeEntry& e = entries[i];
      const double x = (double{e.minX} + double{e.maxX}) / 2 - all.minX;
      const double y = (double{e.minY} + double{e.maxY}) / 2 - all.minY;
      const auto gridX = static_cast<std::uint32_t>(std::clamp(x * scaleX, 0.0, 65535.0));
      const auto gridY = static_cast<std::uint32_t>(std::clamp(y * scaleY, 0.0, 65535.0));
      keys[i] = static_cast<std::uint64_t>(geom::hilbertPlace(gridX, gridY)) << 32U | i;
    }
  });
  sortByUpperHalf(keys, token);
  std::vector<std::uint32_t> order(entries.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](std::uint64_t key) { return std::uint32_t(key); });
  return order;
}

TreeEntry around(const TreeEntry* begin, const TreeEntry* end) {
  TreeEntry box = *begin;
  for (const TreeEntry* e = begin + 1; e != end; ++e) {
    box.minX = std::min(box.minX, e->minX);
    box.maxX = std::max(box.maxX, e->maxX);
    box.minY = std::min(box.minY, e->minY);
    box.maxY = std::max(box.maxY, e->maxY);
  }
  return box;
}

std::size_t nodesFor(std::size_t entries) {
  return (entries + kFill - 1) / kFill;
}

std::vector<TreeLevel> buildLevels(TreeLevel leaves) {
  std::vector<TreeLevel> levels;
  levels.push_back(std::move(leaves));
  while (levels.back().nodes > 1) {
    const TreeLevel& level = levels.back();
    std::vector<TreeEntry> above(level.nodes);
    parallelFor((level.nodes + kNodesAtOnce - 1) / kNodesAtOnce, {}, [&](std::size_t block, unsigned) {
      const std::size_t last = std::min(level.nodes, (block + 1) * kNodesAtOnce);
      for (std::size_t node = block * kNodesAtOnce; node < last; ++node)
        above[node] = around(level.entries.data() + level.begin(node), level.entries.data() + level.begin(node + 1));
    });
    const std::size_t nodes = nodesFor(above.size());
    levels.push_back({std::move(above), nodes});
  }
  // the root is node 1, then level by level downwards: all tables are written in ascending order
  std::int64_t number = 1;
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    level->firstNumber = number;
    number += static_cast<std::int64_t>(level->nodes);
  }
  for (std::size_t i = 1; i < levels.size(); ++i) {
    for (std::size_t k = 0; k < levels[i].entries.size(); ++k)
      levels[i].entries[k].id = levels[i - 1].firstNumber + static_cast<std::int64_t>(k);
  }
  return levels;
}

}  // namespace

TreeEntry treeEntry(std::int64_t fid, const geom::Envelope& box) {
  return {fid, roundedDown(box.minX), roundedUp(box.maxX), roundedDown(box.minY), roundedUp(box.maxY)};
}

TreeLevels::TreeLevels(std::vector<TreeEntry> entries, const CancelToken& token)
    : m_entries(std::move(entries)), m_leafOf(m_entries.size()) {
  const auto isBefore = [](const TreeEntry& a, const TreeEntry& b) { return a.id < b.id; };
  if (!std::is_sorted(m_entries.begin(), m_entries.end(), isBefore))
    std::sort(m_entries.begin(), m_entries.end(), isBefore);
  const std::vector<std::uint32_t> order = orderAlongCurve(m_entries, token);
  TreeLevel leaves{std::vector<TreeEntry>(order.size()), nodesFor(order.size())};
  parallelFor((leaves.nodes + kNodesAtOnce - 1) / kNodesAtOnce, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(leaves.nodes, (block + 1) * kNodesAtOnce);
    for (std::size_t node = block * kNodesAtOnce; node < last; ++node) {
      for (std::size_t i = leaves.begin(node); i < leaves.begin(node + 1); ++i) {
        leaves.entries[i] = m_entries[order[i]];
        m_leafOf[order[i]] = static_cast<std::uint32_t>(node);
      }
    }
  });
  m_levels = buildLevels(std::move(leaves));
}

void TreeLevels::fillNode(NodeBytes& data, std::size_t up, std::size_t node) const {
  const TreeLevel& level = m_levels[up];
  const std::size_t depth = up + 1 == m_levels.size() ? up : 0;  // told by the root alone
  const std::size_t begin = level.begin(node);
  const std::size_t end = level.begin(node + 1);
  data.fill(0);
  putBigEndian(data.data(), depth, 2);
  putBigEndian(data.data() + 2, end - begin, 2);
  std::uint8_t* at = data.data() + kNodeHeader;
  for (std::size_t i = begin; i < end; ++i, at += kNodeCell) {
    const TreeEntry& e = level.entries[i];
    putBigEndian(at, static_cast<std::uint64_t>(e.id), 8);
    putBigEndian(at + 8, std::bit_cast<std::uint32_t>(e.minX), 4);
    putBigEndian(at + 12, std::bit_cast<std::uint32_t>(e.maxX), 4);
    putBigEndian(at + 16, std::bit_cast<std::uint32_t>(e.minY), 4);
    putBigEndian(at + 20, std::bit_cast<std::uint32_t>(e.maxY), 4);
  }
}

std::int64_t TreeLevels::holderOf(std::size_t up, std::size_t node) const {
  const TreeLevel& above = m_levels[up + 1];
  // the node whose range holds the entry
  std::size_t holder = node * above.nodes / above.entries.size();
  while (above.begin(holder + 1) <= node) ++holder;
  return above.numberOf(holder);
}

}  // namespace gis::store
