#include "gis_core/base/platform/resources.h"

#include <cstdlib>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::platform {
namespace fs = std::filesystem;
namespace {

std::vector<fs::path> candidates() {
  std::vector<fs::path> folders;
  if (const char* asked = std::getenv("CITYDESK_RESOURCES"); asked != nullptr && *asked != '\0')
    folders.emplace_back(asked);
  const fs::path bin = programPath().parent_path();
  folders.push_back(bin.parent_path() / "share" / "citydesk");
  // a build tree: PROJECT/build/PRESET/bin/program, tests one level deeper
  fs::path up = bin;
  for (int i = 0; i < 6 && up.has_relative_path(); ++i, up = up.parent_path())
    folders.push_back(up / CITYDESK_SOURCE_RESOURCES);
  folders.emplace_back(CITYDESK_INSTALL_DATADIR);
  return folders;
}

}  // namespace

fs::path resourceFile(std::string_view relative) {
  const fs::path name = pathFromUtf8(relative);
  for (const fs::path& folder : candidates()) {
    std::error_code ignored;
    if (fs::exists(folder / name, ignored)) return folder / name;
  }
  throw Error(ErrorCode::notFound, {GIS_TR("cannot find the program's file {0}"), {std::string(relative)}},
              GIS_TR("the installation is incomplete"), GIS_TR("install CityDesk again or set CITYDESK_RESOURCES"));
}

}  // namespace gis::platform
