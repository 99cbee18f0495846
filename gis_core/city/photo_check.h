// Does a photo fit the report: was it taken there and then?
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"

namespace gis::city {

/// Farther away, or longer ago, than a person who reports on the spot is: worth a word, no reason to refuse.
inline constexpr double kPhotoFarMetres = 100;
inline constexpr std::int64_t kPhotoOldMillis = 24LL * 3'600'000;

struct PhotoFit {
  std::string name;
  std::optional<double> metres;           ///< from the point of the report; nothing: the photo does not say
  std::optional<std::int64_t> ageMillis;  ///< taken so long before the report; the camera's clock is the city's
  [[nodiscard]] bool isFar() const { return metres && *metres > kPhotoFarMetres; }
  [[nodiscard]] bool isOld() const {
    return ageMillis && (*ageMillis > kPhotoOldMillis || *ageMillis < -kPhotoOldMillis);
  }
};
/// Reads what the camera wrote (EXIF). `at` in the city's CRS, which is metric. A file that is no picture says nothing.
/// Errors: notFound. Thread rule: any thread.
[[nodiscard]] std::vector<PhotoFit> photosFit(const crs::Crs& cityCrs, const std::vector<std::filesystem::path>& photos,
                                              geom::MapPoint at, UtcMillis reportedAt);

}  // namespace gis::city
