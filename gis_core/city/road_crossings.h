// Where named roads meet. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"

namespace gis::city {

struct NamedLine {
  std::string name;
  geom::Bytes wkb;  ///< lines, or the outlines of road areas, in the city's CRS
};

struct Crossing {
  std::string nameA, nameB;  ///< nameA < nameB
  geom::MapPoint at;
};

/// Every place where lines of different names come within `toleranceMetres` of each other (drawn roads often
/// end a little before the one that they join). Places of the same two roads closer than `mergeMetres`
/// (the two carriageways of an avenue) count once. Units are those of the coordinates.
[[nodiscard]] std::vector<Crossing> findCrossings(const std::vector<NamedLine>& lines, Progress& progress,
                                                  double toleranceMetres = 1.0, double mergeMetres = 60.0);

}  // namespace gis::city
