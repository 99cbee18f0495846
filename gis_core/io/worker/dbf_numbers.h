// Whole numbers of a DBF table that are wider than GDAL's integers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/value.h"

namespace gis::io::worker {

/// GDAL reads a column N(19,0) or wider as a floating-point number, which keeps 15 to 16 of its digits; codes are kept
/// in such columns. Here they are read as they stand in the file.
class DbfNumbers {
 public:
  struct Column {
    int field = 0;                                      ///< place among the fields of the table
    store::FieldType type = store::FieldType::integer;  ///< integer when every value is one, else text
    std::size_t at = 0, width = 0;                      ///< in a record
  };

  /// Looks at every record of a table that has such columns, or for a survey at the first ones. `shp`: any file of the
  /// set, as a GDAL path. Nothing when no column needs it.
  [[nodiscard]] static std::shared_ptr<DbfNumbers> find(const std::string& shp, bool survey = false);
  DbfNumbers(const DbfNumbers&) = delete;
  DbfNumbers& operator=(const DbfNumbers&) = delete;
  ~DbfNumbers();

  [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
  /// The digits of a column in a record (from 0), without blanks; empty for none. Valid until the next call.
  [[nodiscard]] std::string_view cell(const Column& column, std::int64_t record);

 private:
  struct File;
  DbfNumbers();
  bool open(const std::string& shp);
  void chooseTypes(std::int64_t mostRecords);

  std::unique_ptr<File> m_file;
  std::vector<Column> m_columns;
  std::vector<std::string> m_names;
};

}  // namespace gis::io::worker
