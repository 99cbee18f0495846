#include "gis_core/city/dictionary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/dictionary_check.h"
#include "gis_core/store/setting_step.h"

namespace gis::city {
namespace {

struct TableSpec {
  const char* name;
  const char* resource;           ///< null: nothing is shipped
  std::vector<const char*> more;  ///< columns behind those of the file
  std::vector<const char*> key;
};

const std::vector<TableSpec>& tableSpecs() {
  static const std::vector<const char*> category{"code_system", "kind", "type_code"};
  static const std::vector<const char*> validity{"valid_from", "valid_to"};
  static const std::vector<TableSpec> specs{
      {"matters", "codes/events.csv", validity, category},
      {"components", "codes/components.csv", validity, category},
      {"legacy_events", "codes/events_legacy.csv", validity, category},
      {"legacy_components", "codes/components_legacy.csv", validity, category},
      {"divisions", "codes/divisions.csv", validity, {"code"}},
      {"landuse", "codes/landuse.csv", validity, {"code_system", "code"}},
      {"indicators", "codes/indicators.csv", {}, {"indicator_id"}},
      {"time_limits",
       "codes/time_limit_samples.csv",
       {"area_class", "detail_code", "environment", "closing_zh"},
       {"matter_code_GBT47678_5", "condition_zh", "area_class"}},
      {"responsible_units", nullptr, {"category", "area", "rule", "unit", "note"}, {"category", "area"}},
      {"area_classes", nullptr, {"area", "area_class", "note"}, {"area"}},
  };
  return specs;
}

const TableSpec& specOf(std::string_view name) {
  for (const TableSpec& spec : tableSpecs()) {
    if (spec.name == name) return spec;
  }
  throw Error(ErrorCode::usage, {GIS_TR("there is no table \"{0}\""), {std::string(name)}}, {},
              {GIS_TR("the tables are: {0}"), {fmt::format("{}", fmt::join(dictionaryNames(), ", "))}});
}

std::string dictionarySetting(std::string_view name) {
  return "dictionary." + std::string(name);
}

std::vector<std::string> rowKeyOf(const Dictionary& dictionary, const std::vector<std::string>& cells) {
  std::vector<std::string> key;
  for (const std::size_t at : dictionary.key) key.push_back(cells[at]);
  return key;
}

/// The city's rows in the columns of `dictionary`: a column that is not there any more is passed over.
std::vector<std::vector<std::string>> keptRows(const store::CityDatabase& city, const Dictionary& dictionary) {
  std::vector<std::vector<std::string>> rows;
  const std::string text = city.setting(dictionarySetting(dictionary.name));
  if (text.empty()) return rows;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("columns") || !json.contains("rows")) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read the city's table {0}"), {dictionary.name}},
                GIS_TR("another program has changed it"), GIS_TR("open a backup"));
  }
  const auto names = json.at("columns").get<std::vector<std::string>>();
  for (const auto& cells : json.at("rows").get<std::vector<std::vector<std::string>>>()) {
    std::vector<std::string> row(dictionary.columns.size());
    for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i) {
      const auto at = std::find(dictionary.columns.begin(), dictionary.columns.end(), names[i]);
      if (at != dictionary.columns.end()) row[std::size_t(at - dictionary.columns.begin())] = cells[i];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void writeRows(const store::CityDatabase& city, const Dictionary& dictionary) {
  nlohmann::json json;
  json["columns"] = dictionary.columns;
  json["rows"] = nlohmann::json::array();
  for (const DictionaryRow& row : dictionary.rows) {
    if (row.own) json["rows"].push_back(row.cells);
  }
  store::changeSettings(city,
                        {{dictionarySetting(dictionary.name), json["rows"].empty() ? "" : json.dump()},
                         {"dictionary_revision", newUuid()}},
                        GIS_TR("code table"), {});
}

/// The cells of an edit over those of the row that is there.
std::vector<std::string> editedCells(const Dictionary& dictionary, const DictionaryEdit& edit) {
  std::vector<std::string> cells(dictionary.columns.size());
  const auto lay = [&] {
    for (const auto& [column, text] : edit) {
      cells[dictionary.column(column)] = std::string(text::trim(text::repairUtf8(text)));
    }
  };
  lay();
  fillUsualCells(dictionary, cells);
  if (const DictionaryRow* there = dictionary.find(cells)) {
    cells = there->cells;
    lay();
  }
  return cells;
}

DictionaryChange keepRows(const store::CityDatabase& city, const std::string& name,
                          const std::vector<DictionaryEdit>& edits, bool plan) {
  DictionaryChange change;
  Dictionary dictionary = dictionaryOf(city, name);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    std::vector<std::string> cells = editedCells(dictionary, edits[i]);
    if (auto fault = dictionaryFault(dictionary, cells)) {
      change.refused.push_back({i, std::move(*fault)});
      continue;
    }
    const DictionaryRow* there = dictionary.find(cells);
    if (there != nullptr && there->cells == cells) {
      ++change.unchanged;
      continue;
    }
    if (auto warning = dictionaryWarning(dictionary, cells, there != nullptr))
      change.warnings.push_back(std::move(*warning));
    if (there == nullptr) {
      ++change.added;
      // behind the city's other rows: they stay in the order in which they came
      const auto shipped = std::find_if(dictionary.rows.begin(), dictionary.rows.end(),
                                        [](const DictionaryRow& row) { return !row.own; });
      dictionary.rows.insert(shipped, {std::move(cells), true});
    } else {
      ++change.changed;
      // a shipped row that is replaced goes to the city's, as it will when the table is read again
      const auto at = dictionary.rows.begin() + (there - dictionary.rows.data());
      if (at->own) {
        at->cells = std::move(cells);
      } else {
        dictionary.rows.erase(at);
        const auto shipped = std::find_if(dictionary.rows.begin(), dictionary.rows.end(),
                                          [](const DictionaryRow& row) { return !row.own; });
        dictionary.rows.insert(shipped, {std::move(cells), true});
      }
    }
  }
  if (!plan && change.added + change.changed > 0) writeRows(city, dictionary);
  return change;
}

