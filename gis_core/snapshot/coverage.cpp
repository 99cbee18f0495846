#include "gis_core/snapshot/coverage.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/cell_areas.h"
#include "gis_core/snapshot/level_format.h"
#include "gis_core/snapshot/snapshot_format.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kCellsAtOnce = 16384;

/// A block of 64 × 64 cells; blocks are sorted by (row, column).
struct Block {
  std::int32_t column = 0, row = 0;
  std::uint32_t firstCell = 0, cells = 0;
  std::uint64_t firstEntry = 0;
};
using Cell = CoverageCell;

/// What one class has in one cell, while building.
struct Part {
  std::uint64_t key = 0;  ///< cell in file order, see keyOf
  std::uint16_t classId = 0;
  float area = 0;    ///< map units²
  float border = 0;  ///< map units
};

/// Orders cells by block row, block column, row, column; columns and rows may be negative.
std::uint64_t keyOf(std::int64_t column, std::int64_t row) {
  const auto c = static_cast<std::uint64_t>(column + (std::int64_t{1} << 30));
  const auto r = static_cast<std::uint64_t>(row + (std::int64_t{1} << 30));
  return (r >> 6) << 38 | (c >> 6) << 12 | (r & 63) << 6 | (c & 63);
}
std::int64_t rowOf(std::uint64_t key) {
  return static_cast<std::int64_t>((key >> 38) << 6 | ((key >> 6) & 63)) - (std::int64_t{1} << 30);
}
std::int64_t columnOf(std::uint64_t key) {
  return static_cast<std::int64_t>(((key >> 12) & 0x3ffffff) << 6 | (key & 63)) - (std::int64_t{1} << 30);
}

void sortAndMerge(std::vector<Part>& parts) {
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.key != b.key ? a.key < b.key : a.classId < b.classId; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (kept > 0 && parts[kept - 1].key == parts[i].key && parts[kept - 1].classId == parts[i].classId) {
      parts[kept - 1].area += parts[i].area;
      parts[kept - 1].border += parts[i].border;
    } else {
      parts[kept++] = parts[i];
    }
  }
  parts.resize(kept);
}

/// The areas that lose their shape on this level (they had one on the finer level, if there is one). Neighbours of one
/// class share cells: each run of areas is merged by itself, which keeps ten million of them at some hundred MiB.
void addNewlySmall(const Snapshot& snapshot, std::span<const std::uint16_t> classOf, int level,
                   std::vector<Part>& parts, const CancelToken& token) {
  const double r = snapshot.levels()[std::size_t(level)].resolution;
  const double finer = level > 0 ? snapshot.levels()[std::size_t(level - 1)].resolution : 0;
  const std::size_t n = classOf.size();
  const std::size_t chunks = (n + kCellsAtOnce - 1) / kCellsAtOnce;
  std::vector<std::vector<Part>> found(chunks);
  parallelFor(chunks, token, [&](std::size_t chunk, unsigned) {
    Shape shape;
    std::vector<Part> some;
    for (std::size_t i = chunk * kCellsAtOnce; i < std::min(n, (chunk + 1) * kCellsAtOnce); ++i) {
      if (classOf[i] == 0xffff) continue;
      const geom::Envelope box = snapshot.boxOf(static_cast<Index>(i));
      if (box.isEmpty() || !isCoverageOnly(box, r) || (finer > 0 && isCoverageOnly(box, finer))) continue;
      const geom::MapPoint origin{std::floor(box.minX / r) * r, std::floor(box.minY / r) * r};
      readShape(snapshot.wkbOf(static_cast<Index>(i)), origin, shape);
      if (shape.dimension != 2) continue;
      const auto column = static_cast<std::int64_t>(std::llround(origin.x / r));
      const auto row = static_cast<std::int64_t>(std::llround(origin.y / r));
      forEachCellOf(shape, r, [&](int dx, int dy, double area, double border) {
        some.push_back({keyOf(column + dx, row + dy), classOf[i], float(area), float(border)});
      });
    }
    sortAndMerge(some);
    found[chunk].assign(some.begin(), some.end());
  });
  std::size_t count = parts.size();
  for (const auto& some : found) count += some.size();
  parts.reserve(count);
  for (auto& some : found) {
    parts.insert(parts.end(), some.begin(), some.end());
    some = {};
  }
}

void writeLevel(BlockFileWriter& out, int level, double r, const std::vector<Part>& parts) {
  std::vector<Block> blocks;
  std::vector<Cell> cells;
  std::vector<CoverageEntry> entries;
  std::uint64_t lastKey = ~std::uint64_t{0};
  for (const Part& part : parts) {
    const std::int64_t column = columnOf(part.key), row = rowOf(part.key);
    const auto bx = static_cast<std::int32_t>(column >> 6), by = static_cast<std::int32_t>(row >> 6);
    if (blocks.empty() || blocks.back().column != bx || blocks.back().row != by) {
      blocks.push_back({bx, by, static_cast<std::uint32_t>(cells.size()), 0, entries.size()});
    }
    if (part.key != lastKey) {
      cells.push_back({static_cast<std::uint16_t>(part.key & 0xfff), 0});
      ++blocks.back().cells;
      lastKey = part.key;
    }
    const double share = std::clamp(double(part.area) / (r * r), 0.0, 1.0);
    const double length = std::clamp(double(part.border) / r * 256, 0.0, 65535.0);
    entries.push_back({part.classId, static_cast<std::uint16_t>(std::lround(share * 65535)),
                       static_cast<std::uint16_t>(std::lround(length))});
    ++cells.back().entries;
  }
  const std::string name = "level" + std::to_string(level);
  out.section<Block>(name + ".blocks", blocks);
  out.section<Cell>(name + ".cells", cells);
  out.section<CoverageEntry>(name + ".entries", entries);
}

