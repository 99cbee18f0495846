#include "gis_core/city/case_columns.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {
namespace {

/// How well a folded heading fits a column: 0 the platform's name, 1 a heading of ours, 2 a synonym; −1: not at all.
int fitOf(const CaseColumn& column, const std::string& heading) {
  if (heading == foldedHeading(column.platform)) return 0;
  if (heading == foldedHeading(column.zh) || heading == foldedHeading(column.en)) return 1;
  return std::any_of(column.synonyms.begin(), column.synonyms.end(),
                     [&](const std::string& one) { return heading == foldedHeading(one); })
             ? 2
             : -1;
}

constexpr int kWorstFit = 2;

/// Takes the columns that were named; marks them as used.
void takeTold(const std::vector<std::string>& folded, const HeadingWords& told, CaseMapping& mapping,
              std::vector<bool>& used) {
  for (const auto& [heading, word] : told) {
    const auto found = std::find(folded.begin(), folded.end(), foldedHeading(heading));
    if (found == folded.end()) continue;
    const auto at = static_cast<std::size_t>(found - folded.begin());
    used[at] = true;
    if (word == "-") continue;
    const auto field = caseFieldNamed(word);
    if (!field) {
      std::string known;
      for (const CaseColumn& column : caseColumns()) known += " " + column.field;
      throw Error(ErrorCode::usage, {GIS_TR("no field of a case is called \"{0}\""), {word}}, {},
                  {GIS_TR("the fields are:{0}"), {known}});
    }
    mapping.columns[static_cast<std::size_t>(*field)] = static_cast<int>(at);
  }
}

}  // namespace

std::vector<std::string> partsOf(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

const std::vector<CaseColumn>& caseColumns() {
  static const std::vector<CaseColumn> columns = [] {
    const CsvTable table = CsvTable::shipped("codes/case_columns.csv");
    std::vector<CaseColumn> all;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      all.push_back({table.cell(row, table.column("field")), table.cell(row, table.column("platform_name")),
                     table.cell(row, table.column("name_zh")), table.cell(row, table.column("name_en")),
                     partsOf(table.cell(row, table.column("synonyms")), ';')});
    }
    if (all.size() != kCaseFields)
      throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {"codes/case_columns.csv"}},
                  GIS_TR("it has another number of rows than this program knows"));
    return all;
  }();
  return columns;
}

const CaseColumn& caseColumn(CaseField field) {
  return caseColumns()[static_cast<std::size_t>(field)];
}

std::optional<CaseField> caseFieldNamed(std::string_view word) {
  const auto& all = caseColumns();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].field == word) return static_cast<CaseField>(i);
  }
  return std::nullopt;
}

std::string foldedHeading(std::string_view heading) {
  std::string folded = text::fold(heading);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '*'; });
  return folded;
}

CaseMapping mapCaseColumns(const std::vector<std::string>& headings, const HeadingWords& told) {
  CaseMapping mapping;
  mapping.columns.assign(kCaseFields, -1);
  std::vector<std::string> folded;
  folded.reserve(headings.size());
  for (const std::string& heading : headings) folded.push_back(foldedHeading(heading));
  std::vector<bool> used(headings.size(), false);
  takeTold(folded, told, mapping, used);
  for (int fit = 0; fit <= kWorstFit; ++fit) {
    for (std::size_t field = 0; field < kCaseFields; ++field) {
      for (std::size_t at = 0; at < folded.size() && mapping.columns[field] < 0; ++at) {
        if (used[at] || fitOf(caseColumns()[field], folded[at]) != fit) continue;
        mapping.columns[field] = static_cast<int>(at);
        used[at] = true;
      }
    }
  }
  for (std::size_t at = 0; at < headings.size(); ++at) {
    if (!used[at]) mapping.unmapped.push_back(headings[at]);
  }
  return mapping;
}

std::vector<CaseRecord> caseRecords(const store::KeyTable& table, const CaseMapping& mapping) {
  if (const int number = mapping.of(CaseField::number); number >= 0) {
    const auto& column = table.columns[static_cast<std::size_t>(number)];
    if (column.cutNumbers > 0)
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot use the column \"{0}\" as case numbers"), {column.name}},
                  {GIS_TR("the spreadsheet has cut {0} of them after 15 digits"), {std::to_string(column.cutNumbers)}},
                  GIS_TR("write the column as text in the platform's export, or export CSV"));
  }
  std::vector<CaseRecord> records;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    CaseRecord record;
    record.row = row + 1;
    bool any = false;
    for (std::size_t field = 0; field < kCaseFields; ++field) {
      if (mapping.columns[field] < 0) continue;
      const std::string& cell = table.columns[static_cast<std::size_t>(mapping.columns[field])].cells[row];
      record.cells[field] = std::string(text::trim(text::repairUtf8(cell)));
      any = any || !record.cells[field].empty();
    }
    if (any) records.push_back(std::move(record));
  }
  return records;
}

}  // namespace gis::city
