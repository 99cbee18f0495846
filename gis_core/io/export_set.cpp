#include "gis_core/io/export_set.h"

#include <map>
#include <set>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/export_place.h"

namespace gis::io {
namespace fs = std::filesystem;
namespace {

std::string foldedName(const fs::path& file) {
  return text::fold(platform::pathToUtf8(file.filename()));
}

[[noreturn]] void refuseTwins(const fs::path& file) {
  throw Error(ErrorCode::usage, {GIS_TR("two layers would write {0}"), {platform::pathToUtf8(file.filename())}}, {},
              GIS_TR("export one of them by itself, under another name"));
}

/// Notes which layers share a GeoPackage.
std::vector<ExportRequest> checkedSet(std::vector<ExportRequest> requests) {
  if (requests.empty()) throw Error(ErrorCode::usage, GIS_TR("no layer is named for the export"));
  std::map<std::string, std::set<std::string>> layersOf;
  for (const ExportRequest& one : requests) {
    if (folderOf(one.file) != folderOf(requests.front().file))
      throw Error(ErrorCode::usage, GIS_TR("layers that are exported at once go into one folder"));
    std::set<std::string>& layers = layersOf[foldedName(one.file)];
    const bool twin = !layers.empty() && formatOf(one) != ExportFormat::geoPackage;
    if (twin || !layers.insert(text::fold(one.layer)).second) refuseTwins(one.file);
  }
  for (ExportRequest& one : requests) one.joint = layersOf[foldedName(one.file)].size() > 1;
  return requests;
}

}  // namespace

std::string fileNameOf(const std::string& layer) {
  std::string out;
  for (const char c : layer) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos ? '_' : c;
  }
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  return out.empty() || out.front() == '.' ? "_" + out : out;
}

fs::path fileOfLayer(const fs::path& folder, const std::string& layer, const std::string& suffix) {
  return folder / platform::pathFromUtf8(fileNameOf(layer) + "." + suffix);
}

bool isOneFile(const fs::path& place, const std::string& format) {
  std::error_code unreadable;
  ExportRequest asked;
  asked.format = format;
  asked.file = place;
  return text::fold(platform::pathToUtf8(place.extension())) == ".gpkg" && !fs::is_directory(place, unreadable) &&
         (format.empty() || formatOf(asked) == ExportFormat::geoPackage);
}

std::vector<ExportReport> previewExports(const store::CityDatabase& city, const std::vector<ExportRequest>& requests,
                                         Progress& progress) {
  std::vector<ExportReport> all;
  all.reserve(requests.size());
  for (const ExportRequest& one : checkedSet(requests)) {
    if (one.joint) refuseTarget(city, one.file, false, requests.front().overwrite);
    all.push_back(previewExport(city, one, progress));
  }
  return all;
}

std::vector<ExportReport> exportLayers(const store::CityDatabase& city, const std::vector<ExportRequest>& requests,
                                       Progress& progress) {
  const std::vector<ExportRequest> checked = checkedSet(requests);
  for (const ExportRequest& one : checked)
    refuseTarget(city, one.file, formatOf(one) == ExportFormat::shapefile, requests.front().overwrite);
  const ScratchBeside beside(requests.front().file);
  std::vector<ExportReport> all;
  std::vector<MadeFile> files;
  std::map<std::string, fs::path> madeBy;  // name of a file → where it is made
  for (ExportRequest one : checked) {
    const fs::path folder = folderOf(one.file);
    const fs::path made = beside.folder() / (one.joint ? "joint" : std::to_string(all.size()));
    fs::create_directory(made);
    one.file = made / one.file.filename();
    ExportReport& report = all.emplace_back(exportLayer(city, one, progress));
    for (fs::path& file : report.files) {
      const fs::path target = folder / file.filename();
      const auto [known, fresh] = madeBy.emplace(foldedName(target), file);
      if (!fresh && known->second != file) refuseTwins(target);
      const bool ofShapefile = formatOf(one) == ExportFormat::shapefile && file.extension() != ".xml";
      if (fresh) files.push_back({file, target, ofShapefile});
      file = target;
    }
  }
  progress.check();
  putInPlace(city, files, requests.front().overwrite);
  return all;
}

}  // namespace gis::io
