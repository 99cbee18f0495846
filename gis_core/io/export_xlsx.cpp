// XLSX: codes stay text cells, long numbers too, dates are dates.
#include <xlsxwriter.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <variant>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/table_writer.h"

namespace gis::io {
namespace {

constexpr std::int64_t kMostRows = 1048576 - 1;
constexpr std::size_t kMostColumns = 16384;
/// Characters in a cell: 32,767 UTF-16 units.
constexpr std::size_t kMostCharacters = 32767;
/// A spreadsheet keeps 15 digits of a number; longer ones go as text.
constexpr std::int64_t kLargestNumber = 999'999'999'999'999;

std::size_t utf16Units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

/// The longest prefix that a cell takes.
std::string cellText(const std::string& text, bool& cut) {
  if (text.size() <= kMostCharacters || utf16Units(text) <= kMostCharacters) return text;
  cut = true;
  std::size_t units = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    units += bytes == 4 ? 2 : 1;
    if (units > kMostCharacters) break;
    at += bytes;
  }
  return text.substr(0, at);
}

class XlsxWriter final : public ExportWriter {
 public:
  explicit XlsxWriter(const WriterSetup& setup)
      : m_setup(setup),
        m_columns(*setup.rows, setup.request.tableGeometry, false),
        m_exact(m_columns.names().size(), true) {
    m_digest.columns.resize(m_columns.names().size());
  }
  ~XlsxWriter() override {
    if (m_book != nullptr) (void)workbook_close(m_book);
  }

  void see(const store::Feature& feature) override {
    ++m_rows;
    m_columns.see(feature.wkb);
    m_asText.resize(feature.values.size());
    for (std::size_t i = 0; i < feature.values.size(); ++i) {
      const store::Value& value = feature.values[i];
      if (const auto* whole = std::get_if<std::int64_t>(&value)) m_asText[i] = m_asText[i] || isLong(*whole);
      if (const auto* text = std::get_if<std::string>(&value)) {
        lxw_datetime date{};
        if (m_setup.rows->fields()[i].type == store::FieldType::date && !dayOf(*text, date)) m_asText[i] = true;
        bool cut = false;
        (void)cellText(*text, cut);
        m_truncated += cut ? 1 : 0;
      }
    }
  }

  void settle(ExportReport& report) override {
    if (m_rows > kMostRows || m_columns.names().size() > kMostColumns) {
      throw Error(
          ErrorCode::unsupported, {GIS_TR("cannot write {0} rows into a spreadsheet"), {std::to_string(m_rows)}},
          GIS_TR("it holds 1,048,575 rows and 16,384 columns at most"), GIS_TR("use CSV, or choose fewer rows"));
    }
    report.truncatedValues = m_truncated;
    m_columns.tellLosses(report);
    if (m_setup.rows->layer().geometryType && m_columns.placeColumns() == 0)
      report.warnings.emplace_back(GIS_TR("the geometry was left out: a spreadsheet holds only coordinates of points"));
    for (const store::Field& field : m_setup.rows->fields()) {
      if (field.type == store::FieldType::blob)
        report.warnings.push_back({GIS_TR("column {0} holds bytes and was left empty"), {field.name}});
    }
  }

  void write(const store::Feature& feature) override {
    open();
    ++m_row;
    m_cells = 0;
    std::size_t column = 0;
    for (const std::string& cell : m_columns.place(feature.wkb)) {
      if (m_columns.placeColumns() == 2 && !cell.empty())
        number(column, std::strtod(cell.c_str(), nullptr));
      else if (!cell.empty())
        words(column, cell);
      m_exact[column] = m_columns.placeColumns() != 2;
      ++column;
    }
    for (std::size_t i = 0; i < feature.values.size(); ++i)
      writeCell(feature.values[i], m_setup.rows->fields()[i].type, m_asText[i], column++);
    if (m_columns.onlyFids()) number(0, static_cast<double>(feature.fid));
    m_rowsWithoutCell += m_cells == 0 ? 1 : 0;
    ++m_digest.rows;
  }

