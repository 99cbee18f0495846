// Private to this room: places as keys, by their bits.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>

#include "gis_core/geometry/envelope.h"

namespace gis::geom::detail {

/// Source: splitmix64, Steele, Lea & Flood 2014.
[[nodiscard]] inline std::uint64_t mixedBits(std::uint64_t h) {
  h = (h ^ (h >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27U)) * 0x94d049bb133111ebULL;
  return h ^ (h >> 31U);
}

/// For coordinates without −0.
[[nodiscard]] inline std::uint64_t hashOf(MapPoint p) {
  return mixedBits(std::bit_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ULL ^ std::bit_cast<std::uint64_t>(p.y));
}

struct PointHash {
  std::size_t operator()(MapPoint p) const { return std::size_t(hashOf(p)); }
};

/// The two ends of an edge, whichever way it runs.
struct EdgeKey {
  MapPoint low, high;
  EdgeKey(MapPoint a, MapPoint b) : low(a), high(b) {
    if (b.x < a.x || (b.x == a.x && b.y < a.y)) std::swap(low, high);
  }
  friend bool operator==(const EdgeKey&, const EdgeKey&) = default;
};

struct EdgeHash {
  std::size_t operator()(const EdgeKey& e) const { return std::size_t(mixedBits(hashOf(e.low) + hashOf(e.high))); }
};

}  // namespace gis::geom::detail
