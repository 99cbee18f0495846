// What a stream of chance is for. Private to sample_data.
#pragma once

#include <cstdint>

namespace gis::sample {

/// Part of a stream's name (random.h): the numbers never change, or every sample city would.
enum class Purpose : std::uint64_t {
  lines = 11,
  nodes = 12,
  zones = 13,
  shares = 14,
  incidents = 15,
  meander = 31,
  streets = 51,
  landUse = 61,
  parcels = 62,
  buildings = 71,
  furniture = 81,
  places = 82,
  rights = 91,
  dates = 92,
  sites = 93,
  times = 101,
  cases = 102,
  uuids = 111,
};

}  // namespace gis::sample