  void finish() override {
    open();
    const lxw_error code = workbook_close(m_book);
    m_book = nullptr;
    if (code != LXW_NO_ERROR) {
      throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_setup.file.filename())}},
                  {"{0}", {lxw_strerror(code)}});
    }
  }

  void losses(ExportReport& report) const override { report.truncatedValues = m_truncated; }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    one.geometryCompared = false;
    one.columnNames = m_columns.names();
    one.compared = m_exact;
    one.rowsWithoutCell = m_rowsWithoutCell;
    one.days.assign(m_columns.placeColumns(), false);
    for (std::size_t i = 0; i < m_setup.rows->fields().size(); ++i)
      one.days.push_back(m_setup.rows->fields()[i].type == store::FieldType::date && i < m_asText.size() &&
                         !m_asText[i]);
    one.days.resize(one.columnNames.size());
    return {one};
  }

 private:
  void open() {
    if (m_book != nullptr) return;
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    m_file = platform::pathToUtf8(m_setup.file);
    m_scratch = platform::pathToUtf8(m_setup.file.parent_path());
    options.tmpdir = m_scratch.data();
    m_book = workbook_new_opt(m_file.c_str(), &options);
    m_sheet = workbook_add_worksheet(m_book, nullptr);
    m_date = workbook_add_format(m_book);
    format_set_num_format(m_date, "yyyy-mm-dd");
    lxw_format* bold = workbook_add_format(m_book);
    format_set_bold(bold);
    for (std::size_t i = 0; i < m_columns.names().size(); ++i)
      worksheet_write_string(m_sheet, 0, static_cast<lxw_col_t>(i), m_columns.names()[i].c_str(), bold);
    worksheet_freeze_panes(m_sheet, 1, 0);
  }

  void number(std::size_t column, double value) {
    ++m_cells;
    worksheet_write_number(m_sheet, m_row, static_cast<lxw_col_t>(column), value, nullptr);
    m_digest.addNumber(column, value);
  }

  void words(std::size_t column, const std::string& text) {
    ++m_cells;
    bool cut = false;
    const std::string cell = cellText(text, cut);
    worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(column), cell.c_str(), nullptr);
    m_digest.addText(column, cell);
  }

  static bool isLong(std::int64_t value) { return value > kLargestNumber || value < -kLargestNumber; }

  /// `asText`: one value of the column is no day, or no number, of a spreadsheet; mixed columns are read as anything.
  void writeCell(const store::Value& value, store::FieldType type, bool asText, std::size_t column) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (type == store::FieldType::date && !asText && writeDate(*text, column)) return;
      if (text->empty()) return;  // a spreadsheet knows no empty text
      // a text with slashes could not be told from a day
      if (type == store::FieldType::date && text->find('/') != std::string::npos) m_exact[column] = false;
      // what the driver that reads back makes of such cells is its own affair
      if (text->find_first_of("\r\n") != std::string::npos || text::trim(*text) != *text) m_exact[column] = false;
      words(column, *text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      if (asText || isLong(*integer)) {
        m_exact[column] = false;
        words(column, std::to_string(*integer));
      } else {
        number(column, static_cast<double>(*integer));
      }
    } else if (const auto* real = std::get_if<double>(&value)) {
      m_exact[column] = false;  // written with 16 digits
      if (std::isfinite(*real)) number(column, *real);
    }
  }

  /// Spreadsheets believe that 1900 was a leap year: earlier days have no number on which all of them agree.
  static bool dayOf(const std::string& iso, lxw_datetime& date) {
    if (iso.size() < 10) return false;
    const char* at = iso.c_str();
    const bool good = std::from_chars(at, at + 4, date.year).ec == std::errc() &&
                      std::from_chars(at + 5, at + 7, date.month).ec == std::errc() &&
                      std::from_chars(at + 8, at + 10, date.day).ec == std::errc();
    return good && (date.year > 1900 || (date.year == 1900 && date.month > 2));
  }

  bool writeDate(const std::string& iso, std::size_t column) {
    lxw_datetime date{};
    if (!dayOf(iso, date)) return false;
    ++m_cells;
    worksheet_write_datetime(m_sheet, m_row, static_cast<lxw_col_t>(column), &date, m_date);
    m_digest.addText(column, iso.substr(0, 10));
    return true;
  }

  WriterSetup m_setup;
  TableColumns m_columns;
  std::vector<bool> m_exact;
  std::vector<bool> m_asText;  ///< by field
  ExportDigest m_digest;
  std::string m_file, m_scratch;
  lxw_workbook* m_book = nullptr;
  lxw_worksheet* m_sheet = nullptr;
  lxw_format* m_date = nullptr;
  lxw_row_t m_row = 0;
  int m_cells = 0;  ///< of the row that is being written
  std::int64_t m_rows = 0, m_truncated = 0, m_rowsWithoutCell = 0;
};

}  // namespace

std::unique_ptr<ExportWriter> makeXlsxWriter(const WriterSetup& setup) {
  return std::make_unique<XlsxWriter>(setup);
}

}  // namespace gis::io
