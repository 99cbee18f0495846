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

/// Whose version holds where both changed the same.
enum class UpdateSide : std::uint8_t { open, mine, theirs };

struct UpdateRequest {
  std::string layer;
  std::filesystem::path file;
  /// As it was handed out: then only what others changed since is taken over, and where the layer changed as well, that
  /// is a conflict. Empty: the file is the newest of all.
  std::filesystem::path base;
  UpdateSide conflicts = UpdateSide::open;  ///< who wins them
  std::string sourceLayer;                  ///< in the file; empty: its only one
  std::string key;                          ///< field of the layer that names a feature
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
    store::Value base{};                   ///< of a conflict: as it was handed out
    UpdateSide side = UpdateSide::theirs;  ///< open: a conflict that is to be decided
    bool conflict = false;
  };
  std::vector<Cell> cells;    ///< of a changed one; of an added one what it has
  bool geometry = false;      ///< it differs, or there is one
  geom::Bytes before, after;  ///< WKB in the layer's CRS, only when `geometry`
  geom::Bytes base{};         ///< of a shape in conflict: as it was handed out
  bool shapeConflict = false;
  UpdateSide shapeSide = UpdateSide::theirs;
  bool conflict = false;  ///< one side took the feature away, the other changed it
  UpdateSide side = UpdateSide::theirs;
  bool accepted = true;  ///< by the request
  /// Is there a conflict that nobody decided?
  [[nodiscard]] bool isOpen() const;
  [[nodiscard]] bool hasConflict() const;
  /// Does anything of it go into the layer, when it is accepted?
  [[nodiscard]] bool takes() const;
};

struct UpdatePlan {
  std::int64_t added = 0, changed = 0, removed = 0, unchanged = 0;
  std::int64_t changedCells = 0, changedGeometries = 0;
  std::int64_t conflicts = 0;                                      ///< changes with one, of three versions
  std::int64_t kept = 0;                                           ///< features that only the layer changed: left alone
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
/// With a base, changes are those between base and file; see three_way.h.
[[nodiscard]] UpdatePlan planUpdate(const store::CityDatabase& city, const UpdateRequest& request, Progress& progress);

/// Carries out what the plan says is accepted: one transaction, one journal entry, one undo. With nothing to do, tx is
/// empty. Errors: usage (an accepted change with an open conflict), locked (the layer was changed since), and those of
/// store::apply.
[[nodiscard]] store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request,
                                            const UpdatePlan& plan, const std::string& reason,
                                            const std::string& actor);
/// The same for those changes of the plan that are accepted here, one a change.
[[nodiscard]] store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request,
                                            const UpdatePlan& plan, const std::vector<std::uint8_t>& accepted,
                                            const std::string& reason, const std::string& actor);

}  // namespace gis::io
