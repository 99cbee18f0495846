// Layers of the city as files for others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::io {

enum class ExportFormat { shapefile, geoPackage, geoJson, csv, xlsx, flatGeobuf, kml, dxf, boundaryText };

/// A column that the layer has not. Made once for each export: what is read of each feature, in the order of `read`,
/// gives the value.
struct AddedColumn {
  store::Field field;
  std::function<std::function<store::Value(const store::Feature&)>(const store::LayerInfo&,
                                                                   const std::vector<store::Field>& read)>
      make;
};

/// Features whose box has its middle from `west` to below `east` (degrees).
struct LongitudeBand {
  double west = -180, east = 180;
  bool withoutPlace = true;  ///< those without geometry too
};

/// What is written and how.
struct ExportRequest {
  std::string layer;
  std::filesystem::path file;
  std::string format;    ///< "shp", "ESRI Shapefile", "gpkg" …; empty: by the file's suffix
  std::string encoding;  ///< shapefile, CSV, boundary TXT: UTF-8 or GBK; empty: as is customary
  std::string crs;       ///< empty: the layer's own (GeoJSON and KML: longitude and latitude); "zones": export_zones.h
  std::string where;     ///< SQL condition
  std::vector<std::int64_t> fids;    ///< a selection; empty: all
  std::string clip;                  ///< "LAYER:ID,ID", "x1,y1,x2,y2" or WKT in the city's CRS; empty: no clip
  std::vector<std::string> fields;   ///< empty: all
  std::vector<std::string> without;  ///< of these fields all but some
  /// CSV and XLSX: coordinates in columns x and y, WKT, or none.
  enum class TableGeometry { byKind, xy, wkt, none } tableGeometry = TableGeometry::byKind;
  /// Shapefiles: a file that would grow beyond goes on in another one (NAME_2 …).
  std::uint64_t partBytes = 2'000'000'000;
  std::vector<std::pair<std::string, std::string>> renames;  ///< field → name in the file
  std::string dxfLayerField;  ///< DXF: the field whose values name the drawing's layers; empty: one, the layer's name
  std::string security;       ///< mark that the report tells, or empty
  std::string sheet;          ///< the layer's metadata sheet (XML), written beside as FILE.xml; empty: none
  /// The smallest figure about people (people_counts.h) that is told; 0: all are.
  std::int64_t leastCount = 10;
  std::vector<AddedColumn> added;     ///< after the layer's own
  std::optional<LongitudeBand> band;  ///< of one zone (set by export_zones.h)
  bool overwrite = false;
  bool acceptBallpark = false;
  bool cut = false;  ///< cut features at the border of the area instead of giving them whole
  /// Boundary TXT: points counted as surveys do (geom::inSurveyOrder) instead of as they are kept, all named J1 …
  bool surveyOrder = false;
  bool largeScale = true;      ///< the ground in detail (1 : 5000 and larger), whose wide cover is warned of
  bool divisionCodes = false;  ///< with the county of each feature (city/division_columns.h fills `added`)
  bool joint = false;          ///< one of several layers of one GeoPackage, made in turn (set by export_set.h)
  bool pinyinNames = false;    ///< names of at most ten ASCII letters instead of cut ones (short_names.h)
};

/// A choice that prevents a loss. On the command line: --names pinyin, --format gpkg, --encoding UTF-8, --without
/// COLUMN, --receipt.
enum class ExportRemedy { none, pinyinNames, geoPackage, utf8, leaveOut, receipt };

/// One kind of change that the format forces on the data, with what helps against it.
struct ExportLoss {
  struct Example {
    std::int64_t fid = 0;  ///< 0: none
    std::string value;     ///< shortened
  };
  std::string kind;        ///< "text_cut", "name_cut" … (the guide lists them)
  std::string column;      ///< empty: the layer as a whole
  std::int64_t count = 0;  ///< values, names or features
  std::vector<Example> examples;
  Message what;
  Message remedy;
  ExportRemedy way = ExportRemedy::none;
};
/// The option of the command line that takes the remedy of a loss; empty: there is none.
[[nodiscard]] std::string remedyOption(const ExportLoss& loss);

/// A field's name in a table that gives it ten bytes.
struct ExportName {
  std::string field, written, proposal;
  std::size_t bytesUtf8 = 0, bytesGbk = 0;
  bool fits = true;
};

/// What was, or would be, written and lost.
struct ExportReport {
  std::int64_t written = 0;  ///< features
  std::vector<std::filesystem::path> files;
  std::vector<std::pair<std::string, std::string>> renamedFields;  ///< layer → file
  std::int64_t truncatedValues = 0;                                ///< texts cut at the width that the format allows
  std::vector<std::string> missingCharacters;  ///< characters that the encoding lacks, written as "?"
  std::vector<Message> warnings;
  std::vector<ExportLoss> losses;
  std::vector<ExportName> names;  ///< only where names are short
  // what a receipt tells
  std::string layer, title, titleEn, geometryType, crs, crsName, format, encoding, security;
  std::size_t columns = 0;
  double continuousKm2 = 0;       ///< ground that is covered without a break (continuous_cover.h)
  bool readBack = false;          ///< written, read back in another process and compared row by row
  std::int64_t rowsCompared = 0;  ///< rows found in the files
  std::size_t columnsCompared = 0;
  bool geometryCompared = false;
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
/// By `format`, else by the suffix of `file`. Throws Error(usage) naming what is known.
[[nodiscard]] ExportFormat formatOf(const ExportRequest& request);
/// "shp" …
[[nodiscard]] const char* suffixOf(ExportFormat format);

}  // namespace gis::io
