#include "ui/dialogs/export_order.h"

#include "gis_core/base/error.h"
#include "gis_core/city/export_profile.h"

namespace gis::ui {

std::vector<io::ExportRequest> requestsOf(const store::CityDatabase& city, const ExportOrder& order) {
  std::vector<io::ExportRequest> all = order.layers.empty()
                                           ? std::vector{order.base}
                                           : city::requestsFor(city, order.layers, order.base, {}, order.folder);
  if (!order.selectedOnly) return all;
  for (io::ExportRequest& one : all) {
    const auto chosen = order.selected.find(one.layer);
    if (chosen == order.selected.end() || chosen->second.empty())
      throw Error(ErrorCode::usage, {GIS_TR("nothing is selected in the layer \"{0}\""), {one.layer}}, {},
                  GIS_TR("select features of it, leave the layer out, or take all features"));
    one.fids = chosen->second;
  }
  return all;
}

}  // namespace gis::ui
