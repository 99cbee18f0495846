// citydesk-cli codes tables | list | set | remove | import | export | generation
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/command_group.h"
#include "app/cli/error_text.h"
#include "app/cli/text_file.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/dictionary.h"
#include "gis_core/city/dictionary_file.h"

namespace gis::cli {
namespace {

class CodesCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "codes"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Code tables of the city: categories, time limits, responsible units, divisions");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    sub(app, "tables", GIS_TR("The tables, and how many rows are the city's"));
    CLI::App* list = sub(app, "list", GIS_TR("Rows of a table"));
    addTable(*list);
    list->add_option("--text", m_text, GIS_TR("Only rows that hold this text"))->type_name("TEXT");
    list->add_flag("--own", m_own, GIS_TR("Only rows that the city added or changed"));
    CLI::App* set = sub(app, "set", GIS_TR("Add a row, or change the one with the same key"));
    addTable(*set);
    addCells(*set);
    CLI::App* remove =
        sub(app, "remove", GIS_TR("Take a row of the city away; a shipped one that it replaced comes back"));
    addTable(*remove);
    addCells(*remove);
    CLI::App* load = sub(app, "import", GIS_TR("Take in a table, or a sheet with 小类代码, 立案条件, 处置时限 …"));
    load->add_option("FILE", m_file, GIS_TR("Spreadsheet or CSV"))->required();
    load->add_option("--table", m_table, GIS_TR("The table that its columns belong to (default: found from them)"))
        ->type_name("TABLE");
    load->add_option("--sheet", m_sheet, GIS_TR("Only this sheet of a spreadsheet (default: all)"))->type_name("NAME");
    load->add_option("--kind", m_kind, GIS_TR("matter, component or event: of the sheet's categories"))
        ->type_name("KIND");
    load->add_flag("--plan", m_plan, GIS_TR("Only tell what would change"));
    CLI::App* save = sub(app, "export", GIS_TR("Write a table as CSV; import takes it back"));
    addTable(*save);
    save->add_option("FILE", m_file, GIS_TR("File to write"))->required();
    save->add_flag("--overwrite", m_overwrite, GIS_TR("Replace the file that is there"));
    save->add_flag("--own", m_own, GIS_TR("Only rows that the city added or changed"));
    CLI::App* generation = sub(app, "generation", GIS_TR("The codes under which new cases are filed"));
    generation->add_option("WHICH", m_generation, GIS_TR("current (five digits) or legacy (four digits)"));
  }

  int run(Context& context) override {
    if (is("tables")) return tables(context);
    if (is("list")) return list(context);
    if (is("set")) return set(context);
    if (is("remove")) return remove(context);
    if (is("import")) return import(context);
    if (is("export")) return exportTable(context);
    return generation(context);
  }

 private:
  void addTable(CLI::App& app) { app.add_option("TABLE", m_table, GIS_TR("Name of the table"))->required(); }
  void addCells(CLI::App& app) {
    app.add_option("--set", m_cells, GIS_TR("COLUMN=VALUE; may be given several times"))->type_name("C=V")->required();
  }
  [[nodiscard]] store::CityDatabase open(bool writes) const {
    return store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                     writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
  }

  [[nodiscard]] city::DictionaryEdit cells() const {
    city::DictionaryEdit edit;
    for (const std::string& pair : m_cells) {
      const std::size_t equals = pair.find('=');
      if (equals == std::string::npos)
        throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--set", pair}}, GIS_TR("it has no ="),
                    GIS_TR("write it as COLUMN=VALUE"));
      edit.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return edit;
  }

