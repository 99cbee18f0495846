#include "gis_core/store/packed_tree.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "gis_core/base/parallel_sort.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/store/row_feed.h"
#include "gis_core/store/sqlite_error.h"
#include "gis_core/store/tree_node.h"

namespace gis::store {
namespace {

constexpr std::size_t kFill = 40;
constexpr std::size_t kNode = kNodeHeader + kCellsOfNode * kNodeCell;
constexpr std::size_t kRowsBetweenLooks = 64;
constexpr std::size_t kKeysAtOnce = 8192;

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

/// Returns where each entry stood before.
std::vector<std::uint32_t> sortAlongCurve(std::vector<TreeEntry>& entries) {
  geom::Envelope all;
  for (const TreeEntry& e : entries) {
    all.include(e.minX, e.minY);
    all.include(e.maxX, e.maxY);
  }
  const double scaleX = all.width() > 0 ? 65535.0 / all.width() : 0;
  const double scaleY = all.height() > 0 ? 65535.0 / all.height() : 0;
  std::vector<std::uint64_t> keys(entries.size());
  parallelFor((entries.size() + kKeysAtOnce - 1) / kKeysAtOnce, {}, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(entries.size(), (block + 1) * kKeysAtOnce);
    for (std::size_t i = block * kKeysAtOnce; i < last; ++i) {
      const TreeEntry& e = entries[i];
      const double x = (double{e.minX} + double{e.maxX}) / 2 - all.minX;
      const double y = (double{e.minY} + double{e.maxY}) / 2 - all.minY;
      const auto gridX = static_cast<std::uint32_t>(std::clamp(x * scaleX, 0.0, 65535.0));
      const auto gridY = static_cast<std::uint32_t>(std::clamp(y * scaleY, 0.0, 65535.0));
      keys[i] = static_cast<std::uint64_t>(hilbert(gridX, gridY)) << 32U | i;
    }
  });
  parallelSort(keys);
  std::vector<TreeEntry> sorted(entries.size());
  std::vector<std::uint32_t> order(entries.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    order[i] = static_cast<std::uint32_t>(keys[i]);
    sorted[i] = entries[order[i]];
  }
  entries.swap(sorted);
  return order;
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

/// Rows 0 … count−1 of a table of the tree, in as many statements as chunks have to end meanwhile.
class CountedRows : public RowFeed::Source {
 public:
  CountedRows(const Chunks& chunks, std::size_t count) : m_chunks(chunks), m_count(count) {}
  bool next() override {
    if (m_given) ++m_row;
    m_given = m_row < m_count && !(m_given && m_row % kRowsBetweenLooks == 0 && m_chunks.isDue());
    if (m_given) prepare(m_row);
    return m_given;
  }
  [[nodiscard]] bool isDone() const { return m_row >= m_count; }

 protected:
  virtual void prepare(std::size_t row) = 0;
  [[nodiscard]] std::size_t row() const { return m_row; }

 private:
  const Chunks& m_chunks;
  std::size_t m_count;
  std::size_t m_row = 0;
  bool m_given = false;
};

void fill(Chunks& chunks, const std::string& table, CountedRows& source) {
  const Connection& c = chunks.connection();
  RowFeed insert(c, quotedName(table), 2);
  while (!source.isDone()) {
    const int code = insert.run(source);
    if (code != SQLITE_DONE) throwSqlite(c.handle(), code);
    chunks.breathe();
  }
}

/// Number and content of each node of a level.
class NodeRows final : public CountedRows {
 public:
  NodeRows(const Chunks& chunks, const std::vector<Level>& levels, std::size_t level)
      : CountedRows(chunks, levels[level].nodes),
        m_level(levels[level]),
        m_depth(level + 1 == levels.size() ? level : 0) {}
  void giveCell(sqlite3_context* to, int column) override {
    if (column == 0) return sqlite3_result_int64(to, m_level.firstNumber + static_cast<std::int64_t>(row()));
    sqlite3_result_blob(to, m_data.data(), static_cast<int>(m_data.size()), SQLITE_STATIC);
  }

