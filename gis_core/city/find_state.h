// What a FindIndex holds. Private to the room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/find.h"
#include "gis_core/city/find_block.h"
#include "gis_core/crs/crs.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct FindLayer {
  std::string name, titleZh, titleEn;
  geom::Envelope box;  ///< in the city's CRS
};

struct FindState {
  crs::Crs crs;
  std::vector<std::shared_ptr<const FindBlock>> blocks;
  std::vector<FindLayer> layers;
  std::vector<FindCommand> commands;
};

void buildFindState(const store::CityDatabase& city, Progress& progress, const FindState* previous, FindState& state);

}  // namespace gis::city
