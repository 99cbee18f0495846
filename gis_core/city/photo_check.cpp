#include "gis_core/city/photo_check.h"

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/photo.h"

namespace gis::city {

std::vector<PhotoFit> photosFit(const crs::Crs& cityCrs, const std::vector<std::filesystem::path>& photos,
                                geom::MapPoint at, UtcMillis reportedAt) {
  std::vector<PhotoFit> fits;
  for (const auto& photo : photos) {
    PhotoFit fit;
    fit.name = platform::pathToUtf8(photo.filename());
    const auto info = raster::photoInfo(photo);
    if (info && info->position) {
      const geom::MapPoint there = crs::Transformer(crs::Crs::fromEpsg(4326), cityCrs)
                                       .apply(geom::MapPoint{info->position->lon, info->position->lat});
      if (std::isfinite(there.x) && std::isfinite(there.y)) fit.metres = std::hypot(there.x - at.x, there.y - at.y);
    }
    if (info && !info->takenAt.empty()) {
      try {
        fit.ageMillis = reportedAt - parseIso(info->takenAt, kCityOffsetMinutes);
      } catch (const Error&) {
        fit.ageMillis.reset();  // a camera whose clock was never set
      }
    }
    fits.push_back(std::move(fit));
  }
  return fits;
}

}  // namespace gis::city