 private:
  void prepare(std::size_t row) override { fillNode(m_data, m_level, row, m_depth); }
  const Level& m_level;
  std::size_t m_depth;
  std::array<std::uint8_t, kNode> m_data{};
};

/// Number of each node of a level, and of the node above that holds it.
class ParentRows final : public CountedRows {
 public:
  ParentRows(const Chunks& chunks, const Level& level, const Level& above)
      : CountedRows(chunks, level.nodes), m_level(level), m_above(above) {}
  void giveCell(sqlite3_context* to, int column) override {
    const std::int64_t number = column == 0 ? m_level.firstNumber + static_cast<std::int64_t>(row())
                                            : m_above.firstNumber + static_cast<std::int64_t>(m_holder);
    sqlite3_result_int64(to, number);
  }

 private:
  void prepare(std::size_t row) override {
    // the node of the level above whose range holds the row
    m_holder = row * m_above.nodes / m_above.entries.size();
    while (m_above.begin(m_holder + 1) <= row) ++m_holder;
  }
  const Level& m_level;
  const Level& m_above;
  std::size_t m_holder = 0;
};

void writeNodes(Chunks& chunks, std::string_view tree, const std::vector<Level>& levels) {
  const std::string nodes = fmt::format("{}_node", tree), parents = fmt::format("{}_parent", tree);
  chunks.connection().exec(fmt::format("DELETE FROM {}", quotedName(nodes)));  // the empty root
  for (std::size_t up = levels.size(); up-- > 0;) {
    NodeRows rows(chunks, levels, up);
    fill(chunks, nodes, rows);
    if (up + 1 == levels.size()) continue;
    ParentRows holders(chunks, levels[up], levels[up + 1]);
    fill(chunks, parents, holders);
  }
}

/// Which leaf each feature is in, by id.
std::vector<std::pair<std::int64_t, std::int64_t>> leafOfId(const Level& leaves, std::span<const std::uint32_t> order) {
  std::vector<std::pair<std::int64_t, std::int64_t>> rows(leaves.entries.size());
  for (std::size_t node = 0; node < leaves.nodes; ++node) {
    for (std::size_t i = leaves.begin(node); i < leaves.begin(node + 1); ++i)
      rows[order[i]] = {leaves.entries[i].id, leaves.firstNumber + static_cast<std::int64_t>(node)};
  }
  if (!std::is_sorted(rows.begin(), rows.end())) std::sort(rows.begin(), rows.end());
  return rows;
}

class LeafRows final : public CountedRows {
 public:
  LeafRows(const Chunks& chunks, const std::vector<std::pair<std::int64_t, std::int64_t>>& leafOf)
      : CountedRows(chunks, leafOf.size()), m_leafOf(leafOf) {}
  void giveCell(sqlite3_context* to, int column) override {
    sqlite3_result_int64(to, column == 0 ? m_leafOf[row()].first : m_leafOf[row()].second);
  }

 private:
  void prepare(std::size_t) override {}
  const std::vector<std::pair<std::int64_t, std::int64_t>>& m_leafOf;
};

}  // namespace

TreeEntry treeEntry(std::int64_t fid, const geom::Envelope& box) {
  return {fid, roundedDown(box.minX), roundedUp(box.maxX), roundedDown(box.minY), roundedUp(box.maxY)};
}

void writePackedTree(Chunks& chunks, std::string_view tree, std::vector<TreeEntry> entries) {
  if (entries.empty()) return;
  chunks.pause();  // nobody has to wait for the sorting
  const std::vector<std::uint32_t> order = sortAlongCurve(entries);
  const std::vector<Level> levels = buildLevels(std::move(entries));
  const auto leafOf = leafOfId(levels.front(), order);
  chunks.begin();
  writeNodes(chunks, tree, levels);

  LeafRows rowids(chunks, leafOf);
  fill(chunks, fmt::format("{}_rowid", tree), rowids);
}

void insertIntoTree(const Connection& c, std::string_view tree, const std::vector<TreeEntry>& entries) {
  Statement insert(c, fmt::format("INSERT INTO {} VALUES (?1, ?2, ?3, ?4, ?5)", quotedName(tree)));
  for (const TreeEntry& e : entries)
    insert.bindAll(e.id, double{e.minX}, double{e.maxX}, double{e.minY}, double{e.maxY}).run();
}

}  // namespace gis::store
