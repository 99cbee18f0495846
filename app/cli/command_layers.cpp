// citydesk-cli layers: what is in a city.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

void writeLayer(JsonWriter& json, const store::LayerInfo& layer, const std::string& title) {
  json.beginObject().member("name", layer.name).member("title", title);
  json.memberOrNull("geometry_type", layer.geometryType ? layer.geometryType->name() : std::string());
  json.memberOrNull("crs", layer.crs.identifier()).member("count", layer.count).key("extent");
  if (layer.extent.isEmpty()) {
    json.null();
  } else {
    json.beginArray().value(layer.extent.minX).value(layer.extent.minY).value(layer.extent.maxX);
    json.value(layer.extent.maxY).endArray();
  }
  json.key("fields").beginArray();
  for (const store::Field& field : layer.fields) {
    json.beginObject().member("name", field.name).member("type", store::fieldTypeName(field.type)).endObject();
  }
  json.endArray().memberOrNull("role", layer.role).memberOrNull("source", layer.provenance.source);
  json.memberOrNull("bureau", layer.provenance.bureau).member("visible", layer.visible).endObject();
}

class LayersCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "layers"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("The layers of a city, bottom first"); }

  void setup(CLI::App& app) override { app.add_option("CITY", m_city, GIS_TR("City database"))->required(); }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    const auto layers = store::listLayers(city.connection());
    if (!context.json) {
      for (const store::LayerInfo& layer : layers) {
        print(fmt::format("{}\t{}\t{}\t{}\n", layer.name,
                          layer.geometryType ? layer.geometryType->name() : std::string("TABLE"), layer.count,
                          titleOf(layer, context)));
      }
      return kDone;
    }
    JsonWriter json;
    json.beginArray();
    for (const store::LayerInfo& layer : layers) writeLayer(json, layer, titleOf(layer, context));
    json.endArray().finish();
    return kDone;
  }

 private:
  /// In the asked language, else the other, else the name.
  [[nodiscard]] static std::string titleOf(const store::LayerInfo& layer, const Context& context) {
    const bool chinese = context.language.rfind("zh", 0) == 0;
    const std::string& first = chinese ? layer.titleZh : layer.titleEn;
    const std::string& second = chinese ? layer.titleEn : layer.titleZh;
    return !first.empty() ? first : !second.empty() ? second : layer.name;
  }

  std::string m_city;
};

}  // namespace

std::unique_ptr<Command> makeLayersCommand() {
  return std::make_unique<LayersCommand>();
}

}  // namespace gis::cli
