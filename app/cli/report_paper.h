// The bulletin as PDF, which needs the windows' library for its charts.
#pragma once

#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/city/bulletin.h"

namespace gis::cli {

struct BulletinWords {
  std::string heading, printedBy;
  bool chinese = true;
  io::Say say;
};

/// The bytes of the PDF. Throws Error(unsupported) in a build without windows.
[[nodiscard]] std::string bulletinPdf(const city::Bulletin& bulletin, const BulletinWords& words, Progress& progress);

}  // namespace gis::cli
