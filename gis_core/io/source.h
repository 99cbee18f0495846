// Foreign files as the reading program sees them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// Which file to read and how.
struct SourceRequest {
  std::filesystem::path file;     ///< a file, a folder, or an archive (.zip .kmz .tar .gz)
  std::string encoding = "auto";  ///< "auto" or the name of an encoding
  /// Every column of a text table as text and no geometry made from columns (lists to join by).
  bool plainTable = false;
  /// KML by GDAL's KML driver, which knows names and descriptions only but bears every file. Set by
  /// SourceReader after LIBKML, which reads all of KML, has crashed on the file.
  bool plainKml = false;
  /// For a look before an import: text tables are read as far as some thousands of rows tell, and every layer whose
  /// texts are bytes of an unknown encoding says how they read in each.
  bool survey = false;
  /// Where the reader may write what it needs on the way. Set by SourceReader.
  std::filesystem::path scratch = {};
};

/// One way to read the texts of a layer.
struct EncodingCandidate {
  std::string encoding;
  double score = 0;                              ///< 0 … 1: how much sense all texts make
  double nameScore = 0, valueScore = 0;          ///< of the names of columns alone, of the values alone
  std::int64_t unreadable = 0;                   ///< characters that cannot be read so
  std::vector<std::string> names;                ///< of the columns that hold texts
  std::vector<std::vector<std::string>> rows{};  ///< some rows of them
};

/// One layer of a source: a table of a database, a sheet, a shapefile of a folder. A layer with two
/// geometry columns stands here twice.
struct SourceLayer {
  std::string name;         ///< the name that it would get in the city
  std::string sourceLayer;  ///< its name in the source
  std::string member;       ///< the file in the folder or archive; empty when the source is one file
  std::string driver;       ///< GDAL's name of the format
  std::string encoding;     ///< what texts are decoded from; "UTF-8" when the format fixes it
  std::vector<store::Field> fields;
  bool hasGeometry = true;
  geom::GeometryType declaredType;           ///< as told by the source, often too wide
  crs::Crs crs;                              ///< unknown when the source does not say
  std::string crsFault;                      ///< why the source's CRS could not be understood
  std::int64_t promised = -1;                ///< how many features it says it has; −1 = it does not say
  geom::Envelope extent;                     ///< as told by the source, in its CRS; may be empty
  bool generic = false;                      ///< a format with fixed layers (GPX, KML, DXF …): empty ones are skipped
  std::vector<Message> notes;                ///< what the user should know (a guess, an assumption)
  std::vector<EncodingCandidate> encodings;  ///< best first; of a survey, for texts that do not tell their encoding
};

struct SourceDescription {
  std::vector<SourceLayer> layers;
  std::vector<Message> warnings;  ///< members that could not be read and the like
};

/// Stands before the WKB (or in its place) of a feature that the file does not hold whole, since it is cut short or
/// damaged there. No WKB begins with it.
inline constexpr std::uint8_t kNotWhole = 0xFF;
/// Stands in place of the WKB of a feature whose geometry cannot be read; the reason follows, UTF-8 in English.
inline constexpr std::uint8_t kUnreadable = 0xFE;

/// Features by their ids in the source, from ≤ id < before.
struct FidRange {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  [[nodiscard]] bool isAll() const { return *this == FidRange{}; }
  friend bool operator==(const FidRange&, const FidRange&) = default;
};

/// How the reading of a layer ended.
struct ReadEnd {
  std::int64_t read = 0;          ///< features that the reader delivered
  std::vector<Message> warnings;  ///< what GDAL complained about, each once
};

/// File names that are worth offering in an open dialog, e.g. "*.shp".
[[nodiscard]] const std::vector<std::string>& readableFilePatterns();

}  // namespace gis::io
