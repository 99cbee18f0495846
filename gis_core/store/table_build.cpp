#include "gis_core/store/table_build.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "gis_core/base/error.h"

namespace gis::store {
namespace {

constexpr std::uint8_t kInnerPage = 5, kLeafPage = 13;
constexpr std::size_t kLeafHead = 8, kInnerHead = 12;
constexpr std::size_t kLargestInnerCell = 4 + 9 + 2;  ///< page, row number, and the pointer to the cell
constexpr int kMostVarint = 9;

void addVarint(geom::Bytes& to, std::uint64_t value) {
  std::uint8_t bytes[kMostVarint];
  int at = kMostVarint;
  if (value >> 56U != 0) {  // nine bytes: the last one keeps eight bits
    bytes[--at] = static_cast<std::uint8_t>(value);
    value >>= 8U;
    while (at > 0) {
      bytes[--at] = static_cast<std::uint8_t>(value | 0x80U);
      value >>= 7U;
    }
  } else {
    bytes[--at] = static_cast<std::uint8_t>(value & 0x7FU);
    while ((value >>= 7U) != 0) bytes[--at] = static_cast<std::uint8_t>(value | 0x80U);
  }
  to.insert(to.end(), bytes + at, bytes + kMostVarint);
}

void addBigEndian(geom::Bytes& to, std::uint64_t value, int size) {
  to.resize(to.size() + static_cast<std::size_t>(size));
  putBigEndian(to.data() + to.size() - size, value, size);
}

}  // namespace

void RecordBytes::clear() {
  m_types.clear();
  m_values.clear();
}

void RecordBytes::addNull() {
  m_types.push_back(0);
}

void RecordBytes::addInteger(std::int64_t value) {
  if (value == 0 || value == 1) {
    m_types.push_back(static_cast<std::uint8_t>(8 + value));
    return;
  }
  constexpr int kSizes[] = {1, 2, 3, 4, 6, 8};
  std::uint8_t type = 1;
  for (const int size : kSizes) {
    const int spare = 64 - 8 * size;
    if (spare == 0 || (value << spare) >> spare == value) {
      m_types.push_back(type);
      addBigEndian(m_values, static_cast<std::uint64_t>(value), size);
      return;
    }
    ++type;
  }
}

void RecordBytes::addReal(double value) {
  if (std::isnan(value)) return addNull();
  m_types.push_back(7);
  addBigEndian(m_values, std::bit_cast<std::uint64_t>(value), 8);
}

void RecordBytes::addText(std::string_view utf8) {
  addVarint(m_types, 13 + 2 * utf8.size());
  m_values.insert(m_values.end(), utf8.begin(), utf8.end());
}

void RecordBytes::addBlob(geom::BytesView bytes) {
  addVarint(m_types, 12 + 2 * bytes.size());
  m_values.insert(m_values.end(), bytes.begin(), bytes.end());
}

geom::BytesView RecordBytes::whole() {
  m_record.clear();
  // the size of the head counts its own bytes
  const std::size_t head = m_types.size() + (m_types.size() + 1 < 128 ? 1 : m_types.size() + 2 < 16384 ? 2 : 3);
  addVarint(m_record, head);
  m_record.insert(m_record.end(), m_types.begin(), m_types.end());
  m_record.insert(m_record.end(), m_values.begin(), m_values.end());
  return m_record;
}

TableBuild::TableBuild(PageFile& file, std::uint32_t root)
    : m_file(file), m_root(root), m_pageBytes(file.pageBytes()), m_page(m_pageBytes), m_free(m_pageBytes) {}

void TableBuild::add(std::int64_t row, geom::BytesView record) {
  if (m_hasRow && row <= m_lastRow)
    throw Error(ErrorCode::invalidValue,
                {GIS_TR("the identifier {0} stands twice in the table"), {std::to_string(row)}});
  // a leaf keeps the whole record, or only its beginning
  const std::size_t most = m_pageBytes - 35, least = (m_pageBytes - 12) * 32 / 255 - 23;
  std::size_t kept = record.size();
  std::uint32_t overflow = 0;
  if (kept > most) {
    const std::size_t fitting = least + (kept - least) % (m_pageBytes - 4);
    kept = fitting <= most ? fitting : least;
    overflow = writeOverflow(record.subspan(kept));
  }
  m_cell.clear();
  addVarint(m_cell, record.size());
  addVarint(m_cell, static_cast<std::uint64_t>(row));
  m_cell.insert(m_cell.end(), record.begin(), record.begin() + static_cast<std::ptrdiff_t>(kept));
  if (overflow != 0) addBigEndian(m_cell, overflow, 4);
  if (m_cell.size() < 4) m_cell.resize(4);  // no cell is smaller
  if (m_free < kLeafHead + 2 * (m_cells.size() + 1) + m_cell.size()) closeLeaf();
  m_free -= m_cell.size();
  std::memcpy(m_page.data() + m_free, m_cell.data(), m_cell.size());
  m_cells.push_back(static_cast<std::uint16_t>(m_free));
  m_lastRow = row;
  m_hasRow = true;
}

std::uint32_t TableBuild::writeOverflow(geom::BytesView rest) {
  const std::uint32_t first = m_file.nextNumber();
  geom::Bytes page(m_pageBytes);
  while (!rest.empty()) {
    const std::size_t part = std::min(rest.size(), m_pageBytes - 4);
    std::fill(page.begin(), page.end(), std::uint8_t{0});
    std::copy_n(rest.begin(), part, page.begin() + 4);
    rest = rest.subspan(part);
    if (!rest.empty()) putBigEndian(page.data(), m_file.numberAfter(m_file.nextNumber()), 4);
    (void)m_file.append(page);
  }
  return first;
}

void TableBuild::fillLeaf(geom::Bytes& page) {
  std::uint8_t* const head = page.data();
  std::fill(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(m_free), std::uint8_t{0});
  head[0] = kLeafPage;
  putBigEndian(head + 3, m_cells.size(), 2);
  putBigEndian(head + 5, m_free, 2);  // 65536 is written as 0
  for (std::size_t i = 0; i < m_cells.size(); ++i) putBigEndian(head + kLeafHead + 2 * i, m_cells[i], 2);
}

void TableBuild::closeLeaf() {
  fillLeaf(m_page);
  m_leaves.push_back({m_file.append(m_page), m_lastRow});
  m_cells.clear();
  m_free = m_pageBytes;
}

void TableBuild::fillInner(geom::Bytes& page, const Child* first, const Child* last) const {
  std::fill(page.begin(), page.end(), std::uint8_t{0});
  std::uint8_t* const head = page.data();
  const std::size_t cells = static_cast<std::size_t>(last - first) - 1;
  std::size_t at = m_pageBytes;
  geom::Bytes cell;
  for (std::size_t i = 0; i < cells; ++i) {
    cell.clear();
    addBigEndian(cell, first[i].page, 4);
    addVarint(cell, static_cast<std::uint64_t>(first[i].lastRow));
    at -= cell.size();
    std::memcpy(head + at, cell.data(), cell.size());
    putBigEndian(head + kInnerHead + 2 * i, at, 2);
  }
  head[0] = kInnerPage;
  putBigEndian(head + 3, cells, 2);
  putBigEndian(head + 5, at, 2);
  putBigEndian(head + 8, last[-1].page, 4);
}

void TableBuild::finish() {
  if (m_leaves.empty()) {
    fillLeaf(m_page);
    m_file.overwrite(m_root, m_page);
    return;
  }
  if (!m_cells.empty()) closeLeaf();
  const std::size_t most = (m_pageBytes - kInnerHead) / kLargestInnerCell + 1;
  std::vector<Child> level = std::move(m_leaves);
  // nearly equally full, so that no page is left with a single child
  while (level.size() > most) {
    const std::size_t pages = (level.size() + most - 1) / most;
    std::vector<Child> above(pages);
    for (std::size_t i = 0; i < pages; ++i) {
      const Child* const first = level.data() + i * level.size() / pages;
      const Child* const last = level.data() + (i + 1) * level.size() / pages;
      fillInner(m_page, first, last);
      above[i] = {m_file.append(m_page), last[-1].lastRow};
    }
    level = std::move(above);
  }
  fillInner(m_page, level.data(), level.data() + level.size());
  m_file.overwrite(m_root, m_page);
}

}  // namespace gis::store
