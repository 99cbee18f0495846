#include "gis_core/store/as_of.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/row_image.h"

namespace gis::store {

namespace {

using nlohmann::json;

/// The first entry after a moment; the journal's entries lie in the order of time.
std::int64_t firstAfter(const Connection& c, std::string_view at) {
  std::int64_t low = c.intValue("SELECT coalesce(min(seq), 1) FROM city_history");
  std::int64_t high = c.intValue("SELECT coalesce(max(seq), 0) FROM city_history") + 1;
  Statement time(c, "SELECT at FROM city_history WHERE seq >= ?1 ORDER BY seq LIMIT 1");
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    time.bind(1, middle);
    const bool isLater = !time.step() || time.textView(0) > at;
    time.reset();
    if (isLater) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Feature featureOf(const json& image, const LayerInfo& layer, const TableShape& shape, std::int64_t fid) {
  Feature feature;
  feature.fid = fid;
  feature.values.resize(layer.fields.size());
  for (auto& [name, value] : valuesOf(image, shape)) {
    if (name == "geometry" && shape.geometryType) {
      if (const auto* blob = std::get_if<geom::Bytes>(&value)) feature.wkb = geom::fromSpatialite(*blob);
      continue;
    }
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
      if (layer.fields[i].name != name) continue;
      feature.values[i] = std::move(value);
      break;
    }
  }
  return feature;
}

}  // namespace

LayerPast layerPast(const Connection& c, const LayerInfo& layer, std::string_view at) {
  const TableShape shape = shapeOf(c, layer.name);
  std::map<std::int64_t, std::optional<json>> images;
  Statement entries(c, "SELECT fid, op, before FROM city_history WHERE seq >= ?1 AND layer = ?2 ORDER BY seq DESC");
  entries.bind(1, firstAfter(c, at)).bind(2, layer.uid);
  while (entries.step()) {
    const std::string op = entries.text(1);
    if (isLayerStep(op)) continue;  // names and added columns do not change what a feature was
    if (op == "load" || op == "drop") {
      throw Error(ErrorCode::unsupported,
                  {GIS_TR("cannot tell what \"{0}\" was at {1}"), {layer.name, std::string(at)}},
                  GIS_TR("the layer was loaded after that, and what it held before is not kept"), {});
    }
    const std::int64_t fid = entries.integer(0);
    auto [image, isNew] = images.try_emplace(fid);
    if (isNew) image->second = imageOf(c, shape, fid);
    if (op == "insert") {
      image->second.reset();
    } else if (op == "remove") {
      image->second = json::parse(entries.text(2));
    } else if (image->second) {
      const json before = json::parse(entries.text(2));
      for (const auto& [name, value] : before.items()) {
        if (value.is_null()) {
          image->second->erase(name);
        } else {
          (*image->second)[name] = value;
        }
      }
    }
  }
  LayerPast past;
  for (auto& [fid, image] : images) {
    if (image) {
      past.emplace(fid, featureOf(*image, layer, shape, fid));
    } else {
      past.emplace(fid, std::nullopt);
    }
  }
  return past;
}

}  // namespace gis::store
