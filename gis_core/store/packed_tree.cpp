#include "gis_core/store/packed_tree.h"
#include "gis_core/store/tree_node.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace gis::store {
namespace {

constexpr std::size_t kFill = 40;
constexpr std::size_t kNode = kNodeHeader + kCellsOfNode * kNodeCell;
constexpr std::size_t kCellsBetweenBreaths = 512;

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

/// Distance along the Hilbert curve of order 16; Warren, Hacker's Delight, 2nd edition, figure 16-8.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t distance = 0;
  for (std::uint32_t s = 1U << 15U; s > 0; s >>= 1U) {
    const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
    distance = distance << 2U | ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

void sortAlongCurve(std::vector<TreeEntry>& entries) {
  geom::Envelope all;
  for (const TreeEntry& e : entries) {
    all.include(e.minX, e.minY);
    all.include(e.maxX, e.maxY);
  }
  const double scaleX = all.width() > 0 ? 65535.0 / all.width() : 0;
  const double scaleY = all.height() > 0 ? 65535.0 / all.height() : 0;
  std::vector<std::uint64_t> keys(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const TreeEntry& e = entries[i];
    const double x = (double{e.minX} + double{e.maxX}) / 2 - all.minX;
    const double y = (double{e.minY} + double{e.maxY}) / 2 - all.minY;
    const auto gridX = static_cast<std::uint32_t>(std::clamp(x * scaleX, 0.0, 65535.0));
    const auto gridY = static_cast<std::uint32_t>(std::clamp(y * scaleY, 0.0, 65535.0));
    keys[i] = static_cast<std::uint64_t>(hilbert(gridX, gridY)) << 32U | i;
  }
  std::sort(keys.begin(), keys.end());
  std::vector<TreeEntry> sorted(entries.size());
  for (std::size_t i = 0; i < keys.size(); ++i) sorted[i] = entries[keys[i] & 0xffffffffU];
  entries.swap(sorted);
}

void putBigEndian(std::uint8_t* at, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) at[i] = static_cast<std::uint8_t>(value >> (8 * (size - 1 - i)));
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

/// The entries of one level, cut into nodes of nearly equal size: no node is less than a third full, as
/// SQLite's own deletions expect.
struct Level {
  std::vector<TreeEntry> entries;
  std::size_t nodes = 1;
  std::int64_t firstNumber = 1;
  [[nodiscard]] std::size_t begin(std::size_t node) const { return node * entries.size() / nodes; }
};

std::vector<Level> buildLevels(std::vector<TreeEntry> leaves) {
  std::vector<Level> levels;
  levels.push_back({std::move(leaves)});
  while (levels.back().entries.size() > kFill) {
    Level& level = levels.back();
    level.nodes = (level.entries.size() + kFill - 1) / kFill;
    std::vector<TreeEntry> above(level.nodes);
    for (std::size_t node = 0; node < level.nodes; ++node)
      above[node] = around(level.entries.data() + level.begin(node), level.entries.data() + level.begin(node + 1));
    levels.push_back({std::move(above)});
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

void fillNode(std::array<std::uint8_t, kNode>& data, const Level& level, std::size_t node, std::size_t depth) {
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

void writeNodes(Chunks& chunks, std::string_view tree, const std::vector<Level>& levels) {
  const Connection& c = chunks.connection();
  Statement node(c, fmt::format("INSERT OR REPLACE INTO {} VALUES (?1, ?2)", quotedName(fmt::format("{}_node", tree))));
  Statement parent(c, fmt::format("INSERT INTO {} VALUES (?1, ?2)", quotedName(fmt::format("{}_parent", tree))));
  std::array<std::uint8_t, kNode> data{};
  for (std::size_t up = levels.size(); up-- > 0;) {
    const Level& level = levels[up];
    for (std::size_t k = 0; k < level.nodes; ++k) {
      const bool isRoot = up + 1 == levels.size();
      fillNode(data, level, k, isRoot ? up : 0);
      node.bind(1, level.firstNumber + static_cast<std::int64_t>(k)).bind(2, geom::BytesView(data)).run();
      if (!isRoot) {
        const Level& above = levels[up + 1];
        // the node of the level above whose range holds k
        std::size_t holder = k * above.nodes / above.entries.size();
        while (above.begin(holder + 1) <= k) ++holder;
        parent.bind(1, level.firstNumber + static_cast<std::int64_t>(k));
        parent.bind(2, above.firstNumber + static_cast<std::int64_t>(holder)).run();
      }
      if (k % (kCellsBetweenBreaths / 8) == 0) chunks.breathe();
    }
  }
}

/// Which leaf each feature is in, by id.
std::vector<std::pair<std::int64_t, std::int64_t>> leafOfId(const Level& leaves) {
  std::vector<std::pair<std::int64_t, std::int64_t>> rows(leaves.entries.size());
  for (std::size_t node = 0; node < leaves.nodes; ++node) {
    for (std::size_t i = leaves.begin(node); i < leaves.begin(node + 1); ++i)
      rows[i] = {leaves.entries[i].id, leaves.firstNumber + static_cast<std::int64_t>(node)};
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

void writeRowids(Chunks& chunks, std::string_view tree,
                 const std::vector<std::pair<std::int64_t, std::int64_t>>& leafOf) {
  Statement insert(chunks.connection(),
                   fmt::format("INSERT INTO {} VALUES (?1, ?2)", quotedName(fmt::format("{}_rowid", tree))));
  for (std::size_t i = 0; i < leafOf.size(); ++i) {
    insert.bind(1, leafOf[i].first).bind(2, leafOf[i].second).run();
    if (i % kCellsBetweenBreaths == 0) chunks.breathe();
  }
}

}  // namespace

TreeEntry treeEntry(std::int64_t fid, const geom::Envelope& box) {
  return {fid, roundedDown(box.minX), roundedUp(box.maxX), roundedDown(box.minY), roundedUp(box.maxY)};
}

void writePackedTree(Chunks& chunks, std::string_view tree, std::vector<TreeEntry> entries) {
  if (entries.empty()) return;
  chunks.pause();  // nobody has to wait for the sorting
  sortAlongCurve(entries);
  const std::vector<Level> levels = buildLevels(std::move(entries));
  const auto leafOf = leafOfId(levels.front());
  chunks.begin();
  writeNodes(chunks, tree, levels);
  writeRowids(chunks, tree, leafOf);
}

void insertIntoTree(const Connection& c, std::string_view tree, const std::vector<TreeEntry>& entries) {
  Statement insert(c, fmt::format("INSERT INTO {} VALUES (?1, ?2, ?3, ?4, ?5)", quotedName(tree)));
  for (const TreeEntry& e : entries)
    insert.bindAll(e.id, double{e.minX}, double{e.maxX}, double{e.minY}, double{e.maxY}).run();
}

}  // namespace gis::store
