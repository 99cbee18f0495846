#include "app/cli/base_map_options.h"

#include <chrono>
#include <thread>

#include "gis_core/base/error.h"
#include "ui/map/render_map.h"

namespace gis::cli {

namespace {

bool isPending(const ui::MapScene& scene) {
  for (const ui::SceneRaster& raster : scene.rasters) {
    if (raster.map->pending() > 0) return true;
  }
  return false;
}

}  // namespace

void BaseMapOptions::declare(CLI::App& app) {
  app.add_option("--base", place,
                 GIS_TR("Base map below: a raster file, a folder of tiles, a template or tianditu:vec|img|ter"))
      ->type_name("PLACE");
  app.add_option("--base-opacity", opacity, GIS_TR("Opacity of the base map, 0 to 1 (default 1)"))->type_name("N");
  app.add_option("--allow-host", hosts, GIS_TR("Host that a web base map may be fetched from; none without it"))
      ->type_name("HOST");
  app.add_option("--base-key", key, GIS_TR("Key for {key} in the template"))->type_name("KEY");
}

raster::WebAccess BaseMapOptions::access() const {
  raster::WebAccess access;
  access.allowed = !hosts.empty();
  access.hosts = hosts;
  access.key = key;
  access.remedies = {GIS_TR("allow its host with --allow-host"), GIS_TR("add it with --allow-host"),
                     GIS_TR("give your key with --base-key")};
  return access;
}

void BaseMapOptions::addTo(ui::MapScene& scene) const {
  if (place.empty()) return;
  if (!(opacity >= 0 && opacity <= 1)) {
    throw Error(ErrorCode::usage, GIS_TR("--base-opacity is out of range"), {}, GIS_TR("give a number from 0 to 1"));
  }
  for (auto& map : raster::openBaseMap(place, access())) scene.rasters.push_back({std::move(map), opacity, true});
}

void BaseMapOptions::await(const ui::MapScene& scene, const ui::MapView& view, Context& context) const {
  if (scene.rasters.empty() || !scene.rasters.front().map->info().isWeb) return;
  ui::MapScene bare;  // only the base map: what is wanted is that its tiles are asked for
  bare.crs = scene.crs;
  bare.rasters = scene.rasters;
  bare.dpi = scene.dpi;
  bare.labels = false;
  (void)ui::renderMap(bare, view, context.progress);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (isPending(scene) && std::chrono::steady_clock::now() < end) {
    context.progress.check();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  for (const ui::SceneRaster& raster : scene.rasters) {
    const std::string trouble = raster.map->trouble();
    if (trouble.empty() && raster.map->pending() == 0) continue;
    note(context, {GIS_TR("the base map is not whole: {0}"), {trouble.empty() ? "no answer" : trouble}});
    return;
  }
}

}  // namespace gis::cli
