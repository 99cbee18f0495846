// Private to the room: what it asks of GDAL, loaded when one of these is first called, or linked, as the program
// chooses (see CMakeLists.txt). Meaning and errors are those of the functions of the same name.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "gis_core/raster/base_map.h"
#include "gis_core/raster/file_map.h"
#include "gis_core/raster/photo.h"
#include "gis_core/raster/pixels.h"
#include "gis_core/raster/web_fetcher.h"

namespace gis::raster {

namespace gdal {
decltype(raster::openFileMap) openFileMap;
decltype(raster::buildOverviews) buildOverviews;
decltype(raster::decodePicture) decodePicture;
decltype(raster::photoInfo) photoInfo;
decltype(raster::photoThumbnail) photoThumbnail;
decltype(raster::copyWithoutNotes) copyWithoutNotes;
decltype(raster::copyBlackened) copyBlackened;
/// Asks a server for one tile; returns at once when stopped. Never throws.
WebAnswer webAnswer(const WebClient& client, const std::string& url, const std::stop_token& stop);
}  // namespace gdal

struct GdalPart {
  decltype(&gdal::openFileMap) openFileMap;
  decltype(&gdal::buildOverviews) buildOverviews;
  decltype(&gdal::decodePicture) decodePicture;
  decltype(&gdal::photoInfo) photoInfo;
  decltype(&gdal::photoThumbnail) photoThumbnail;
  decltype(&gdal::copyWithoutNotes) copyWithoutNotes;
  decltype(&gdal::copyBlackened) copyBlackened;
  decltype(&gdal::webAnswer) webAnswer;
};

/// Errors: notFound when it cannot be loaded. Any thread.
[[nodiscard]] const GdalPart& gdalPart();

extern "C" {
extern const GdalPart citydesk_raster_gdal;  ///< in the part itself
}

}  // namespace gis::raster
