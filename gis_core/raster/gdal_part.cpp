#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

std::shared_ptr<BaseMap> openFileMap(const std::filesystem::path& file, const std::string& place) {
  return gdalPart().openFileMap(file, place);
}

void buildOverviews(const std::filesystem::path& file, Progress& progress) {
  gdalPart().buildOverviews(file, progress);
}

std::optional<Picture> decodePicture(const std::string& bytes) {
  return gdalPart().decodePicture(bytes);
}

std::optional<PhotoInfo> photoInfo(const std::filesystem::path& file) {
  return gdalPart().photoInfo(file);
}

std::vector<std::uint8_t> photoThumbnail(const std::filesystem::path& file, int orientation, int maxSide,
                                         std::size_t maxBytes) {
  return gdalPart().photoThumbnail(file, orientation, maxSide, maxBytes);
}

void copyWithoutNotes(const std::filesystem::path& photo, const std::filesystem::path& target) {
  gdalPart().copyWithoutNotes(photo, target);
}

void copyBlackened(const std::filesystem::path& photo, const std::filesystem::path& target,
                   const std::vector<BlackMark>& marks) {
  gdalPart().copyBlackened(photo, target, marks);
}

}  // namespace gis::raster
