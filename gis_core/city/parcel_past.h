// The parcels as they were at a date.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/as_of.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// Counted against what is there now.
struct ParcelsAsOf {
  store::LayerInfo layer;    ///< as it is now
  store::LayerPast past;     ///< what was otherwise
  std::int64_t count = 0;    ///< parcels that there were
  std::int64_t ended = 0;    ///< of these, those that are gone now
  std::int64_t made = 0;     ///< parcels of today that there were not
  std::int64_t changed = 0;  ///< there then and now, but otherwise
};

/// `at`: ISO UTC. Errors: those of store::layerPast, notFound (no layer of role parcel).
[[nodiscard]] ParcelsAsOf parcelsAsOf(const store::CityDatabase& city, std::string_view at);

/// Writes them as a new layer of all parcels of that moment; returns its name. Errors: exists, cancelled.
[[nodiscard]] std::string writeParcelsAsOf(const store::CityDatabase& city, const ParcelsAsOf& then,
                                           const std::string& into, Progress& progress);

}  // namespace gis::city
