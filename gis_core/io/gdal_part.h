// Private to the room: what it asks of GDAL. The programs load GDAL when one of these is first called, tests and
// programs that are checked by a sanitizer are linked to it; which of the two is chosen by the program (see
// CMakeLists.txt).
#pragma once

#include <memory>

#include "gis_core/io/gdal_output.h"

namespace gis::io {

namespace gdal {
int runReadWorker();
std::unique_ptr<GdalOutput> createOutput(const GdalOutputSetup& setup);
}  // namespace gdal

struct GdalPart {
  int (*runReadWorker)();
  std::unique_ptr<GdalOutput> (*createOutput)(const GdalOutputSetup&);
};

/// Errors: notFound when it cannot be loaded. Any thread.
[[nodiscard]] const GdalPart& gdalPart();

extern "C" {
extern const GdalPart citydesk_io_gdal;  ///< in the part itself
}

}  // namespace gis::io
