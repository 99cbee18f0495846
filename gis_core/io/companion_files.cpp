#include "gis_core/io/companion_files.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"

namespace gis::io {

namespace {

struct Family {
  std::string_view main;
  std::vector<std::string_view> parts;  ///< endings of what accompanies it, in small letters
};

const std::vector<Family>& families() {
  static const std::vector<Family> all = {
      {".shp",
       {".dbf", ".shx", ".prj", ".cpg", ".cst", ".qpj", ".qmd", ".qml", ".sld", ".sbn", ".sbx",     ".qix",
        ".idm", ".ind", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs", ".mxs", ".xml", ".shp.xml", ".dbf.xml"}},
      {".tab", {".dat", ".map", ".id", ".ind"}},
      {".mif", {".mid"}},
      {".csv", {".csvt", ".prj"}},
      {".gml", {".xsd", ".gfs"}},
      {".gpkg", {".gpkg-wal", ".gpkg-shm"}},
      {".sqlite", {".sqlite-wal", ".sqlite-shm"}},
      {".geojson", {".qmd", ".qml"}},
  };
  return all;
}

std::string small(const std::filesystem::path& file) {
  return text::fold(platform::pathToUtf8(file));
}

/// `file` without `ending`, both in small letters; empty when it ends otherwise.
std::string_view stemBefore(std::string_view file, std::string_view ending) {
  return file.size() > ending.size() && file.ends_with(ending) ? file.substr(0, file.size() - ending.size())
                                                               : std::string_view();
}

}  // namespace

std::vector<std::filesystem::path> withoutCompanions(const std::vector<std::filesystem::path>& files) {
  std::vector<std::string> names(files.size());
  std::transform(files.begin(), files.end(), names.begin(), small);
  const auto accompanies = [&](const std::string& part) {
    for (const Family& family : families()) {
      for (const std::string_view ending : family.parts) {
        const std::string_view stem = stemBefore(part, ending);
        if (stem.empty()) continue;
        const auto isMain = [&](const std::string& name) { return stemBefore(name, family.main) == stem; };
        if (std::any_of(names.begin(), names.end(), isMain)) return true;
      }
    }
    return false;
  };
  std::vector<std::filesystem::path> kept;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (accompanies(names[i]) || std::find(kept.begin(), kept.end(), files[i]) != kept.end()) continue;
    kept.push_back(files[i]);
  }
  return kept;
}

}  // namespace gis::io
