// A layer inside an exchange package, for an update.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/exchange_package.h"
#include "gis_core/io/zip_file.h"

namespace gis::city {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool endsWith(const fs::path& file, std::string_view suffix) {
  return text::fold(platform::pathToUtf8(file.extension())) == suffix;
}

/// The package's folder of the layer; empty when the file is no package.
std::string folderIn(const fs::path& file, const std::string& layer) {
  if (!endsWith(file, ".zip")) return {};
  const io::ZipReader zip(file);
  const auto& entries = zip.entries();
  const auto at = std::find_if(entries.begin(), entries.end(),
                               [](const io::ZipEntry& entry) { return entry.name == "manifest.json"; });
  if (at == entries.end()) return {};
  const json manifest = json::parse(zip.text(static_cast<std::size_t>(at - entries.begin())), nullptr, false);
  if (!manifest.is_object() || manifest.value("format", json()) != "citydesk-exchange-package") return {};
  const json layers = manifest.value("layers", json::array());
  for (const json& one : layers) {
    if (!one.is_object() || one.value("name", json()) != layer) continue;
    if (const json folder = one.value("folder", json()); folder.is_string()) return folder.get<std::string>();
  }
  throw Error(ErrorCode::noSuchLayer,
              {GIS_TR("the package {0} has no layer \"{1}\""), {platform::pathToUtf8(file.filename()), layer}});
}

fs::path inside(const fs::path& package, const std::string& folder, const char* suffix) {
  return platform::pathFromUtf8("/vsizip/" + platform::pathToUtf8(fs::absolute(package)) + "/" + folder + "/" + folder +
                                suffix);
}

/// The shapefile when it was changed and the GeoPackage was not.
const char* changedForm(const fs::path& package, const std::string& layer, Progress& progress) {
  bool shapefile = false, geoPackage = false;
  for (const PackageDifference& one : checkPackage(package, progress).differences) {
    if (one.layer != layer) continue;
    const fs::path path = platform::pathFromUtf8(one.path);
    geoPackage = geoPackage || endsWith(path, ".gpkg");
    shapefile = shapefile || endsWith(path, ".shp") || endsWith(path, ".dbf");
  }
  return shapefile && !geoPackage ? ".shp" : ".gpkg";
}

}  // namespace

void readInPackages(io::UpdateRequest& request, Progress& progress) {
  const char* form = endsWith(request.file, ".shp") || endsWith(request.file, ".zip") ? ".shp" : ".gpkg";
  if (const std::string folder = folderIn(request.file, request.layer); !folder.empty()) {
    form = changedForm(request.file, request.layer, progress);
    request.file = inside(request.file, folder, form);
  }
  if (const std::string folder = folderIn(request.base, request.layer); !folder.empty())
    request.base = inside(request.base, folder, form);
}

}  // namespace gis::city
