#include "gis_core/io/table_book.h"

#include <xlsxwriter.h>

#include <cmath>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/export_place.h"

namespace gis::io {

namespace {

constexpr std::size_t kMostRowsOfASheet = 1'048'576 - 64;  // with the lines above the table

/// One open workbook; closed without a word when the work ends early.
class Book {
 public:
  explicit Book(const std::filesystem::path& file)
      : m_file(platform::pathToUtf8(file)), m_book(workbook_new(m_file.c_str())) {
    m_strong = workbook_add_format(m_book);
    format_set_bold(m_strong);
    m_title = workbook_add_format(m_book);
    format_set_bold(m_title);
    format_set_font_size(m_title, 14);
    m_head = workbook_add_format(m_book);
    format_set_bold(m_head);
    format_set_bottom(m_head, LXW_BORDER_THIN);
    format_set_text_wrap(m_head);
    format_set_align(m_head, LXW_ALIGN_VERTICAL_TOP);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (m_book != nullptr) (void)workbook_close(m_book);
  }
  void add(const BookSheet& sheet) {
    lxw_worksheet* page = workbook_add_worksheet(m_book, sheet.name.empty() ? nullptr : sheet.name.c_str());
    lxw_row_t row = 0;
    for (const std::string& line : sheet.lines) {
      worksheet_write_string(page, row, 0, line.c_str(), row == 0 ? m_title : nullptr);
      ++row;
    }
    if (row > 0) ++row;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_write_string(page, row, column, sheet.columns[i].c_str(), m_head);
      if (i < sheet.widths.size()) worksheet_set_column(page, column, column, sheet.widths[i], nullptr);
    }
    worksheet_freeze_panes(page, row + 1, 0);
    worksheet_repeat_rows(page, row, row);
    worksheet_set_paper(page, 9);  // A4
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    for (const BookRow& cells : sheet.rows) {
      ++row;
      for (std::size_t i = 0; i < cells.cells.size(); ++i)
        write(page, row, static_cast<lxw_col_t>(i), cells.cells[i], cells.strong);
    }
  }
  void finish(const std::filesystem::path& target) {
    const lxw_error code = workbook_close(m_book);
    m_book = nullptr;
    if (code == LXW_NO_ERROR) return;
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target.filename())}},
                {"{0}", {lxw_strerror(code)}});
  }

 private:
  void write(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const BookCell& cell, bool strong) {
    if (const auto* text = std::get_if<std::string>(&cell.value)) {
      worksheet_write_string(page, row, column, text->c_str(), strong ? m_strong : nullptr);
    } else if (const auto* integer = std::get_if<std::int64_t>(&cell.value)) {
      worksheet_write_number(page, row, column, double(*integer), strong ? m_strong : nullptr);
    } else if (const auto* real = std::get_if<double>(&cell.value); real != nullptr && std::isfinite(*real)) {
      worksheet_write_number(page, row, column, *real, numberFormat(cell.decimals, strong));
    }
  }
  lxw_format* numberFormat(int decimals, bool strong) {
    lxw_format*& format = m_numbers[{decimals, strong}];
    if (format != nullptr) return format;
    format = workbook_add_format(m_book);
    const std::string picture = decimals > 0 ? "#,##0." + std::string(std::size_t(decimals), '0') : "#,##0";
    format_set_num_format(format, picture.c_str());
    if (strong) format_set_bold(format);
    return format;
  }

  std::string m_file;
  lxw_workbook* m_book;
  lxw_format *m_strong, *m_title, *m_head;
  std::map<std::pair<int, bool>, lxw_format*> m_numbers;
};

}  // namespace

void writeBook(const store::CityDatabase& city, const std::filesystem::path& file, const std::vector<BookSheet>& sheets,
               bool overwrite) {
  refuseTarget(city, file, overwrite);
  for (const BookSheet& sheet : sheets) {
    if (sheet.rows.size() <= kMostRowsOfASheet) continue;
    throw Error(ErrorCode::unsupported,
                {GIS_TR("cannot write {0} rows into a spreadsheet"), {std::to_string(sheet.rows.size())}},
                GIS_TR("it holds 1,048,575 rows and 16,384 columns at most"), GIS_TR("use CSV, or choose fewer rows"));
  }
  const ScratchBeside scratch(file);
  const std::filesystem::path draft = scratch.folder() / "book.xlsx";
  Book book(draft);
  for (const BookSheet& sheet : sheets) book.add(sheet);
  book.finish(file);
  platform::syncFile(draft);
  platform::replaceFile(draft, folderOf(file) / file.filename());
}

}  // namespace gis::io
