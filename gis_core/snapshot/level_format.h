// How the shapes of a level lie in bytes; LevelPacker writes them.
#pragma once

#include <cstdint>

#include "gis_core/snapshot/shape.h"

namespace gis::snapshot {

/// Coordinates of a level are whole numbers of resolution / kLevelSteps, counted from the level's origin.
inline constexpr int kLevelSteps = 4;

/// A level's fixed numbers.
struct LevelFrame {
  double resolution = 1;
  geom::MapPoint origin;  ///< a multiple of the resolution, left below the layer
  [[nodiscard]] double unit() const { return resolution / kLevelSteps; }
};

/// Reads one packed shape into `shape`, relative to `origin`. Returns the bytes after it, or
/// nullptr when they end inside it.
const std::uint8_t* unpackLevelShape(const std::uint8_t* from, const std::uint8_t* end, const LevelFrame& frame,
                                     geom::MapPoint origin, Shape& shape);

/// Is an area of this box left to the coverage at this resolution?
[[nodiscard]] inline bool isCoverageOnly(const geom::Envelope& box, double resolution) {
  return box.width() < 2 * resolution && box.height() < 2 * resolution;
}

}  // namespace gis::snapshot
