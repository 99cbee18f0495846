#include "gis_core/query/zone_counts.h"

#include "gis_core/base/error.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/zone_shares.h"

namespace gis::query {

ZoneCounts countInZones(const store::Connection& c, const SoundSet& zones, const store::LayerInfo& zoneLayer,
                        const crs::Crs& crs, const store::LayerInfo& layer, const std::string& where,
                        SetAsideList& setAside, Progress& progress) {
  requireComparable(zoneLayer, layer);
  const GeometrySet read = loadGeometry(c, layer, where, {}, crs, progress.token());
  const SoundSet features(read, layer, progress);
  const ZoneShares found = sharesOf(features, zones, false, progress);
  ZoneCounts out;
  out.counts.assign(zones.size(), 0);
  for (const ZoneShare& share : found.shares) out.counts[share.zone] += share.counts ? 1 : 0;
  out.counted = found.counted;
  out.withoutGeometry = read.withoutGeometry() + read.broken();
  setAside.add(features, layer);
  for (const std::uint32_t i : found.undecided) {
    const geom::BytesView wkb = features.wkb(i);
    setAside.add({layer.name, features.fid(i), GIS_TR("its part in a zone cannot be computed"),
                  geom::Bytes(wkb.begin(), wkb.end())});
  }
  for (std::size_t i = 0; i < features.size(); ++i) out.outside += features.takesPart(i) ? 1 : 0;
  out.outside -= found.counted + std::int64_t(found.undecided.size());
  return out;
}

crs::Crs workCrs(const store::LayerInfo& layer, const crs::Crs& city) {
  return layer.crs.isGeographic() && city.isKnown() && !city.isGeographic() ? city : layer.crs;
}

void requireZones(const SoundSet& zones, const store::LayerInfo& layer) {
  if (zones.dimension() < 0 || zones.dimension() == 2) return;
  throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no zones"), {layer.name}},
              GIS_TR("its features are no areas"), GIS_TR("name a layer of areas"));
}

}  // namespace gis::query
