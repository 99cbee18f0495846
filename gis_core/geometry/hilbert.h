// Order along a space-filling curve, so that what is near on the map is near in a file or a tree.
#pragma once

#include <array>
#include <cstdint>

namespace gis::geom {

namespace detail {

/// For each of the curve's four positions (bit 0: x and y are swapped, bit 1: both are flipped) and four bits each of x
/// (upper half of the index) and y: eight bits of the place, above them the position that follows.
consteval std::array<std::array<std::uint16_t, 256>, 4> hilbertSteps() {
  std::array<std::array<std::uint16_t, 256>, 4> steps{};
  for (unsigned position = 0; position < 4; ++position) {
    for (unsigned xy = 0; xy < 256; ++xy) {
      unsigned now = position, place = 0;
      for (unsigned bit = 4; bit-- > 0;) {
        const unsigned x = xy >> (4 + bit) & 1U, y = xy >> bit & 1U, flip = now >> 1U;
        const unsigned rx = ((now & 1U) != 0 ? y : x) ^ flip, ry = ((now & 1U) != 0 ? x : y) ^ flip;
        place = place << 2U | ((3 * rx) ^ ry);
        if (ry == 0) now ^= rx != 0 ? 3U : 1U;
      }
      steps[position][xy] = static_cast<std::uint16_t>(now << 8U | place);
    }
  }
  return steps;
}

inline constexpr auto kHilbertSteps = hilbertSteps();

}  // namespace detail

/// Place of (x, y), 16 bits each, on the Hilbert curve of order 16.
/// Source: J. K. Lawder, "Calculation of Mappings Between One and n-dimensional Values Using the Hilbert
/// Space-filling Curve", 2000; the rotate-and-flip form, four levels at a time.
[[nodiscard]] inline std::uint32_t hilbertPlace(std::uint32_t x, std::uint32_t y) {
  std::uint32_t place = 0;
  unsigned position = 0;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned step = detail::kHilbertSteps[position][(x >> shift & 15U) << 4U | (y >> shift & 15U)];
    place = place << 8U | (step & 255U);
    position = step >> 8U;
  }
  return place;
}

}  // namespace gis::geom
