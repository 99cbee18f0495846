// What is too small to have a shape: area and outline by class in the cells of a grid, level by level.
// Idea: tippecanoe's tiny polygons and raster pyramids; a quarter full of small parcels stays a quarter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

/// What one class has in one cell.
struct CoverageEntry {
  std::uint16_t classId = 0;
  std::uint16_t area = 0;    ///< 65535 = the whole cell
  std::uint16_t border = 0;  ///< length of outlines in 1/256 of the cell's side
};

/// One cell of a block; its entries follow those of the cell before.
struct CoverageCell {
  std::uint16_t place = 0;  ///< row × 64 + column inside the block
  std::uint16_t entries = 0;
};

/// A block of 64 × 64 cells, of which only those with something are listed.
struct CoverageBlock {
  std::int64_t column = 0, row = 0;  ///< of its first cell: [column, column + 1) × resolution
  std::span<const CoverageCell> cells;
  std::span<const CoverageEntry> entries;
};

/// A file beside the snapshot, keyed by snapshot and classification. Immutable, any thread.
class Coverage {
 public:
  [[nodiscard]] static std::shared_ptr<const Coverage> open(const std::filesystem::path& file);
  /// Made from the areas of `snapshot` that have no shape on a level. `classOf`: class of every feature
  /// (0xffff: not drawn); `key`: names the classification.
  static void build(const Snapshot& snapshot, std::span<const std::uint16_t> classOf, const std::string& key,
                    const std::filesystem::path& file, Progress& progress);
  /// Opened, or built when missing or damaged.
  [[nodiscard]] static std::shared_ptr<const Coverage> openOrBuild(const Snapshot& snapshot,
                                                                   std::span<const std::uint16_t> classOf,
                                                                   const std::string& key, Progress& progress);
  ~Coverage();
  static constexpr int kBlockCells = 64;
  /// The blocks of a level that meet `box`, until `visit` returns false.
  void forEachBlock(int level, const geom::Envelope& box,
                    const std::function<bool(const CoverageBlock& block)>& visit) const;
  /// The cells of a level (numbered as the snapshot's) that meet `box`: column and row (cell = [column,
  /// column + 1) × resolution), with their entries.
  void forEachCell(
      int level, const geom::Envelope& box,
      const std::function<void(std::int64_t column, std::int64_t row, std::span<const CoverageEntry>)>& visit) const;

 private:
  struct State;
  explicit Coverage(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

}  // namespace gis::snapshot
