// The rows of a table written as finished pages. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/page_file.h"

namespace gis::store {

/// A row in SQLite's record format, value by value.
/// Source: https://www.sqlite.org/fileformat2.html, 2.1.
class RecordBytes {
 public:
  void clear();
  void addNull();
  void addInteger(std::int64_t value);
  void addReal(double value);  ///< what is no number becomes NULL, as in SQLite
  void addText(std::string_view utf8);
  void addBlob(geom::BytesView bytes);
  /// The whole record; valid until the next call.
  [[nodiscard]] geom::BytesView whole();

 private:
  geom::Bytes m_types, m_values, m_record;
};

/// Fills an empty table in ascending order of its row numbers, each page written once: three times as fast as by
/// INSERT. The table has no index; its rows have the number NULL in the place of an INTEGER PRIMARY KEY.
/// Source: https://www.sqlite.org/fileformat2.html, 1.6 (b-tree pages, overflow).
/// Errors: those of PageFile; invalidValue when a number is not above the last one.
class TableBuild {
 public:
  /// `root`: the first page of the table, which stays its root.
  TableBuild(PageFile& file, std::uint32_t root);
  void add(std::int64_t row, geom::BytesView record);
  void finish();

 private:
  /// A page that is done, and the last row in it or below it.
  struct Child {
    std::uint32_t page;
    std::int64_t lastRow;
  };
  /// Writes what a leaf has no room for; returns the number of the first page.
  std::uint32_t writeOverflow(geom::BytesView rest);
  void closeLeaf();
  void fillLeaf(geom::Bytes& page);
  void fillInner(geom::Bytes& page, const Child* first, const Child* last) const;

  PageFile& m_file;
  const std::uint32_t m_root;
  const std::size_t m_pageBytes;
  geom::Bytes m_page;                  ///< cells from its end downwards
  std::vector<std::uint16_t> m_cells;  ///< where each begins
  std::size_t m_free;                  ///< bytes before the first cell
  std::vector<Child> m_leaves;
  geom::Bytes m_cell;
  std::int64_t m_lastRow = 0;
  bool m_hasRow = false;
};

}  // namespace gis::store
