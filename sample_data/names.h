// Names of roads and places as a city on the lower Yangtze would have them.
#pragma once

#include <cstdint>
#include <string>

#include "sample_data/plan.h"

namespace gis::sample {

/// The main road on line `rank` (0 through the middle, positive to the north or east) at `along` metres from the
/// middle: 文昌中路, 扬子江北路 …
[[nodiscard]] std::string mainRoadName(bool eastWest, int rank, double along, RoadClass cls);
/// The k-th small street of the city; no two numbers below 40,000 give the same name for the same class.
[[nodiscard]] std::string smallRoadName(RoadClass cls, bool oldTown, std::uint64_t k);
/// A two-character name, the k-th of about 2,300.
[[nodiscard]] std::string properName(std::uint64_t k);

}  // namespace gis::sample
