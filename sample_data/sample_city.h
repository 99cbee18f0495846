// The sample city in a city database.
#pragma once

#include <cstdint>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::sample {

struct SampleOptions {
  std::int64_t parcels = 20000;  ///< 2,000 to 10,000,000; made exactly
  std::uint64_t seed = 1;        ///< the same seed gives the same city
  std::int64_t incidents = -1;   ///< −1: one for twenty parcels, at most 50,000
};

/// Makes the user layers parcels, buildings, roads, districts, subdistricts, communities, grid, addresses, components
/// and poi (EPSG:4549 around Yangzhou), binds their roles, and fills city_incident with cases of the 90 days before
/// kSampleNow, each with its history. The city's CRS must be EPSG:4549. Each layer appears as a whole; when the
/// work ends early, layers that are complete stay. Memory grows with the number of quarters
/// and incidents only. Errors: exists (a layer of that name), invalidValue (options, CRS), diskFull, locked, cancelled.
void writeSampleCity(const store::CityDatabase& city, const SampleOptions& options, Progress& progress);

}  // namespace gis::sample
