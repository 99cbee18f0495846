#include "gis_core/city/dictionary_file.h"

#include <algorithm>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/dictionary_sheet.h"
#include "gis_core/io/table_file.h"

namespace gis::city {
namespace {

/// The sheets to read: all that have rows, or the one that was named.
std::vector<store::KeyTable> sheetsOf(const DictionaryFile& asked, const CancelToken& token) {
  std::vector<store::KeyTable> sheets;
  std::vector<std::string> names{asked.sheet};
  const std::string suffix = text::fold(platform::pathToUtf8(asked.file.extension()));
  if (asked.sheet.empty() && suffix != ".csv" && suffix != ".txt" && suffix != ".tsv") {
    names.clear();
    for (const auto& layer : io::lookAt(asked.file, "auto", 1, token).description.layers) names.push_back(layer.name);
  }
  sheets.reserve(names.size());
  for (const std::string& name : names) sheets.push_back(io::tableFromFile(asked.file, name, token));
  return sheets;
}

/// The table that has most of these columns, its key among them; empty when there is none.
std::string tableOfColumns(const store::KeyTable& sheet) {
  std::string best;
  std::size_t most = 0;
  for (const std::string& name : dictionaryNames()) {
    const Dictionary dictionary = shippedDictionary(name);
    const auto has = [&](const std::string& column) {
      return std::any_of(sheet.columns.begin(), sheet.columns.end(),
                         [&](const auto& one) { return text::trim(one.name) == column; });
    };
    // system and kind of a category follow from the table
    if (!has(dictionary.columns[dictionary.key.back()])) continue;
    const auto shared = std::size_t(std::count_if(dictionary.columns.begin(), dictionary.columns.end(), has));
    if (shared <= most) continue;
    most = shared;
    best = name;
  }
  return best;
}

struct Collected {
  std::map<std::string, std::vector<DictionaryEdit>> rows;                         // by table
  std::map<std::string, std::vector<std::pair<std::string, std::size_t>>> places;  // sheet and row of each
};

void collectTable(const store::KeyTable& sheet, const std::string& table, Collected& all, DictionaryImport& told) {
  const Dictionary dictionary = shippedDictionary(table);
  std::vector<std::pair<std::size_t, std::string>> columns;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const std::string name(text::trim(sheet.columns[i].name));
    if (std::find(dictionary.columns.begin(), dictionary.columns.end(), name) != dictionary.columns.end()) {
      columns.emplace_back(i, name);
    } else {
      told.unknownHeadings.push_back(name);
    }
  }
  if (columns.empty())
    throw Error(ErrorCode::usage, {GIS_TR("cannot take \"{0}\" into the table {1}"), {sheet.name, table}},
                GIS_TR("it has none of its columns"), GIS_TR("give the columns the names that the table has"));
  for (std::size_t row = 0; row < sheet.rows(); ++row) {
    DictionaryEdit edit;
    bool any = false;
    for (const auto& [at, name] : columns) {
      edit.emplace_back(name, sheet.columns[at].cells[row]);
      any = any || !sheet.columns[at].cells[row].empty();
    }
    if (!any) continue;
    ++told.read;
    all.rows[table].push_back(std::move(edit));
    all.places[table].emplace_back(sheet.name, row + 1);
  }
}

void collectSheet(const store::KeyTable& sheet, const CodeTables& tables, std::optional<CategoryKind> kind,
                  Collected& all, DictionaryImport& told) {
  CodeSheet read = readCodeSheet(sheet, tables, kind);
  told.read += read.read;
  for (auto& [table, rows] : read.tables) {
    for (DictionaryEdit& edit : rows) {
      all.rows[table].push_back(std::move(edit));
      all.places[table].emplace_back(sheet.name, 0);
    }
  }
  for (auto& one : read.refused) told.refused.push_back({sheet.name, one.row, std::move(one.why)});
  told.unknownHeadings.insert(told.unknownHeadings.end(), read.unknownHeadings.begin(), read.unknownHeadings.end());
}

std::string csvCell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

DictionaryImport importDictionaryFile(const store::CityDatabase& city, const DictionaryFile& asked, bool plan,
                                      const CancelToken& token) {
  DictionaryImport told;
  Collected all;
  const CodeTables& tables = CodeTables::of(city);
  bool any = false;
  for (const store::KeyTable& sheet : sheetsOf(asked, token)) {
    const std::string table = asked.table.empty() && !isCodeSheet(sheet) ? tableOfColumns(sheet) : asked.table;
    if (!table.empty()) {
      collectTable(sheet, table, all, told);
    } else if (isCodeSheet(sheet)) {
      collectSheet(sheet, tables, asked.kind, all, told);
    } else {
      continue;  // a sheet of notes beside the others
    }
    any = true;
  }
  if (!any) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot take codes from {0}"), {platform::pathToUtf8(asked.file.filename())}},
                GIS_TR("it has neither a column 小类代码 nor the columns of one of the tables"),
                GIS_TR("name the table (--table), or give the columns their names"));
  }
  std::vector<std::pair<std::string, std::vector<DictionaryEdit>>> edits(all.rows.begin(), all.rows.end());
  std::vector<DictionaryChange> changes = keepDictionaries(city, edits, plan);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::string& table = edits[i].first;
    for (auto& one : changes[i].refused) {
      const auto& [sheet, row] = all.places[table][one.row];
      told.refused.push_back({sheet, row, std::move(one.why)});
    }
    for (Message& warning : changes[i].warnings) told.warnings.push_back(std::move(warning));
    told.tables.emplace_back(table, std::move(changes[i]));
  }
  return told;
}

std::string dictionaryText(const Dictionary& dictionary, const std::function<bool(const DictionaryRow&)>& wanted) {
  std::string text;
  const auto add = [&text](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + csvCell(cells[i]);
    text += '\n';
  };
  add(dictionary.columns);
  for (const DictionaryRow& row : dictionary.rows) {
    if (wanted(row)) add(row.cells);
  }
  return text;
}

}  // namespace gis::city
