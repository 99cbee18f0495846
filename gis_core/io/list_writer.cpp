#include "gis_core/io/list_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/export_place.h"
#include "gis_core/io/table_writer.h"

namespace gis::io {
namespace {

constexpr std::size_t kMostListRows = 1'048'575;
/// A cell of a spreadsheet takes 32,767 characters; bytes are never fewer.
constexpr std::size_t kMostListBytes = 32'767;

std::string lowerSuffix(const std::filesystem::path& file) {
  std::string suffix = platform::pathToUtf8(file.extension());
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return suffix;
}

std::string listCell(const std::string& given) {
  std::string content = text::repairUtf8(given);
  if (content.find_first_of(",\"\r\n") == std::string::npos) return content;
  std::string quoted = "\"";
  for (const char c : content) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

struct ListWriter::State {
  std::filesystem::path target, draft;
  std::unique_ptr<ScratchBeside> scratch;
  std::string draftName, scratchName;
  lxw_workbook* book = nullptr;  ///< of a spreadsheet
  lxw_worksheet* sheet = nullptr;
  std::ofstream csv;
  std::size_t rows = 0;

  [[noreturn]] void throwFull(const char* why) const {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target.filename())}},
                {"{0}", {why}});
  }
  void write(lxw_row_t row, std::size_t column, const std::string& given) const {
    const std::string whole = text::repairUtf8(given);
    const std::string cell(text::cutUtf8(whole, kMostListBytes));
    worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column), cell.c_str(), nullptr);
  }
};

ListWriter::ListWriter(const store::CityDatabase& city, const std::filesystem::path& file, bool overwrite,
                       const std::vector<std::string>& headings)
    : m_state(new State) {
  State& s = *m_state;
  const std::string suffix = lowerSuffix(file);
  if (suffix != ".xlsx" && suffix != ".csv") {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}},
                GIS_TR("lists are written as spreadsheets or text tables"), GIS_TR("use .xlsx or .csv"));
  }
  refuseTarget(city, file, overwrite);
  s.target = folderOf(file) / file.filename();
  s.scratch = std::make_unique<ScratchBeside>(file);
  s.draft = s.scratch->folder() / ("list" + suffix);
  s.draftName = platform::pathToUtf8(s.draft);
  s.scratchName = platform::pathToUtf8(s.scratch->folder());
  if (suffix == ".csv") {
    s.csv.open(s.draft, std::ios::binary);
    s.csv << "\xEF\xBB\xBF";
    std::vector<ListCell> head(headings.begin(), headings.end());
    add(head);
    s.rows = 0;
    return;
  }
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = s.scratchName.data();
  s.book = workbook_new_opt(s.draftName.c_str(), &options);
  s.sheet = workbook_add_worksheet(s.book, nullptr);
  lxw_format* bold = workbook_add_format(s.book);
  format_set_bold(bold);
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(s.sheet, column, column, 16, nullptr);
    worksheet_write_string(s.sheet, 0, column, headings[i].c_str(), bold);
  }
  worksheet_freeze_panes(s.sheet, 1, 0);
}

ListWriter::~ListWriter() {
  if (m_state->book != nullptr) (void)workbook_close(m_state->book);
}

void ListWriter::add(const std::vector<ListCell>& row) {
  State& s = *m_state;
  ++s.rows;
  if (s.book != nullptr) {
    if (s.rows > kMostListRows) {
      throw Error(
          ErrorCode::unsupported, {GIS_TR("cannot write {0} rows into a spreadsheet"), {std::to_string(s.rows)}},
          GIS_TR("it holds 1,048,575 rows and 16,384 columns at most"), GIS_TR("use CSV, or choose fewer rows"));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto* text = std::get_if<std::string>(&row[i]); text != nullptr && !text->empty())
        s.write(static_cast<lxw_row_t>(s.rows), i, *text);
      if (const auto* number = std::get_if<double>(&row[i]); number != nullptr && std::isfinite(*number))
        worksheet_write_number(s.sheet, static_cast<lxw_row_t>(s.rows), static_cast<lxw_col_t>(i), *number, nullptr);
    }
    return;
  }
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += ',';
    if (const auto* text = std::get_if<std::string>(&row[i])) line += listCell(*text);
    if (const auto* number = std::get_if<double>(&row[i]); number != nullptr && std::isfinite(*number))
      line += shortest(*number);
  }
  s.csv << line << "\r\n";
  if (!s.csv) s.throwFull("write");
}

void ListWriter::finish() {
  State& s = *m_state;
  if (s.book != nullptr) {
    const lxw_error code = workbook_close(s.book);
    s.book = nullptr;
    if (code != LXW_NO_ERROR) s.throwFull(lxw_strerror(code));
  } else {
    s.csv.close();
    if (s.csv.fail()) s.throwFull("close");
  }
  platform::syncFile(s.draft);
  platform::replaceFile(s.draft, s.target);
}

}  // namespace gis::io
