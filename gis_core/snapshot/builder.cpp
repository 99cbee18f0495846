#include "gis_core/snapshot/builder.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "gis_core/geometry/spatialite_blob.h"
#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/snapshot/curve_order.h"
#include "gis_core/snapshot/level_writer.h"
#include "gis_core/snapshot/ordered_for.h"
#include "gis_core/snapshot/packed_tree.h"
#include "gis_core/snapshot/scratch_column.h"
#include "gis_core/snapshot/snapshot_format.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/read_ahead.h"

namespace gis::snapshot {

namespace {

// one thread takes so much at a time: little enough that all pieces in work stay at some tens of MiB
constexpr std::size_t kPieceRows = 4096;
constexpr std::size_t kPieceBytes = 2 << 20;

/// What one thread makes of a run of features.
struct Piece {
  geom::Bytes wkb;
  std::vector<std::uint64_t> sizes;
  int dimensions = 0;  ///< bit d: a geometry of dimension d occurred
  std::vector<LevelPiece> levels;
};

}  // namespace

struct Builder::State {
  State(std::filesystem::path folder_, std::vector<store::Field> fields)
      : folder(std::move(folder_)),
        scratch(folder),
        geometry(scratch.path() / "geometry"),
        sizes(scratch.path() / "sizes"),
        boxes(scratch.path() / "boxes"),
        fids(scratch.path() / "fids") {
    for (std::size_t k = 0; k < fields.size(); ++k)
      columns.push_back(std::make_unique<ScratchColumn>(scratch.path(), k, std::move(fields[k])));
  }

  std::filesystem::path folder;
  BuildFolder scratch;
  std::vector<std::unique_ptr<ScratchColumn>> columns;
  ScratchFile geometry, sizes, boxes, fids;
  bool isSpatialite = false;
  bool fidsAscend = true;
  std::int64_t lastFid = 0;
  std::size_t rows = 0;
  geom::Envelope extent;

  // from prepare() on
  std::optional<geom::GeometryType> type;
  std::vector<std::uint64_t> begins;  ///< of the geometries in row order, and the end of the last one
  std::vector<Index> order;
  std::vector<geom::Envelope> tree;  ///< boxes in the snapshot's order, then the inner nodes
  std::unique_ptr<BlockFileWriter> out;
  nlohmann::json meta;

