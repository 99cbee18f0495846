#include "gis_core/city/parcel_past.h"

#include "gis_core/base/error.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/store/bulk_load.h"

namespace gis::city {

ParcelsAsOf parcelsAsOf(const store::CityDatabase& city, std::string_view at) {
  ParcelsAsOf then;
  then.layer = requireParcelLayer(city);
  then.past = store::layerPast(city.connection(), then.layer, at);
  store::Statement isThere(city.connection(),
                           "SELECT 1 FROM " + store::quotedName(then.layer.name) + " WHERE fid = ?1");
  then.count = then.layer.count;
  for (const auto& [fid, feature] : then.past) {
    const bool now = isThere.bind(1, fid).step();
    isThere.reset();
    if (feature && !now) ++then.ended;
    if (!feature && now) ++then.made;
    if (feature && now) ++then.changed;
  }
  then.count += then.ended - then.made;
  return then;
}

std::string writeParcelsAsOf(const store::CityDatabase& city, const ParcelsAsOf& then, const std::string& into,
                             Progress& progress) {
  constexpr std::size_t kRows = 20'000;
  store::LayerDraft draft;
  draft.name = into;
  draft.fields = then.layer.fields;
  draft.crs = then.layer.crs;
  draft.type = then.layer.geometryType;
  draft.provenance.sourceLayer = then.layer.name;
  draft.provenance.driver = "as of";
  store::BulkLoad load(city, std::move(draft));
  const auto reader = store::Connection::open(city.file(), store::OpenMode::readOnly);
  auto batch = store::FeatureBatch::withFields(load.fields());
  std::uint64_t done = 0;
  const auto flush = [&] {
    if (batch.rows() == 0) return;
    done += batch.rows();
    load.append(store::encode(std::move(batch), load.srid()));
    batch = store::FeatureBatch::withFields(load.fields());
    progress.report(done, std::uint64_t(then.count));
  };
  const auto add = [&](const store::Feature& feature) {
    batch.addRow(feature.fid, feature.values, feature.wkb);
    if (batch.rows() == kRows) flush();
  };
  auto next = then.past.begin();
  // ascending fids on both sides: merge them
  store::readFeatures(
      reader, then.layer, {},
      [&](store::Feature& feature) {
        for (; next != then.past.end() && next->first < feature.fid; ++next) {
          if (next->second) add(*next->second);
        }
        if (next != then.past.end() && next->first == feature.fid) {
          if (next->second) add(*next->second);
          ++next;
        } else {
          add(feature);
        }
        return true;
      },
      progress.token());
  for (; next != then.past.end(); ++next) {
    if (next->second) add(*next->second);
  }
  flush();
  return load.finish(progress).layer.name;
}

}  // namespace gis::city
