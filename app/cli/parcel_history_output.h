// Lineage, retired parcels and the parcels of a date, as text and JSON.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

[[nodiscard]] int tellParcelHistory(const Context& context, const store::CityDatabase& city, const std::string& code);
/// Those that ended after `since` (any ISO time; empty: all), newest first.
[[nodiscard]] int tellRetiredParcels(const Context& context, const store::CityDatabase& city, const std::string& since,
                                     std::size_t limit);
/// As they were at `time`: the numbers; `code` not empty: that parcel; `into` not empty: written as a layer.
[[nodiscard]] int tellParcelsAsOf(Context& context, const store::CityDatabase& city, const std::string& time,
                                  const std::string& code, const std::string& into);

}  // namespace gis::cli
