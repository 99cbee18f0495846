#include "gis_core/city/exchange_package.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/city/metadata.h"
#include "gis_core/city/package_texts.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/export.h"
#include "gis_core/io/export_place.h"
#include "gis_core/io/export_set.h"
#include "gis_core/io/zip_file.h"
#include "gis_core/store/features.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/sld.h"

namespace gis::city {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json nullOr(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

/// Puts a package together in a scratch folder beside its target.
class PackageMaker {
 public:
  PackageMaker(const store::CityDatabase& city, const PackageRequest& request, const io::Say& say, Progress& progress)
      : m_city(city), m_request(request), m_say(say), m_progress(progress), m_beside(request.file) {
    m_root = m_beside.folder() / "package";
    fs::create_directory(m_root);
  }

  PackageReport run() {
    m_report.number = m_request.words.number.empty() ? io::newReceiptNumber() : m_request.words.number;
    m_madeAt = toIsoWithOffset(utcNow() / 1000 * 1000, kCityOffsetMinutes);
    std::set<std::string> folders;
    for (const std::string& name : m_request.layers) {
      const store::LayerInfo layer = store::layerByName(m_city.connection(), name);
      std::string folder = io::fileNameOf(layer.name);
      for (int n = 2; !folders.insert(text::fold(folder)).second; ++n)
        folder = io::fileNameOf(layer.name) + "_" + std::to_string(n);
      add(layer, folder);
    }
    describe();
    seal();
    const fs::path made = m_beside.folder() / m_request.file.filename();
    io::writeZip(made, m_packed, m_progress);
    m_progress.check();
    m_report.bytes = fs::file_size(made);
    platform::syncFile(made);
    refuse();
    platform::replaceFile(made, m_request.file);
    return std::move(m_report);
  }

  /// Throws when something stands in the way.
  void refuse() const {
    std::error_code unreadable;
    io::refuseCity(m_city, m_request.file);
    if (!m_request.overwrite && fs::exists(fs::symlink_status(m_request.file, unreadable)))
      throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_request.file)}},
                  GIS_TR("the file exists"),
                  GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
  }

 private:
  void add(const store::LayerInfo& layer, const std::string& folder) {
    PackageLayer& one = m_report.layers.emplace_back();
    one.name = layer.name;
    one.folder = folder;
    one.title = layer.titleZh.empty() ? layer.titleEn : layer.titleZh;
    fs::create_directory(m_root / platform::pathFromUtf8(folder));
    io::ExportRequest request;
    request.layer = layer.name;
    request.crs = layer.geometryType ? m_request.crs : "";
    request.acceptBallpark = m_request.acceptBallpark;
    addSheet(m_city, request, m_request.words.security);
    request.sheet.clear();  // it goes beside both, under a name of the package
    request.file = path(folder, ".gpkg");
    one.geoPackage = io::exportLayer(m_city, request, m_progress);
    tellMissingMark(one.geoPackage);
    request.file = path(folder, ".shp");
    request.encoding = m_request.encoding;
    request.pinyinNames = true;
    one.shapefile = io::exportLayer(m_city, request, m_progress);
    one.count = one.geoPackage.written;
    examine(layer, one);
    write(folder + "/" + folder + "_fields.csv", packageFields(layer, one.shapefile));
    write(folder + "/" + folder + "_metadata.xml", metadataXml(m_city, layer, metadataOf(m_city, layer)));
    if (layer.geometryType) {
      style::SldText sld =
          style::toSld(style::styleOf(layer), layer.name, layer.geometryType->dimension(), style::SldVersion::se11);
      one.styleNotes = std::move(sld.notes);
      write(folder + "/" + folder + ".sld", sld.xml);
    }
  }

  /// Is the geometry sound? Told, not mended: that is the business of whoever owns the layer.
  void examine(const store::LayerInfo& layer, PackageLayer& one) {
    if (!layer.geometryType) return;
    store::FeatureRequest request;
    request.allFields = false;
    store::readFeatures(
        m_city.connection(), layer, request,
        [&](store::Feature& feature) {
          if (feature.wkb.empty() || geom::isEmpty(feature.wkb))
            ++one.withoutGeometry;
          else if (!geom::certainlyValid(feature.wkb) && geom::invalidity(feature.wkb))
            ++one.invalid;
          return true;
        },
        m_progress.token());
  }

  void describe() {
    const std::string cityName = platform::pathToUtf8(m_city.file().filename());
    for (const bool chinese : {true, false})
      write(chinese ? "README_zh.txt" : "README_en.txt",
            packageReadme(m_report, m_request, cityName, m_madeAt, chinese, m_say));
    json layers = json::array();
    for (const PackageLayer& layer : m_report.layers) {
      json formats = json::array();
      for (const io::ExportReport* r : {&layer.geoPackage, &layer.shapefile}) {
        formats.push_back(
            {{"format", r->format},
             {"written", r->written},
             {"losses", io::lossesJson(*r, m_say)},
             {"proof", {{"rows", r->rowsCompared}, {"columns", r->columnsCompared}, {"equal", r->readBack}}}});
      }
      layers.push_back({{"layer", layer.name},
                        {"count", layer.count},
                        {"without_geometry", layer.withoutGeometry},
                        {"invalid_geometry", layer.invalid},
                        {"formats", formats}});
    }
    write("checks.json", json{{"layers", layers}}.dump(2) + "\n");
  }

  /// SHA256SUMS for other programs, the manifest for ours.
  void seal() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(m_root))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string sums;
    for (const fs::path& file : files) {
      m_progress.check();
      const std::string name = platform::pathToUtf8(file.lexically_relative(m_root).generic_string());
      m_report.files.push_back({name, fs::file_size(file), sha256OfFile(file)});
      sums += m_report.files.back().sha256 + "  " + name + "\n";
      m_packed.emplace_back(name, file);
    }
    write("SHA256SUMS", sums);
    m_packed.emplace_back("SHA256SUMS", m_root / "SHA256SUMS");
    m_report.files.push_back({"SHA256SUMS", sums.size(), sha256(std::as_bytes(std::span(sums)))});
    const std::string text = manifest().dump(2) + "\n";
    write("manifest.json", text);
    m_packed.emplace_back("manifest.json", m_root / "manifest.json");
    m_report.manifestSha256 = sha256(std::as_bytes(std::span(text)));
  }

  [[nodiscard]] json manifest() const {
    json layers = json::array();
    for (const PackageLayer& one : m_report.layers) {
      const store::LayerInfo layer = store::layerByName(m_city.connection(), one.name);
      layers.push_back({{"name", one.name},
                        {"folder", one.folder},
                        {"title", nullOr(one.title)},
                        {"uid", layer.uid},
                        {"revision", layer.revision},
                        {"count", one.count},
                        {"geometry_type", nullOr(one.geoPackage.geometryType)},
                        {"crs", nullOr(one.geoPackage.crs)}});
    }
    json files = json::array();
    for (const io::ReceiptFile& file : m_report.files)
      files.push_back({{"path", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    json out;
    out["format"] = "citydesk-exchange-package";
    out["version"] = 1;
    out["number"] = m_report.number;
    out["made_at"] = m_madeAt;
    out["city"] = platform::pathToUtf8(m_city.file().filename());
    out["city_uid"] = m_city.uid();
    out["operator"] = nullOr(m_request.words.actor);
    out["giver"] = nullOr(m_request.words.giver);
    out["receiver"] = nullOr(m_request.words.receiver);
    out["purpose"] = nullOr(m_request.words.purpose);
    out["security"] = nullOr(m_request.words.security);
    out["layers"] = layers;
    out["files"] = files;
    return out;
  }

  [[nodiscard]] fs::path path(const std::string& folder, const char* suffix) const {
    return m_root / platform::pathFromUtf8(folder) / platform::pathFromUtf8(folder + suffix);
  }
  void write(const std::string& name, const std::string& content) const {
    platform::writeFileAtomically(m_root / platform::pathFromUtf8(name), std::as_bytes(std::span(content)));
  }

  const store::CityDatabase& m_city;
  const PackageRequest& m_request;
  const io::Say& m_say;
  Progress& m_progress;
  const io::ScratchBeside m_beside;
  fs::path m_root;
  std::string m_madeAt;
  std::vector<std::pair<std::string, fs::path>> m_packed;
  PackageReport m_report;
};

}  // namespace

PackageReport makePackage(const store::CityDatabase& city, const PackageRequest& request, const io::Say& say,
                          Progress& progress) {
  if (request.layers.empty()) throw Error(ErrorCode::usage, GIS_TR("no layer is named for the package"));
  std::set<std::string> uids;
  for (const std::string& name : request.layers) {
    if (!uids.insert(store::layerByName(city.connection(), name).uid).second)
      throw Error(ErrorCode::usage, {GIS_TR("the layer \"{0}\" is named twice"), {name}});
  }
  PackageMaker maker(city, request, say, progress);
  maker.refuse();
  return maker.run();
}

}  // namespace gis::city
