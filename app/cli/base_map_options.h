// Base maps on the command line: --base and what of the network it may use.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/raster/base_map.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::cli {

struct BaseMapOptions {
  std::string place, key;
  double opacity = 1;
  std::vector<std::string> hosts;

  void declare(CLI::App& app);
  /// Without --allow-host the network stays off.
  [[nodiscard]] raster::WebAccess access() const;
  /// Puts the base map below the scene; throws what openBaseMap throws, and Error(usage).
  void addTo(ui::MapScene& scene) const;
  /// Waits until the tiles of a web map that this view needs are there, at most half a minute; tells when some are
  /// not.
  void await(const ui::MapScene& scene, const ui::MapView& view, Context& context) const;
};

}  // namespace gis::cli
