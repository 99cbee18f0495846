// The middle of the import: batches as read → batches as the table wants them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/io/crs_guess.h"
#include "gis_core/io/import.h"
#include "gis_core/io/import_findings.h"
#include "gis_core/store/bulk_load.h"

namespace gis::io {

/// What an encoder does to every feature of a layer. A plain value, shared by the encoder threads.
struct EncodePlan {
  ImportRequest::Invalid invalid = ImportRequest::Invalid::repair;
  crs::Crs sourceCrs, targetCrs;  ///< both known, or no transformation
  bool acceptBallpark = false;
  bool swappedAxes = false;                     ///< of the source
  WebOffset offset = WebOffset::none;           ///< of the source
  std::shared_ptr<const JobTransform> given{};  ///< instead of the operation between the systems
  int srid = -1;
  geom::Envelope areaOfUse;  ///< of the target CRS in its own coordinates; empty = not told
  /// Only features of this dimension (0, 1, 2; 3 = collections), or all: the parts of a layer split by type.
  std::optional<int> onlyDimension;
  PersonalTreatment personal = PersonalTreatment::keep;
  std::shared_ptr<const FieldMapper> mapper{};  ///< columns to fields of a standard, or none
  bool takesNulls = true;                       ///< features without geometry go with one of the parts
};

/// One batch made ready, with what was found on the way. Row numbers count from 0 within the batch.
struct EncodedPiece {
  store::EncodedBatch rows;
  std::vector<Finding> findings;
  std::int64_t read = 0, rejected = 0, repaired = 0, nullGeometries = 0, droppedParts = 0, outsideAreaOfUse = 0;
  std::vector<PersonalCount> personal;  ///< by column
  std::vector<FieldFit> fits;           ///< by place of the mapping
  std::int64_t emptyGeometries = 0;     ///< of the nullGeometries: empty in the source
  bool isNextReady = false;  ///< the next piece waits already
};

/// Re-projects, checks, repairs and encodes. One for each thread (it owns a PROJ transformation).
class Encoder {
 public:
  explicit Encoder(const EncodePlan& plan);
  [[nodiscard]] EncodedPiece encode(store::FeatureBatch batch) const;

 private:
  struct Row;
  [[nodiscard]] bool changesPlaces() const;
  [[nodiscard]] bool isMine(geom::BytesView wkb) const;
  void work(Row& row) const;
  static void note(Row& row, const store::FeatureBatch& batch, std::size_t index, std::int64_t place,
                   EncodedPiece& piece);
  void place(store::FeatureBatch& kept, EncodedPiece& piece) const;
  /// Returns how many places have no counterpart in the layer's system.
  [[nodiscard]] std::size_t transform(geom::Bytes& wkb) const;
  void examine(Row& row) const;
  void repair(Row& row) const;
  const EncodePlan& m_plan;
  std::optional<crs::Transformer> m_transformer;
  std::optional<crs::GivenTransformer> m_given;
};

/// 0 points, 1 lines, 2 areas, 3 everything else.
[[nodiscard]] int dimensionPart(geom::BytesView wkb);

}  // namespace gis::io
