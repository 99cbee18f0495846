// citydesk-cli profile: how each bureau wants what it gets, kept in the city.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/command_group.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/export_profile.h"

namespace gis::cli {
namespace {

class ProfileCommand final : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "profile"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("How a bureau wants its exports: list, show, save, remove");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    sub(app, "list", GIS_TR("The profiles that the city keeps"));
    named(sub(app, "show", GIS_TR("One profile")));
    named(sub(app, "remove", GIS_TR("Take a profile away")));
    CLI::App* save = named(sub(app, "save", GIS_TR("Keep a profile; what is not named stays to the export")));
    text(save, "--format", "format", "NAME", GIS_TR("shp, gpkg, geojson, csv, xlsx, fgb, kml, dxf or txt"));
    text(save, "--encoding", "encoding", "NAME", GIS_TR("UTF-8 or GBK (shapefile, CSV, boundary points)"));
    text(save, "--crs", "crs", "CRS", GIS_TR("Coordinate system of the files; otherwise each layer's own"));
    text(save, "--names", "names", "WORD", GIS_TR("Names of columns in a shapefile: cut, or initials in pinyin"));
    text(save, "--geometry", "geometry", "WORD", GIS_TR("CSV and XLSX: xy, wkt or none"));
    text(save, "--dxf-layer", "dxf_layer", "FIELD", GIS_TR("DXF: the column whose values name the layers"));
    text(save, "--giver", "giver", "TEXT", GIS_TR("Receipt: the bureau that hands over"));
    text(save, "--receiver", "receiver", "TEXT", GIS_TR("Receipt: the bureau that receives"));
    text(save, "--purpose", "purpose", "TEXT", GIS_TR("Receipt: what the data is for"));
    text(save, "--security", "security", "TEXT", GIS_TR("Receipt: security mark"));
    save->add_option("--layers", m_layers, GIS_TR("The layers that it gets as a rule"))->type_name("A,B");
    save->add_option("--without", m_without, GIS_TR("Without these fields"))->type_name("A,B");
    save->add_option("--rename", m_renames, GIS_TR("FIELD=NAME: what a field is called in the file"))
        ->type_name("A=B")
        ->allow_extra_args(false);
    save->add_flag("--division-codes", m_divisionCodes, GIS_TR("With the county of each feature (XZQDM, XZQMC)"));
    save->add_option("--file", m_file, GIS_TR("Begin with a profile as JSON, as show prints it"))->type_name("FILE");
    save->add_flag("--replace", m_replace, GIS_TR("In place of the one of this name"));
  }

  int run(Context& context) override {
    if (is("list")) return list(context);
    if (is("show")) return show(context);
    if (is("save")) return save(context);
    const store::CityDatabase city = open(store::OpenMode::readWrite);
    city::removeExportProfile(city, m_name);
    return tellDone("removed", {GIS_TR("removed {0}"), {m_name}}, context);
  }

 private:
  CLI::App* named(CLI::App* word) {
    word->add_option("NAME", m_name, GIS_TR("Name of the profile, as a rule the bureau's"))->required();
    return word;
  }
  void text(CLI::App* word, const char* option, const char* key, const char* type, const char* help) {
    word->add_option(option, m_texts[key], help)->type_name(type);
  }
  [[nodiscard]] store::CityDatabase open(store::OpenMode mode) const {
    return store::CityDatabase::open(platform::pathFromUtf8(m_city), mode);
  }

  [[nodiscard]] static nlohmann::json profileJson(const city::ExportProfile& profile) {
    return {{"name", profile.name},
            {"profile", city::toJson(profile)},
            {"saved_at", profile.at},
            {"saved_by", profile.actor},
            {"shipped", profile.shipped}};
  }
  static int answer(const nlohmann::json& json) {
    JsonWriter writer;
    writer.value(json);
    writer.finish();
    return kDone;
  }
  static int tellDone(const char* key, const Message& text, const Context& context) {
    if (context.json) return answer({{key, text.args.front()}});
    print(textIn(text, context.language) + "\n");
    return kDone;
  }

  int list(const Context& context) const {
    const store::CityDatabase city = open(store::OpenMode::readOnly);
    nlohmann::json all = nlohmann::json::array();
    for (const city::ExportProfile& one : city::exportProfiles(city)) {
      if (context.json)
        all.push_back(profileJson(one));
      else
        print(fmt::format("{}\t{}\t{}\t{}\n", one.name, one.format, one.encoding, one.crs));
    }
    return context.json ? answer({{"profiles", all}}) : kDone;
  }

  int show(const Context& context) const {
    const city::ExportProfile profile = city::exportProfile(open(store::OpenMode::readOnly), m_name);
    if (context.json) return answer(profileJson(profile));
    print(city::toJson(profile).dump(2) + "\n");
    return kDone;
  }

  int save(const Context& context) const {
    nlohmann::json tree = nlohmann::json::object();
    if (!m_file.empty()) {
      tree = nlohmann::json::parse(platform::readFile(platform::pathFromUtf8(m_file)), nullptr, false);
      if (tree.is_object() && tree.contains("profile")) tree = tree["profile"];
    }
    city::ExportProfile profile = city::profileFromJson(tree);
    nlohmann::json given = nlohmann::json::object();
    for (const auto& [key, value] : m_texts)
      if (value) given[key] = *value;
    if (!given.empty()) {
      nlohmann::json whole = city::toJson(profile);
      whole.update(given);
      profile = city::profileFromJson(whole);
    }
    if (m_divisionCodes) profile.divisionCodes = true;
    if (m_layers) profile.layers = parseList(*m_layers);
    if (m_without) profile.leftOut = parseList(*m_without);
    if (!m_renames.empty()) profile.renames = parseRenames(m_renames);
    profile.name = m_name;
    const store::CityDatabase city = open(store::OpenMode::readWrite);
    for (const std::string& layer : profile.layers) (void)store::layerByName(city.connection(), layer);
    city::saveExportProfile(city, profile, context.operatorName, m_replace);
    return tellDone("saved", {GIS_TR("saved as {0}"), {m_name}}, context);
  }

  std::string m_name, m_file;
  std::map<std::string, std::optional<std::string>> m_texts;
  std::optional<std::string> m_layers, m_without;
  std::vector<std::string> m_renames;
  bool m_replace = false, m_divisionCodes = false;
};

}  // namespace

std::unique_ptr<Command> makeProfileCommand() {
  return std::make_unique<ProfileCommand>();
}

}  // namespace gis::cli
