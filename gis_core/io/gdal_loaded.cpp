#include "gis_core/base/platform/loaded_part.h"
#include "gis_core/io/gdal_part.h"

namespace gis::io {

const GdalPart& gdalPart() {
  static const auto* const part =
      static_cast<const GdalPart*>(platform::entryOfPart("citydesk-gdal", "citydesk_io_gdal"));
  return *part;
}

}  // namespace gis::io
