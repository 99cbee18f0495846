// The ordinary rows of a shapefile, straight from its bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::io::worker {

/// Reads what GDAL would read, in a third of the time, and leaves to GDAL every row that is not plain: shapes of
/// several parts, numbers with an exponent, texts that begin with a blank, dates that do not exist, damaged places.
/// Plain rows give the same cells and the same WKB as GDAL's (a test compares them). Only points, lines and polygons
/// without height. Layouts: ESRI Shapefile Technical Description (July 1998); dBASE III tables.
class ShapefileRows {
 public:
  enum class Kind { integer, real, text, date };
  enum class Row { plain, deleted, forGdal };
  /// A cell of the row that look() read last.
  struct Cell {
    bool isNull = true;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;  ///< as the table has it, without the blanks at its end; of a date: its eight digits
  };

  /// `shp`: a GDAL path; `kinds`: of the fields that GDAL found, `records`: how many rows it promises. Nothing when the
  /// set of files is no plain one, or does not say the same as GDAL.
  [[nodiscard]] static std::unique_ptr<ShapefileRows> open(const std::string& shp, const std::vector<Kind>& kinds,
                                                           std::int64_t records);
  ShapefileRows(const ShapefileRows&) = delete;
  ShapefileRows& operator=(const ShapefileRows&) = delete;
  ~ShapefileRows();

  /// Reads the row `record` (from 0). Fastest in ascending order.
  [[nodiscard]] Row look(std::int64_t record);
  /// Of the row that look() called plain; valid until the next look().
  [[nodiscard]] const Cell& cell(std::size_t field) const { return m_cells[field]; }
  /// Appends the WKB of that row; nothing for a row without shape.
  void appendGeometry(geom::Bytes& wkb) const;

 private:
  class File;
  struct Column {
    Kind kind;
    std::size_t at, width;  ///< in a record
  };
  ShapefileRows();
  bool openTable(const std::string& shp, const std::vector<Kind>& kinds, std::int64_t records);
  bool openShapes(const std::string& shp, std::int64_t records);
  bool readCell(const Column& column, std::string_view record, Cell& cell) const;
  bool readShape(std::int64_t record);

  std::unique_ptr<File> m_table, m_index, m_shapes;
  std::vector<Column> m_columns;
  std::vector<Cell> m_cells;
  std::size_t m_headBytes = 0, m_recordBytes = 0;
  std::uint32_t m_shapeType = 0;
  std::string_view m_shape;  ///< the content of the record, its type included; empty: no shape
};

}  // namespace gis::io::worker
