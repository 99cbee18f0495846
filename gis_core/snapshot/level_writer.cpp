#include "gis_core/snapshot/level_writer.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/level_format.h"
#include "gis_core/snapshot/packed_tree.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kChunk = 8192;        // features that one thread packs at a time
constexpr std::size_t kSmallLayer = 20000;  // vertices: so many are drawn exactly at every scale
constexpr double kPixelsOfCoarsest = 192;   // the whole layer on the coarsest level

struct Chunk {
  std::vector<std::uint8_t> bytes;
  std::vector<std::uint64_t> ends;
  std::vector<Index> ids;
};

double powerOfTwoBelow(double value) {
  return std::exp2(std::floor(std::log2(value)));
}

/// A sample tells how long the edges are (or how far apart points lie) and how many vertices there are.
struct Sample {
  double vertices = 0;  ///< estimate for the whole layer
  double spacing = 0;   ///< map units
};

Sample sampled(const LevelSource& source) {
  const std::size_t n = source.boxes.size();
  const std::size_t step = std::max<std::size_t>(1, n / 2000);
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

/// Points that would lie on the same half pixel: only the last of them in the order of drawing is kept.
std::vector<bool> hiddenPoints(const LevelSource& source, const LevelFrame& frame) {
  std::vector<bool> hidden(source.boxes.size(), false);
  std::unordered_map<std::uint64_t, std::size_t> last;
  const double cell = frame.resolution / 2;
  for (std::size_t i = 0; i < source.boxes.size(); ++i) {
    const geom::Envelope& b = source.boxes[i];
    if (b.isEmpty() || b.width() > 0 || b.height() > 0) continue;
    const auto x = static_cast<std::uint64_t>((b.minX - frame.origin.x) / cell);
    const auto y = static_cast<std::uint64_t>((b.minY - frame.origin.y) / cell);
    const auto [found, isNew] = last.try_emplace(x << 32 | y, i);
    if (isNew) continue;
    hidden[found->second] = true;
    found->second = i;
  }
  return hidden;
}

void packChunk(const LevelSource& source, const LevelFrame& frame, const std::vector<bool>& hidden, std::size_t first,
               std::size_t last, Chunk& chunk) {
  Shape shape;
  for (std::size_t i = first; i < last; ++i) {
    if (source.boxes[i].isEmpty() || hidden[i]) continue;
    readShape(source.wkb(i), frame.origin, shape);
    if (!packLevelShape(shape, source.boxes[i], frame, chunk.bytes)) continue;
    chunk.ends.push_back(chunk.bytes.size());
    chunk.ids.push_back(static_cast<Index>(i));
  }
}

nlohmann::json writeLevel(BlockFileWriter& out, const LevelSource& source, const LevelFrame& frame, int number,
                          Progress& progress) {
  const std::string name = "level" + std::to_string(number);
  const std::vector<bool> hidden = hiddenPoints(source, frame);
  const std::size_t chunks = (source.boxes.size() + kChunk - 1) / kChunk;
  const std::size_t window = std::size_t(threadCount()) * 4;
  std::vector<Index> ids;
  std::vector<std::uint64_t> ends;
  std::vector<geom::Envelope> groups;
  std::uint64_t size = 0;
  out.beginSection(name);
  for (std::size_t from = 0; from < chunks; from += window) {
    std::vector<Chunk> done(std::min(window, chunks - from));
    parallelFor(done.size(), progress.token(), [&](std::size_t k, unsigned) {
      const std::size_t first = (from + k) * kChunk;
      packChunk(source, frame, hidden, first, std::min(first + kChunk, source.boxes.size()), done[k]);
    });
    for (const Chunk& chunk : done) {
      out.write(chunk.bytes.data(), chunk.bytes.size());
      for (std::size_t k = 0; k < chunk.ids.size(); ++k) {
        if (ids.size() % PackedTree::kNodeSize == 0) groups.emplace_back();
        groups.back().include(source.boxes[chunk.ids[k]]);
        ids.push_back(chunk.ids[k]);
        ends.push_back(size + chunk.ends[k]);
      }
      size += chunk.bytes.size();
    }
  }
  const bool every = ids.empty() ? source.boxes.empty() : ids.back() + 1 == ids.size();
  if (!every) out.section<Index>(name + ".ids", ids);
  out.section<std::uint64_t>(name + ".ends", ends);
  // the half-pixel grid moves vertices out of the exact boxes
  for (geom::Envelope& box : groups) box = box.grown(frame.resolution / 2);
  PackedTree::complete(groups);
  out.section<geom::Envelope>(name + ".tree", groups);
  return {{"resolution", frame.resolution},
          {"x", frame.origin.x},
          {"y", frame.origin.y},
          {"shapes", ids.size()},
          {"every", every}};
}

}  // namespace

nlohmann::json writeLevels(BlockFileWriter& out, const LevelSource& source, Progress& progress) {
  nlohmann::json levels = nlohmann::json::array();
  const Sample sample = sampled(source);
  const double span = std::max(source.extent.width(), source.extent.height());
  if (sample.vertices < double(kSmallLayer) || !(sample.spacing > 0) || !(span > 0)) return levels;
  // closer than this many pixels to each other, vertices say little more than the level does
  double resolution = powerOfTwoBelow(sample.spacing / 8);
  // steps must fit into 32 bits
  while (span / resolution * kLevelSteps > 1.9e9) resolution *= 2;
  for (int number = 0; number < 24; ++number, resolution *= 2) {
    LevelFrame frame;
    frame.resolution = resolution;
    frame.origin = {std::floor(source.extent.minX / resolution) * resolution,
                    std::floor(source.extent.minY / resolution) * resolution};
    levels.push_back(writeLevel(out, source, frame, number, progress));
    if (span / resolution <= kPixelsOfCoarsest) break;
  }
  return levels;
}

}  // namespace gis::snapshot
