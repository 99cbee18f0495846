// What a layer's filter leaves.
#pragma once

#include <string>

#include "gis_core/store/layer.h"

namespace gis::ui {

/// The condition for the rows that the layer's filter lets through and that meet `where` (SQL; either may be empty).
/// A filtered layer looks the same everywhere in the window: on the map, in its table, in questions and exports.
[[nodiscard]] std::string shownRows(const store::LayerInfo& layer, const std::string& where = {});

}  // namespace gis::ui
