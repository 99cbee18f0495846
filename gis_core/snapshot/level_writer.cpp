#include "gis_core/snapshot/level_writer.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/packed_tree.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kSmallLayer = 20000;  // vertices: so many are drawn exactly at every scale
constexpr double kPixelsOfCoarsest = 192;   // the whole layer on the coarsest level
constexpr std::size_t kMostLevels = 24;
constexpr std::size_t kSample = 2000;  // features
/// A level that has so much of the bytes of the finer one before it shows nothing quicker than that one does.
constexpr double kAlike = 0.9;
constexpr std::size_t kBytesBeside = 12;  // of each shape: its number and where it ends

double powerOfTwoBelow(double value) {
  return std::exp2(std::floor(std::log2(value)));
}

std::size_t sampleStep(std::size_t features) {
  return std::max<std::size_t>(1, features / kSample);
}

/// A sample tells how long the edges are (or how far apart points lie) and how many vertices there are.
struct Sample {
  double vertices = 0;  ///< estimate for the whole layer
  double spacing = 0;   ///< map units
};

Sample sampled(const LevelSource& source) {
  const std::size_t n = source.boxes.size();
  const std::size_t step = sampleStep(n);
  double vertices = 0, edges = 0, length = 0;
  std::size_t seen = 0;
  Shape shape;
  for (std::size_t i = 0; i < n; i += step) {
    if (source.boxes[i].isEmpty()) continue;
    readShape(source.wkb(i), source.boxes[i].centre(), shape);
    ++seen;
    vertices += double(shape.xy.size());
    std::uint32_t begin = 0;
    for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
      if (shape.kinds[r] == 0) continue;
      for (std::uint32_t k = begin + 1; k < shape.ends[r]; ++k) {
        length += std::hypot(shape.xy[k].x - shape.xy[k - 1].x, shape.xy[k].y - shape.xy[k - 1].y);
        edges += 1;
      }
    }
  }
  if (seen == 0) return {};
  const double area = std::max(source.extent.width(), 1e-12) * std::max(source.extent.height(), 1e-12);
  return {vertices / double(seen) * double(n), edges > 0 ? length / edges : std::sqrt(area / double(n))};
}

/// Without the levels that the finer one before them replaces, told from a sample. Points stay as they are: what a
/// level leaves out of them depends on their neighbours.
void dropAlikeLevels(LevelPlan& plan, const LevelSource& source) {
  const std::size_t levels = plan.resolutions.size();
  LevelPacker packer(plan);
  std::vector<LevelPiece> pieces(levels);
  Shape shape;
  for (std::size_t i = 0; i < source.boxes.size(); i += sampleStep(source.boxes.size())) {
    if (source.boxes[i].isEmpty()) continue;
    readShape(source.wkb(i), plan.origin, shape);
    if (std::find(shape.kinds.begin(), shape.kinds.end(), 0) != shape.kinds.end()) return;
    if (!shape.ends.empty()) packer.pack(static_cast<Index>(i), shape, source.boxes[i], levels, pieces);
  }
  const auto bytesOf = [&](std::size_t k) {
    return double(pieces[k].bytes.size() + kBytesBeside * pieces[k].ids.size());
  };
  std::vector<double> kept{plan.resolutions.front()};
  double finer = bytesOf(0);
  for (std::size_t k = 1; k < levels; ++k) {
    if (bytesOf(k) > kAlike * finer) continue;
    kept.push_back(plan.resolutions[k]);
    finer = bytesOf(k);
  }
  plan.resolutions = std::move(kept);
}

/// Cells of a grid → the last point in each: open addressing, since the keys are many and small.
class LastInCell {
 public:
  explicit LastInCell(std::size_t points) {
    std::size_t size = 1024;
    while (size < points * 2) size *= 2;
    m_slots.assign(size, {kFree, 0});
  }
  /// Puts point `i` in its cell and returns the one that was there, or `i`.
  Index put(std::uint64_t cell, Index i) {
    std::size_t at = (cell * 0x9e3779b97f4a7c15ULL) >> 20 & (m_slots.size() - 1);
    while (m_slots[at].cell != cell && m_slots[at].cell != kFree) at = (at + 1) & (m_slots.size() - 1);
    const Index before = m_slots[at].cell == kFree ? i : m_slots[at].last;
    m_slots[at] = {cell, i};
    return before;
  }

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};
  struct Slot {
    std::uint64_t cell;
    Index last;
  };
  std::vector<Slot> m_slots;
};

}  // namespace

