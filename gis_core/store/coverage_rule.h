// Layers whose areas lie side by side, as parcels do. The mark is kept in the city.
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "gis_core/store/layer.h"

namespace gis::store {

/// Lengths in units of the layer.
struct CoverageRule {
  double tolerance = 0;  ///< what lies nearer is meant to be the same place; 0: the rounding of the coordinates
  double maxGapWidth = std::numeric_limits<double>::infinity();  ///< wider ones may be
};

/// The rule of a layer; nothing when it is not marked. Also in cities of an older version.
[[nodiscard]] std::optional<CoverageRule> coverageRule(const Connection& c, std::string_view layerUid);
/// Marks the layer as coverage, or takes the mark away. Errors: noSuchLayer, unsupported (no areas), invalidValue.
void setCoverage(const Connection& c, std::string_view layer, const std::optional<CoverageRule>& rule);

}  // namespace gis::store
