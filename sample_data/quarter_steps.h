// The steps of makeQuarter(). Private to sample_data.
#pragma once

#include <vector>

#include "sample_data/mesh.h"
#include "sample_data/quarter.h"

namespace gis::sample {

/// A piece of a block: the unit grid over it, and the land in it.
struct Piece {
  Mesh::Face grid;  ///< to the middle of the roads around
  Mesh::Face land;  ///< within the red lines
  double area = 0;  ///< of the land
  const char* landUse = "";
  double typical = 1000;  ///< area of a usual parcel of that use here, m²
  int parcels = 0;
  int gridIndex = 0;  ///< into QuarterCity::grids
};

/// The work on one quarter.
struct QuarterWork {
  const CityPlan& plan;
  const Quarter& quarter;
  QuarterCity& city;
  Mesh mesh;
  std::vector<Piece> pieces;
};

/// Streets, blocks and unit grids.
void layStreets(QuarterWork& work);
/// Land use of each piece, and how many parcels it gets; the numbers add up to what the quarter was given.
void chooseLandUse(QuarterWork& work);
/// Cuts the pieces into parcels.
void cutParcels(QuarterWork& work);
/// Buildings on the parcels.
void build(QuarterWork& work);
/// Door plates, places, components.
void furnish(QuarterWork& work);

}  // namespace gis::sample
