#include "gis_core/snapshot/builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/uuid.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/snapshot/hilbert.h"
#include "gis_core/snapshot/level_writer.h"
#include "gis_core/snapshot/packed_tree.h"
#include "gis_core/snapshot/scratch.h"
#include "gis_core/snapshot/snapshot_format.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"

namespace gis::snapshot {

namespace {
constexpr std::size_t kGatherRows = 1 << 16;  // rows put in order at a time
}

struct Builder::State {
  std::filesystem::path folder, scratch;
  std::vector<std::unique_ptr<ScratchColumn>> columns;
  std::unique_ptr<ScratchFile> geometry;
  std::vector<std::uint64_t> geometryEnds;
  std::vector<std::int64_t> fids;
  std::vector<geom::Envelope> boxes;
  geom::Envelope extent;
  std::uint64_t geometryBytes = 0;
  int kinds = 0;  ///< bit d: a geometry of dimension d occurred

  ~State() {
    columns.clear();
    geometry.reset();
    std::error_code ignored;
    std::filesystem::remove_all(scratch, ignored);
  }
  [[nodiscard]] std::vector<Index> curveOrder() const;
  void writeColumn(BlockFileWriter& out, std::size_t number, const std::vector<Index>& order,
                   nlohmann::json& columnsJson);
  void writeGeometry(BlockFileWriter& out, const std::vector<Index>& order);
};

Builder::Builder(std::filesystem::path folder, std::vector<store::Field> fields) : m_state(std::make_unique<State>()) {
  m_state->folder = std::move(folder);
  m_state->scratch = m_state->folder / (".build-" + newRevision());
  std::filesystem::create_directories(m_state->scratch);
  for (std::size_t k = 0; k < fields.size(); ++k) {
    m_state->columns.push_back(std::make_unique<ScratchColumn>(m_state->scratch, k, std::move(fields[k])));
  }
  m_state->geometry = std::make_unique<ScratchFile>(m_state->scratch / "geometry");
}

Builder::~Builder() = default;

void Builder::add(const store::FeatureBatch& batch) {
  State& s = *m_state;
  const std::size_t rows = batch.rows();
  for (std::size_t k = 0; k < s.columns.size(); ++k) s.columns[k]->add(batch, k);
  s.geometry->write(batch.geometry.data(), batch.geometryEnds.empty() ? 0 : batch.geometryEnds.back());
  for (std::size_t r = 0; r < rows; ++r) {
    const geom::BytesView wkb = batch.geometryOf(r);
    geom::Envelope box;
    if (!wkb.empty()) {
      box = geom::envelopeOf(wkb);
      const int dimension = geom::typeOf(wkb).dimension();
      s.kinds |= dimension < 0 ? 7 : 1 << dimension;
    }
    s.geometryBytes += wkb.size();
    s.geometryEnds.push_back(s.geometryBytes);
    s.fids.push_back(batch.fids[r]);
    s.boxes.push_back(box);
    s.extent.include(box);
  }
}

std::vector<Index> Builder::State::curveOrder() const {
  const std::size_t n = boxes.size();
  std::vector<std::uint64_t> keys(n);
  const double kx = extent.width() > 0 ? 65535 / extent.width() : 0;
  const double ky = extent.height() > 0 ? 65535 / extent.height() : 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t key = 0xffffffff;
    if (!boxes[i].isEmpty()) {
      const geom::MapPoint c = boxes[i].centre();
      key = hilbertKey(static_cast<std::uint32_t>((c.x - extent.minX) * kx),
                       static_cast<std::uint32_t>((c.y - extent.minY) * ky));
    }
    keys[i] = key << 32 | i;
  }
  std::sort(keys.begin(), keys.end());
  std::vector<Index> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = static_cast<Index>(keys[i]);
  return order;
}

void Builder::State::writeGeometry(BlockFileWriter& out, const std::vector<Index>& order) {
  const auto bytes = geometry->map();
  std::vector<std::uint64_t> ends;
  ends.reserve(order.size());
  std::uint64_t end = 0;
  out.beginSection("geometry");
  for (const Index row : order) {
    const std::uint64_t begin = row == 0 ? 0 : geometryEnds[row - 1];
    const std::uint64_t size = geometryEnds[row] - begin;
    out.write(bytes.data() + begin, size);
    ends.push_back(end += size);
  }
  out.section<std::uint64_t>("geometry.ends", ends);
}

