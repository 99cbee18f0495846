// Areas of the city coloured by their cases, as a picture that lies over the map.
#pragma once

#include <QImage>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/case_table.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::ui {

/// The areas of a role, in the city's CRS. Never changed once it is made; any thread.
struct CaseAreas {
  struct Area {
    std::string code, name;
    geom::Bytes wkb;
    geom::Envelope box;
  };
  std::vector<Area> areas;
  /// The area at a place, or null.
  [[nodiscard]] const Area* at(geom::MapPoint place) const;
};
/// Those of the layer that has the role; empty when there is none. Errors: those of reading the layer; cancelled.
[[nodiscard]] std::shared_ptr<const CaseAreas> readCaseAreas(const store::CityDatabase& city, const std::string& role,
                                                             Progress& progress);

/// The picture of a view and what it shows.
struct CaseAreaPicture {
  geom::Envelope box;
  QImage image;                    ///< premultiplied, transparent where no area lies
  std::vector<std::int64_t> ends;  ///< of the classes
};
/// Any thread; needs Qt Gui. Errors: cancelled.
[[nodiscard]] CaseAreaPicture drawCaseAreas(const CaseAreas& areas, const std::map<std::string, std::int64_t>& counts,
                                            const MapView& view, const CancelToken& token);

/// The cases as `scene` shows them, laid upon `picture`: below the coloured areas they would be pale. Any thread; needs
/// Qt Gui. Errors: cancelled.
void drawCasesUpon(CaseAreaPicture& picture, const MapScene& scene, const MapView& view, Progress& progress);
/// The stamp of the cases in `scene` (which may be null), 0 when they are not shown.
[[nodiscard]] std::uint64_t stampOfCases(const MapScene* scene);

}  // namespace gis::ui
