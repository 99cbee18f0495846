// A bureau's new version of a layer against the present one: by key, accepted whole or in part.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/value.h"

namespace gis::io {

struct UpdateRequest {
  std::string layer;
  std::filesystem::path file;
  std::string sourceLayer;  ///< in the file; empty: its only one
  std::string key;          ///< field of the layer that names a feature
  std::string encoding = "auto";
  std::string sourceCrs;  ///< overrides what the file says
  bool acceptBallpark = false;
  bool added = true, changed = true, removed = true;  ///< what is accepted
  std::vector<std::string> keys;                      ///< only these features; empty: all
};

struct UpdateChange {
  enum class Kind { added, changed, removed } kind = Kind::changed;
  std::string key;
  std::int64_t fid = 0;  ///< in the layer; 0: a new one
  struct Cell {
    std::string field;
    store::Value before, after;
  };
  std::vector<Cell> cells;    ///< of a changed one; of an added one what it has
  bool geometry = false;      ///< it differs, or there is one
  geom::Bytes before, after;  ///< WKB in the layer's CRS, only when `geometry`
  bool accepted = true;       ///< by the request
};

struct UpdatePlan {
  std::int64_t added = 0, changed = 0, removed = 0, unchanged = 0;
  std::int64_t changedCells = 0, changedGeometries = 0;
  std::int64_t withoutKey = 0;                                     ///< features of the layer that have none: left alone
  std::vector<UpdateChange> changes;                               ///< by key
  std::vector<std::string> ignoredFields;                          ///< of the file, that the layer has not
  std::vector<std::string> absentFields;                           ///< of the layer, that the file has not: left alone
  std::vector<std::pair<std::string, std::string>> matchedFields;  ///< file → layer, where the names differ
  std::vector<Message> warnings;
  std::string revision;  ///< of the layer that was compared
};

/// Reads the file as an import would (another process, encoding, repair, the layer's CRS) into a scratch city and
/// compares. Fields are matched by name, by the pinyin name or the cut name that our own shapefiles give. Empty texts
/// and NULL are the same; numbers are when they agree to nine digits, places when they do to a millimetre (1e-8
/// degrees). Errors: as importLayers, noSuchField (the key, on either side), invalidValue (keys that are missing in the
/// file or stand twice on either side), notFound (`keys` that name no change).
[[nodiscard]] UpdatePlan planUpdate(const store::CityDatabase& city, const UpdateRequest& request, Progress& progress);

/// Carries out what the plan says is accepted: one transaction, one journal entry, one undo. With nothing to do, tx is
/// empty. Errors: locked (the layer was changed since), and those of store::apply.
[[nodiscard]] store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request,
                                            const UpdatePlan& plan, const std::string& reason,
                                            const std::string& actor);
/// The same for those changes of the plan that are accepted here, one a change.
[[nodiscard]] store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request,
                                            const UpdatePlan& plan, const std::vector<std::uint8_t>& accepted,
                                            const std::string& reason, const std::string& actor);

}  // namespace gis::io
