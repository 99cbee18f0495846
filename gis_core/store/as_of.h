// A layer as it was at a moment, from the journal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// What was otherwise at that moment: by fid the feature as it was then (all fields of the layer), or nothing when it
/// was not there. All others were as they are now.
using LayerPast = std::map<std::int64_t, std::optional<Feature>>;

/// `at`: ISO 8601 in UTC, as the journal has it. Effort: the entries since then, not the rows of the layer. Errors:
/// unsupported when the layer was loaded since (what it held before is not kept), damaged.
[[nodiscard]] LayerPast layerPast(const Connection& c, const LayerInfo& layer, std::string_view at);

}  // namespace gis::store
