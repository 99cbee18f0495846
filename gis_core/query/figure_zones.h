// Private to this room: which zones the features of an answer lie in, for figures of each zone.
#pragma once

#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"

namespace gis::query {

/// The part of a feature in a zone, or what lies in none.
struct ZonePart {
  std::uint32_t feature = 0;  ///< place among the features found
  store::Value zone;          ///< what the zone is called; NULL: none
  bool counts = false;        ///< the feature is counted here
  double part = 1;            ///< of the feature
  double measure = 0;         ///< m² or m
};

struct ZoneParts {
  std::vector<ZonePart> parts;
  std::int64_t withoutGeometry = 0, broken = 0;  ///< features that lie in no zone because they have no place
};

/// The column that tells the zones of a grouping: the one it names, else their names, codes or numbers. Throws
/// Error(noSuchLayer | noSuchField).
[[nodiscard]] store::Field zoneField(const store::Connection& c, const Grouping& by);

/// The parts of all features by the rules of aggregate(): each feature is counted once, in a zone or in none, and with
/// `shares` its parts, what lies in no zone among them, are as much as the whole, or more where zones overlap: each has
/// what is in it, and none has what lies outside all of them. Without: parts are 1. Errors:
/// unsupported (zones that are no areas, features of several kinds; measures in degrees when `measures`), unknownCrs,
/// ballparkCrs, cancelled.
[[nodiscard]] ZoneParts zonePartsOf(const store::Connection& c, const SelectResult& found, const Grouping& by,
                                    bool shares, bool measures, Progress& progress);

}  // namespace gis::query
