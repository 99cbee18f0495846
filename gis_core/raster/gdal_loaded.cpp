#include "gis_core/base/platform/loaded_part.h"
#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

const GdalPart& gdalPart() {
  static const auto* const part =
      static_cast<const GdalPart*>(platform::entryOfPart("citydesk-gdal", "citydesk_raster_gdal"));
  return *part;
}

}  // namespace gis::raster
