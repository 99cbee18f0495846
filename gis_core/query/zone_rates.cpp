#include "gis_core/query/zone_rates.h"

#include <cmath>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/crs/measure.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/zone_counts.h"

namespace gis::query {

namespace {

constexpr double kSquareMetresOfAKilometre = 1e6;

/// Square kilometres of each zone; NaN for one that takes no part.
std::vector<double> areasOf(const SoundSet& zones, const crs::Crs& crs, Progress& progress) {
  std::vector<double> areas(zones.size(), std::numeric_limits<double>::quiet_NaN());
  inBlocks(
      zones.size(), progress,
      [&] {
        return [&, meter = crs::AreaMeter(crs, crs::AreaKind::ellipsoid)](std::size_t, std::size_t i) {
          if (zones.takesPart(i)) areas[i] = meter.of(zones.wkb(i)) / kSquareMetresOfAKilometre;
        };
      },
      kProbesAtOnce, false);
  return areas;
}

}  // namespace

ZoneRateResult zoneRates(const store::CityDatabase& city, const ZoneRateQuery& query, Progress& progress,
                         OriginNote* origin) {
  if (!(query.times > 0) || !std::isfinite(query.times)) {
    throw Error(ErrorCode::usage, GIS_TR("no rates can be computed"), GIS_TR("a rate is per a number above 0"),
                GIS_TR("give such a number (--times)"));
  }
  const NewLayerWork work(city, origin);
  const store::Connection& reader = work.reader();
  const store::LayerInfo layer = store::layerByName(reader, query.zones);
  const store::LayerInfo of = store::layerByName(reader, query.of);
  requireComparable(layer, of);
  const store::Field per = query.per.empty() ? store::Field() : numberField(layer, query.per);
  const ExtendedLayer extended(
      layer, {{"count", store::FieldType::integer}, {"base", store::FieldType::real}, {"rate", store::FieldType::real}},
      of.name);
  store::BulkLoad load(city, extended.draft(query.into, "analyze rates", layer.name + " + " + of.name));
  const crs::Crs crs = workCrs(layer, city.crs());
  const GeometrySet read = loadGeometry(reader, layer, query.zonesWhere, {}, crs, progress.token());
  const SoundSet zones(read, layer, progress);
  requireZones(zones, layer);
  SetAsideList setAside;
  setAside.add(zones, layer);
  const ZoneCounts counts = countInZones(reader, zones, layer, crs, of, query.ofWhere, setAside, progress);
  const std::vector<double> bases = query.per.empty()
                                        ? areasOf(zones, crs, progress)
                                        : numbersOf(reader, layer, per, query.zonesWhere, progress.token());
  ZoneRateResult result;
  result.features = counts.counted;
  result.outside = counts.outside;
  result.withoutGeometry = counts.withoutGeometry + read.withoutGeometry() + read.broken();
  result.rows = extended.write(reader, query.zonesWhere, load, progress, [&](std::size_t row) {
    double rate = std::numeric_limits<double>::quiet_NaN();
    if (zones.takesPart(row) && bases[row] > 0) rate = double(counts.counts[row]) / bases[row] * query.times;
    if (std::isnan(rate)) {
      ++result.withoutBase;
    } else {
      result.rates.push_back(rate);
    }
    return std::vector<store::Value>{counts.counts[row], cellOf(bases[row]), cellOf(rate)};
  });
  result.rateField = extended.column(2);
  result.setAside = setAside.count();
  work.finish(load, progress, result);
  result.setAsideTable = setAside.write(city, result.into, crs, progress);
  return result;
}

}  // namespace gis::query
