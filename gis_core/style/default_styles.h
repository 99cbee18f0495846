// The look a layer has before anybody chose one: like a printed city map.
#pragma once

#include <string>
#include <vector>

#include "gis_core/store/layer.h"
#include "gis_core/style/layer_style.h"

namespace gis::style {

/// By role, then by name and fields, then by geometry. `city_incident` gets its symbols by state. Land-use
/// columns get the customary colours of the code system that the layer names for the column (GB/T 21010 when
/// none): codes of different systems share numbers with other meanings.
[[nodiscard]] LayerStyle defaultStyle(const store::LayerInfo& layer);
/// A look that is customary on city maps.
struct Preset {
  std::string id, labelZh, labelEn;
  LayerStyle style;
};
/// The presets that fit the geometry and the fields of a layer.
[[nodiscard]] std::vector<Preset> presetsFor(const store::LayerInfo& layer);
/// The layer's own style, or the default one when it has none or its own cannot be read.
[[nodiscard]] LayerStyle styleOf(const store::LayerInfo& layer);

}  // namespace gis::style
