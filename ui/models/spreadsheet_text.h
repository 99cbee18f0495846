// Rows as the clipboard hands them to a spreadsheet.
#pragma once

#include <QString>
#include <vector>

#include "gis_core/store/features.h"

namespace gis::ui {

/// Collects rows as tab-separated text and as an HTML table. The HTML marks text cells as text, so that a
/// spreadsheet keeps the leading zeros and all digits of codes. Thread rule: a plain value.
class SpreadsheetText {
 public:
  explicit SpreadsheetText(std::vector<store::Field> fields);
  void add(const store::Feature& feature);
  [[nodiscard]] QString plain() const { return m_plain; }
  [[nodiscard]] QString html() const;

 private:
  std::vector<store::Field> m_fields;
  QString m_plain;
  QString m_rows;
};

}  // namespace gis::ui
