#include "gis_core/style/scale_free.h"

namespace gis::style {

LayerStyle atEveryScale(LayerStyle style) {
  style.scales = {};
  for (StyleClass& one : style.classes) {
    one.scales = {};
    for (Stroke* stroke : {&one.symbol.outline, &one.symbol.line, &one.symbol.casing}) stroke->scales = {};
  }
  return style;
}

}  // namespace gis::style
