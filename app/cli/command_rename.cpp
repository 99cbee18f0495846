// citydesk-cli rename: another name or title for a layer.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class RenameCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "rename"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Another name or title for a layer"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("NAME", m_name, GIS_TR("Its new name"));
    app.add_option("--title-zh", m_titleZh, GIS_TR("Chinese title"))->type_name("TEXT");
    app.add_option("--title-en", m_titleEn, GIS_TR("English title"))->type_name("TEXT");
  }

  int run(Context& context) override {
    if (m_name.empty() && !m_titleZh && !m_titleEn) {
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("there is neither a new name nor a title"), {});
    }
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city));
    const store::Connection& c = city.connection();
    store::Transaction transaction(c);
    const store::LayerInfo layer = store::layerByName(c, m_layer);
    if (m_titleZh || m_titleEn)
      store::setLayerTitle(c, layer.name, m_titleZh.value_or(layer.titleZh), m_titleEn.value_or(layer.titleEn));
    if (!m_name.empty()) store::renameLayer(c, layer.name, m_name);
    transaction.commit();
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("name", m_name.empty() ? layer.name : m_name).endObject().finish();
    }
    return kDone;
  }

 private:
  std::string m_city, m_layer, m_name;
  std::optional<std::string> m_titleZh, m_titleEn;
};

}  // namespace

std::unique_ptr<Command> makeRenameCommand() {
  return std::make_unique<RenameCommand>();
}

}  // namespace gis::cli
