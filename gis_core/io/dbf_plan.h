// How columns go into a DBF table: names, widths, and what is lost. Private to the room.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/io/export.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// Field names of at most 10 bytes in `encoding`, cut on a character border, unique but for case.
[[nodiscard]] std::vector<std::string> dbfNames(const std::vector<store::Field>& fields, TextEncoder& encoder);

/// Looks at every value first, then knows widths; then gives the bytes of each value.
class DbfPlan {
 public:
  enum class Kind { text, integer, real, date, none };
  struct Column {
    std::size_t source = 0;  ///< index into the layer's fields
    std::string name;        ///< bytes in the file's encoding
    Kind kind = Kind::text;
    int width = 1, decimals = 0;
  };

  DbfPlan(const std::vector<store::Field>& fields, const std::string& encoding);
  void see(const std::vector<store::Value>& values);
  /// After the last see(): columns with their widths.
  void settle();
  [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
  /// The bytes that go into the table; NULL gives false.
  bool cell(const Column& column, const store::Value& value, std::string& bytes);

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& renamed() const { return m_renamed; }
  [[nodiscard]] std::int64_t truncated() const { return m_truncated; }
  [[nodiscard]] const std::set<std::string>& missing() const { return m_encoder.missing(); }
  [[nodiscard]] std::vector<Message> warnings() const;
  /// What becomes of numbers. After settle().
  [[nodiscard]] std::vector<ExportLoss> losses() const;

 private:
  struct Facts {
    std::size_t bytes = 1;
    int digits = 1, decimals = 0;
    bool negative = false;
    bool wide = false;  ///< a number that no numeric field of a DBF holds exactly
    std::int64_t emptyTexts = 0;
    std::int64_t numbers = 0;
    std::map<int, std::int64_t> byDecimals;  ///< how many numbers need so many decimals to read back equal
    double longest = 0;                      ///< one that needs the most
    std::int64_t rounded = 0;
  };
  const std::vector<store::Field>& m_fields;
  TextEncoder m_encoder;
  std::vector<Facts> m_facts;
  std::vector<Column> m_columns;
  std::vector<std::pair<std::string, std::string>> m_renamed;
  std::int64_t m_truncated = 0;
  std::int64_t m_rounded = 0;
};

}  // namespace gis::io
