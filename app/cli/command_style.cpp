// citydesk-cli style: how a layer looks, read and set as JSON.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "gis_core/style/default_styles.h"

namespace gis::cli {

namespace {

class StyleCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "style"; }
  [[nodiscard]] const char* summary() const override { return "Show or set how a layer looks"; }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, "City database")->required();
    app.add_option("LAYER", m_layer, "Layer")->required();
    auto* get = app.add_flag("--get", m_get, "Print the style (the default)");
    auto* set = app.add_option("--set", m_file, "Take the style from this file")->type_name("FILE");
    auto* reset = app.add_flag("--reset", m_reset, "Back to the default look");
    get->excludes(set)->excludes(reset);
    set->excludes(reset);
  }

  int run(Context& context) override {
    const bool writes = !m_file.empty() || m_reset;
    const store::CityDatabase city = store::CityDatabase::open(
        platform::pathFromUtf8(m_city), writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    if (writes) {
      if (!m_reset) {
        const std::string text = platform::readFile(platform::pathFromUtf8(m_file));
        layer.styleJson = style::toJsonText(style::styleFromText(text));
      } else {
        layer.styleJson.clear();
      }
      store::setLayerStyle(city.connection(), layer.name, layer.styleJson);
    }
    const nlohmann::json json = style::toJson(style::styleOf(layer));
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
  std::string m_city, m_layer, m_file;
  bool m_get = false, m_reset = false;
};

}  // namespace

std::unique_ptr<Command> makeStyleCommand() {
  return std::make_unique<StyleCommand>();
}

}  // namespace gis::cli