LevelPlan planLevels(const LevelSource& source) {
  LevelPlan plan;
  const Sample sample = sampled(source);
  const double span = std::max(source.extent.width(), source.extent.height());
  if (sample.vertices < double(kSmallLayer) || !(sample.spacing > 0) || !(span > 0) || !std::isfinite(span))
    return plan;
  // closer than this many pixels to each other, vertices say little more than the level does
  double resolution = powerOfTwoBelow(sample.spacing / 8);
  // steps must fit into 32 bits
  while (span / resolution * kLevelSteps > 1.9e9) resolution *= 2;
  for (; plan.resolutions.size() < kMostLevels; resolution *= 2) {
    plan.resolutions.push_back(resolution);
    if (span / resolution <= kPixelsOfCoarsest) break;
  }
  const double coarsest = plan.resolutions.back();
  plan.origin = {std::floor(source.extent.minX / coarsest) * coarsest,
                 std::floor(source.extent.minY / coarsest) * coarsest};
  dropAlikeLevels(plan, source);
  return plan;
}

std::vector<std::uint8_t> shownLevels(const LevelPlan& plan, std::span<const geom::Envelope> boxes,
                                      const CancelToken& token) {
  std::vector<Index> points;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const geom::Envelope& b = boxes[i];
    if (!b.isEmpty() && b.width() == 0 && b.height() == 0) points.push_back(static_cast<Index>(i));
  }
  if (points.empty() || plan.resolutions.empty()) return {};
  std::vector<std::uint8_t> shown(boxes.size(), static_cast<std::uint8_t>(plan.resolutions.size()));
  // cells of a level are halves of the next one's: who is hidden here is hidden on all coarser levels
  for (std::size_t level = 0; level < plan.resolutions.size(); ++level) {
    token.check();
    const double scale = 2 / plan.resolutions[level];
    LastInCell last(points.size());
    for (const Index i : points) {
      const auto x = static_cast<std::uint64_t>((boxes[i].minX - plan.origin.x) * scale);
      const auto y = static_cast<std::uint64_t>((boxes[i].minY - plan.origin.y) * scale);
      const Index before = last.put(x << 32 | y, i);
      if (before != i) shown[before] = static_cast<std::uint8_t>(level);
    }
    std::erase_if(points, [&](Index i) { return shown[i] <= level; });
  }
  return shown;
}

struct LevelWriter::Level {
  Level(const std::filesystem::path& scratch, const std::string& name)
      : data(scratch / name), ends(scratch / (name + ".ends")), ids(scratch / (name + ".ids")) {}
  ScratchFile data, ends, ids;
  std::uint64_t shapes = 0;
  bool every = true;  ///< so far no feature is left out
  std::vector<geom::Envelope> groups;
};

LevelWriter::LevelWriter(const LevelPlan& plan, const std::filesystem::path& scratch,
                         std::span<const geom::Envelope> boxes)
    : m_plan(plan), m_boxes(boxes) {
  for (std::size_t k = 0; k < plan.resolutions.size(); ++k)
    m_levels.push_back(std::make_unique<Level>(scratch, "level" + std::to_string(k)));
}

LevelWriter::~LevelWriter() = default;

void LevelWriter::add(std::span<const LevelPiece> pieces) {
  std::vector<std::uint64_t> ends;
  for (std::size_t k = 0; k < m_levels.size(); ++k) {
    Level& level = *m_levels[k];
    const LevelPiece& piece = pieces[k];
    ends.clear();
    std::uint64_t end = level.data.size();
    for (const std::uint32_t size : piece.sizes) ends.push_back(end += size);
    for (const Index i : piece.ids) {
      if (level.shapes % PackedTree::kNodeSize == 0) level.groups.emplace_back();
      level.groups.back().include(m_boxes[i]);
      level.every = level.every && i == level.shapes;
      ++level.shapes;
    }
    level.data.write(piece.bytes.data(), piece.bytes.size());
    level.ends.writeArray<std::uint64_t>(ends);
    level.ids.writeArray<Index>(piece.ids);
  }
}

nlohmann::json LevelWriter::writeTo(BlockFileWriter& out, const CancelToken& token) {
  nlohmann::json levels = nlohmann::json::array();
  for (std::size_t k = 0; k < m_levels.size(); ++k) {
    token.check();
    Level& level = *m_levels[k];
    const std::string name = "level" + std::to_string(k);
    const LevelFrame frame = m_plan.frame(k);
    const bool every = level.every && level.shapes > 0;
    out.section<std::byte>(name, level.data.map());
    if (!every) out.section<Index>(name + ".ids", level.ids.mapArray<Index>());
    out.section<std::uint64_t>(name + ".ends", level.ends.mapArray<std::uint64_t>());
    // the half-pixel grid moves vertices out of the exact boxes
    for (geom::Envelope& box : level.groups) box = box.grown(frame.resolution / 2);
    PackedTree::complete(level.groups);
    out.section<geom::Envelope>(name + ".tree", level.groups);
    levels.push_back({{"resolution", frame.resolution},
                      {"x", frame.origin.x},
                      {"y", frame.origin.y},
                      {"shapes", level.shapes},
                      {"every", every}});
    for (ScratchFile* file : {&level.data, &level.ends, &level.ids}) file->drop();
  }
  return levels;
}

}  // namespace gis::snapshot
