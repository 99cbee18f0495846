// One pass over the cases and their log, shared over threads, that tells questions what each case counts for them.
// Private to the room.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "gis_core/base/progress.h"
#include "gis_core/city/case_figures.h"

namespace gis::city {

/// What one case counts for one question. Texts and counts are good during the call.
struct CountedCase {
  std::int64_t fid = 0;
  std::string_view code, name;  ///< of its group; both empty: it has none
  const CaseCounts* counts = nullptr;
  UtcMillis worked = -1;  ///< how long handling took, in working time; −1: not told
};

struct CasePassLimits {
  std::int64_t fewCases = 20'000;  ///< so many are read by the city's own connection alone
  std::int64_t block = 4096;       ///< cases that a thread takes at a time
};

/// How many threads a pass may use.
[[nodiscard]] unsigned casePassWorkers();
/// Calls `tell` for every case that has to do with the period of a question. `worker` < casePassWorkers() names the
/// thread that calls; each sees ascending fids. Errors: usage (grouping; an end before the begin), cancelled.
void passCases(const store::CityDatabase& city, std::span<const FigureQuery> queries, Progress& progress,
               const std::function<void(unsigned worker, std::size_t query, const CountedCase& one)>& tell,
               const CasePassLimits& limits = {});

}  // namespace gis::city
