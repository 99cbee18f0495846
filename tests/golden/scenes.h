// The small scenes of the golden pictures.
#pragma once

#include <QString>
#include <filesystem>
#include <memory>
#include <vector>

#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::test {

struct GoldenScene {
  QString name;
  std::shared_ptr<const ui::MapScene> scene;
  ui::MapView view;  ///< at dpr 1
};

/// Parcels near and far (coverage), a street quarter with labels, patterns and dashes, markers by state,
/// classes by number and by rules with a drawing as marker, a heat map, clusters, base maps.
[[nodiscard]] std::vector<GoldenScene> goldenScenes(const std::filesystem::path& folder);

}  // namespace gis::test
