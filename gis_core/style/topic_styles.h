// How the things on a city map look. Private to the room.
#pragma once

#include <initializer_list>
#include <string>

#include "gis_core/store/layer.h"
#include "gis_core/style/land_use_colours.h"
#include "gis_core/style/layer_style.h"

namespace gis::style {

/// The first field of the layer whose folded name is one of `names`, in the order of `names`; empty when none is.
[[nodiscard]] std::string fieldNamed(const store::LayerInfo& layer, std::initializer_list<const char*> names);

/// The look of a topic: "incident", "event_points", "building", "water", "poi" or a role; of any other text the plain
/// one.
[[nodiscard]] LayerStyle topicStyle(const store::LayerInfo& layer, const std::string& topic);
/// A quiet look for a layer that nothing is known of, one of eight hues by its name.
[[nodiscard]] LayerStyle plainStyle(const store::LayerInfo& layer);
/// Parcels in the colours of a code system, by the codes in `field`.
[[nodiscard]] LayerStyle landUseStyle(LandUseSystem system, const store::LayerInfo& layer, const std::string& field);
/// Buildings by the storeys in `field`.
[[nodiscard]] LayerStyle storeyStyle(const store::LayerInfo& layer, const std::string& field);

}  // namespace gis::style