  int tables(const Context& context) {
    const auto city = open(false);
    JsonWriter json;
    if (context.json) json.beginObject().key("tables").beginArray();
    for (const std::string& name : city::dictionaryNames()) {
      const city::Dictionary table = city::dictionaryOf(city, name);
      const auto own = std::count_if(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.own; });
      if (!context.json) {
        print(fmt::format("{:20} {:6} {:6}\n", name, table.rows.size(), own));
        continue;
      }
      json.beginObject().member("name", name).member("rows", table.rows.size()).member("own", std::int64_t(own));
      json.key("columns").beginArray();
      for (const std::string& column : table.columns) json.value(column);
      json.endArray().endObject();
    }
    if (context.json) json.endArray().endObject().finish();
    return kDone;
  }

  [[nodiscard]] bool isShown(const city::DictionaryRow& row) const {
    if (m_own && !row.own) return false;
    const std::string wanted = text::fold(m_text);
    return wanted.empty() || std::any_of(row.cells.begin(), row.cells.end(), [&](const std::string& cell) {
             return text::fold(cell).find(wanted) != std::string::npos;
           });
  }

  int list(const Context& context) {
    const auto city = open(false);
    const city::Dictionary table = city::dictionaryOf(city, m_table);
    if (!context.json) {
      print(city::dictionaryText(table, [this](const auto& row) { return isShown(row); }));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("table", m_table).key("rows").beginArray();
    for (const city::DictionaryRow& row : table.rows) {
      if (!isShown(row)) continue;
      json.beginObject();
      for (std::size_t i = 0; i < table.columns.size(); ++i) json.member(table.columns[i], row.cells[i]);
      json.member("own", row.own).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

  int tell(const Context& context, const city::DictionaryImport& told, bool reads) const {
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("plan", m_plan);
      if (reads) json.member("read", told.read);
      json.key("tables").beginArray();
      for (const auto& [name, change] : told.tables) {
        json.beginObject().member("name", name).member("added", change.added).member("changed", change.changed);
        json.member("unchanged", change.unchanged).endObject();
      }
      json.endArray().key("rejects").beginArray();
      for (const auto& one : told.refused) {
        json.beginObject().member("sheet", one.sheet).member("row", one.row);
        json.member("reason", textIn(one.why, context.language)).endObject();
      }
      json.endArray().key("warnings").beginArray();
      for (const Message& warning : told.warnings) json.value(textIn(warning, context.language));
      json.endArray().key("unknown_columns").beginArray();
      for (const std::string& heading : told.unknownHeadings) json.value(heading);
      json.endArray().endObject().finish();
    } else {
      for (const auto& [name, change] : told.tables) {
        print(textIn({GIS_TR("{0}: {1} added, {2} changed, {3} as they were"),
                      {name, std::to_string(change.added), std::to_string(change.changed),
                       std::to_string(change.unchanged)}},
                     context.language) +
              "\n");
      }
      for (const auto& one : told.refused)
        note(context, {GIS_TR("row {0} of {1} was not taken"), {std::to_string(one.row), one.sheet}}, one.why);
      for (const Message& warning : told.warnings) note(context, warning);
      for (const std::string& heading : told.unknownHeadings)
        note(context, {GIS_TR("the column \"{0}\" means nothing here"), {heading}});
    }
    return told.refused.empty() ? kDone : kPartly;
  }

  int set(const Context& context) {
    const auto city = open(true);
    const auto change = city::keepDictionaryRows(city, m_table, {cells()});
    if (!change.refused.empty())
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot keep the row in the table {0}"), {m_table}},
                  change.refused.front().why);
    city::DictionaryImport told;
    told.warnings = change.warnings;
    told.tables.emplace_back(m_table, change);
    return tell(context, told, false);
  }

  int remove(const Context& context) {
    const auto city = open(true);
    city::forgetDictionaryRow(city, m_table, cells());
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("removed", 1).endObject().finish();
    }
    return kDone;
  }

  int import(Context& context) {
    const auto city = open(!m_plan);
    city::DictionaryFile file{platform::pathFromUtf8(m_file), m_table, m_sheet, {}};
    if (!m_kind.empty()) file.kind = city::categoryKindFromName(m_kind);
    return tell(context, city::importDictionaryFile(city, file, m_plan, context.progress.token()), true);
  }

  int exportTable(const Context& context) {
    const auto city = open(false);
    const std::string text =
        city::dictionaryText(city::dictionaryOf(city, m_table), [this](const auto& row) { return isShown(row); });
    writeTextFile(context, m_file, text, m_overwrite);
    return kDone;
  }

  int generation(const Context& context) {
    const auto city = open(!m_generation.empty());
    if (!m_generation.empty()) city::chooseCaseGeneration(city, m_generation);
    const std::string& system = city::CodeTables::of(city).caseSystem();
    if (!context.json) {
      print(system + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("generation", system == city::kLegacyCaseSystem ? "legacy" : "current");
    json.member("system", system).endObject().finish();
    return kDone;
  }

  std::string m_table, m_text, m_file, m_sheet, m_kind, m_generation;
  std::vector<std::string> m_cells;
  bool m_own = false, m_plan = false, m_overwrite = false;
};

}  // namespace

std::unique_ptr<Command> makeCodesCommand() {
  return std::make_unique<CodesCommand>();
}

}  // namespace gis::cli
