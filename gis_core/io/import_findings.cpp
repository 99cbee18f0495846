#include "gis_core/io/import_findings.h"

#include <cmath>
#include <span>
#include <utility>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/batch_wire.h"

namespace gis::io {
namespace {

using store::FeatureBatch;
using store::Field;
using store::FieldType;
using store::Value;

constexpr std::size_t kMostKeptBytes = std::size_t{32} << 20;

/// Columns of a spilled piece; `row` and `source_fid` become `feature` and `source_fid` in the table.
const std::vector<Field>& pieceFields() {
  static const std::vector<Field> fields{{"feature", FieldType::integer},  {"source_fid", FieldType::integer},
                                         {"outcome", FieldType::text},     {"reason", FieldType::text},
                                         {"place_x", FieldType::real},     {"place_y", FieldType::real},
                                         {"area_before", FieldType::real}, {"area_after", FieldType::real},
                                         {"original", FieldType::blob},    {"attributes", FieldType::text}};
  return fields;
}

Value realOrNull(double value) {
  return std::isfinite(value) ? Value(value) : Value();
}

FeatureBatch batchOf(std::vector<Finding>& findings) {
  FeatureBatch batch = FeatureBatch::withFields(pieceFields());
  for (Finding& f : findings) {
    const std::vector<Value> cells{f.row < 0 ? Value() : Value(f.row),
                                   f.sourceFid < 0 ? Value() : Value(f.sourceFid),
                                   std::string(f.word != nullptr ? f.word
                                               : f.rejected      ? "rejected"
                                                                 : "repaired"),
                                   std::move(f.reason),
                                   realOrNull(f.place.x),
                                   realOrNull(f.place.y),
                                   realOrNull(f.areaBefore),
                                   realOrNull(f.areaAfter),
                                   std::move(f.original),
                                   f.attributes.empty() ? Value() : Value(std::move(f.attributes))};
    batch.addRow(-1, cells, {});
  }
  return batch;
}

/// The fid in the layer: the source's own where those were kept, else 1…n in the order of the rows.
void nameFeatures(FeatureBatch& batch, bool fidKept) {
  FeatureBatch::Column& feature = batch.columns[0];
  const FeatureBatch::Column& source = batch.columns[1];
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    if (feature.isNull[row] == 0) feature.integers[row] = fidKept ? source.integers[row] : feature.integers[row] + 1;
  }
}

}  // namespace

FindingLog::~FindingLog() {
  std::error_code ignored;
  if (!m_folder.empty()) std::filesystem::remove_all(m_folder, ignored);
}

void FindingLog::add(std::vector<Finding>&& findings) {
  for (Finding& finding : findings) {
    m_keptBytes += finding.original.size() + finding.attributes.size() + 200;
    m_kept.push_back(std::move(finding));
    ++m_count;
    if (m_keptBytes >= kMostKeptBytes) spill();
  }
}

void FindingLog::spill() {
  if (m_kept.empty()) return;
  if (m_folder.empty()) m_folder = platform::makeScratchFolder("citydesk-import");
  const FeatureBatch batch = batchOf(m_kept);
  std::vector<std::byte> bytes(wireSize(batch));
  writeBatch(batch, bytes);
  platform::writeFileAtomically(m_folder / std::to_string(m_pieces++), bytes);
  m_kept.clear();
  m_keptBytes = 0;
}

void FindingLog::writeTable(const store::CityDatabase& city, const std::string& name, const std::string& layer,
                            bool fidKept, Progress& progress) {
  store::LayerDraft draft;
  draft.name = name;
  draft.titleZh = layer + " 导入报告";
  draft.titleEn = "Import report of " + layer;
  draft.fields = pieceFields();
  draft.hasGeometry = false;
  draft.provenance.source = layer;
  store::BulkLoad load(city, std::move(draft));
  for (std::size_t piece = 0; piece < m_pieces; ++piece) {
    const std::string bytes = platform::readFile(m_folder / std::to_string(piece));
    FeatureBatch batch = readBatch(std::as_bytes(std::span(bytes)), pieceFields());
    nameFeatures(batch, fidKept);
    load.append(store::encode(std::move(batch), -1));
  }
  FeatureBatch rest = batchOf(m_kept);
  nameFeatures(rest, fidKept);
  if (rest.rows() > 0) load.append(store::encode(std::move(rest), -1));
  (void)load.finish(progress);
}

}  // namespace gis::io
