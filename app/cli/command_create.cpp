// citydesk-cli create: a new city database.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/codes.h"
#include "gis_core/store/city.h"
#include "sample_data/sample_city.h"

namespace gis::cli {
namespace {

class CreateCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "create"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Make a new city database"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database to make (*.citydb)"))->required();
    app.add_option("--crs", m_crs, GIS_TR("Coordinate system of the city"))->type_name("CRS")->capture_default_str();
    app.add_option("--codes", m_codes, GIS_TR("Codes of new cases: current (five digits) or legacy (four digits)"))
        ->type_name("WHICH");
    app.add_flag("--sample", m_sample, GIS_TR("With the sample city in it"));
    app.add_option("--parcels", m_parcels, GIS_TR("Size of the sample city"))->type_name("N")->needs("--sample");
  }

  int run(Context& context) override {
    if (m_parcels && *m_parcels < 1) {
      throw Error(ErrorCode::usage, GIS_TR("cannot read --parcels"), GIS_TR("it is a number above 0"));
    }
    const auto file = platform::pathFromUtf8(m_city);
    const crs::Crs crs = crs::Crs::parse(m_crs);
    if (!crs.isKnown()) {
      throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot make {0}"), {m_city}},
                  GIS_TR("a city needs a coordinate system"), GIS_TR("write --crs EPSG:4549"));
    }
    if (m_sample && !crs.equivalentTo(crs::Crs::fromEpsg(4549))) {
      throw Error(ErrorCode::usage, GIS_TR("cannot make the sample city"), GIS_TR("it lies in EPSG:4549 only"),
                  GIS_TR("leave --crs out"));
    }
    if (!m_codes.empty()) city::checkCaseGeneration(m_codes);
    store::CityDatabase city = store::CityDatabase::create(file, crs);
    if (!m_codes.empty()) city::chooseCaseGeneration(city, m_codes);
    if (m_sample) fillSample(city, context.progress);
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("city", m_city).member("uid", city.uid()).memberOrNull("crs", city.crs().identifier());
      json.endObject().finish();
    } else {
      print(textIn({GIS_TR("made {0} in {1}"), {m_city, city.crs().name()}}, context.language) + "\n");
    }
    return kDone;
  }

 private:
  /// The sample goes into the new file or the file goes away: "failed, nothing changed".
  void fillSample(store::CityDatabase& city, Progress& progress) const {
    const auto& file = city.file();
    try {
      sample::SampleOptions options;
      if (m_parcels) options.parcels = *m_parcels;
      sample::writeSampleCity(city, options, progress);
    } catch (...) {
      for (const char* ending : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(platform::pathFromUtf8(platform::pathToUtf8(file) + ending), ignored);
      }
      throw;
    }
  }

  std::string m_city, m_codes;
  std::string m_crs = "EPSG:4549";
  bool m_sample = false;
  std::optional<std::int64_t> m_parcels;
};

}  // namespace

std::unique_ptr<Command> makeCreateCommand() {
  return std::make_unique<CreateCommand>();
}

}  // namespace gis::cli
