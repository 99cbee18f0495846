// What lies under the pointer, from memory, within a millisecond.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::ui {

struct Picked {
  std::string layer;  ///< name
  std::int64_t fid = 0;
};
/// Every visible feature within `toleranceDip` pixels of `dip`, top layer first, nearest first.
[[nodiscard]] std::vector<Picked> pick(const MapScene& scene, const MapView& view, QPointF dip,
                                       double toleranceDip = 5);
/// The exact geometry of a feature as WKB (empty when it is gone or has none); for flashes and selections.
[[nodiscard]] geom::Bytes geometryOf(const MapScene& scene, const std::string& layer, std::int64_t fid);
/// The fids of `layer` whose geometry meets the box (exact for points; boxes then edges for the others).
[[nodiscard]] std::vector<std::int64_t> fidsInBox(const MapScene& scene, const std::string& layer,
                                                  const geom::Envelope& box);

}  // namespace gis::ui
