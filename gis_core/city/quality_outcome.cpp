#include <unordered_map>

#include "gis_core/city/coverage_quality.h"
#include "gis_core/city/quality.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"

namespace gis::city {

void writeFindings(const store::CityDatabase& city, const std::vector<LayerQuality>& all, const std::string& into,
                   const std::vector<std::string>& whats, Progress& progress) {
  store::LayerDraft draft;
  draft.name = into;
  draft.crs = city.crs();
  draft.fields = {
      {"layer"},  {"feature", store::FieldType::integer}, {"check"}, {"field"}, {"value"}, {"what"}, {"severity"},
      {"finding"}};
  store::BulkLoad load(city, draft);
  auto batch = store::FeatureBatch::withFields(draft.fields);
  std::size_t number = 0;
  for (const LayerQuality& quality : all) {
    const store::LayerInfo layer = store::layerByName(city.connection(), quality.layer);
    std::optional<crs::Transformer> toCity;
    if (layer.crs.isKnown() && !layer.crs.equivalentTo(city.crs())) toCity.emplace(layer.crs, city.crs(), true);
    for (const QualityFinding& one : quality.findings) {
      progress.check();
      geom::Bytes wkb;
      if (one.at && layer.crs.isKnown()) {
        const geom::MapPoint at = toCity ? toCity->apply(*one.at) : *one.at;
        wkb = geom::pointWkb(at.x, at.y);
      }
      const std::vector<store::Value> cells{quality.layer,
                                            one.fid,
                                            one.check,
                                            one.field,
                                            one.value,
                                            whats[number++],
                                            std::string(one.severity == Severity::error ? "error" : "warning"),
                                            one.id};
      batch.addRow(-1, cells, wkb);
    }
  }
  load.append(store::encode(std::move(batch), load.srid()));
  (void)load.finish(progress);
}

std::int64_t fixFindings(const store::CityDatabase& city, const LayerQuality& quality, const std::string& actor,
                         Progress& progress) {
  const store::LayerInfo layer = store::layerByName(city.connection(), quality.layer);
  store::EditCommand command;
  command.actor = actor;
  command.reason = GIS_TR("quality repair");
  std::unordered_map<std::int64_t, std::size_t> places;
  for (const QualityFinding& one : quality.findings) {
    if (one.fix.empty() || one.check == kCoverageCheck) continue;
    const auto [place, fresh] = places.emplace(one.fid, command.rows.size());
    if (fresh) {
      store::RowEdit row;
      row.table = layer.name;
      row.fid = one.fid;
      command.rows.push_back(std::move(row));
    }
    store::RowEdit& row = command.rows[place->second];
    if (one.check == "valid") {
      const auto feature = store::featureByFid(city.connection(), layer, one.fid);
      if (!feature || feature->wkb.empty()) continue;
      row.values.emplace_back("geometry", geom::makeValid(feature->wkb, *layer.geometryType));
    } else {
      row.values.emplace_back(one.field, one.fix);
    }
  }
  std::erase_if(command.rows, [](const store::RowEdit& row) { return row.values.empty(); });
  if (!command.rows.empty()) store::apply(city, command);
  return static_cast<std::int64_t>(command.rows.size()) + mendCoverage(city, layer, quality.findings, actor, progress);
}

}  // namespace gis::city
