// Photos of incidents: what a file says about itself, and a small picture of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::raster {

/// What is known about a photo before its pixels are read.
struct PhotoInfo {
  std::string mime;     ///< "image/jpeg" …, told by the first bytes, never by the file's name
  int orientation = 1;  ///< EXIF 2.32 tag 0x0112: 1 upright, 3 upside down, 6 and 8 lying, even: mirrored
  std::string takenAt;  ///< local time of the camera, "2026-11-23T09:30:00", or empty
  std::optional<geom::GeoPoint> position;  ///< EXIF GPS, WGS 84 degrees
};

/// Nothing when the file's first bytes are those of no picture that we know. Unreadable EXIF is left out.
/// Throws Error(notFound). Thread rule: any thread.
[[nodiscard]] std::optional<PhotoInfo> photoInfo(const std::filesystem::path& file);

/// A JPEG of at most `maxSide` pixels a side and `maxBytes` bytes, turned upright, without EXIF. Empty when
/// the pixels cannot be read (HEIC, a damaged file). Thread rule: any thread.
[[nodiscard]] std::vector<std::uint8_t> photoThumbnail(const std::filesystem::path& file, int orientation,
                                                       int maxSide = 320, std::size_t maxBytes = 20'000);

/// Writes a copy of the photo without anything but its picture: no EXIF (position, time, camera), IPTC, XMP, comment or
/// embedded preview; how it is turned (orientation) stays. Written beside `target` and renamed. Errors:
/// notFound, exists (target), unsupported (no picture, or one whose notes cannot be taken out, such as HEIC). Any
/// thread.
void copyWithoutNotes(const std::filesystem::path& photo, const std::filesystem::path& target);

/// What a hand blacks out of a photo. Places are parts of the width and height of the upright picture (0 … 1).
struct BlackMark {
  std::vector<geom::MapPoint> points;  ///< a stroke of the brush, or two opposite corners of a box
  double radius = 0;                   ///< of the brush, part of the longer side; 0: a box
};

/// The same copy with these places black: a JPEG, turned upright, without any notes. What is black is gone from the
/// file. Errors: as copyWithoutNotes(). Any thread.
void copyBlackened(const std::filesystem::path& photo, const std::filesystem::path& target,
                   const std::vector<BlackMark>& marks);

}  // namespace gis::raster
