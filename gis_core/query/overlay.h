// Two layers cut by each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

enum class OverlayKind {
  intersection,         ///< what both have
  combined,             ///< "union": what both have, and what only one has
  difference,           ///< what only A has
  symmetricDifference,  ///< what only one has
  identity,             ///< what both have, and what only A has
};
/// "intersection", "union" …; throws Error(usage) naming the possible words.
[[nodiscard]] OverlayKind parseOverlayKind(std::string_view text);
[[nodiscard]] const char* overlayKindName(OverlayKind kind);

struct OverlayQuery {
  std::string a, b;  ///< layer names
  OverlayKind kind = OverlayKind::intersection;
  std::string into;
  std::string whereA, whereB;  ///< SQL conditions on the layers, or empty
};

/// Areas, lengths or numbers of points of the sides that the answer speaks of, each place of a feature once: A's; for
/// union and symmetric difference A's and B's; where A is of a higher dimension than B in an intersection, B's.
struct OverlayBalance {
  int dimension = 2;    ///< of the pieces: 0 points (all below are numbers), 1 lines (metres), 2 areas (m²)
  double in = 0;        ///< of the features that took part or were set aside
  double out = 0;       ///< in the new layer
  double leftOut = 0;   ///< what the operation itself leaves out
  double setAside = 0;  ///< what GEOS could not decide, and what is nothing when repaired
  double gap = 0;  ///< in − out − left out − set aside, where that is more than the rounding of the coordinates
  bool balanced = true;  ///< no feature has a gap
};

struct OverlayResult {
  std::int64_t rows = 0;
  std::int64_t common = 0;            ///< rows of pairs
  std::int64_t onlyA = 0, onlyB = 0;  ///< rows of what only one side has
  std::int64_t dropped = 0;           ///< pieces of a lower dimension, or no wider than the coordinates' rounding
  std::int64_t repaired = 0;          ///< invalid features of both layers, taken in their repaired form
  std::int64_t setAside = 0;          ///< features that could not be repaired or cut
  /// The first 100 of them.
  struct SetAside {
    std::string layer;
    std::int64_t fid = 0;
    Message reason;
  };
  std::vector<SetAside> firstSetAside;
  std::int64_t withoutGeometry = 0;  ///< of both layers: took no part
  std::int64_t broken = 0;
  /// Nothing when A's coordinates are degrees: they were balanced, but square degrees are no answer.
  std::optional<OverlayBalance> figures;
  bool balanced = true;       ///< no feature has a gap, in whatever units
  std::string setAsideTable;  ///< layer that lists them with the reason, or empty
  std::string into;
  double seconds = 0;
};

/// Writes the new layer: A's fields, then B's (a name in use becomes B_FIELD; a difference has A's only), in A's CRS.
/// One row a pair of features that have something in common, ordered (A's fid, B's fid); behind the pairs of a feature
/// of A what only it has, at the end what only B has, by fid; fields of the side that has no part are NULL. Pieces have
/// the lower dimension of the two layers; a difference and an identity that of A. Features of one layer are taken as
/// they are: overlaps within it give rows of their own. M is not kept. Errors: noSuchLayer, exists, unknownCrs,
/// ballparkCrs, unsupported (a layer of several dimensions; union and symmetric difference of different ones; identity
/// with a lower one), sql, those of store::BulkLoad, cancelled.
[[nodiscard]] OverlayResult overlay(const store::CityDatabase& city, const OverlayQuery& query, Progress& progress,
                                    OriginNote* origin = nullptr);

}  // namespace gis::query
