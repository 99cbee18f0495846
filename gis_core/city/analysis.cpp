#include "gis_core/city/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/store/layer.h"
#include "gis_core/style/class_bounds.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/layer_style.h"

namespace gis::city {

namespace {

using style::Colour;
using style::LayerStyle;
using style::StyleClass;

constexpr int kRateClasses = 5;
constexpr int kDensityClasses = 7;
constexpr double kOutlineMm = 0.1;

style::Symbol filled(Colour fill, bool outlined = true) {
  style::Symbol symbol;
  symbol.fill = fill;
  symbol.outline.colour = Colour::parse("#8c8c8c");
  symbol.outline.widthMm = outlined ? kOutlineMm : 0;
  return symbol;
}

StyleClass classOf(const std::string& value, const char* colour, const std::string& zh, const std::string& en) {
  StyleClass out;
  out.values = {value};
  out.symbol = filled(Colour::parse(colour));
  out.symbol.line.colour = out.symbol.fill;
  out.symbol.line.widthMm = 0.5;
  out.labelZh = zh;
  out.labelEn = en;
  return out;
}

/// A figure with as many digits as a legend needs; next to nothing beside the `largest` one is 0.
std::string figure(double value, double largest) {
  if (std::abs(value) < largest * 1e-4) return "0";
  return std::abs(value) >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

LayerStyle graduated(const std::string& field, std::vector<double> values, int classes, const char* rampName,
                     const std::string& unitZh, const std::string& unitEn, bool outlined) {
  LayerStyle out;
  out.kind = style::StyleKind::graduated;
  out.field = field;
  const std::vector<double> bounds = style::classBounds(std::move(values), classes, style::ClassMethod::jenks);
  const std::vector<Colour> colours = style::ramp(rampName, std::max<int>(1, int(bounds.size()) - 1));
  for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
    StyleClass one;
    one.lower = bounds[k];
    one.upper = bounds[k + 1];
    one.symbol = filled(colours[k], outlined);
    const std::string range = figure(bounds[k], bounds.back()) + " – " + figure(bounds[k + 1], bounds.back());
    one.labelZh = range + " " + unitZh;
    one.labelEn = range + " " + unitEn;
    out.classes.push_back(std::move(one));
  }
  if (out.classes.empty()) return style::singleStyle(filled(Colour::parse("#d9d9d9")), "没有数值", "no figures");
  return out;
}

void setStyle(const store::CityDatabase& city, const std::string& layer, const LayerStyle& look) {
  store::setLayerStyle(city.connection(), layer, style::toJsonText(look));
}

std::string metresText(double metres) {
  return fmt::format("{:.12g}", metres);
}

}  // namespace

query::HotSpotResult analyseHotSpots(const store::CityDatabase& city, const query::HotSpotQuery& query,
                                     Progress& progress, query::OriginNote* origin) {
  query::HotSpotResult result = query::hotSpots(city, query, progress, origin);
  LayerStyle look;
  look.kind = style::StyleKind::categorised;
  look.field = result.classField;
  look.classes = {// short: in the layer tree the end, which tells them apart, must be in sight
                  classOf("3", "#b2182b", "热点，误判不到 1 %", "Hot spot, by chance < 1 %"),
                  classOf("2", "#ef8a62", "热点，误判不到 5 %", "Hot spot, by chance < 5 %"),
                  classOf("1", "#fddbc7", "热点，误判不到 10 %", "Hot spot, by chance < 10 %"),
                  classOf("0", "#f2f2f2", "与偶然分布无明显差别", "No different from chance"),
                  classOf("-1", "#d1e5f0", "冷点，误判不到 10 %", "Cold spot, by chance < 10 %"),
                  classOf("-2", "#67a9cf", "冷点，误判不到 5 %", "Cold spot, by chance < 5 %"),
                  classOf("-3", "#2166ac", "冷点，误判不到 1 %", "Cold spot, by chance < 1 %")};
  setStyle(city, result.into, look);
  return result;
}

query::ZoneRateResult analyseRates(const store::CityDatabase& city, const query::ZoneRateQuery& query,
                                   Progress& progress, query::OriginNote* origin) {
  query::ZoneRateResult result = query::zoneRates(city, query, progress, origin);
  const std::string times = query.times == 1 ? std::string() : metresText(query.times) + " ";
  const std::string each = times.empty() ? "每" : "每 " + times;
  const std::string unitZh = each + (query.per.empty() ? "平方千米" : query.per);
  const std::string unitEn = query.per.empty() ? "per " + times + "km²" : "per " + times + query.per;
  setStyle(city, result.into,
           graduated(result.rateField, result.rates, kRateClasses, "yellow_red", unitZh, unitEn, true));
  return result;
}

query::ReachResult analyseReach(const store::CityDatabase& city, const query::ReachQuery& query, Progress& progress,
                                query::OriginNote* origin) {
  query::ReachResult result = query::reach(city, query, progress, origin);
  const store::LayerInfo to = store::layerByName(city.connection(), query.to);
  const std::string condition = query.toWhere.empty() ? std::string() : "（" + query.toWhere + "）";
  const std::string zh = (to.titleZh.empty() ? to.name : to.titleZh) + condition;
  const std::string en = (to.titleEn.empty() ? to.name : to.titleEn) +
                         (query.toWhere.empty() ? std::string() : " (" + query.toWhere + ")");
  const std::string metres = metresText(query.metres);
  LayerStyle look;
  look.kind = style::StyleKind::categorised;
  look.field = result.beyondField;
  const std::string howZh = query.network.empty() ? "（直线）：" : "（沿道路）：";
  const std::string howEn = query.network.empty() ? " m (straight line): " : " m (along the roads): ";
  // what tells them apart comes first: the layer tree cuts off the end
  look.classes = {classOf("1", "#d7301f", metres + " 米以外" + howZh + zh, "beyond " + metres + howEn + en),
                  classOf("0", "#a6d96a", metres + " 米以内" + howZh + zh, "within " + metres + howEn + en)};
  setStyle(city, result.into, look);
  return result;
}

query::DensityResult analyseDensity(const store::CityDatabase& city, const query::DensityQuery& query,
                                    Progress& progress, query::OriginNote* origin) {
  query::DensityResult result = query::densityGrid(city, query, progress, origin);
  setStyle(city, result.into,
           graduated("density", result.densities, kDensityClasses, "yellow_red", "个/平方千米", "per km²", false));
  return result;
}

Message findingOf(const query::HotSpotResult& result) {
  const auto& classes = result.classes;
  return {GIS_TR("{0} hot and {1} cold of {2} zones in {3}"),
          {std::to_string(classes[6] + classes[5] + classes[4]), std::to_string(classes[0] + classes[1] + classes[2]),
           std::to_string(result.zones), result.into}};
}

Message findingOf(const query::ZoneRateResult& result) {
  return {GIS_TR("{0} zones in {1}, {2} features counted"),
          {std::to_string(result.rows), result.into, std::to_string(result.features)}};
}

Message findingOf(const query::ReachResult& result) {
  const std::vector<std::string> words{
      std::to_string(result.within), std::to_string(result.beyond), result.into,
      fmt::format("{:.0f}", result.squareMetresBeyond * 100 / std::max(1e-9, result.squareMetres)),
      std::to_string(result.unreachable)};
  if (result.unreachable > 0) {
    return {GIS_TR("{0} within and {1} beyond in {2}; no road leads to {4} of them"), words};
  }
  if (result.squareMetres > 0)
    return {GIS_TR("{0} within and {1} beyond in {2}; {3} % of the area lies beyond"), words};
  return {GIS_TR("{0} within and {1} beyond in {2}"), words};
}

Message findingOf(const query::DensityResult& result) {
  return {GIS_TR("{0} cells of {1} m in {2}, {3} features"),
          {std::to_string(result.rows), metresText(result.cellMetres), result.into, std::to_string(result.features)}};
}

}  // namespace gis::city
