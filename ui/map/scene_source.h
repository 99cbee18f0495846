// From the city database to a scene, and from scene to newer scene after edits.
#pragma once

#include <QString>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"

namespace gis::store {
class CityDatabase;
}

namespace gis::ui {

struct SceneOptions {
  std::vector<std::string> layers;  ///< bottom → top; empty: every visible layer in its order
  QString language = "zh_CN";       ///< of titles and legend: zh_CN or en
  bool labels = true;
  double dpi = 96;
  /// JSON of style per layer name that replaces the layer's own ({"LAYER": {style}}); empty: none.
  std::string styleOverrides;
  /// Not negative: layers of more features whose snapshot must be built first are left out, and the scene says that it
  /// is a part; refreshScene() adds them.
  std::int64_t quickUpTo = -1;
};

/// Opens the snapshots of the city's layers (building those that are missing or stale) and makes a scene.
/// Long when a snapshot must be built: run it as a job. Uses `city` in the calling thread.
/// Errors: noSuchLayer, cancelled, invalidValue (a broken style).
[[nodiscard]] std::shared_ptr<const MapScene> loadScene(const store::CityDatabase& city, const SceneOptions& options,
                                                        Progress& progress);
/// The scene after edits: layers whose revision is unchanged are taken over, changed features become a delta
/// over the old snapshot (milliseconds). Returns `old` itself when nothing changed. Run it in a job when
/// store::dataVersion says that somebody wrote, and after each edit of one's own.
[[nodiscard]] std::shared_ptr<const MapScene> refreshScene(const store::CityDatabase& city,
                                                           const std::shared_ptr<const MapScene>& old,
                                                           const SceneOptions& options, Progress& progress);

}  // namespace gis::ui
