// What an import would do, found out without changing anything.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/io/crs_guess.h"
#include "gis_core/io/import.h"
#include "gis_core/io/source.h"
#include "gis_core/store/city.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// A column of a layer as its first rows show it.
struct SurveyedField {
  store::Field field;
  std::int64_t nulls = 0;             ///< among the rows that were looked at
  std::vector<std::string> examples;  ///< up to three different values
  /// What a text column's values all are: "code" (digits of one length or with leading
  /// zeros, and such with letters among them), "number",
  /// "date" (20261123, 2026年11月23日 …), "full_width" (some digits or letters are of full width); else empty.
  std::string looksLike;
  PersonalCount personal;  ///< among the rows that were looked at
};

/// One fault of a feature, as far as the look went.
struct SurveyedFinding {
  std::int64_t fid = -1;
  bool rejected = false;
  std::string reason;
  geom::MapPoint place;
};

struct SurveyedLayer {
  std::string name;    ///< that it would get in the city
  std::string source;  ///< the file
  SourceLayer info;    ///< encodings too
  bool chosen = true;  ///< would it be imported?
  crs::Crs targetCrs;
  /// Where the coordinate system comes from: "option", "file", or empty when nobody knows it.
  std::string crsFrom;
  /// How the file's numbers may be read: what the option or the file says first, then by their ranges.
  std::vector<CrsCandidate> readings;
  std::vector<SurveyedField> fields;
  std::int64_t looked = 0;  ///< features that were read and examined
  bool whole = false;       ///< are these all?
  std::int64_t rejected = 0, repaired = 0, nullGeometries = 0;
  std::vector<SurveyedFinding> findings;  ///< the first ones
  std::optional<FieldMapping> mapping;    ///< of the columns to a standard's fields
  std::vector<FieldFit> fits;             ///< of its places, among the rows that were looked at
  std::vector<Message> obstacles;         ///< what would end the import before it begins
  std::vector<Message> warnings;
  store::FeatureBatch firstRows;
};

struct ImportSurvey {
  std::vector<SurveyedLayer> layers;
  std::vector<Message> warnings;
  std::vector<geom::Bytes> cityOutline;  ///< in the city's coordinate system (outlineOfCity)
};

/// How far a look goes.
struct SurveyLimits {
  std::int64_t features = 20'000;       ///< of each layer
  std::chrono::milliseconds time{800};  ///< for the rows of all layers together
  int previewRows = 10;
};

/// Opens the sources as importLayers() does and reads the first features of each layer. The city may be opened read
/// only. Errors as of importLayers() where nothing can be read; names that are taken and forbidden transformations are
/// obstacles of their layer.
[[nodiscard]] ImportSurvey surveyImport(const store::CityDatabase& city, const ImportRequest& request,
                                        const CancelToken& token, const SurveyLimits& limits = {});

}  // namespace gis::io
