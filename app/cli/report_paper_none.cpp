// Of a build without windows.
#include "app/cli/report_paper.h"
#include "gis_core/base/error.h"

namespace gis::cli {

std::string bulletinPdf(const city::Bulletin&, const BulletinWords&, Progress&) {
  throw Error(ErrorCode::unsupported, GIS_TR("cannot write the bulletin as PDF"),
              GIS_TR("this program was built without windows, and so without charts"), GIS_TR("use .xlsx"));
}

}  // namespace gis::cli
