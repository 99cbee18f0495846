#include "gis_core/query/question_crs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::query {

void requireGeometry(const store::LayerInfo& layer) {
  if (layer.geometryType) return;
  throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" cannot be asked where it lies"), {layer.name}},
              GIS_TR("it is a table without geometry"));
}

void requireComparable(const store::LayerInfo& left, const store::LayerInfo& right) {
  for (const store::LayerInfo* layer : {&left, &right}) {
    requireGeometry(*layer);
    if (!layer->crs.isKnown()) {
      throw Error(ErrorCode::unknownCrs,
                  {GIS_TR("layers \"{0}\" and \"{1}\" cannot be compared"), {left.name, right.name}},
                  {GIS_TR("the coordinate system of \"{0}\" is unknown"), {layer->name}},
                  GIS_TR("import it again and name its system (--source-crs)"));
    }
  }
}

double unitsOf(const store::LayerInfo& layer, double metres) {
  if (!std::isfinite(metres) || metres < 0) {
    throw Error(ErrorCode::usage, {GIS_TR("{0} is no distance"), {fmt::format("{}", metres)}},
                GIS_TR("it must be a number of metres, not negative"));
  }
  if (!layer.crs.isKnown()) {
    throw Error(ErrorCode::unknownCrs, {GIS_TR("no distance can be asked of layer \"{0}\""), {layer.name}},
                GIS_TR("its coordinate system is unknown"),
                GIS_TR("import it again and name its system (--source-crs)"));
  }
  const double factor = layer.crs.metresPerUnit();
  if (layer.crs.isGeographic() || factor <= 0) {
    throw Error(ErrorCode::unsupported, {GIS_TR("no distance can be asked of layer \"{0}\""), {layer.name}},
                GIS_TR("its coordinates are degrees, not metres"),
                GIS_TR("import it into the city's coordinate system"));
  }
  return metres / factor;
}

std::vector<store::Field> chosenFields(const store::LayerInfo& layer,
                                       const std::optional<std::vector<std::string>>& names) {
  if (!names) return layer.fields;
  std::vector<store::Field> chosen;
  for (const std::string& name : *names) {
    auto found = std::find_if(layer.fields.begin(), layer.fields.end(),
                              [&](const store::Field& field) { return field.name == name; });
    if (found == layer.fields.end()) {
      found = std::find_if(layer.fields.begin(), layer.fields.end(),
                           [&](const store::Field& field) { return text::fold(field.name) == text::fold(name); });
    }
    if (found == layer.fields.end()) {
      throw Error(ErrorCode::noSuchField, {GIS_TR("layer \"{0}\" has no field \"{1}\""), {layer.name, name}}, {},
                  GIS_TR("see citydesk-cli layers for its fields"));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace gis::query
