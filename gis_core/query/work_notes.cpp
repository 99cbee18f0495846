#include "gis_core/query/work_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "gis_core/geometry/wkb.h"

namespace gis::query {

namespace {

std::string numberText(double number) {
  return fmt::format("{}", number);
}

void addLayer(Work& work, const std::string& layer) {
  if (layer.empty() || std::find(work.layers.begin(), work.layers.end(), layer) != work.layers.end()) return;
  work.layers.push_back(layer);
}

}  // namespace

Work workOf(const HotSpotQuery& query) {
  Work work{"analyze hotspots",
            {{"zones", query.zones},
             {"where", query.zonesWhere},
             {"of", query.of},
             {"of_where", query.ofWhere},
             {"value", query.value},
             {"distance", query.metres ? numberText(*query.metres) : ""},
             {"neighbours", query.metres ? "" : std::to_string(query.neighbours)},
             {"into", query.into}},
            {}};
  addLayer(work, query.zones);
  addLayer(work, query.of);
  return work;
}

Work workOf(const ZoneRateQuery& query) {
  Work work{"analyze rates",
            {{"zones", query.zones},
             {"where", query.zonesWhere},
             {"of", query.of},
             {"of_where", query.ofWhere},
             {"per", query.per},
             {"times", numberText(query.times)},
             {"into", query.into}},
            {}};
  addLayer(work, query.zones);
  addLayer(work, query.of);
  return work;
}

Work workOf(const ReachQuery& query) {
  Work work{"analyze coverage",
            {{"layer", query.layer},
             {"where", query.where},
             {"of", query.to},
             {"of_where", query.toWhere},
             {"distance", numberText(query.metres)},
             {"network", query.network},
             {"into", query.into}},
            {}};
  for (const std::string* layer : {&query.layer, &query.to, &query.network}) addLayer(work, *layer);
  return work;
}

Work workOf(const DensityQuery& query) {
  Work work{"analyze density",
            {{"layer", query.layer},
             {"where", query.where},
             {"weight", query.weight},
             {"radius", numberText(query.radiusMetres)},
             {"cell", query.cellMetres > 0 ? numberText(query.cellMetres) : ""},
             {"into", query.into}},
            {}};
  addLayer(work, query.layer);
  return work;
}

Work workOf(const LandCheckQuery& query) {
  Work work{"landcheck", {{"plots", query.plotLayer}, {"where", query.plotWhere}}, {}};
  std::string fids;
  for (const std::int64_t fid : query.plotFids) fids += (fids.empty() ? "" : ",") + std::to_string(fid);
  work.arguments.emplace_back("plot", fids);
  std::string shapes;  // drawn or typed ones, or those of a file
  for (const LandPlot& plot : query.plots) shapes += (shapes.empty() ? "" : "; ") + geom::toWkt(plot.wkb);
  work.arguments.emplace_back("wkt", shapes);
  if (query.plotsCrs.isKnown()) work.arguments.emplace_back("crs", query.plotsCrs.identifier());
  std::string against;
  addLayer(work, query.plotLayer);
  for (const LandTheme& theme : query.themes) {
    against += (against.empty() ? "" : ",") + theme.layer;
    if (!theme.field.empty()) against += ":" + theme.field;
    if (!theme.where.empty()) against += " (" + theme.where + ")";
    addLayer(work, theme.layer);
  }
  work.arguments.emplace_back("against", against);
  work.arguments.emplace_back("area", query.area == crs::AreaKind::plane ? "plane" : "ellipsoid");
  work.arguments.emplace_back("into", query.into);
  return work;
}

Work workOf(const KeyJoinWords& words) {
  Work work{"join",
            {{"left", words.left},
             {"where", words.where},
             {"right", words.right},
             {"on", words.leftField + "=" + words.rightColumn},
             {"normalize", words.normalised ? "code" : ""},
             {"keep", words.keepsAll ? "all" : "matched"},
             {"into", words.into}},
            {}};
  addLayer(work, words.left);
  if (words.rightIsLayer) addLayer(work, words.right);
  return work;
}

}  // namespace gis::query
