#include "gis_core/store/read_ahead.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <system_error>
#include <vector>

namespace gis::store {

namespace {

constexpr std::int64_t kPieceBytes = 1 << 20;
/// What lies between two pages is read along: a disk takes about as long for it as for the next page by itself.
constexpr std::int64_t kGapBytes = 64 << 10;
constexpr int kProbes = 48;
constexpr int kMostDepth = 20;

// The file format of SQLite, https://www.sqlite.org/fileformat2.html
constexpr std::uint8_t kInnerNode = 5, kLeafNode = 13;            // of tables
constexpr std::uint8_t kInnerIndexNode = 2, kLeafIndexNode = 10;  // of indexes
constexpr std::size_t kFileHeader = 100;                          // stands before the node in page 1

/// The pages of one table or index, read beside SQLite with SQLite's own file handle: closing a handle of another make
/// would give up the locks of this program on the file (https://www.sqlite.org/howtocorrupt.html, 2.2).
class TablePages {
 public:
  TablePages(const std::string& file, std::int64_t root, std::int64_t pageSize)
      : m_root(root), m_pageSize(pageSize), m_piece(std::size_t(kPieceBytes)) {
    if (sqlite3_open_v2(file.c_str(), &m_db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) return;
    sqlite3_file_control(m_db, "main", SQLITE_FCNTL_FILE_POINTER, &m_file);
    if (m_file != nullptr && m_file->pMethods == nullptr) m_file = nullptr;
  }
  TablePages(const TablePages&) = delete;
  TablePages& operator=(const TablePages&) = delete;
  ~TablePages() { sqlite3_close(m_db); }

  /// Brings in the leaves; returns how many.
  std::int64_t run(const ReadAheadLimits& limits, const std::stop_token& stop) {
    if (m_file == nullptr || isInMemory(limits)) return 0;
    const int depth = depthOfLeaves();
    if (depth < 1) return 0;
    visit(m_root, depth, stop);
    flush();
    return m_leaves;
  }

 private:
  using Bytes = std::vector<std::uint8_t>;

  bool read(std::int64_t page, Bytes& to) {
    to.resize(std::size_t(m_pageSize));
    return page > 0 &&
           m_file->pMethods->xRead(m_file, to.data(), int(m_pageSize), (page - 1) * m_pageSize) == SQLITE_OK;
  }

  static std::uint32_t number(const std::uint8_t* at, int bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8U | at[i];
    return value;
  }

  [[nodiscard]] static bool isLeaf(std::uint8_t node) { return node == kLeafNode || node == kLeafIndexNode; }

  /// The children of an inner node; none for a leaf and for what is no node.
  static std::vector<std::int64_t> children(std::int64_t page, const Bytes& bytes) {
    const std::size_t begin = page == 1 ? kFileHeader : 0;
    constexpr std::size_t kCells = 3, kRightmost = 8, kPointers = 12;
    std::vector<std::int64_t> all;
    if (bytes.size() < begin + kPointers) return all;
    if (bytes[begin] != kInnerNode && bytes[begin] != kInnerIndexNode) return all;
    const std::size_t cells = number(&bytes[begin + kCells], 2);
    if (begin + kPointers + cells * 2 > bytes.size()) return all;
    all.reserve(cells + 1);
    for (std::size_t i = 0; i < cells; ++i) {
      const std::size_t cell = number(&bytes[begin + kPointers + i * 2], 2);
      if (cell + 4 > bytes.size()) return {};
      all.push_back(number(&bytes[cell], 4));
    }
    all.push_back(number(&bytes[begin + kRightmost], 4));
    return all;
  }

  /// How many nodes stand above the leaves; −1: this is no tree.
  int depthOfLeaves() {
    Bytes bytes;
    std::int64_t page = m_root;
    for (int depth = 0; depth < kMostDepth; ++depth) {
      if (!read(page, bytes)) return -1;
      if (isLeaf(bytes[page == 1 ? kFileHeader : 0])) return depth;
      const auto below = children(page, bytes);
      if (below.empty()) return -1;
      page = below.front();
    }
    return -1;
  }

  /// Whether most leaves come faster than from a disk, by some that lie anywhere.
  bool isInMemory(const ReadAheadLimits& limits) {
    std::minstd_rand random;
    Bytes bytes;
    int slow = 0;
    for (int probe = 0; probe < kProbes; ++probe) {
      std::int64_t page = m_root;
      for (int depth = 0; depth < kMostDepth; ++depth) {
        const auto begun = std::chrono::steady_clock::now();
        if (!read(page, bytes)) return true;
        const bool late = std::chrono::steady_clock::now() - begun > limits.fromMemory;
        const auto below = children(page, bytes);
        if (below.empty()) {
          slow += late ? 1 : 0;
          break;
        }
        page = below[random() % below.size()];
      }
    }
    return slow * limits.coldShare < kProbes;
  }

  /// The leaves below `page`, `depth` nodes further down, in the order of the rows.
  void visit(std::int64_t page, int depth, const std::stop_token& stop) {
    Bytes bytes;
    if (stop.stop_requested() || !read(page, bytes)) return;
    for (const std::int64_t child : children(page, bytes)) {
      if (stop.stop_requested()) return;
      if (depth > 1) {
        visit(child, depth - 1, stop);
      } else {
        take(child);
      }
    }
  }

  void take(std::int64_t page) {
    ++m_leaves;
    const bool isClose = m_first > 0 && page > m_last && (page - m_last) * m_pageSize <= kGapBytes &&
                         (page - m_first + 1) * m_pageSize <= kPieceBytes;
    if (!isClose) {
      flush();
      m_first = page;
    }
    m_last = page;
  }

  void flush() {
    if (m_first > 0) {
      m_file->pMethods->xRead(m_file, m_piece.data(), int((m_last - m_first + 1) * m_pageSize),
                              (m_first - 1) * m_pageSize);
    }
    m_first = 0;
  }

  std::int64_t m_root, m_pageSize;
  sqlite3* m_db = nullptr;
  sqlite3_file* m_file = nullptr;
  Bytes m_piece;
  std::int64_t m_leaves = 0;
  std::int64_t m_first = 0, m_last = 0;  ///< pages that wait to be read in one piece; 0: none
};

}  // namespace

ReadAhead::ReadAhead(const Connection& c, const std::string& table, ReadAheadLimits limits) {
  const char* file = sqlite3_db_filename(c.handle(), "main");
  if (file == nullptr || *file == '\0') return;
  const std::int64_t pageSize = c.intValue("PRAGMA page_size");
  if (c.intValue("PRAGMA page_count") * pageSize < limits.smallFile) return;
  Statement root(
      c, "SELECT rootpage FROM main.sqlite_schema WHERE type IN ('table', 'index') AND name = ?1 COLLATE NOCASE");
  if (!root.bind(1, table).step() || root.integer(0) <= 0) return;
  try {
    m_thread = std::jthread(
        [this, limits, pageSize, file = std::string(file), number = root.integer(0)](const std::stop_token& stop) {
          m_pages = TablePages(file, number, pageSize).run(limits, stop);
        });
  } catch (const std::system_error&) {
    // without a thread the pages come one by one
  }
}

std::int64_t ReadAhead::finish() {
  if (m_thread.joinable()) m_thread.join();
  return m_pages;
}

}  // namespace gis::store
