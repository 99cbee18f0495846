// A look for small pictures of a whole layer.
#pragma once

#include "gis_core/style/layer_style.h"

namespace gis::style {

/// The same look shown at every scale.
[[nodiscard]] LayerStyle atEveryScale(LayerStyle style);

}  // namespace gis::style