void Builder::State::writeColumn(BlockFileWriter& out, std::size_t number, const std::vector<Index>& order,
                                 nlohmann::json& columnsJson) {
  ScratchColumn& c = *columns[number];
  const std::string name = "column" + std::to_string(number), encoding = c.encoding();
  columnsJson.push_back({{"name", c.field().name},
                         {"type", static_cast<int>(c.field().type)},
                         {"width", c.field().width},
                         {"encoding", encoding}});
  if (c.hasNulls()) {
    std::vector<std::uint8_t> bits((order.size() + 7) / 8, 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (c.isNull(order[i])) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1 << (i % 8));
    }
    out.section<std::uint8_t>(name + ".nulls", bits);
  }
  if (encoding == "none" || order.empty()) {
    if (encoding != "none") out.beginSection(name);
    if (encoding == "text") out.beginSection(name + ".ends");
  } else if (encoding == "dict") {
    out.beginSection(name);
    for (const Index row : order) {
      const std::uint16_t id = c.dictionaryId(row);
      out.write(&id, sizeof id);
    }
  } else if (encoding == "text") {
    std::vector<std::uint64_t> ends;
    ends.reserve(order.size());
    std::uint64_t end = 0;
    out.beginSection(name);
    for (const Index row : order) {
      const std::string_view text = c.text(row);
      out.write(text.data(), text.size());
      ends.push_back(end += text.size());
    }
    out.section<std::uint64_t>(name + ".ends", ends);
  } else {
    const auto numbers = c.numbers();
    out.beginSection(name);
    for (const Index row : order) out.write(&numbers[row], 8);
  }
  if (encoding != "dict") return;
  std::vector<std::uint32_t> ends;
  out.beginSection(name + ".texts");
  std::uint32_t end = 0;
  for (const std::string& word : c.dictionary()) {
    out.write(word.data(), word.size());
    ends.push_back(end += static_cast<std::uint32_t>(word.size()));
  }
  out.section<std::uint32_t>(name + ".texts.ends", ends);
}

void Builder::finish(const std::filesystem::path& file, SnapshotInfo info, Progress& progress) {
  State& s = *m_state;
  const std::size_t n = s.fids.size();
  const std::vector<Index> order = s.curveOrder();
  progress.check();
  BlockFileWriter out(file, kSnapshotKind);
  nlohmann::json meta{{"city", info.cityUid},      {"layer", info.layerUid}, {"name", info.layerName},
                      {"revision", info.revision}, {"seq", info.seq},        {"count", n}};
  const int dimension = s.kinds == 1 ? 0 : s.kinds == 2 ? 1 : s.kinds == 4 ? 2 : -1;
  meta["dimension"] = dimension;
  meta["extent"] = nlohmann::json::array();
  if (!s.extent.isEmpty()) meta["extent"] = {s.extent.minX, s.extent.minY, s.extent.maxX, s.extent.maxY};

  std::vector<std::int64_t> fids(n);
  std::vector<geom::Envelope> boxes(n);
  boxes.reserve(PackedTree::nodeCount(n));
  for (std::size_t i = 0; i < n; ++i) {
    fids[i] = s.fids[order[i]];
    boxes[i] = s.boxes[order[i]];
  }
  s.boxes = {};
  out.section<std::int64_t>("fids", fids);
  std::vector<Index> byFid(n);
  std::iota(byFid.begin(), byFid.end(), Index{0});
  std::sort(byFid.begin(), byFid.end(), [&](Index a, Index b) { return fids[a] < fids[b]; });
  out.section<Index>("fidOrder", byFid);
  byFid = {};
  fids = {};
  const std::vector<geom::Envelope> items(boxes);
  PackedTree::complete(boxes);
  out.section<geom::Envelope>("tree", boxes);
  boxes = {};
  progress.report(1, 4);
  s.writeGeometry(out, order);
  progress.report(2, 4);
  meta["columns"] = nlohmann::json::array();
  for (std::size_t k = 0; k < s.columns.size(); ++k) {
    s.writeColumn(out, k, order, meta["columns"]);
    progress.check();
  }
  progress.report(3, 4);
  const auto bytes = s.geometry->map();
  const LevelSource source{items, s.extent, [&](std::size_t i) {
                             const Index row = order[i];
                             const std::uint64_t begin = row == 0 ? 0 : s.geometryEnds[row - 1];
                             const auto* at = static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data()));
                             return geom::BytesView(at + begin, s.geometryEnds[row] - begin);
                           }};
  meta["levels"] = writeLevels(out, source, progress);
  out.commit(meta);
  progress.report(4, 4);
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
  const std::filesystem::path file = snapshotFile(info.cityUid, info.layerUid, info.revision);
  Builder builder(file.parent_path(), layer.fields);
  std::uint64_t rows = 0;
  store::readBatches(
      city.connection(), layer, store::FeatureRequest{}, 8192,
      [&](store::FeatureBatch& batch) {
        builder.add(batch);
        rows += batch.rows();
        progress.report(rows, static_cast<std::uint64_t>(std::max<std::int64_t>(layer.count, 0)));
        return true;
      },
      progress.token());
  builder.finish(file, info, progress);
  return file;
}

}  // namespace gis::snapshot
