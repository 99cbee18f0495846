// Private to this room: what a question about several layers may assume.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/store/layer.h"

namespace gis::query {

/// Throws Error(unsupported) when the layer has no geometry.
void requireGeometry(const store::LayerInfo& layer);

/// Throws Error(unknownCrs) when one of the two has no CRS, Error(unsupported) when one has no geometry.
void requireComparable(const store::LayerInfo& left, const store::LayerInfo& right);

/// A distance in metres as units of the layer's CRS. Throws Error(unsupported) on a geographic layer, Error(unknownCrs)
/// on one without CRS, Error(usage) for a distance that is none.
[[nodiscard]] double unitsOf(const store::LayerInfo& layer, double metres);

/// The layer's fields by name (exact, then but for case), in the order asked; nothing = all. Throws Error(noSuchField).
[[nodiscard]] std::vector<store::Field> chosenFields(const store::LayerInfo& layer,
                                                     const std::optional<std::vector<std::string>>& names);

}  // namespace gis::query
