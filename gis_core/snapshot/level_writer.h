// The levels of detail of a snapshot on their way into the file. Private to the room.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/snapshot/level_packer.h"
#include "gis_core/snapshot/scratch.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

class BlockFileWriter;

/// The features in the snapshot's order.
struct LevelSource {
  std::span<const geom::Envelope> boxes;
  geom::Envelope extent;
  std::function<geom::Bytes(std::size_t)> wkb;
};

/// Which levels the layer needs, told from a sample of its features; none for a small layer.
[[nodiscard]] LevelPlan planLevels(const LevelSource& source);

/// How many of the finest levels show each feature, for layers that have points: of points on the same half pixel
/// only the last one in the order of drawing is kept. Empty: every feature on every level.
[[nodiscard]] std::vector<std::uint8_t> shownLevels(const LevelPlan& plan, std::span<const geom::Envelope> boxes,
                                                    const CancelToken& token);

/// Collects the shapes of all levels while the features pass by once, and writes them level by level at the end.
class LevelWriter {
 public:
  LevelWriter(const LevelPlan& plan, const std::filesystem::path& scratch, std::span<const geom::Envelope> boxes);
  LevelWriter(const LevelWriter&) = delete;
  LevelWriter& operator=(const LevelWriter&) = delete;
  ~LevelWriter();
  /// In the order of the features; one piece for each level.
  void add(std::span<const LevelPiece> pieces);
  /// Adds sections level0, level1 … and returns their descriptions.
  [[nodiscard]] nlohmann::json writeTo(BlockFileWriter& out, const CancelToken& token);

 private:
  struct Level;
  const LevelPlan& m_plan;
  std::span<const geom::Envelope> m_boxes;
  std::vector<std::unique_ptr<Level>> m_levels;
};

}  // namespace gis::snapshot
