#include "gis_core/io/sheet_file.h"

#include <xlsxwriter.h>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/export_place.h"

namespace gis::io {

void writeSheet(const Sheet& sheet, const std::filesystem::path& file) {
  const ScratchBeside beside(file);
  const std::filesystem::path made = beside.folder() / file.filename();
  std::string scratch = platform::pathToUtf8(beside.folder());
  lxw_workbook_options options{};
  options.tmpdir = scratch.data();
  lxw_workbook* book = workbook_new_opt(platform::pathToUtf8(made).c_str(), &options);
  lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  lxw_format* cell = workbook_add_format(book);
  format_set_text_wrap(cell);
  format_set_align(cell, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format(cell, "@");  // a code stays text when somebody types over it
  for (std::size_t c = 0; c < sheet.widths.size(); ++c)
    worksheet_set_column(page, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), sheet.widths[c], nullptr);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
      worksheet_write_string(page, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), sheet.rows[r][c].c_str(),
                             r == 0 ? head : cell);
  }
  for (const Sheet::Choice& choice : sheet.choices) {
    std::vector<std::string> texts = choice.values;
    std::vector<char*> values;
    values.reserve(texts.size() + 1);
    for (std::string& value : texts) values.push_back(value.data());
    values.push_back(nullptr);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = values.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_cell(page, static_cast<lxw_row_t>(choice.row), static_cast<lxw_col_t>(choice.column),
                                   &rule);
  }
  worksheet_freeze_panes(page, 1, 0);
  const lxw_error code = workbook_close(book);
  if (code != LXW_NO_ERROR)
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}},
                {"{0}", {lxw_strerror(code)}});
  platform::syncFile(made);
  platform::replaceFile(made, file);
}

}  // namespace gis::io
