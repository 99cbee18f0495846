// Divisions, unit grids and duty grids: do they lie in each other as the standard wants it?
// Source: GB/T 30428.1 (unit grids): no overlap and no gap, no grid across the border of a community, the code begins
// with the community's, about 10,000 m² each; a duty grid is a set of unit grids; a component lies in the grid that it
// names. Functions belong to the thread of their city.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/quality.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct GridFinding {
  std::string role, layer;  ///< "unit_grid" …, and the layer that plays it
  std::vector<std::int64_t> fids;
  std::string check;  ///< overlap, gap, duplicate, t_junction, two_communities, no_community, uncovered (a part of a
                      ///< community in no unit grid), two_duty_grids, no_duty_grid,
                      ///< area_outlier, or one of qualityChecks()
  std::string code;   ///< of the feature, or empty
  Message what;
  Severity severity = Severity::error;
  std::optional<geom::Envelope> box;  ///< in the city's CRS
};

struct GridCheckOptions {
  double smallest = 1'000, largest = 100'000;  ///< m² of a unit grid; others are told as unusual
  double sliver = 1;                           ///< m²: parts in other areas that are smaller are the drawing's
  std::size_t mostFindings = 10'000;           ///< of a check
};
struct GridReport {
  struct Layer {
    std::string role, layer;  ///< layer empty: no layer plays the role
    std::int64_t features = 0, errors = 0, warnings = 0;
  };
  std::vector<Layer> layers;
  std::vector<GridFinding> findings;
};
/// Checks every layer that plays one of the roles district, subdistrict, community, unit_grid, duty_grid and component.
/// Errors: cancelled, and those of the layers.
[[nodiscard]] GridReport checkGrids(const store::CityDatabase& city, const GridCheckOptions& options,
                                    Progress& progress);

}  // namespace gis::city