/// The divisions below the street, which stand in a table of their own.
void addCommunities(Dictionary& dictionary) {
  const CsvTable table = CsvTable::shipped("boundaries/divisions_to_community.csv");
  const std::size_t code = table.column("code"), zh = table.column("name"), level = table.column("level"),
                    parent = table.column("parent");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, level) != "village") continue;
    DictionaryRow one;
    one.cells.resize(dictionary.columns.size());
    one.cells[dictionary.column("code")] = table.cell(row, code);
    one.cells[dictionary.column("level")] = "community";
    one.cells[dictionary.column("name_zh")] = table.cell(row, zh);
    one.cells[dictionary.column("parent_code")] = table.cell(row, parent);
    dictionary.rows.push_back(std::move(one));
  }
}

}  // namespace

const std::vector<std::string>& dictionaryNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const TableSpec& spec : tableSpecs()) all.emplace_back(spec.name);
    return all;
  }();
  return names;
}

std::size_t Dictionary::column(std::string_view wanted) const {
  const auto found = std::find(columns.begin(), columns.end(), wanted);
  if (found != columns.end()) return std::size_t(found - columns.begin());
  throw Error(ErrorCode::noSuchField, {GIS_TR("the table {0} has no column {1}"), {name, std::string(wanted)}}, {},
              {GIS_TR("its columns are: {0}"), {fmt::format("{}", fmt::join(columns, ", "))}});
}

const DictionaryRow* Dictionary::find(const std::vector<std::string>& cells) const {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const DictionaryRow& row) {
    return std::all_of(key.begin(), key.end(), [&](std::size_t at) { return row.cells[at] == cells[at]; });
  });
  return found == rows.end() ? nullptr : &*found;
}

