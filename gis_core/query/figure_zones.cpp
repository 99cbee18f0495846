#include "gis_core/query/figure_zones.h"

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/zone_shares.h"
#include "gis_core/snapshot/cache.h"

namespace gis::query {

namespace {

constexpr double kLeastRest = 1e-9;  // of a feature: less in no zone is rounding
constexpr const char* kRowNumber = "fid";

/// The shapes of the features found, in their order.
GeometrySet shapesFound(const store::Connection& c, const SelectResult& found, const crs::Crs& crs,
                        const CancelToken& token) {
  GeometrySet set;
  const auto view = found.layer.crs.equivalentTo(crs) ? snapshot::existing(c, found.layer) : nullptr;
  if (view != nullptr) {
    std::vector<snapshot::Index> places;
    places.reserve(found.fids.size());
    for (const std::int64_t fid : found.fids) {
      const auto place = view->indexOfFid(fid);
      if (!place) break;
      places.push_back(*place);
    }
    if (places.size() == found.fids.size()) {
      set.take(view, std::move(places), token);
      return set;
    }
  }
  readSelected(
      c, found, std::vector<std::string>{}, true,
      [&](store::Feature& feature) {
        set.add(feature.fid, feature.wkb);
        return true;
      },
      token);
  set.complete(found.layer.crs, crs, token);
  return set;
}

/// What each zone is called.
std::vector<store::Value> zoneNames(const store::Connection& c, const store::LayerInfo& layer, const GeometrySet& zones,
                                    const store::Field& field, const CancelToken& token) {
  std::vector<store::Value> names;
  names.reserve(zones.size());
  if (field.name == kRowNumber) {
    for (std::size_t i = 0; i < zones.size(); ++i) names.emplace_back(zones.fid(i));
    return names;
  }
  const AttributeRows rows(c, layer, zones, {field}, token);
  for (std::size_t i = 0; i < zones.size(); ++i) names.push_back(rows.value(std::uint32_t(i), 0));
  return names;
}

}  // namespace

store::Field zoneField(const store::Connection& c, const Grouping& by) {
  const store::LayerInfo zones = store::layerByName(c, by.zones);
  if (!by.field.empty() && by.field != kRowNumber) return store::requireField(zones, by.field);
  if (by.field.empty()) {
    for (const std::string& name :
         {zones.roleNameField, std::string("name"), zones.roleCodeField, std::string("code")}) {
      if (name.empty()) continue;
      for (const store::Field& field : zones.fields) {
        if (field.name == name) return field;
      }
    }
  }
  return {kRowNumber, store::FieldType::integer, 0, 0};
}

std::vector<ZonePart> zonePartsOf(const store::Connection& c, const SelectResult& found, const Grouping& by,
                                  bool shares, bool measures, Progress& progress) {
  const CancelToken& token = progress.token();
  const store::LayerInfo layer = store::layerByName(c, by.zones);
  requireComparable(layer, found.layer);
  const crs::Crs crs = layer.crs.isGeographic() && !found.layer.crs.isGeographic() ? found.layer.crs : layer.crs;
  if (measures && crs.isGeographic()) (void)unitsOf(layer, 0);  // refuses degrees
  const GeometrySet zoneShapes = loadGeometry(c, layer, {}, {}, crs, token);
  const GeometrySet shapes = shapesFound(c, found, crs, token);
  const SoundSet zones(zoneShapes, layer, progress);
  const SoundSet features(shapes, found.layer, progress);
  if (zones.dimension() >= 0 && zones.dimension() != 2) {
    throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no zones"), {layer.name}},
                GIS_TR("its features are no areas"), GIS_TR("name a layer of areas (--zones)"));
  }
  const std::vector<store::Value> names = zoneNames(c, layer, zoneShapes, zoneField(c, by), token);
  const double unit = measures ? std::pow(crs.metresPerUnit(), features.dimension()) : 1;
  std::vector<ZonePart> all;
  std::vector<double> left(found.fids.size(), 1);  // of each feature: what no zone has
  std::vector<std::uint8_t> isCounted(found.fids.size(), 0);
  const ZoneShares made = sharesOf(features, zones, shares, progress);
  all.reserve(made.shares.size());
  for (const ZoneShare& share : made.shares) {
    const bool isMeasured = shares && features.dimension() > 0;
    const double part = isMeasured ? share.measure / features.measure(share.feature) : share.counts ? 1 : 0;
    all.push_back({share.feature, names[share.zone], share.counts, part, share.measure * unit});
    left[share.feature] -= part;
    if (share.counts) isCounted[share.feature] = 1;
  }
  for (std::size_t i = 0; i < found.fids.size(); ++i) {
    const bool counts = isCounted[i] == 0;
    if (!counts && left[i] <= kLeastRest) continue;
    const double part = left[i] <= kLeastRest ? 0 : left[i];
    const double measure = features.takesPart(i) && features.dimension() > 0 ? features.measure(i) * part * unit : 0;
    all.push_back({std::uint32_t(i), {}, counts, part, measure});
  }
  return all;
}

}  // namespace gis::query
