// What is black in the photos of cases when they leave the city: faces and plates, marked by hand, kept with the city.
// The originals stay as they are. Functions belong to the thread of their city.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/incident.h"
#include "gis_core/raster/photo.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// `attachment`: its UUID. Nothing marked: empty. Error(damaged).
[[nodiscard]] std::vector<raster::BlackMark> photoMarks(const store::CityDatabase& city, std::string_view attachment);
/// Keeps the marks in place of those before; empty: none any more.
void keepPhotoMarks(const store::CityDatabase& city, std::string_view attachment,
                    const std::vector<raster::BlackMark>& marks);

struct HandedOut {
  std::vector<std::filesystem::path> files;
  std::size_t blackened = 0;  ///< of them with marks
};
/// Writes copies of the chosen photos of a case (UUIDs of attachments) into `folder`, which is made when missing:
/// without what the camera noted, with their marks black, named after the case and never over a file that is there.
/// Errors: notFound (no such photo of the case), unsupported, diskFull, readOnly.
HandedOut handOutPhotos(const store::CityDatabase& city, const Incident& incident,
                        const std::vector<std::string>& attachments, const std::filesystem::path& folder);

}  // namespace gis::city
