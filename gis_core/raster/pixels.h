// Private to this room: GDAL datasets as RGBA pixels.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/crs/crs.h"

class GDALDataset;

namespace gis::raster {

struct DatasetCloser {
  void operator()(GDALDataset* d) const;
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

void registerDrivers();
/// GDAL's complaints become our errors, or are no news; while this lives, it prints none of this thread's.
class QuietGdal {
 public:
  QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  ~QuietGdal();
};
/// Opens with the drivers of local rasters only. Throws Error(notFound | unsupported).
[[nodiscard]] Dataset openRaster(const std::filesystem::path& file);
[[nodiscard]] crs::Crs crsOf(GDALDataset& dataset);

/// How the bands of a dataset become red, green, blue and alpha.
struct BandPlan {
  int red = 1, green = 1, blue = 1;
  int alpha = 0;  ///< band number; 0: the mask of the first band
  bool palette = false;
  bool cmyk = false;       ///< the first four bands are inks
  bool stretched = false;  ///< values are no bytes: low … high become 0 … 255
  double low = 0, high = 255;
};
/// Looks at interpretations, types and (for more than bytes) at a sample of the values.
[[nodiscard]] BandPlan planBands(GDALDataset& dataset);

/// Reads a window of the dataset into `width` × `height` premultiplied pixels; GDAL takes a fitting overview.
/// False when the file cannot be read there.
[[nodiscard]] bool readRgba(GDALDataset& dataset, const BandPlan& plan, int x, int y, int w, int h, int width,
                            int height, std::vector<std::uint8_t>& rgba);

/// A picture in memory (PNG, JPEG, WEBP, GIF). Nothing when it is none.
struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  ///< premultiplied
};
[[nodiscard]] std::optional<Picture> decodePicture(const std::string& bytes);

}  // namespace gis::raster
