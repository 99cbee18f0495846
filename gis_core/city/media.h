// Photos beside the city: originals by content address, small pictures for the city file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::city {

/// A photo that stands on the disk.
struct StoredPhoto {
  std::string sha256;  ///< of the original's bytes
  std::string path;    ///< inside the media folder: see mediaPath(), always with slashes
  std::string name;    ///< the file name that the user gave
  std::string mime;
  std::uint64_t bytes = 0;
  std::vector<std::uint8_t> thumbnail;     ///< JPEG of at most 20 kB, upright; empty when it cannot be read
  std::string takenAt;                     ///< camera's local time, or empty
  std::optional<geom::GeoPoint> position;  ///< where the camera says it was (WGS 84 degrees)
};

/// Copies the photo into `mediaFolder` (made when missing) and returns when its bytes and the folders that
/// lead to it are durable; a photo that is there already is not written again. Errors: notFound,
/// unsupported (no picture), invalidValue (over 200 MB), diskFull, readOnly. Thread rule: any thread.
[[nodiscard]] StoredPhoto storePhoto(const std::filesystem::path& mediaFolder, const std::filesystem::path& photo);

/// Where an original lies inside the media folder, "ab/cd/<the other 60 digits>": the place that
/// store::CityDatabase::mediaFile names, so that check and backup find it.
[[nodiscard]] std::string mediaPath(const std::string& sha256);

}  // namespace gis::city
