// citydesk-cli import-components: managed components from any table, by a mapping that is remembered.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/heading_words.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/component_import.h"
#include "gis_core/io/table_file.h"

namespace gis::cli {
namespace {

class ImportComponentsCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "import-components"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Take managed components in from a spreadsheet or CSV (GB/T 47678.5 attributes)");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("FILE", m_file, GIS_TR("Spreadsheet or CSV"))->required();
    app.add_option("--map", m_map, GIS_TR("HEADING=FIELD for a heading that is not known, - for none; remembered"))
        ->type_name("H=F");
    app.add_option("--sheet", m_sheet, GIS_TR("Sheet of a spreadsheet (default: the first with rows)"))
        ->type_name("NAME");
    app.add_option("--layer", m_options.layer,
                   GIS_TR("Layer of components (default: that of the role, else components)"))
        ->type_name("NAME");
    app.add_option("--positions-crs", m_crs, GIS_TR("CRS of x and y (default: found from the numbers)"))
        ->type_name("CRS");
    app.add_flag("--no-number", m_noNumber, GIS_TR("Give no identifiers to those without"));
    app.add_flag("--plan", m_options.plan, GIS_TR("Only tell what would change"));
  }

  int run(Context& context) override {
    const store::KeyTable table = io::tableFromFile(platform::pathFromUtf8(m_file), m_sheet, context.progress.token());
    const auto city = store::CityDatabase::open(
        platform::pathFromUtf8(m_city), m_options.plan ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    m_options.number = !m_noNumber;
    if (!m_crs.empty()) m_options.placeCrs = crs::Crs::parse(m_crs);
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.name);
    city::HeadingWords words = city::rememberedComponentHeadings(city);
    for (const auto& [heading, field] : parseHeadingWords(m_map)) words[heading] = field;
    const city::ComponentMapping mapping = city::mapComponentColumns(headings, words);
    const city::ComponentImported told =
        city::importComponents(city, table, mapping, m_options, context.operatorName, context.progress);
    if (!m_options.plan && !m_map.empty()) city::rememberComponentHeadings(city, words);
    if (context.json) {
      writeJson(told, mapping, headings, context.language);
    } else {
      tell(context, told, mapping);
    }
    return told.refused.empty() ? kDone : kPartly;
  }

 private:
  void writeJson(const city::ComponentImported& told, const city::ComponentMapping& mapping,
                 const std::vector<std::string>& headings, const std::string& language) const {
    JsonWriter json;
    json.beginObject().member("layer", told.layer).member("new_layer", told.newLayer).member("plan", m_options.plan);
    json.member("read", told.read).member("added", told.added).member("updated", told.updated);
    json.member("unchanged", told.unchanged).member("numbered", told.numbered).key("mapping").beginObject();
    for (const auto& [field, column] : mapping.columns) json.member(headings[std::size_t(column)], field);
    json.endObject().key("unmapped").beginArray();
    for (const std::string& heading : mapping.unmapped) json.value(heading);
    json.endArray().key("lacking_fields").beginArray();
    for (const std::string& field : told.lacking) json.value(field);
    json.endArray();
    for (const auto& [key, list] : {std::pair("rejects", &told.refused), std::pair("flagged", &told.flagged)}) {
      json.key(key).beginArray();
      for (const auto& one : *list)
        json.beginObject().member("row", one.row).member("reason", textIn(one.why, language)).endObject();
      json.endArray();
    }
    json.memberOrNull("tx", told.tx).endObject().finish();
  }

  static void tell(const Context& context, const city::ComponentImported& told, const city::ComponentMapping& mapping) {
    print(
        textIn({GIS_TR("{0}: {1} added, {2} changed, {3} as they were"),
                {told.layer, std::to_string(told.added), std::to_string(told.updated), std::to_string(told.unchanged)}},
               context.language) +
        "\n");
    for (const auto& one : told.refused)
      note(context, {GIS_TR("row {0} of {1} was not taken"), {std::to_string(one.row), told.layer}}, one.why);
    for (const auto& one : told.flagged)
      note(context, {GIS_TR("row {0} was taken, but should be looked at"), {std::to_string(one.row)}}, one.why);
    for (const std::string& heading : mapping.unmapped)
      note(context, {GIS_TR("the column \"{0}\" means nothing here"), {heading}});
  }

  std::string m_city, m_file, m_sheet, m_crs;
  std::vector<std::string> m_map;
  bool m_noNumber = false;
  city::ComponentImport m_options;
};

}  // namespace

std::unique_ptr<Command> makeImportComponentsCommand() {
  return std::make_unique<ImportComponentsCommand>();
}

}  // namespace gis::cli
