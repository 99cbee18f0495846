// Foreign layers into the city.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/io/field_mapping.h"
#include "gis_core/io/job_transform.h"
#include "gis_core/io/personal_data.h"
#include "gis_core/store/city.h"

namespace gis::io {

/// What is to be loaded and how.
struct ImportRequest {
  std::vector<std::filesystem::path> sources;  ///< parts of another one of them are left out (companion_files.h)
  std::vector<std::string> sourceLayers;       ///< names in the source or in the city; empty: every layer with geometry
  std::string as;                              ///< name in the city; needs exactly one layer
  std::string encoding = "auto";
  std::string sourceCrs;     ///< overrides what the source says, also "GCJ-02" and "BD-09"; empty: believe it
  bool swappedAxes = false;  ///< the first number of a place is the north, whatever the source says
  /// Where to: the city's CRS, the source's own, or this one. A layer of unknown CRS stays unknown.
  enum class Target { city, source, given } target = Target::city;
  std::string targetCrs;
  enum class Invalid { keep, repair, reject } invalid = Invalid::repair;
  enum class IfTaken { refuse, append, replace } ifTaken = IfTaken::refuse;
  bool splitTypes = false;      ///< points, lines and areas of a mixed layer into layers of their own
  bool tables = false;          ///< layers without geometry too
  bool acceptBallpark = false;  ///< transform although no real operation between the datums is known
  std::string bureau;           ///< the providing department, kept as provenance
  /// Instead of the operation between the systems: leads from the file's coordinates into the target's. Kept by nobody.
  std::shared_ptr<const JobTransform> transform{};
  PersonalTreatment personal = PersonalTreatment::keep;  ///< of identity and phone numbers
  FieldChoice fieldChoice{};                             ///< columns that go to fields of a standard; empty: none
  bool survey = false;                                   ///< only for surveyImport(): sources are opened for a look
};

/// What became of one layer. Always imported + rejected = read.
struct ImportedLayer {
  std::string name;  ///< in the city
  std::string source, sourceLayer, driver, encoding;
  std::int64_t read = 0, imported = 0, rejected = 0, repaired = 0;
  std::optional<geom::GeometryType> geometryType;  ///< nothing: a table
  crs::Crs sourceCrs, crs;
  double seconds = 0;
  std::vector<Message> warnings;
  std::int64_t nullGeometries = 0;  ///< NULL or empty, kept
  std::int64_t droppedParts = 0;    ///< parts that a repair took away because nothing was in them
  std::vector<std::pair<std::string, std::string>> renamedFields;  ///< source → table
  std::optional<FieldMapping> mapping;  ///< of the columns to a standard's fields, as it was applied
  std::vector<FieldFit> fits;           ///< of its places
  bool fidKept = false;
  std::optional<TransformQuality> transform;  ///< of the one that was given
  std::string report;  ///< table of mapped columns and of what was rejected, repaired or emptied, or empty
  std::string role, roleCodeField, roleNameField;  ///< the role that the layer was bound to, or empty
};

struct ImportReport {
  std::vector<ImportedLayer> layers;
  std::vector<std::string> skipped;  ///< "SOURCE: LAYER" with neither geometry nor features
  std::vector<Message> warnings;
  [[nodiscard]] std::int64_t rejected() const;
};

/// Loads all layers or none: on any error and on cancel the city is as before. Reader (a child process),
/// encoders (all cores) and writer (this thread, which owns `city`) work at the same time. Reports
/// progress in features. Errors: notFound, unsupported, damaged, exists, usage, unknownCrs, ballparkCrs,
/// noSuchField (append), diskFull, locked, cancelled.
[[nodiscard]] ImportReport importLayers(const store::CityDatabase& city, const ImportRequest& request,
                                        Progress& progress);

}  // namespace gis::io
