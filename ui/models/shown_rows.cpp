#include "ui/models/shown_rows.h"

namespace gis::ui {

std::string shownRows(const store::LayerInfo& layer, const std::string& where) {
  if (layer.filter.empty()) return where;
  if (where.empty()) return layer.filter;
  // a condition may end with a comment
  return "(" + layer.filter + "\n) AND (" + where + "\n)";
}

}  // namespace gis::ui
