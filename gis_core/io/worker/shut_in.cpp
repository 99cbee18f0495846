#include "gis_core/io/worker/shut_in.h"

#include <cpl_conv.h>

#include <string_view>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/sandbox.h"
#include "gis_core/base/platform/terminal.h"

namespace gis::io::worker {
namespace {

namespace fs = std::filesystem;

/// "/vsizip/{/a/b.zip}/x.shp" → "/a/b.zip/x.shp", "/vsitar//vsigzip//a/b.tar.gz/x.shp" → "/a/b.tar.gz/x.shp".
std::string withoutArchivePrefix(std::string source) {
  if (!source.starts_with("/vsi")) return source;
  std::erase(source, '{');
  std::erase(source, '}');
  while (source.starts_with("/vsi")) {
    const std::size_t slash = source.find('/', 1);
    if (slash == std::string::npos) break;
    source.erase(0, slash + 1);
  }
  return source;
}

}  // namespace

std::vector<fs::path> readablePlaces(const std::string& source) {
  std::error_code fault;
  fs::path path = fs::absolute(platform::pathFromUtf8(withoutArchivePrefix(source)), fault);
  while (path.has_relative_path() && !fs::exists(path, fault)) path = path.parent_path();
  if (!path.has_relative_path()) return {};
  if (!path.has_filename()) path = path.parent_path();  // a slash at the end
  const bool isFolder = fs::is_directory(path, fault);
  const fs::path folder = isFolder ? path : path.parent_path();
  std::vector<fs::path> all{folder};
  for (const auto& entry : fs::directory_iterator(folder, fault)) {
    if (!entry.is_symlink(fault) || (!isFolder && entry.path().stem() != path.stem())) continue;
    const fs::path target = fs::canonical(entry.path(), fault);
    if (!fault && fs::is_regular_file(target, fault)) all.push_back(target);
  }
  return all;
}

void shutIn(const SourceRequest& request) {
  const std::string scratch = platform::pathToUtf8(request.scratch);
  for (const char* name : {"TMPDIR", "SQLITE_TMPDIR"}) platform::setVariable(name, scratch);
  CPLSetConfigOption("CPL_TMPDIR", scratch.c_str());
  (void)platform::enterSandbox({readablePlaces(platform::pathToUtf8(request.file)), {request.scratch}});
}

}  // namespace gis::io::worker