  void addRows(const store::FeatureBatch& batch, std::span<const geom::Envelope> rowBoxes);
  [[nodiscard]] std::span<const geom::Envelope> items() const { return std::span(tree).first(rows); }
  void sortRows(const CancelToken& token);
  void writeFids(std::optional<std::int64_t> first);
  void appendWkb(geom::Bytes& to, Index row) const;
  [[nodiscard]] std::vector<std::size_t> pieceBegins() const;
  [[nodiscard]] Piece makePiece(std::size_t from, std::size_t to, const LevelPlan& plan,
                                std::span<const std::uint8_t> shown) const;
  void writeShapes(Progress& progress);
  std::span<const std::byte> stored;  ///< the geometries as they came
};

Builder::Builder(std::filesystem::path folder, std::vector<store::Field> fields)
    : m_state(std::make_unique<State>(std::move(folder), std::move(fields))) {}

Builder::~Builder() = default;

void Builder::State::addRows(const store::FeatureBatch& batch, std::span<const geom::Envelope> rowBoxes) {
  const std::size_t count = batch.rows();
  for (std::size_t k = 0; k < columns.size(); ++k) columns[k]->add(batch, k);
  geometry.write(batch.geometry.data(), batch.geometryEnds.empty() ? 0 : batch.geometryEnds.back());
  std::vector<std::uint32_t> rowSizes(count, 0);
  for (std::size_t r = 0; r < std::min(count, batch.geometryEnds.size()); ++r)
    rowSizes[r] = batch.geometryEnds[r] - (r == 0 ? 0 : batch.geometryEnds[r - 1]);
  for (const std::int64_t fid : batch.fids) {
    fidsAscend = fidsAscend && fid > lastFid;
    lastFid = fid;
  }
  for (const geom::Envelope& box : rowBoxes) extent.include(box);
  sizes.writeArray<std::uint32_t>(rowSizes);
  boxes.writeArray<geom::Envelope>(rowBoxes);
  fids.writeArray<std::int64_t>(batch.fids);
  rows += count;
}

void Builder::add(const store::FeatureBatch& batch) {
  std::vector<geom::Envelope> rowBoxes(batch.rows());
  for (std::size_t r = 0; r < std::min(rowBoxes.size(), batch.geometryEnds.size()); ++r) {
    const geom::BytesView wkb = batch.geometryOf(r);
    if (!wkb.empty()) rowBoxes[r] = geom::envelopeOf(wkb);
  }
  m_state->addRows(batch, rowBoxes);
}

void Builder::add(const store::EncodedBatch& batch) {
  m_state->isSpatialite = true;
  m_state->addRows(batch.batch, batch.boxes);
}

void Builder::State::sortRows(const CancelToken& token) {
  begins.assign(rows + 1, 0);
  const auto each = sizes.mapArray<std::uint32_t>();
  for (std::size_t r = 0; r < rows; ++r) begins[r + 1] = begins[r] + each[r];
  sizes.drop();
  stored = geometry.map();
  const auto rowBoxes = boxes.mapArray<geom::Envelope>();
  order = curveOrder(rowBoxes, extent, token);
  tree.reserve(PackedTree::nodeCount(rows));
  for (const Index row : order) tree.push_back(rowBoxes[row]);
  boxes.drop();
  PackedTree::complete(tree);
}

void Builder::State::writeFids(std::optional<std::int64_t> first) {
  const auto stored64 = fids.mapArray<std::int64_t>();
  const auto fidOf = [&](Index row) { return first ? *first + std::int64_t{row} : stored64[row]; };
  std::vector<std::int64_t> sorted(rows);
  for (std::size_t i = 0; i < rows; ++i) sorted[i] = fidOf(order[i]);
  out->section<std::int64_t>("fids", sorted);
  std::vector<Index> byFid(rows);
  if (first || fidsAscend) {
    for (std::size_t i = 0; i < rows; ++i) byFid[order[i]] = static_cast<Index>(i);
  } else {
    std::iota(byFid.begin(), byFid.end(), Index{0});
    std::sort(byFid.begin(), byFid.end(), [&](Index a, Index b) { return sorted[a] < sorted[b]; });
  }
  out->section<Index>("fidOrder", byFid);
  fids.drop();
}

/// ISO WKB of a row as the layer has it; nothing for no geometry.
void Builder::State::appendWkb(geom::Bytes& to, Index row) const {
  const auto* at = static_cast<const std::uint8_t*>(static_cast<const void*>(stored.data())) + begins[row];
  const geom::BytesView bytes(at, begins[row + 1] - begins[row]);
  if (bytes.empty()) return;
  const std::size_t begin = to.size();
  if (isSpatialite)
    geom::appendWkbOfSpatialite(to, bytes);
  else
    to.insert(to.end(), bytes.begin(), bytes.end());
  if (!type) return;
  const geom::BytesView wkb = geom::BytesView(to).subspan(begin);
  const geom::GeometryType have = geom::typeOf(wkb);
  geom::GeometryType wanted = *type;
  if (wanted.kind == geom::GeometryKind::unknown) wanted.kind = have.kind;
  if (have == wanted) return;
  const geom::Bytes widened = geom::promoted(wkb, wanted);
  to.resize(begin);
  to.insert(to.end(), widened.begin(), widened.end());
}

std::vector<std::size_t> Builder::State::pieceBegins() const {
  std::vector<std::size_t> cuts{0};
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t size = begins[order[i] + 1] - begins[order[i]];
    if (i > cuts.back() && (i - cuts.back() >= kPieceRows || bytes + size > kPieceBytes)) {
      cuts.push_back(i);
      bytes = 0;
    }
    bytes += size;
  }
  cuts.push_back(rows);
  return cuts;
}

Piece Builder::State::makePiece(std::size_t from, std::size_t to, const LevelPlan& plan,
                                std::span<const std::uint8_t> shown) const {
  Piece piece;
  const std::size_t levels = plan.resolutions.size();
  piece.levels.resize(levels);
  piece.sizes.reserve(to - from);
  std::size_t bytes = 0;
  for (std::size_t i = from; i < to; ++i) bytes += begins[order[i] + 1] - begins[order[i]];
  piece.wkb.reserve(bytes + bytes / 8);
  LevelPacker packer(plan);
  Shape shape;
  for (std::size_t i = from; i < to; ++i) {
    const std::size_t begin = piece.wkb.size();
    appendWkb(piece.wkb, order[i]);
    const geom::BytesView wkb = geom::BytesView(piece.wkb).subspan(begin);
    piece.sizes.push_back(wkb.size());
    if (wkb.empty()) continue;
    const int dimension = geom::typeOf(wkb).dimension();
    piece.dimensions |= dimension < 0 ? 7 : 1 << dimension;
    if (levels == 0 || tree[i].isEmpty()) continue;
    readShape(wkb, plan.origin, shape);
    if (!shape.ends.empty())
      packer.pack(static_cast<Index>(i), shape, tree[i], shown.empty() ? levels : shown[i], piece.levels);
  }
  return piece;
}

