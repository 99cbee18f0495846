#include "gis_core/io/worker/opened_source.h"
#include "gis_core/io/dxf_names.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/boundary_text.h"
#include "gis_core/io/worker/boundary_layer.h"
#include "gis_core/io/worker/crs_beside.h"
#include "gis_core/io/worker/csv_layer.h"
#include "gis_core/io/worker/dbf_numbers.h"
#include "gis_core/io/worker/dbf_text.h"
#include "gis_core/io/worker/gdal_layer.h"
#include "gis_core/io/worker/gdal_setup.h"
#include "gis_core/io/worker/kml_columns.h"
#include "gis_core/io/worker/members.h"
#include "gis_core/io/worker/titled_sheet.h"

namespace gis::io::worker {
namespace {

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Formats whose layers are named by the format, not by the people who made the file.
constexpr std::array<std::string_view, 14> kGeneric{"GPX", "KML",    "LIBKML", "DXF",     "OSM", "CAD",   "DGN",
                                                    "SVG", "GeoRSS", "S57",    "UK .NTF", "SXF", "TIGER", "AVCE00"};
constexpr std::array<std::string_view, 3> kSpreadsheets{"XLSX", "XLS", "ODS"};
constexpr std::array<std::string_view, 4> kTextTables{"csv", "tsv", "psv", "txt"};

bool isKml(const Member& member) {
  return member.suffix == "kml" || member.suffix == "kmz";
}

/// LIBKML reads extended data and features without geometry, which KML drops; it crashes on some files that
/// KML reads, and refuses some.
std::vector<std::string> allowedFor(const Member& member, const SourceRequest& request) {
  if (isKml(member) && request.plainKml) return {"KML"};
  if (isKml(member)) return {"LIBKML", "KML"};
  if (member.suffix == "vrt") return {"OGR_VRT"};
  return driverNames({"LIBKML", "OGR_VRT", "CSV"});
}

/// A SQLite file in WAL mode would get -wal and -shm files beside it: it is read from a copy then.
bool needsCopy(const std::string& path) {
  if (path.starts_with("/vsi")) return false;
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(path.c_str(), "rb"), VSIFCloseL);
  std::array<char, 20> head{};
  if (!file || VSIFReadL(head.data(), 1, head.size(), file.get()) != head.size()) return false;
  return std::string_view(head.data(), 15) == "SQLite format 3" && head[18] == 2;
}

std::string copyAside(const std::string& path, const std::filesystem::path& scratch) {
  const std::filesystem::path from = platform::pathFromUtf8(path);
  const std::filesystem::path to = scratch / from.filename();
  std::filesystem::copy_file(from, to);
  if (const std::filesystem::path wal = from.string() + "-wal"; std::filesystem::exists(wal))
    std::filesystem::copy_file(wal, to.string() + "-wal");
  return platform::pathToUtf8(to);
}

bool isOurDrawing(const Member& member) {
  constexpr std::size_t kHead = 100;
  return readHead(member.path, kHead).find(kDxfMark) != std::string::npos;
}

/// Names of the attributes that the block of a drawing of ours has.
std::vector<std::string> drawingTags(GDALDataset& dataset) {
  std::vector<std::string> tags;
  OGRLayer* blocks = dataset.GetLayerByName("blocks");
  if (blocks == nullptr) return tags;
  const int column = blocks->GetLayerDefn()->GetFieldIndex("AttributeTag");
  blocks->ResetReading();
  for (std::unique_ptr<OGRFeature> one(blocks->GetNextFeature()); one; one.reset(blocks->GetNextFeature())) {
    if (column >= 0 && one->IsFieldSetAndNotNull(column) != 0) tags.emplace_back(one->GetFieldAsString(column));
  }
  blocks->ResetReading();
  return tags;
}

/// Why GDAL could not open it; `driver` is the one that it took it for, or empty.
Message reasonFor(const Member& member, const std::string& driver, const GdalComplaints& complaints) {
  VSIStatBufL info;
  if (VSIStatL(member.path.c_str(), &info) == 0 && !VSI_ISDIR(info.st_mode) && info.st_size == 0)
    return GIS_TR("the file is empty");
  if (driver.empty()) return GIS_TR("it is no file of a known kind");
  const std::string reason = complaints.lastFailure();
  // GDAL's advice is an option that would write beside the source
  if (reason.find("SHAPE_RESTORE_SHX") != std::string::npos)
    return GIS_TR("the .shx file that belongs to it is missing: a shapefile is at least .shp, .shx and .dbf");
  if (reason.find("records in .shx file") != std::string::npos)
    return GIS_TR("the .shx file that belongs to it is cut short: copy all files of the shapefile anew");
  if (reason.empty()) return {GIS_TR("it is damaged ({0})"), {driver}};
  return {GIS_TR("{0} ({1})"), {reason, driver}};
}

std::shared_ptr<GDALDataset> openDataset(const Member& member, const SourceRequest& request,
                                         GdalComplaints& complaints) {
  if (member.suffix == "vrt") checkVirtualFile(member);
  const std::vector<std::string> allowed = allowedFor(member, request);
  CPLStringList drivers;
  for (const std::string& name : allowed) drivers.AddString(name.c_str());
  CPLStringList options;
  GDALDriverH identified = GDALIdentifyDriverEx(member.path.c_str(), GDAL_OF_VECTOR, drivers.List(), nullptr);
  const std::string driver = identified == nullptr ? std::string() : GDALGetDriverShortName(identified);
  if (driver == "ESRI Shapefile") options.SetNameValue("ENCODING", "");  // raw bytes: we decode
  if (driver == "GML") options.SetNameValue("WRITE_GFS", "NO");
  if (driver == "NAS") CPLSetConfigOption("NAS_GFS_TEMPLATE", "");
  // the fast index of nodes wants them in ascending order, as extracts (.pbf) have them and other files may not
  if (driver == "OSM") CPLSetConfigOption("OSM_USE_CUSTOM_INDEXING", member.suffix == "pbf" ? "YES" : "NO");
  if (driver == "GPKG") options.SetNameValue("IMMUTABLE", "YES");
  if (driver == "DXF" && request.encoding != "auto")
    CPLSetThreadLocalConfigOption("DXF_ENCODING", request.encoding == "GBK" ? "CP936" : request.encoding.c_str());
  // the inserts of our own drawings are points with attributes; in others a block may be anything
  CPLSetThreadLocalConfigOption("DXF_INLINE_BLOCKS", driver == "DXF" && isOurDrawing(member) ? "FALSE" : nullptr);
  std::string path = member.path;
  if (needsCopy(path)) path = copyAside(path, request.scratch);
  complaints.clear();
  std::shared_ptr<GDALDataset> dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.List(), options.List(), nullptr),
      [](GDALDataset* opened) {
        if (opened != nullptr) GDALClose(opened);
      });
  if (dataset) return dataset;
  throw Error(driver.empty() ? ErrorCode::unsupported : ErrorCode::damaged,
              {GIS_TR("cannot read {0}"), {member.stem + (member.suffix.empty() ? "" : "." + member.suffix)}},
              reasonFor(member, driver, complaints), GIS_TR("check the file, or ask for it in another format"));
}

