#include "gis_core/city/csv_table.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"

namespace gis::city {

namespace {

std::vector<std::vector<std::string>> splitRows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  bool any = false;  // something of this row was seen, so that a final line end makes no empty row
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
      continue;
    }
    if (c == '"') {
      quoted = any = true;
    } else if (c == ',') {
      row.push_back(std::move(cell));
      cell.clear();
      any = true;
    } else if (c == '\n') {
      if (any) {
        row.push_back(std::move(cell));
        rows.push_back(std::move(row));
      }
      row.clear();
      cell.clear();
      any = false;
    } else if (c != '\r') {
      cell += c;
      any = true;
    }
  }
  if (any) {
    row.push_back(std::move(cell));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

CsvTable CsvTable::shipped(std::string_view resource) {
  return parse(platform::readFile(platform::resourceFile(resource)), resource);
}

CsvTable CsvTable::parse(std::string_view text, std::string_view nameForErrors) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvTable table;
  table.m_name = nameForErrors;
  table.m_rows = splitRows(text);
  if (table.m_rows.empty()) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read the code table {0}"), {table.m_name}}, GIS_TR("it is empty"),
                GIS_TR("install the program again"));
  }
  table.m_header = std::move(table.m_rows.front());
  table.m_rows.erase(table.m_rows.begin());
  for (std::size_t i = 0; i < table.m_rows.size(); ++i) {
    if (table.m_rows[i].size() == table.m_header.size()) continue;
    throw Error(
        ErrorCode::damaged, {GIS_TR("cannot read the code table {0}"), {table.m_name}},
        {GIS_TR("row {0} has {1} cells instead of {2}"),
         {std::to_string(i + 2), std::to_string(table.m_rows[i].size()), std::to_string(table.m_header.size())}},
        GIS_TR("install the program again"));
  }
  return table;
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::find(m_header.begin(), m_header.end(), name);
  if (found == m_header.end()) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read the code table {0}"), {m_name}},
                {GIS_TR("it has no column {0}"), {std::string(name)}}, GIS_TR("install the program again"));
  }
  return std::size_t(found - m_header.begin());
}

}  // namespace gis::city