/// Geometry and levels, in one pass over the features.
void Builder::State::writeShapes(Progress& progress) {
  const LevelSource source{items(), extent, [&](std::size_t i) {
                             geom::Bytes wkb;
                             appendWkb(wkb, order[i]);
                             return wkb;
                           }};
  const LevelPlan plan = planLevels(source);
  const std::vector<std::uint8_t> shown = shownLevels(plan, items(), progress.token());
  LevelWriter levels(plan, scratch.path(), items());
  const std::vector<std::size_t> cuts = pieceBegins();
  std::vector<std::uint64_t> ends;
  ends.reserve(rows);
  std::uint64_t end = 0;
  int dimensions = 0;
  out->beginSection("geometry");
  orderedFor(
      cuts.size() - 1, progress.token(), [&](std::size_t k) { return makePiece(cuts[k], cuts[k + 1], plan, shown); },
      [&](Piece&& piece) {
        out->write(piece.wkb.data(), piece.wkb.size());
        for (const std::uint64_t size : piece.sizes) ends.push_back(end += size);
        dimensions |= piece.dimensions;
        levels.add(piece.levels);
      });
  geometry.drop();
  stored = {};
  out->section<std::uint64_t>("geometry.ends", ends);
  meta["dimension"] = std::has_single_bit(unsigned(dimensions)) ? std::countr_zero(unsigned(dimensions)) : -1;
  meta["levels"] = levels.writeTo(*out, progress.token());
}

void Builder::prepare(const Outcome& outcome, Progress& progress) {
  State& s = *m_state;
  s.type = outcome.type;
  progress.check();
  s.sortRows(progress.token());
  s.out = std::make_unique<BlockFileWriter>(s.folder / "snapshot", kSnapshotKind);

  s.writeFids(outcome.firstFid);
  s.out->section<geom::Envelope>("tree", s.tree);
  progress.report(1, 4);
  s.writeShapes(progress);
  s.tree = {};
  s.begins = {};
  progress.report(2, 4);
  s.meta["columns"] = nlohmann::json::array();
  for (const auto& column : s.columns) s.meta["columns"].push_back(column->writeTo(*s.out, s.order, progress.token()));
  s.order = {};
  progress.report(3, 4);
  progress.report(4, 4);
}

void Builder::commit(const std::filesystem::path& file, const SnapshotInfo& info) {
  State& s = *m_state;
  s.meta.update({{"city", info.cityUid},
                 {"layer", info.layerUid},
                 {"name", info.layerName},
                 {"revision", info.revision},
                 {"seq", info.seq},
                 {"count", s.rows}});
  s.meta["extent"] = nlohmann::json::array();
  if (!s.extent.isEmpty()) s.meta["extent"] = {s.extent.minX, s.extent.minY, s.extent.maxX, s.extent.maxY};
  s.out->commitTo(file, s.meta);
  s.out.reset();
}

void Builder::finish(const std::filesystem::path& file, const SnapshotInfo& info, Progress& progress) {
  prepare({}, progress);
  commit(file, info);
}

std::filesystem::path buildSnapshot(const store::CityDatabase& city, const store::LayerInfo& layer,
                                    Progress& progress) {
  SnapshotInfo info;
  info.cityUid = city.uid();
  info.layerUid = layer.uid;
  info.layerName = layer.name;
  // The notices are read before the rows: a change in between is applied twice, which does no harm.
  info.seq = store::lastChange(city.connection());
  info.revision = layer.revision;
  std::filesystem::path file = snapshotFile(info.cityUid, info.layerUid, info.revision);
  Builder builder(file.parent_path(), layer.fields);
  std::uint64_t rows = 0;
  std::optional<store::ReadAhead> ahead(std::in_place, city.connection(), layer.name);
  store::readBatches(
      city.connection(), layer, store::FeatureRequest{}, 8192,
      [&](store::FeatureBatch& batch) {
        builder.add(batch);
        rows += batch.rows();
        progress.report(rows, static_cast<std::uint64_t>(std::max<std::int64_t>(layer.count, 0)));
        return true;
      },
      progress.token());
  ahead.reset();
  builder.finish(file, info, progress);
  return file;
}

}  // namespace gis::snapshot
