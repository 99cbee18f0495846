// citydesk-cli components number: identifiers of 17 digits for components that have none.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/component_ids.h"

namespace gis::cli {
namespace {

class ComponentsCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "components"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Give managed components their identifiers (GB/T 47678.5, 17 digits)");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_numbering.layer, GIS_TR("The layer of components"))->required();
    app.add_option("--type", m_numbering.typeField, GIS_TR("Field with the type: five digits, or its Chinese name"))
        ->type_name("FIELD")
        ->required();
    app.add_option("--field", m_numbering.idField,
                   GIS_TR("Field of the identifiers (default: the code field of the layer's role, else GLBJBSM)"))
        ->type_name("FIELD");
    app.add_option("--county", m_numbering.county,
                   GIS_TR("Six digits (default: of the unit grid in SZDYWGBSM, else of the district)"))
        ->type_name("CODE");
    app.add_flag("--plan", m_numbering.plan, GIS_TR("Only tell what would change"));
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(
        platform::pathFromUtf8(m_city), m_numbering.plan ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    const city::ComponentNumbers numbers =
        city::giveComponentIds(city, m_numbering, context.operatorName, context.progress);
    if (context.json) {
      writeJson(numbers, context.language);
    } else {
      print(textIn({GIS_TR("{0} identifiers given, {1} were there, {2} features have none"),
                    {std::to_string(numbers.given.size()), std::to_string(numbers.kept),
                     std::to_string(numbers.refused.size())}},
                   context.language) +
            "\n");
      for (const auto& one : numbers.refused)
        note(context, {GIS_TR("feature {0} got no identifier"), {std::to_string(one.fid)}}, one.why);
    }
    return numbers.refused.empty() ? kDone : kPartly;
  }

 private:
  void writeJson(const city::ComponentNumbers& numbers, const std::string& language) const {
    JsonWriter json;
    json.beginObject().member("layer", m_numbering.layer).member("field", numbers.idField);
    json.member("features", numbers.features).member("kept", numbers.kept).member("plan", m_numbering.plan);
    json.member("given", numbers.given.size()).key("identifiers").beginArray();
    for (const auto& one : numbers.given) json.beginObject().member("fid", one.fid).member("id", one.id).endObject();
    json.endArray().key("rejects").beginArray();
    for (const auto& one : numbers.refused)
      json.beginObject().member("fid", one.fid).member("reason", textIn(one.why, language)).endObject();
    json.endArray().memberOrNull("tx", numbers.tx).endObject().finish();
  }

  std::string m_city;
  city::ComponentNumbering m_numbering;
};

}  // namespace

std::unique_ptr<Command> makeComponentsCommand() {
  return std::make_unique<ComponentsCommand>();
}

}  // namespace gis::cli
