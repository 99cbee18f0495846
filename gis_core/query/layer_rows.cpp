#include "gis_core/query/layer_rows.h"

#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/base/worker_pool.h"

namespace gis::query {

namespace {

constexpr std::size_t kRowsOfABatch = 4096;
constexpr std::size_t kMostBatches = 16;

}  // namespace

std::string freeFieldName(const std::vector<store::Field>& taken, const std::string& prefix,
                          const std::string& wanted) {
  const auto isTaken = [&](const std::string& name) {
    const std::string folded = text::fold(name);
    return std::any_of(taken.begin(), taken.end(),
                       [&](const store::Field& field) { return text::fold(field.name) == folded; });
  };
  if (!isTaken(wanted)) return wanted;
  const std::string named = prefix + "_" + wanted;
  std::string free = named;
  for (int i = 2; isTaken(free); ++i) free = named + "_" + std::to_string(i);
  return free;
}

AttributeRows::AttributeRows(const store::Connection& c, const store::LayerInfo& layer,
                             std::vector<store::Field> fields, const CancelToken& token, const std::string& where)
    : m_fields(std::move(fields)) {
  if (m_fields.empty()) return;
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  request.where = where;
  for (const store::Field& field : m_fields) request.fields.push_back(field.name);
  store::readBatches(
      c, layer, request, kRowsAtOnce,
      [&](store::FeatureBatch& batch) {
        m_batches.push_back(std::move(batch));
        return true;
      },
      token);
}

RowWriter::RowWriter(store::BulkLoad& load, std::vector<store::Field> fields, const CancelToken& token)
    : m_load(load), m_fields(std::move(fields)), m_token(token) {}

void RowWriter::add(std::int64_t fid, std::span<const store::Value> cells, geom::BytesView wkb) {
  if (m_batches.empty() || m_batches.back().rows() >= kRowsOfABatch) {
    if (m_batches.size() >= kMostBatches) flush();
    m_batches.push_back(store::FeatureBatch::withFields(m_fields));
  }
  m_batches.back().addRow(fid, cells, wkb);
  ++m_rows;
}

void RowWriter::flush() {
  std::vector<store::EncodedBatch> ready(m_batches.size());
  parallelFor(m_batches.size(), m_token,
              [&](std::size_t i, unsigned) { ready[i] = store::encode(std::move(m_batches[i]), m_load.srid()); });
  m_batches.clear();
  for (store::EncodedBatch& batch : ready) {
    m_token.check();
    m_load.append(std::move(batch));
  }
}

}  // namespace gis::query
