#include "gis_core/io/answer_file.h"

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/export_place.h"

namespace gis::io {

void refuseTarget(const store::CityDatabase& city, const std::filesystem::path& file, bool overwrite) {
  refuseCity(city, file);
  if (overwrite || !std::filesystem::exists(file)) return;
  throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}},
              GIS_TR("the file exists"), GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
}

void writeAnswer(const store::CityDatabase& city, const std::filesystem::path& file, std::span<const std::byte> bytes,
                 bool overwrite) {
  refuseTarget(city, file, overwrite);
  platform::writeFileAtomically(file, bytes);
}

}  // namespace gis::io