/// The name that the layer would get in the city.
std::string nameFor(const Member& member, const LayerSource& layer, int layerCount) {
  const std::string& own = layer.info.sourceLayer;
  if (layer.info.generic) return own.empty() || own == member.stem ? member.stem : member.stem + "_" + own;
  if (own == member.stem + "." + member.suffix) return member.stem;  // inside a .gz
  if (own.empty() || own == "OGRGeoJSON" || own == "ESRIJSON" || own == "TopoJSON" || own == "geojson")
    return member.stem;
  if (isOneOf(layer.info.driver, kSpreadsheets) && (own.starts_with("Sheet") || own.starts_with("工作表")))
    return layerCount == 1 ? member.stem : member.stem + "_" + own;
  return own;
}

/// The drivers call a column Field2 when its first cell is empty: the first row may be a title, or half a heading.
bool hasUnnamedColumn(OGRLayer& layer) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    if (definition.GetFieldDefn(i)->GetNameRef() == "Field" + std::to_string(i + 1)) return true;
  }
  return false;
}

void addGdalLayers(const Member& member, const SourceRequest& request, GdalComplaints& complaints,
                   OpenedSource& source) {
  const std::shared_ptr<GDALDataset> dataset = openDataset(member, request, complaints);
  const std::string driver = dataset->GetDriverName();
  const bool interleaved = dataset->TestCapability(ODsCRandomLayerRead) != 0;
  const bool spreadsheet = isOneOf(driver, kSpreadsheets);
  const bool ourDrawing = driver == "DXF" && isOurDrawing(member);
  for (int i = 0; i < dataset->GetLayerCount(); ++i) {
    OGRLayer* layer = dataset->GetLayer(i);
    if (layer == nullptr) continue;
    if (ourDrawing && std::string_view(layer->GetName()) == "blocks") continue;
    if (spreadsheet && hasUnnamedColumn(*layer)) {
      if (std::unique_ptr<LayerSource> titled = titledSheet(member, layer->GetName(), driver, request)) {
        titled->info.member = member.shown;
        titled->info.name = nameFor(member, *titled, dataset->GetLayerCount());
        source.layers.push_back(std::move(titled));
        continue;
      }
    }
    GdalLayerSetup setup{dataset, layer,       layer->GetLayerDefn()->GetGeomFieldCount() > 0 ? 0 : -1,
                         "UTF-8", interleaved, spreadsheet && !request.plainTable,
                         nullptr, spreadsheet};
    std::vector<Message> notes;
    std::vector<EncodingCandidate> encodings;
    if (driver == "ESRI Shapefile") {
      // a folder opens as many shapefiles, each with an encoding of its own
      const std::string file = dataset->GetLayerCount() > 1
                                   ? std::string(CPLFormFilename(member.path.c_str(), layer->GetName(), "shp"))
                                   : member.path;
      ShapefileEncoding encoding = shapefileEncoding(file, request.encoding);
      setup.encoding = encoding.name;
      setup.wideNumbers = DbfNumbers::find(file, request.survey);
      setup.shapefile = file;
      if (request.survey) encodings = encodingCandidates(rawTableOf(file));
      notes = std::move(encoding.notes);
    }
    if (ourDrawing) {
      setup.tags = drawingTags(*dataset);
      setup.leftOut = {"BlockName",      "BlockScale", "BlockAngle",  "BlockOCSNormal",
                       "BlockOCSCoords", "Block",      "AttributeTag"};
      if (setup.tags.empty()) setup.leftOut.insert("BlockAttributes");
    }
    if (driver == "LIBKML") setup.leftOut = unusedKmlColumns(*layer);
    const int geometries = std::max(1, layer->GetLayerDefn()->GetGeomFieldCount());
    for (int g = 0; g < geometries; ++g) {
      if (setup.geometryField >= 0) setup.geometryField = g;
      auto made = std::make_unique<GdalLayer>(setup);
      made->info.member = member.shown;
      made->info.generic = isOneOf(driver, kGeneric);
      if (request.survey) made->info.encodings = encodings;
      made->info.notes.insert(made->info.notes.begin(), notes.begin(), notes.end());
      made->info.name = nameFor(member, *made, dataset->GetLayerCount());
      if (geometries > 1)
        made->info.name += std::string("_") + layer->GetLayerDefn()->GetGeomFieldDefn(g)->GetNameRef();
      source.layers.push_back(std::move(made));
    }
  }
  if (dataset->GetLayerCount() == 0)
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot read {0}"), {member.stem}}, GIS_TR("there is no layer in it"));
}

