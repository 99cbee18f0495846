// citydesk-cli create: a new city database.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"

namespace gis::cli {
namespace {

class CreateCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "create"; }
  [[nodiscard]] const char* summary() const override { return "A new city database"; }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, "City database to make (*.citydb)")->required();
    app.add_option("--crs", m_crs, "Coordinate system of the city (default: EPSG:4549)")->type_name("CRS");
  }

  int run(Context& context) override {
    const crs::Crs crs = crs::Crs::parse(m_crs);
    const auto city = store::CityDatabase::create(platform::pathFromUtf8(m_city), crs);
    if (!context.json) {
      print("made " + m_city + " in " + city.crs().name() + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("city", m_city).member("uid", city.uid());
    json.memberOrNull("crs", city.crs().identifier()).endObject().finish();
    return kDone;
  }

 private:
  std::string m_city;
  std::string m_crs = "EPSG:4549";
};

}  // namespace

std::unique_ptr<Command> makeCreateCommand() {
  return std::make_unique<CreateCommand>();
}

}  // namespace gis::cli