std::filesystem::path coverageFile(const Snapshot& snapshot, const std::string& key) {
  char hash[24];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(XXH3_64bits(key.data(), key.size())));
  std::filesystem::path file = snapshot.file();
  file.replace_extension();
  file += std::string("_") + hash + ".coverage";
  return file;
}

}  // namespace

struct Coverage::State {
  explicit State(const std::filesystem::path& path) : file(path, kCoverageKind) {}
  BlockFile file;
  struct Level {
    double resolution = 1;
    Section blocks, cells, entries;
  };
  std::vector<Level> levels;
};

Coverage::Coverage(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Coverage::~Coverage() = default;

std::shared_ptr<const Coverage> Coverage::open(const std::filesystem::path& file) {
  auto state = std::make_unique<State>(file);
  try {
    int k = 0;
    for (const auto& resolution : state->file.meta().at("resolutions")) {
      const std::string name = "level" + std::to_string(k++);
      state->levels.push_back({resolution.get<double>(), state->file.section(name + ".blocks"),
                               state->file.section(name + ".cells"), state->file.section(name + ".entries")});
    }
  } catch (const nlohmann::json::exception&) {
    state->file.damaged("the directory lacks an entry");
  }
  return std::shared_ptr<const Coverage>(new Coverage(std::move(state)));
}

void Coverage::build(const Snapshot& snapshot, std::span<const std::uint16_t> classOf, const std::string& key,
                     const std::filesystem::path& file, Progress& progress) {
  BlockFileWriter out(file, kCoverageKind);
  nlohmann::json meta{{"layer", snapshot.info().layerUid}, {"revision", snapshot.info().revision}, {"key", key}};
  meta["resolutions"] = nlohmann::json::array();
  std::vector<Part> parts;
  const auto& levels = snapshot.levels();
  for (std::size_t k = 0; k < levels.size(); ++k) {
    // four cells of the finer level are one here
    for (Part& part : parts) part.key = keyOf(columnOf(part.key) >> 1, rowOf(part.key) >> 1);
    sortAndMerge(parts);
    addNewlySmall(snapshot, classOf, static_cast<int>(k), parts, progress.token());
    sortAndMerge(parts);
    writeLevel(out, static_cast<int>(k), levels[k].resolution, parts);
    meta["resolutions"].push_back(levels[k].resolution);
    progress.report(k + 1, levels.size());
  }
  out.commit(meta);
}

std::shared_ptr<const Coverage> Coverage::openOrBuild(const Snapshot& snapshot, std::span<const std::uint16_t> classOf,
                                                      const std::string& key, Progress& progress) {
  const std::filesystem::path file = coverageFile(snapshot, key);
  try {
    auto coverage = open(file);
    const auto& meta = coverage->m_state->file.meta();
    if (meta.at("revision") == snapshot.info().revision && meta.at("layer") == snapshot.info().layerUid &&
        meta.at("key") == key) {
      return coverage;
    }
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) throw;
  }
  build(snapshot, classOf, key, file, progress);
  return open(file);
}

void Coverage::forEachBlock(int level, const geom::Envelope& box,
                            const std::function<bool(const CoverageBlock& block)>& visit) const {
  if (level < 0 || std::size_t(level) >= m_state->levels.size()) return;
  const State::Level& l = m_state->levels[std::size_t(level)];
  const BlockFile& file = m_state->file;
  const auto blockOf = [&](double v) { return static_cast<std::int64_t>(std::floor(v / l.resolution / kBlockCells)); };
  const std::int64_t c0 = blockOf(box.minX), c1 = blockOf(box.maxX), r0 = blockOf(box.minY), r1 = blockOf(box.maxY);
  const auto blocks = file.all<Block>(l.blocks);
  const std::uint64_t allEntries = l.entries.size / sizeof(CoverageEntry);
  auto block =
      std::lower_bound(blocks.begin(), blocks.end(), r0, [](const Block& b, std::int64_t row) { return b.row < row; });
  for (; block != blocks.end() && block->row <= r1; ++block) {
    if (block->column < c0 || block->column > c1) continue;
    const std::uint64_t end = block + 1 != blocks.end() ? (block + 1)->firstEntry : allEntries;
    if (end < block->firstEntry) file.damaged("a block ends before it begins");
    CoverageBlock found{
        std::int64_t{block->column} * kBlockCells,
        std::int64_t{block->row} * kBlockCells,
        {file.items<Cell>(l.cells, block->firstCell, block->cells), block->cells},
        {file.items<CoverageEntry>(l.entries, block->firstEntry, end - block->firstEntry), end - block->firstEntry}};
    if (!visit(found)) return;
  }
}

void Coverage::forEachCell(
    int level, const geom::Envelope& box,
    const std::function<void(std::int64_t, std::int64_t, std::span<const CoverageEntry>)>& visit) const {
  if (level < 0 || std::size_t(level) >= m_state->levels.size()) return;
  const double r = m_state->levels[std::size_t(level)].resolution;
  const auto cellOf = [r](double v) { return static_cast<std::int64_t>(std::floor(v / r)); };
  const std::int64_t c0 = cellOf(box.minX), c1 = cellOf(box.maxX), r0 = cellOf(box.minY), r1 = cellOf(box.maxY);
  forEachBlock(level, box, [&](const CoverageBlock& block) {
    std::size_t entry = 0;
    for (const CoverageCell& cell : block.cells) {
      const std::int64_t column = block.column + (cell.place & 63), row = block.row + (cell.place >> 6);
      if (column >= c0 && column <= c1 && row >= r0 && row <= r1) {
        visit(column, row, block.entries.subspan(entry, cell.entries));
      }
      entry += cell.entries;
    }
    return true;
  });
}

}  // namespace gis::snapshot
