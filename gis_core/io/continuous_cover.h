// How much ground a set of features covers without a break: maps at large scales that cover more than 25 km² in one
// piece may be secret (rule of 2020-06-18 on the extent of secret surveying data).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"

namespace gis::io {

/// Cells of 100 m that features touch; what lies nearer than a cell counts as one piece, so that streets between
/// parcels are no break. The answer is at most the rim of a cell too large. Effort: linear in the vertices and in the
/// cells inside areas. Thread rule: one thread at a time.
class ContinuousCover {
 public:
  static constexpr double kCellMetres = 100, kSecretSquareKilometres = 25;
  explicit ContinuousCover(const crs::Crs& crs);
  void add(geom::BytesView wkb);
  /// The largest piece, km²; 0 without features or in an unknown system.
  [[nodiscard]] double squareKilometres() const;

 private:
  using Cell = std::int64_t;
  static Cell cellOf(std::int32_t x, std::int32_t y) {
    return static_cast<Cell>((static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32) |
                             static_cast<std::uint32_t>(y));
  }
  void addSegment(double x1, double y1, double x2, double y2);
  void fill(const std::vector<std::vector<geom::MapPoint>>& rings);

  void measureDegree(const geom::Envelope& box);

  bool m_isKnown = false, m_inDegrees = false;
  double m_cellX = 0, m_cellY = 0;  ///< in units of the system; 0: not known yet
  std::unordered_map<Cell, std::uint8_t> m_cells;
};

}  // namespace gis::io
