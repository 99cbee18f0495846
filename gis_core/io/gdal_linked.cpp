#include "gis_core/io/gdal_part.h"

namespace gis::io {

const GdalPart& gdalPart() {
  return citydesk_io_gdal;
}

}  // namespace gis::io
