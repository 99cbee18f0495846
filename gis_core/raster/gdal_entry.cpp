// What the part that knows GDAL offers.
#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

const GdalPart citydesk_raster_gdal{
    &gdal::openFileMap,    &gdal::buildOverviews,   &gdal::decodePicture, &gdal::photoInfo,
    &gdal::photoThumbnail, &gdal::copyWithoutNotes, &gdal::copyBlackened, &gdal::webAnswer,
};

}  // namespace gis::raster
