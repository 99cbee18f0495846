// Attributes of one layer joined to another by place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

/// Exactly one of `relation`, `withinMetres` and `nearest` is set.
struct JoinQuery {
  std::string left, right;  ///< layer names; the relation reads "LEFT relation RIGHT", by pairs
  std::optional<geom::Relation> relation;
  std::optional<double> withinMetres;
  int nearest = 0;                               ///< so many of RIGHT for each of LEFT
  std::optional<double> maxMetres;               ///< with `nearest`
  std::optional<std::vector<std::string>> take;  ///< fields of RIGHT; nothing = all
  bool keepAll = true;                           ///< features of LEFT without a partner stay, with NULL
  bool one = false;                              ///< only the first partner: lowest fid, or the nearest
  std::string into;
};

struct JoinResult {
  std::int64_t matched = 0;          ///< features of LEFT with a partner
  std::int64_t rows = 0;             ///< pairs, and the unmatched when all are kept
  std::int64_t withoutGeometry = 0;  ///< of both layers: took no part
  std::int64_t broken = 0;
  std::int64_t undecided = 0;  ///< pairs that GEOS could not decide: taken as no
  std::string into;
  double seconds = 0;
};

/// Writes the new layer: LEFT's geometry and fields, then RIGHT's (a name in use becomes RIGHT_FIELD), then `distance`
/// in metres for the distance kinds. One row a pair, ordered (left fid, right fid). Distances are refused on a
/// geographic LEFT. Errors: those of select() and store::BulkLoad, usage.
[[nodiscard]] JoinResult join(const store::CityDatabase& city, const JoinQuery& query, Progress& progress,
                              OriginNote* origin = nullptr);

}  // namespace gis::query
