#include "gis_core/city/media.h"

#include <span>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/raster/photo.h"

namespace gis::city {

namespace {

constexpr std::uintmax_t kLargestPhoto = 200'000'000;

/// Makes one folder and makes its entry in its parent durable.
void makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return;
  std::filesystem::create_directory(folder, error);
  if (error && !std::filesystem::is_directory(folder)) {
    throw Error(error == std::errc::no_space_on_device ? ErrorCode::diskFull : ErrorCode::readOnly,
                {GIS_TR("cannot make the folder {0}"), {platform::pathToUtf8(folder.filename())}},
                Message(error.message()), GIS_TR("make room or ask for the right to write beside the city"));
  }
  const auto parent = folder.parent_path();
  platform::syncFolder(parent.empty() ? std::filesystem::path(".") : parent);
}

}  // namespace

StoredPhoto storePhoto(const std::filesystem::path& mediaFolder, const std::filesystem::path& photo) {
  const auto info = raster::photoInfo(photo);
  StoredPhoto stored;
  stored.name = platform::pathToUtf8(photo.filename());
  if (!info) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot attach {0}"), {stored.name}},
                GIS_TR("it is no picture in JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC"), GIS_TR("attach a photo"));
  }
  if (std::filesystem::file_size(photo) > kLargestPhoto) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot attach {0}"), {stored.name}},
                GIS_TR("it is larger than 200 MB"), GIS_TR("attach a smaller one"));
  }
  const std::string bytes = platform::readFile(photo);
  const auto view = std::as_bytes(std::span(bytes));
  stored.sha256 = sha256(view);
  stored.mime = info->mime;
  stored.bytes = bytes.size();
  stored.takenAt = info->takenAt;
  stored.position = info->position;
  const std::string first = stored.sha256.substr(0, 2), second = stored.sha256.substr(2, 2);
  stored.path = mediaPath(stored.sha256);
  const std::filesystem::path target = mediaFolder / platform::pathFromUtf8(stored.path);
  std::error_code ignored;
  if (std::filesystem::file_size(target, ignored) != bytes.size() || ignored) {
    makeFolder(mediaFolder);
    makeFolder(mediaFolder / first);
    makeFolder(mediaFolder / first / second);
    platform::writeFileAtomically(target, view);
  }
  stored.thumbnail = raster::photoThumbnail(target, info->orientation);
  return stored;
}

std::string mediaPath(const std::string& sha256) {
  if (sha256.size() < 4) return {};
  return sha256.substr(0, 2) + '/' + sha256.substr(2, 2) + '/' + sha256.substr(4);
}

}  // namespace gis::city
