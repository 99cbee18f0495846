#include "gis_core/base/platform/loaded_part.h"

#include <dlfcn.h>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::platform {
namespace fs = std::filesystem;

const void* entryOfPart(const std::string& part, const char* name) {
  const fs::path bin = programPath().parent_path();
  const std::string file = part + ".so";
  fs::path found = bin / file;
  std::error_code ignored;
  if (!fs::exists(found, ignored)) found = bin.parent_path() / CITYDESK_PARTS_FOLDER / file;
  // each function is looked up when it is first called: the part's libraries have thousands that nobody calls
  void* library = ::dlopen(found.c_str(), RTLD_LAZY | RTLD_LOCAL);
  const void* entry = library == nullptr ? nullptr : ::dlsym(library, name);
  if (entry != nullptr) return entry;
  const char* reason = ::dlerror();
  throw Error(ErrorCode::notFound, {GIS_TR("cannot load the program's part {0}"), {file}},
              {"{0}", {reason == nullptr ? "" : reason}}, GIS_TR("install CityDesk again"));
}

}  // namespace gis::platform