Dictionary shippedDictionary(std::string_view name) {
  const TableSpec& spec = specOf(name);
  Dictionary dictionary;
  dictionary.name = name;
  if (spec.resource != nullptr) {
    const CsvTable table = CsvTable::shipped(spec.resource);
    dictionary.columns = table.header();
    for (std::size_t row = 0; row < table.rows(); ++row) {
      DictionaryRow one;
      for (std::size_t at = 0; at < table.header().size(); ++at) one.cells.push_back(table.cell(row, at));
      one.cells.resize(table.header().size() + spec.more.size());
      dictionary.rows.push_back(std::move(one));
    }
  }
  dictionary.columns.insert(dictionary.columns.end(), spec.more.begin(), spec.more.end());
  for (const char* column : spec.key) dictionary.key.push_back(dictionary.column(column));
  if (dictionary.name == "divisions") addCommunities(dictionary);
  return dictionary;
}

Dictionary dictionaryOf(const store::CityDatabase& city, std::string_view name) {
  Dictionary dictionary = shippedDictionary(name);
  const auto kept = keptRows(city, dictionary);
  if (kept.empty()) return dictionary;
  std::vector<DictionaryRow> rows;
  std::vector<std::vector<std::string>> keys;
  for (const auto& cells : kept) {
    keys.push_back(rowKeyOf(dictionary, cells));
    rows.push_back({cells, true});
  }
  std::sort(keys.begin(), keys.end());
  for (DictionaryRow& row : dictionary.rows) {
    if (!std::binary_search(keys.begin(), keys.end(), rowKeyOf(dictionary, row.cells))) rows.push_back(std::move(row));
  }
  dictionary.rows = std::move(rows);
  return dictionary;
}

std::vector<DictionaryChange> keepDictionaries(
    const store::CityDatabase& city, const std::vector<std::pair<std::string, std::vector<DictionaryEdit>>>& tables,
    bool plan) {
  std::vector<DictionaryChange> changes;
  changes.reserve(tables.size());
  std::optional<store::Transaction> transaction;
  if (!plan) transaction.emplace(city.connection());
  for (const auto& [name, edits] : tables) changes.push_back(keepRows(city, name, edits, plan));
  if (transaction) transaction->commit();
  return changes;
}

DictionaryChange keepDictionaryRows(const store::CityDatabase& city, std::string_view name,
                                    const std::vector<DictionaryEdit>& edits, bool plan) {
  return std::move(keepDictionaries(city, {{std::string(name), edits}}, plan).front());
}

void forgetDictionaryRow(const store::CityDatabase& city, std::string_view name, const DictionaryEdit& key) {
  store::Transaction transaction(city.connection());
  Dictionary dictionary = dictionaryOf(city, name);
  std::vector<std::string> cells(dictionary.columns.size());
  for (const auto& [column, text] : key) cells[dictionary.column(column)] = text;
  fillUsualCells(dictionary, cells);
  const DictionaryRow* there = dictionary.find(cells);
  const Message what{GIS_TR("cannot take the row {0} out of the table {1}"),
                     {fmt::format("{}", fmt::join(rowKeyOf(dictionary, cells), " ")), dictionary.name}};
  if (there == nullptr) throw Error(ErrorCode::notFound, what, GIS_TR("it is not in it"));
  if (!there->own) {
    throw Error(ErrorCode::forbiddenStep, what, GIS_TR("it comes with the program, and old records need it"),
                GIS_TR("give it a last day in valid_to"));
  }
  dictionary.rows.erase(dictionary.rows.begin() + (there - dictionary.rows.data()));
  writeRows(city, dictionary);
  transaction.commit();
}

std::string dictionaryRevision(const store::CityDatabase& city) {
  return city.setting("dictionary_revision");
}

}  // namespace gis::city
