// Analyses as layers that explain themselves: the figures with a style whose legend says in plain words what they mean.
#pragma once

#include "gis_core/base/message.h"
#include "gis_core/query/density_grid.h"
#include "gis_core/query/hot_spots.h"
#include "gis_core/query/reach.h"
#include "gis_core/query/zone_rates.h"

namespace gis::city {

/// Each runs the question of the same name and gives the new layer its style; `origin` is noted with it. Errors: those
/// of the question.
[[nodiscard]] query::HotSpotResult analyseHotSpots(const store::CityDatabase& city, const query::HotSpotQuery& query,
                                                   Progress& progress, query::OriginNote* origin = nullptr);
[[nodiscard]] query::ZoneRateResult analyseRates(const store::CityDatabase& city, const query::ZoneRateQuery& query,
                                                 Progress& progress, query::OriginNote* origin = nullptr);
[[nodiscard]] query::ReachResult analyseReach(const store::CityDatabase& city, const query::ReachQuery& query,
                                              Progress& progress, query::OriginNote* origin = nullptr);
[[nodiscard]] query::DensityResult analyseDensity(const store::CityDatabase& city, const query::DensityQuery& query,
                                                  Progress& progress, query::OriginNote* origin = nullptr);

/// What an analysis found, in one sentence.
[[nodiscard]] Message findingOf(const query::HotSpotResult& result);
[[nodiscard]] Message findingOf(const query::ZoneRateResult& result);
[[nodiscard]] Message findingOf(const query::ReachResult& result);
[[nodiscard]] Message findingOf(const query::DensityResult& result);

}  // namespace gis::city
