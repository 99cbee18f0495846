// citydesk-cli remove: takes layers out of a city.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class RemoveCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "remove"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Take layers out of a city, all or none"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layers, GIS_TR("Layers to remove"))->required();
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city));
    store::Transaction transaction(city.connection());
    for (const std::string& layer : m_layers) store::removeLayer(city.connection(), layer);
    transaction.commit();
    JsonWriter json;
    json.beginObject().key("removed").beginArray();
    for (const std::string& layer : m_layers) json.value(layer);
    json.endArray().endObject();
    if (context.json) json.finish();
    return kDone;
  }

 private:
  std::string m_city;
  std::vector<std::string> m_layers;
};

}  // namespace

std::unique_ptr<Command> makeRemoveCommand() {
  return std::make_unique<RemoveCommand>();
}

}  // namespace gis::cli
