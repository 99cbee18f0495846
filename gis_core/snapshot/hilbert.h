// Order along a space-filling curve, so that what is near on the map is near in the file.
#pragma once

#include <cstdint>

namespace gis::snapshot {

/// Position of (x, y), 16 bits each, on the Hilbert curve of order 16.
/// Source: J. K. Lawder, "Calculation of Mappings Between One and n-dimensional Values Using the Hilbert
/// Space-filling Curve", 2000; the usual rotate-and-flip form.
[[nodiscard]] inline std::uint32_t hilbertKey(std::uint32_t x, std::uint32_t y) {
  std::uint32_t key = 0;
  for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
    key += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      const std::uint32_t t = x;
      x = y;
      y = t;
    }
  }
  return key;
}

}  // namespace gis::snapshot
