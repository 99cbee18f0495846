// citydesk-cli role: what part a layer plays for the look-ups of a place.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class RoleCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "role"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Which layer is the district, the parcel, the road …");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option(
        "ROLE", m_role,
        GIS_TR("district, subdistrict, community, unit_grid, duty_grid, road, parcel, building, address, component"));
    app.add_option("LAYER", m_layer, GIS_TR("Layer that plays it"));
    app.add_option("--code", m_code, GIS_TR("Field with the code"))->type_name("FIELD");
    app.add_option("--name", m_name, GIS_TR("Field with the name"))->type_name("FIELD");
    app.add_flag("--unset", m_unset, GIS_TR("No layer plays ROLE any more"));
  }

  int run(Context& context) override {
    if (!m_role.empty() && m_layer.empty() && !m_unset) {
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("the layer is missing"),
                  GIS_TR("write: role CITY ROLE LAYER --code FIELD"));
    }
    const bool writes = !m_role.empty();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (m_unset) {
      store::unbindRole(city.connection(), m_role);
    } else if (writes) {
      store::bindRole(city.connection(), m_role, m_layer, m_code, m_name);
    }
    list(context, city.connection());
    return kDone;
  }

 private:
  static void list(const Context& context, const store::Connection& c) {
    JsonWriter json;
    json.beginObject().key("roles").beginArray();
    for (const std::string& role : store::roleNames()) {
      const auto layer = store::layerOfRole(c, role);
      if (!layer) continue;
      if (!context.json)
        print(role + "\t" + layer->name + "\t" + layer->roleCodeField + "\t" + layer->roleNameField + "\n");
      json.beginObject().member("role", role).member("layer", layer->name);
      json.memberOrNull("code", layer->roleCodeField).memberOrNull("name", layer->roleNameField).endObject();
    }
    json.endArray().endObject();
    if (context.json) json.finish();
  }

  std::string m_city, m_role, m_layer, m_code, m_name;
  bool m_unset = false;
};

}  // namespace

std::unique_ptr<Command> makeRoleCommand() {
  return std::make_unique<RoleCommand>();
}

}  // namespace gis::cli
