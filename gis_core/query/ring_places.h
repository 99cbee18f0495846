// Private to this room: which of many areas a place lies in, in logarithmic time also for shells of a million vertices.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "gis_core/query/shape_pieces.h"
#include "gis_core/query/spatial_index.h"

namespace gis::query {

/// Immutable; keeps a reference to the pieces. Thread rule: any number of threads may ask.
class RingPlaces {
 public:
  explicit RingPlaces(const std::vector<Piece>& pieces);
  /// The smallest piece whose shell goes around the place (on a border: either answer).
  [[nodiscard]] std::optional<std::uint32_t> smallestAround(geom::MapPoint p) const;

 private:
  /// The edges of a shell in strips of equal height.
  struct Strips {
    double from = 0, height = 0;
    std::vector<std::uint32_t> firsts;  // of each strip and the end
    std::vector<std::uint32_t> edges;
  };
  [[nodiscard]] bool isAround(std::uint32_t piece, geom::MapPoint p) const;

  const std::vector<Piece>& m_pieces;
  SpatialIndex m_index;
  std::vector<double> m_areas;
  std::vector<Strips> m_strips;  // empty for small shells
};

}  // namespace gis::query
