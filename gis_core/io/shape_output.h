// A shapefile of plane shapes, written straight: a million areas in the time that drivers take for a fifth of them.
// Private to the room. Source: ESRI Shapefile Technical Description (July 1998); dBASE III table structure.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/io/dbf_plan.h"

namespace gis::io {

/// One .shp with its .shx and .dbf. Rows come in order; the headers are finished by close(). Errors: diskFull.
class ShapeOutput {
 public:
  enum class Kind : std::int32_t { point = 1, lines = 3, areas = 5, points = 8 };
  ShapeOutput(const std::filesystem::path& shp, Kind kind, const std::vector<DbfPlan::Column>& columns,
              unsigned char languageByte);
  ShapeOutput(const ShapeOutput&) = delete;
  ShapeOutput& operator=(const ShapeOutput&) = delete;
  ~ShapeOutput() = default;

  /// The cell of the row that is being made; one that is not given is NULL. Bytes longer than the column are cut.
  void setCell(std::size_t column, std::string_view bytes);
  /// Ends the row. Empty: a null shape. Z and M are left out; a geometry of another dimension is no shape.
  void endRow(geom::BytesView wkb);
  void close();

 private:
  class Shape;
  struct File {
    std::ofstream out;
    std::string buffer;
    std::string name;
    void flush();
  };
  void blankRow();
  [[nodiscard]] std::string shapeHeader(std::uint64_t bytes) const;
  [[nodiscard]] std::string tableHeader() const;
  static void addBig(std::string& to, std::uint32_t value);

  const Kind m_kind;
  const std::vector<DbfPlan::Column> m_columns;
  const unsigned char m_languageByte;
  std::vector<std::size_t> m_offsets;  ///< of the cells in a row
  std::string m_row;
  File m_shp, m_shx, m_dbf;
  std::uint64_t m_bytes = 100;  ///< of the .shp so far
  std::uint32_t m_rows = 0;
  geom::Envelope m_box;
};

}  // namespace gis::io
