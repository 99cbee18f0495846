// One cell of a table.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::store {

/// NULL, integer (also boolean 0/1), real, text (also dates as ISO 8601), or bytes.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, geom::Bytes>;

enum class FieldType { integer, real, text, date, datetime, boolean, blob };
/// "integer real text date datetime boolean blob"
[[nodiscard]] const char* fieldTypeName(FieldType type);
/// The declared SQL type: BIGINT, DOUBLE, TEXT, DATE, DATETIME (the forms GDAL reads back), BOOLEAN, BLOB.
[[nodiscard]] const char* fieldTypeSql(FieldType type);
[[nodiscard]] FieldType fieldTypeFromSql(const std::string& declared);

struct Field {
  std::string name;
  FieldType type = FieldType::text;
  int width = 0;      ///< characters or digits in the source; 0 = free
  int precision = 0;  ///< decimals of a real in the source
  friend bool operator==(const Field&, const Field&) = default;
};

/// Many features as columns, the form in which rows go through the pipelines. All columns have rows() cells.
struct FeatureBatch {
  struct Column {
    std::vector<std::uint8_t> isNull;     ///< 1 = NULL
    std::vector<std::int64_t> integers;   ///< integer, boolean
    std::vector<double> reals;            ///< real
    std::vector<std::uint32_t> textEnds;  ///< end offset of each text/date/blob in `bytes`
    std::string bytes;                    ///< UTF-8 of all texts, one after the other
  };
  std::vector<Field> fields;
  std::vector<Column> columns;              ///< only the vector that the field's type needs is filled
  std::vector<std::int64_t> fids;           ///< the source's own ids; −1 = none
  std::vector<std::uint32_t> geometryEnds;  ///< end offset of each geometry in `geometry`; empty range = NULL
  geom::Bytes geometry;                     ///< ISO WKB one after the other
  [[nodiscard]] std::size_t rows() const { return fids.size(); }
  [[nodiscard]] geom::BytesView geometryOf(std::size_t row) const;
  [[nodiscard]] std::string_view textOf(std::size_t column, std::size_t row) const;
  [[nodiscard]] Value valueOf(std::size_t column, std::size_t row) const;
  /// Empty batch with these fields.
  [[nodiscard]] static FeatureBatch withFields(std::vector<Field> fields);
  /// Adds a row cell by cell: for each column addCell, then addGeometry, then the fid.
  void addCell(std::size_t column, const Value& value);
  /// A cell of another batch, whose column must be of the same type.
  void copyCell(std::size_t column, const FeatureBatch& from, std::size_t fromColumn, std::size_t row);
  void addRow(std::int64_t fid, std::span<const Value> cells, geom::BytesView wkb);
};

}  // namespace gis::store
