#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

const GdalPart& gdalPart() {
  return citydesk_raster_gdal;
}

}  // namespace gis::raster
