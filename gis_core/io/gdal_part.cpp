#include "gis_core/io/gdal_part.h"

#include "gis_core/base/error.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/io/worker/protocol.h"
#include "gis_core/io/worker/read_worker.h"

namespace gis::io {

int runReadWorker() {
  try {
    return gdalPart().runReadWorker();
  } catch (const Error& error) {  // the part is not there: who started us waits for an answer
    platform::Channel parent(protocol::kChannelFd);
    return parent.send(std::uint8_t(protocol::Kind::error), protocol::writeError(error)) ? 1 : 2;
  }
}

std::unique_ptr<GdalOutput> GdalOutput::create(const GdalOutputSetup& setup) {
  return gdalPart().createOutput(setup);
}

}  // namespace gis::io
