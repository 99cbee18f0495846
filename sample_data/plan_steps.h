// The steps of makePlan(), in their order. Private to sample_data.
#pragma once

#include <utility>

#include "sample_data/plan.h"

namespace gis::sample {

/// A river as a way over nodes of the net.
struct River {
  std::string name;
  double halfWidth = 20;
  const char* landUse = "1101";
  std::vector<std::pair<int, int>> nodes;
  double trimStart = 0, trimEnd = 0;  ///< how far it ends before its last node (it joins another one there)
};

/// What the steps tell each other.
struct NetDraft {
  std::vector<double> east, north;  ///< positions of the lines in plan metres, before the net is bent
  int oldWest = 0, oldEast = 0, oldSouth = 0, oldNorth = 0;  ///< lines that bound the old town
  std::vector<Point> nodes;                                  ///< of the net, in plan metres
  std::vector<River> rivers;
};

/// How many parcels a square kilometre of such a quarter has when nothing else is asked.
[[nodiscard]] double usualDensity(Zone zone);

/// Lines and nodes for a square of this half width; sizes of the vectors of the plan.
[[nodiscard]] NetDraft layNet(CityPlan& plan, double halfWidth);
/// What each quarter is like.
void layZones(CityPlan& plan, const NetDraft& net);
/// Which sides are rivers, moat and lake.
void layWaters(CityPlan& plan, NetDraft& net);
/// Classes and widths of the main roads, their curves, their names and lines.
void layRoads(CityPlan& plan, const NetDraft& net);
/// The water parcels, and the roads on the banks.
void cutReaches(CityPlan& plan, const NetDraft& net);
/// Districts, subdistricts, communities.
void layDivisions(CityPlan& plan, const CodeTables& tables);
/// Shares out the parcels and unit grids.
void shareOut(CityPlan& plan);

}  // namespace gis::sample
