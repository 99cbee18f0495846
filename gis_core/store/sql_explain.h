// How SQLite would answer a statement, and whether it uses a spatial index where it should.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis::store {

struct SqlPlan {
  struct Line {
    int depth = 0;
    std::string text;  ///< SQLite's words: "SCAN parcels", "SEARCH …"
  };
  std::vector<Line> lines;
  bool asksPlaces = false;        ///< a function that compares places of two geometries is in it
  bool usesSpatialIndex = false;  ///< an R*Tree, SpatialIndex or KNN is asked
  bool comparesPairs = false;     ///< two tables are gone through, one for each row of the other
  bool looksAtAll = false;        ///< one table is gone through and none is searched
  /// A spatial index could spare work and is not asked. (Rows that are joined by a key are few already.)
  [[nodiscard]] bool missesSpatialIndex() const {
    return asksPlaces && !usesSpatialIndex && (comparesPairs || looksAtAll);
  }
};

/// EXPLAIN QUERY PLAN under the guards of runReadOnly(). Errors: those of runReadOnly().
[[nodiscard]] SqlPlan explainReadOnly(const std::filesystem::path& city, std::string_view statement,
                                      std::chrono::milliseconds limit, const CancelToken& token);

}  // namespace gis::store
