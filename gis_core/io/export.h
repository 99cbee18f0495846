// Layers of the city as files for others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::io {

enum class ExportFormat { shapefile, geoPackage, geoJson, csv, xlsx, flatGeobuf, kml, dxf };

/// What is written and how.
struct ExportRequest {
  std::string layer;
  std::filesystem::path file;
  std::string format;               ///< "shp", "ESRI Shapefile", "gpkg" …; empty: by the file's suffix
  std::string encoding = "UTF-8";   ///< shapefile, CSV: UTF-8 or GBK
  std::string crs;                  ///< empty: the layer's own (GeoJSON and KML: longitude and latitude)
  std::string where;                ///< SQL condition
  std::vector<std::int64_t> fids;   ///< a selection; empty: all
  std::string clip;                 ///< "LAYER:ID", "x1,y1,x2,y2" or WKT in the city's CRS; empty: no clip
  bool cut = false;                 ///< cut features at the border of the area instead of giving them whole
  std::vector<std::string> fields;  ///< empty: all
  /// CSV and XLSX: coordinates in columns x and y, WKT, or none.
  enum class TableGeometry { byKind, xy, wkt, none } tableGeometry = TableGeometry::byKind;
  bool overwrite = false;
  bool acceptBallpark = false;
};

/// What was, or would be, written and lost.
struct ExportReport {
  std::int64_t written = 0;  ///< features
  std::vector<std::filesystem::path> files;
  std::vector<std::pair<std::string, std::string>> renamedFields;  ///< layer → file
  std::int64_t truncatedValues = 0;                                ///< texts cut at the width that the format allows
  std::vector<std::string> missingCharacters;  ///< characters that the encoding lacks, written as "?"
  std::vector<Message> warnings;
};

/// Counts every loss beforehand without writing. Errors: noSuchLayer, noSuchField, sql, usage, exists,
/// unknownCrs, ballparkCrs, unsupported, cancelled.
[[nodiscard]] ExportReport previewExport(const store::CityDatabase& city, const ExportRequest& request,
                                         Progress& progress);

/// Writes beside the target, reads the result back in a child process, compares rows, geometry and values,
/// and renames into place; on any failure nothing is left. Errors as above, and readOnly, diskFull,
/// damaged (what was read back differs). Thread rule: belongs to the thread of `city`.
[[nodiscard]] ExportReport exportLayer(const store::CityDatabase& city, const ExportRequest& request,
                                       Progress& progress);

/// Formats with their suffix, for dialogs: "ESRI Shapefile", "shp".
struct ExportFormatName {
  ExportFormat format;
  const char* name;
  const char* suffix;
};
[[nodiscard]] const std::vector<ExportFormatName>& exportFormats();

}  // namespace gis::io
