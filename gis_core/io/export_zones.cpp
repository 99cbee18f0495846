#include "gis_core/io/export_zones.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/export_rows.h"

namespace gis::io {
namespace {

constexpr int kDegreesOfZone = 3;
constexpr int kFirstMeridian = 75, kLastMeridian = 135;
constexpr int kFirstEpsg = 4534;

int meridianOf(double longitude) {
  const int meridian = static_cast<int>(std::floor(longitude / kDegreesOfZone + 0.5)) * kDegreesOfZone;
  return std::clamp(meridian, kFirstMeridian, kLastMeridian);
}

/// Central meridians of the zones in which features lie.
std::set<int> zonesOf(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  ExportRequest look = request;
  look.crs = "source";
  look.fields.clear();
  look.renames.clear();
  look.added.clear();
  const ExportRows rows(city, look, formatOf(request));
  const crs::Transformer toDegrees(rows.crs(), crs::Crs::fromEpsg(4490), request.acceptBallpark);
  std::set<int> zones;
  rows.each(progress, [&](const store::Feature& feature) {
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) return;
    const double longitude = middleLongitude(feature.wkb, toDegrees);
    if (std::isfinite(longitude)) zones.insert(meridianOf(longitude));
  });
  return zones;
}

}  // namespace

std::vector<ExportRequest> byZones(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  if (request.crs != kZones) return {request};
  const store::LayerInfo layer = store::layerByName(city.connection(), request.layer);
  ExportRequest plain = request;
  plain.crs.clear();
  if (!layer.geometryType) return {plain};
  const ExportFormat format = formatOf(request);
  if (format == ExportFormat::kml || format == ExportFormat::geoJson)
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot write {0} in zones"), {suffixOf(format)}},
                GIS_TR("the format has degrees only"), GIS_TR("choose another format, or another coordinate system"));
  if (!layer.crs.isKnown())
    throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot transform the layer \"{0}\""), {layer.name}},
                GIS_TR("its coordinate system is not known"));
  const std::set<int> zones = zonesOf(city, request, progress);
  if (zones.empty()) return {plain};
  std::vector<ExportRequest> all;
  for (const int meridian : zones) {
    ExportRequest& one = all.emplace_back(request);
    one.crs = "EPSG:" + std::to_string(kFirstEpsg + (meridian - kFirstMeridian) / kDegreesOfZone);
    const double half = kDegreesOfZone / 2.0;
    one.band = LongitudeBand{meridian == kFirstMeridian ? -180.0 : meridian - half,
                             meridian == kLastMeridian ? 181.0 : meridian + half, meridian == *zones.rbegin()};
    std::filesystem::path name = request.file.stem();
    name += "_" + std::to_string(meridian) + "E";
    name += request.file.extension();
    one.file = request.file.parent_path() / name;
  }
  return all;
}

}  // namespace gis::io
