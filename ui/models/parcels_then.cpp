#include "ui/models/parcels_then.h"

#include <optional>

#include "gis_core/base/clock.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/parcel_past.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostThen = 20000;  // on the map and in the list; a layer has all

std::vector<ParcelThen> parcelsThen(const store::CityDatabase& city, const city::ParcelsAsOf& then, const crs::Crs& map,
                                    Progress& progress) {
  std::optional<crs::Transformer> step;
  const crs::Crs& from = then.layer.crs;
  if (from.isKnown() && map.isKnown() && !from.equivalentTo(map)) step.emplace(from, map, true);
  std::size_t codeField = then.layer.fields.size();
  for (std::size_t i = 0; i < then.layer.fields.size(); ++i) {
    if (then.layer.fields[i].name == then.layer.roleCodeField) codeField = i;
  }
  std::vector<ParcelThen> parcels;
  for (const auto& [fid, was] : then.past) {
    if (parcels.size() == kMostThen) break;
    progress.check();
    const auto now = store::featureByFid(city.connection(), then.layer, fid);
    if (!was && !now) continue;
    ParcelThen one;
    one.kind = !now ? ParcelThen::Kind::ended : was ? ParcelThen::Kind::changed : ParcelThen::Kind::made;
    one.fid = fid;
    const store::Feature& shown = was ? *was : *now;
    if (codeField < shown.values.size()) one.code = fromUtf8(store::textOf(shown.values[codeField]));
    one.wkb = shown.wkb;
    if (step && !one.wkb.empty()) {
      geom::transformCoordinates(one.wkb,
                                 [&](double* xyzm, std::uint32_t n, int stride) { step->apply(xyzm, n, stride); });
    }
    parcels.push_back(std::move(one));
  }
  return parcels;
}

}  // namespace

ParcelsThen readParcelsThen(const std::string& file, const std::string& at, const crs::Crs& map, Progress& progress) {
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(file), store::OpenMode::readOnly);
  const city::ParcelsAsOf then = city::parcelsAsOf(city, at);
  ParcelsThen answer{then.count, then.ended, then.made, then.changed, nullptr};
  answer.parcels = std::make_shared<const std::vector<ParcelThen>>(parcelsThen(city, then, map, progress));
  return answer;
}

QString momentText(const QString& at) {
  const QString local = fromUtf8(toIsoWithOffset(parseIso(toUtf8(at), 0), kCityOffsetMinutes));
  const QString time = local.mid(11, 5);
  return time == QLatin1String("00:00") ? local.left(10) : local.left(10) + QLatin1Char(' ') + time;
}

}  // namespace gis::ui
