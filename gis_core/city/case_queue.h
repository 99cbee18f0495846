// Cases that came without a position: they wait until somebody says where they are.
// Functions with a city belong to its thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gis_core/city/find.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// Open and closed cases without a position, newest report first; `limit` −1: all.
[[nodiscard]] std::vector<Incident> casesToPlace(const store::CityDatabase& city, std::int64_t limit = -1,
                                                 const CancelToken& token = {});
/// Places that an address may mean, best first: the whole text, then up to its last house number, then ever shorter
/// beginnings of at least three characters. Only results with a place. Any thread.
[[nodiscard]] std::vector<FindResult> placesForAddress(const FindIndex& index, std::string_view address,
                                                       std::size_t limit);

}  // namespace gis::city
