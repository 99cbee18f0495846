// citydesk-cli basemap: what a base map is, and reduced copies for a large one.
#include <CLI/CLI.hpp>

#include "app/cli/base_map_options.h"
#include "gis_core/base/message.h"
#include "gis_core/base/platform/files.h"

namespace gis::cli {
namespace {

class BaseMapCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "basemap"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("What a base map is; reduced copies of a large raster");
  }

  void setup(CLI::App& app) override {
    app.add_option("PLACE", m_options.place, GIS_TR("Raster file, folder of tiles, template, or tianditu:vec|img|ter"))
        ->required();
    app.add_option("--allow-host", m_options.hosts, GIS_TR("Host that a web map may be fetched from"))
        ->type_name("HOST");
    app.add_option("--base-key", m_options.key, GIS_TR("Key for {key} in the template"))->type_name("KEY");
    app.add_flag("--overviews", m_overviews, GIS_TR("Make reduced copies in the cache when the raster has none"));
  }

  int run(Context& context) override {
    auto maps = raster::openBaseMap(m_options.place, m_options.access());
    const bool make = m_overviews && maps.front()->info().wantsOverviews;
    if (make) {
      raster::buildOverviews(platform::pathFromUtf8(m_options.place), context.progress);
      maps = raster::openBaseMap(m_options.place, m_options.access());
    }
    const raster::BaseMapInfo& info = maps.front()->info();
    const std::string crs = info.crs.isKnown() ? info.crs.identifier() : std::string();
    if (!context.json) {
      print(crs.empty() ? "unknown coordinate system, taken for the city's\n" : info.crs.name() + " (" + crs + ")\n");
      print(std::to_string(info.width) + " x " + std::to_string(info.height) + " pixels\n");
      if (make) print("reduced copies made\n");
      if (info.wantsOverviews) print("no reduced copies: far views are slow; --overviews makes them\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().memberOrNull("crs", crs).member("width", info.width).member("height", info.height);
    json.key("extent").beginArray();
    for (const double v : {info.box.minX, info.box.minY, info.box.maxX, info.box.maxY}) json.value(v);
    json.endArray().member("web", info.isWeb).member("wants_overviews", info.wantsOverviews);
    json.member("overviews_made", make).endObject().finish();
    return kDone;
  }

 private:
  BaseMapOptions m_options;
  bool m_overviews = false;
};

}  // namespace

std::unique_ptr<Command> makeBaseMapCommand() {
  return std::make_unique<BaseMapCommand>();
}

}  // namespace gis::cli
