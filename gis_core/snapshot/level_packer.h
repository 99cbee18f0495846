// Makes what each level of detail shows of a feature, all levels in one go. Private to the room.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gis_core/snapshot/level_format.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

/// The levels of one layer, finest first; one origin for all, so that a coarse grid's lines are fine ones too.
struct LevelPlan {
  geom::MapPoint origin;  ///< a multiple of the coarsest resolution, left below the layer
  std::vector<double> resolutions;
  [[nodiscard]] LevelFrame frame(std::size_t level) const { return {resolutions[level], origin}; }
};

/// Shapes of one level, one after the other.
struct LevelPiece {
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint32_t> sizes;
  std::vector<Index> ids;
};

/// Packs feature after feature; form of the bytes: level_format.h. Areas under 2 pixels get no shape (the
/// coverage has them), nor on any coarser level. Vertices of areas are moved to a grid of half a pixel, the same
/// for both neighbours of a border, so that no gap opens; lines are simplified by a quarter pixel.
/// One for each thread.
class LevelPacker {
 public:
  explicit LevelPacker(const LevelPlan& plan);
  /// Appends feature `i` to the pieces of those of the `levels` finest levels that show it. `shape` is relative to
  /// the plan's origin.
  void pack(Index i, const Shape& shape, const geom::Envelope& box, std::size_t levels, std::span<LevelPiece> pieces);

 private:
  struct Step {
    std::int32_t x = 0, y = 0;
    friend bool operator==(const Step&, const Step&) = default;
  };
  bool packOn(std::size_t level, const Shape& shape, std::vector<std::uint8_t>& out);
  void snapRing(std::span<const geom::MapPoint> ring, double unit, int grid);
  void weighLines(const Shape& shape);
  void weighLine(std::span<const geom::MapPoint> line, std::span<double> weights);
  void takeLine(std::span<const geom::MapPoint> line, std::span<const double> weights, double tolerance, double unit);
  void packRun(std::uint8_t kind, std::vector<std::uint8_t>& out) const;

  const LevelPlan& m_plan;
  std::vector<Step> m_steps;
  /// One a vertex: the square of the largest tolerance at which a line keeps it; made once for all levels.
  std::vector<double> m_weights;
  bool m_weighed = false;
  struct Piece {
    std::size_t from, to;
    double most;
  };
  std::vector<Piece> m_stack;
};

}  // namespace gis::snapshot
