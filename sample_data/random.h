// Chance that is the same on every machine: no std:: distribution (their results differ between libraries).
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace gis::sample {

/// SplitMix64 (Steele, Lea, Flood 2014). A value type; a stream belongs to one place of the city, named by its
/// seed, so that blocks can be made in any order and in any thread with the same result.
class Random {
 public:
  /// A stream named by numbers: seed of the city, purpose, place.
  explicit Random(std::initializer_list<std::uint64_t> name) {
    for (const std::uint64_t part : name) {
      m_state = mixed(m_state ^ (part + 0x9E3779B97F4A7C15ULL));
    }
  }

  std::uint64_t next() {
    m_state += 0x9E3779B97F4A7C15ULL;
    return mixed(m_state);
  }
  /// In [0, 1).
  double unit() { return static_cast<double>(next() >> 11U) * (1.0 / 9007199254740992.0); }
  double range(double low, double high) { return low + (high - low) * unit(); }
  /// In [0, count); 0 when count is 0.
  int below(int count) { return count > 0 ? static_cast<int>(next() % static_cast<std::uint64_t>(count)) : 0; }
  bool chance(double probability) { return unit() < probability; }
  /// About normal (mean 0, deviation 1), cut at ±3.
  double bell() { return (unit() + unit() + unit() + unit() - 2.0) * 1.732; }

 private:
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t m_state = 0x4CF5AD432745937FULL;
};

}  // namespace gis::sample
