// citydesk-cli style: how a layer looks: read, set from a file or a preset, or made from its values.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/sld.h"
#include "gis_core/style/style_file.h"

namespace gis::cli {

namespace {

style::ClassMethod methodOf(const std::string& name) {
  if (name == "equal") return style::ClassMethod::equalInterval;
  if (name == "quantile") return style::ClassMethod::quantile;
  return style::ClassMethod::jenks;
}

class StyleCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "style"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Show or set how a layer looks"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    auto* what = app.add_option_group("what", GIS_TR("What to do: one of these; without any: --get"));
    what->add_flag("--get", m_get, GIS_TR("Print the style"));
    what->add_option(
            "--set", m_file,
            GIS_TR("Take the style from this file: JSON, SLD, or a GeoPackage or SpatiaLite file with QGIS's styles"))
        ->type_name("FILE");
    what->add_flag("--reset", m_reset, GIS_TR("Back to the default look"));
    what->add_flag("--presets", m_list, GIS_TR("List the customary looks that fit the layer"));
    what->add_option("--preset", m_preset, GIS_TR("Take one of them"))->type_name("NAME");
    what->add_option("--graduated", m_graduated, GIS_TR("Classes by the numbers of a field"))->type_name("FIELD");
    what->add_option("--categorised", m_categorised, GIS_TR("A class for each value of a field"))->type_name("FIELD");
    what->require_option(0, 1);
    app.add_option("--format", m_format, GIS_TR("Form of --get: json, sld (SLD and SE 1.1) or sld10 (SLD 1.0)"))
        ->check(CLI::IsMember({"json", "sld", "sld10"}))
        ->capture_default_str();
    app.add_option("--style-name", m_styleName, GIS_TR("Which of the styles in the file of --set"))->type_name("NAME");
    app.add_option("--method", m_method, GIS_TR("Bounds of --graduated: equal, quantile or jenks"))
        ->check(CLI::IsMember({"equal", "quantile", "jenks"}))
        ->capture_default_str();
    app.add_option("--classes", m_classes, GIS_TR("Number of classes of --graduated"))
        ->check(CLI::Range(1, 30))
        ->capture_default_str();
    app.add_option("--ramp", m_ramp, GIS_TR("Colours of --graduated; with - before it, the other way round"))
        ->capture_default_str();
  }

  int run(Context& context) override {
    const bool writes =
        m_reset || !m_file.empty() || !m_preset.empty() || !m_graduated.empty() || !m_categorised.empty();
    const store::CityDatabase city = store::CityDatabase::open(
        platform::pathFromUtf8(m_city), writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    if (m_list) return listPresets(context, layer);
    if (writes) {
      layer.styleJson = m_reset ? std::string() : style::toJsonText(wanted(context, city, layer));
      store::setLayerStyle(city.connection(), layer.name, layer.styleJson);
    }
    const style::LayerStyle now = style::styleOf(layer);
    if (!writes && m_format != "json") return printSld(context, now, layer);
    nlohmann::json json = style::toJson(now);
    if (!m_notes.empty()) json["not_carried_over"] = sentences(m_notes);
    for (const Message& lost : m_notes) note(context, lost);
    if (context.json) {
      JsonWriter writer;
      writer.value(json);
      writer.finish();
    } else if (!writes) {
      print(json.dump(2) + "\n");
    }
    return kDone;
  }

 private:
  static nlohmann::json sentences(const std::vector<Message>& notes) {
    nlohmann::json list = nlohmann::json::array();
    for (const Message& message : notes) list.push_back(message.str());
    return list;
  }
  int printSld(const Context& context, const style::LayerStyle& now, const store::LayerInfo& layer) const {
    const int dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
    const style::SldText sld = style::toSld(now, layer.name, dimension,
                                            m_format == "sld" ? style::SldVersion::se11 : style::SldVersion::sld10);
    for (const Message& lost : sld.notes) note(context, lost);
    if (context.json) {
      JsonWriter writer;
      writer.value(nlohmann::json{{"sld", sld.xml}, {"not_carried_over", sentences(sld.notes)}});
      writer.finish();
    } else {
      print(sld.xml);
    }
    return kDone;
  }
  static int listPresets(const Context& context, const store::LayerInfo& layer) {
    nlohmann::json list = nlohmann::json::array();
    std::string text;
    for (const style::Preset& preset : style::presetsFor(layer)) {
      list.push_back({{"name", preset.id}, {"label_zh", preset.labelZh}, {"label_en", preset.labelEn}});
      text += preset.id + "\t" + (context.language == "zh_CN" ? preset.labelZh : preset.labelEn) + "\n";
    }
    if (context.json) {
      JsonWriter writer;
      writer.value(nlohmann::json{{"presets", list}});
      writer.finish();
    } else {
      print(text);
    }
    return kDone;
  }

  /// The style that the options ask for.
  style::LayerStyle wanted(Context& context, const store::CityDatabase& city, const store::LayerInfo& layer) {
    if (!m_file.empty()) {
      style::StyleFromFile read = style::readStyleFile(platform::pathFromUtf8(m_file), layer, m_styleName);
      m_notes = std::move(read.notes);
      return std::move(read.style);
    }
    if (!m_preset.empty()) return presetNamed(layer);
    if (!layer.geometryType) {
      throw Error(ErrorCode::unsupported, {GIS_TR("the layer {0} is not drawn"), {layer.name}},
                  GIS_TR("it has no geometry"));
    }
    // the present look stays but for its classes
    const style::LayerStyle now = style::styleOf(layer);
    const auto view = snapshot::openOrBuild(city, layer, context.progress);
    const style::Symbol& base = now.classes.front().symbol;
    style::LayerStyle made = !m_graduated.empty()
                                 ? style::graduatedStyle(*view, store::requireField(layer, m_graduated).name, m_classes,
                                                         methodOf(m_method), m_ramp, base)
                                 : style::categorisedStyle(*view, store::requireField(layer, m_categorised).name, base);
    made.opacity = now.opacity;
    made.scales = now.scales;
    made.labels = now.labels;
    return made;
  }
  [[nodiscard]] style::LayerStyle presetNamed(const store::LayerInfo& layer) const {
    std::string known;
    for (style::Preset& preset : style::presetsFor(layer)) {
      if (preset.id == m_preset) return std::move(preset.style);
      known += (known.empty() ? "" : ", ") + preset.id;
    }
    throw Error(ErrorCode::notFound, {GIS_TR("there is no preset named {0}"), {m_preset}},
                {GIS_TR("known are {0}"), {known}});
  }

  std::string m_city, m_layer, m_file, m_preset, m_graduated, m_categorised;
  std::string m_styleName, m_format = "json";
  std::vector<Message> m_notes;  ///< what a file could not carry over
  std::string m_method = "jenks", m_ramp = "yellow_red";
  int m_classes = 5;
  bool m_get = false, m_reset = false, m_list = false;
};

}  // namespace

std::unique_ptr<Command> makeStyleCommand() {
  return std::make_unique<StyleCommand>();
}

}  // namespace gis::cli
