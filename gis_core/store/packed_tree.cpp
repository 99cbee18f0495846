#include "gis_core/store/packed_tree.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "gis_core/store/row_feed.h"
#include "gis_core/store/sqlite_error.h"
#include "gis_core/store/tree_levels.h"

namespace gis::store {
namespace {

constexpr std::size_t kRowsBetweenLooks = 64;

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
  NodeRows(const Chunks& chunks, const TreeLevels& tree, std::size_t up)
      : CountedRows(chunks, tree.level(up).nodes), m_tree(tree), m_up(up) {}
  void giveCell(sqlite3_context* to, int column) override {
    if (column == 0) return sqlite3_result_int64(to, m_tree.level(m_up).numberOf(row()));
    sqlite3_result_blob(to, m_data.data(), static_cast<int>(m_data.size()), SQLITE_STATIC);
  }

 private:
  void prepare(std::size_t row) override { m_tree.fillNode(m_data, m_up, row); }
  const TreeLevels& m_tree;
  std::size_t m_up;
  NodeBytes m_data{};
};

/// Number of each node of a level, and of the node above that holds it.
class ParentRows final : public CountedRows {
 public:
  ParentRows(const Chunks& chunks, const TreeLevels& tree, std::size_t up)
      : CountedRows(chunks, tree.level(up).nodes), m_tree(tree), m_up(up) {}
  void giveCell(sqlite3_context* to, int column) override {
    sqlite3_result_int64(to, column == 0 ? m_tree.level(m_up).numberOf(row()) : m_tree.holderOf(m_up, row()));
  }

 private:
  void prepare(std::size_t) override {}
  const TreeLevels& m_tree;
  std::size_t m_up;
};

void writeNodes(Chunks& chunks, std::string_view name, const TreeLevels& tree) {
  const std::string nodes = fmt::format("{}_node", name), parents = fmt::format("{}_parent", name);
  chunks.connection().exec(fmt::format("DELETE FROM {}", quotedName(nodes)));  // the empty root
  for (std::size_t up = tree.count(); up-- > 0;) {
    NodeRows rows(chunks, tree, up);
    fill(chunks, nodes, rows);
    if (up + 1 == tree.count()) continue;
    ParentRows holders(chunks, tree, up);
    fill(chunks, parents, holders);
  }
}

/// Each id, and the number of the leaf that it is in.
class LeafRows final : public CountedRows {
 public:
  LeafRows(const Chunks& chunks, const TreeLevels& tree) : CountedRows(chunks, tree.entries()), m_tree(tree) {}
  void giveCell(sqlite3_context* to, int column) override {
    sqlite3_result_int64(to, column == 0 ? m_row.first : m_row.second);
  }

 private:
  void prepare(std::size_t row) override { m_row = m_tree.leafOfId(row); }
  const TreeLevels& m_tree;
  std::pair<std::int64_t, std::int64_t> m_row;
};

}  // namespace

void writePackedTree(Chunks& chunks, std::string_view tree, std::vector<TreeEntry> entries) {
  if (entries.empty()) return;
  chunks.pause();  // nobody has to wait for the sorting
  writePackedTree(chunks, tree, TreeLevels(std::move(entries)));
}

void writePackedTree(Chunks& chunks, std::string_view tree, const TreeLevels& levels) {
  chunks.begin();
  writeNodes(chunks, tree, levels);

  LeafRows rowids(chunks, levels);
  fill(chunks, fmt::format("{}_rowid", tree), rowids);
}

void insertIntoTree(const Connection& c, std::string_view tree, const std::vector<TreeEntry>& entries) {
  Statement insert(c, fmt::format("INSERT INTO {} VALUES (?1, ?2, ?3, ?4, ?5)", quotedName(tree)));
  for (const TreeEntry& e : entries)
    insert.bindAll(e.id, double{e.minX}, double{e.maxX}, double{e.minY}, double{e.maxY}).run();
}

}  // namespace gis::store
