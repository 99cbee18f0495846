// What the part that knows GDAL offers.
#include "gis_core/io/gdal_part.h"

namespace gis::io {

const GdalPart citydesk_io_gdal{&gdal::runReadWorker, &gdal::createOutput};

}  // namespace gis::io