void addMember(const Member& member, const SourceRequest& request, GdalComplaints& complaints, OpenedSource& source) {
  if (member.suffix == "txt" && !request.plainTable && looksLikeBoundaryText(readHead(member.path, 65536))) {
    auto layer = std::make_unique<BoundaryLayer>(member, request);
    layer->info.member = member.shown;
    source.layers.push_back(std::move(layer));
    return;
  }
  if (isOneOf(member.suffix, kTextTables)) {
    auto layer = std::make_unique<CsvLayer>(member, request);
    layer->info.member = member.shown;
    source.layers.push_back(std::move(layer));
    return;
  }
  addGdalLayers(member, request, complaints, source);
}

}  // namespace

OpenedSource openSource(const SourceRequest& request, GdalComplaints& complaints) {
  const std::vector<Member> members = membersOf(platform::pathToUtf8(request.file));
  OpenedSource source;
  std::unique_ptr<Error> first;
  for (const Member& member : members) {
    try {
      const std::size_t before = source.layers.size();
      addMember(member, request, complaints, source);
      for (std::size_t i = before; i < source.layers.size(); ++i) takeCrsBeside(member, source.layers[i]->info);
    } catch (const Error& error) {
      if (members.size() > 1) source.warnings.push_back({"{0}", {error.sentence()}});
      if (!first) first = std::make_unique<Error>(error);
    }
  }
  if (source.layers.empty() && first) throw Error(*first);
  return source;
}

}  // namespace gis::io::worker
