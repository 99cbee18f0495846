#include "gis_core/query/layer_rows.h"

#include <algorithm>
#include <utility>

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

AttributeRows::AttributeRows(const store::Connection& c, const store::LayerInfo& layer, const GeometrySet& set,
                             std::vector<store::Field> fields, const CancelToken& token, const std::string& where)
    : m_fields(std::move(fields)) {
  if (m_fields.empty()) return;
  const bool isKept = std::none_of(m_fields.begin(), m_fields.end(),
                                   [](const store::Field& field) { return field.type == store::FieldType::blob; });
  if (set.view() != nullptr && isKept) {
    m_view = set.view();
    m_places.assign(set.places().begin(), set.places().end());
    const snapshot::Snapshot& base = m_view->base();
    for (const store::Field& field : m_fields) m_columns.push_back(base.columnOf(field.name));
    // asked for here and there, so that soon every block is touched
    if (set.isMuchOfSnapshot())
      for (const int column : m_columns) base.checkColumn(column, token);
    return;
  }
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

store::Value AttributeRows::value(std::uint32_t row, std::size_t column) const {
  if (m_view != nullptr) return m_view->valueOf(m_columns[column], m_places[row]);
  return m_batches[row / kRowsAtOnce].valueOf(column, row % kRowsAtOnce);
}

void AttributeRows::appendCell(std::uint32_t row, std::size_t column, store::FeatureBatch& to,
                               std::size_t toColumn) const {
  if (m_view != nullptr) {
    m_view->appendCell(m_columns[column], m_places[row], to, toColumn);
  } else {
    to.copyCell(toColumn, m_batches[row / kRowsAtOnce], column, row % kRowsAtOnce);
  }
}

RowWriter::RowWriter(store::BulkLoad& load, std::vector<store::Field> fields, const CancelToken& token)
    : m_load(load), m_fields(std::move(fields)), m_token(token), m_batch(store::FeatureBatch::withFields(m_fields)) {}

RowWriter::~RowWriter() {
  {
    const std::lock_guard lock(m_mutex);
    m_dropping = true;
  }
  end();
}

void RowWriter::add(std::int64_t fid, std::span<const store::Value> cells, geom::BytesView wkb) {
  for (const store::Value& value : cells) addCell(value);
  endRow(fid, wkb);
}

void RowWriter::copyCell(const store::FeatureBatch& from, std::size_t column, std::size_t row) {
  m_batch.copyCell(m_column++, from, column, row);
}

void RowWriter::copyCell(const AttributeRows& from, std::size_t column, std::uint32_t row) {
  from.appendCell(row, column, m_batch, m_column++);
}

void RowWriter::addCell(const store::Value& value) {
  m_batch.addCell(m_column++, value);
}

void RowWriter::endRow(std::int64_t fid, geom::BytesView wkb) {
  m_column = 0;
  m_batch.addRow(fid, {}, wkb);
  ++m_rows;
  if (m_batch.rows() >= kRowsOfABatch) handOver();
}

void RowWriter::handOver() {
  if (threadCount() == 1) {
    write(std::vector<store::FeatureBatch>(1, std::exchange(m_batch, store::FeatureBatch::withFields(m_fields))));
    return;
  }
  if (!m_thread.joinable()) {
    m_ending = false;
    m_thread = std::thread([this] { writeAll(); });
  }
  {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_failure || m_waiting.size() < kMostBatches; });
    if (m_failure) std::rethrow_exception(m_failure);
    m_waiting.push_back(std::move(m_batch));
  }
  m_changed.notify_all();
  m_batch = store::FeatureBatch::withFields(m_fields);
}

void RowWriter::flush() {
  if (m_batch.rows() > 0) handOver();
  end();
  if (m_failure) std::rethrow_exception(m_failure);
}

void RowWriter::end() noexcept {
  {
    const std::lock_guard lock(m_mutex);
    m_ending = true;
  }
  m_changed.notify_all();
  if (m_thread.joinable()) m_thread.join();
}

void RowWriter::writeAll() noexcept {
  try {
    while (true) {
      std::vector<store::FeatureBatch> batches;
      {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_dropping || m_waiting.empty()) return;
        batches.swap(m_waiting);
      }
      m_changed.notify_all();
      write(std::move(batches));
    }
  } catch (...) {
    const std::lock_guard lock(m_mutex);
    m_failure = std::current_exception();
  }
  m_changed.notify_all();
}

void RowWriter::write(std::vector<store::FeatureBatch> batches) {
  std::vector<store::EncodedBatch> ready(batches.size());
  parallelFor(batches.size(), m_token,
              [&](std::size_t i, unsigned) { ready[i] = store::encode(std::move(batches[i]), m_load.srid()); });
  using Next = store::BulkLoad::Next;
  for (const store::EncodedBatch& batch : ready) {
    m_token.check();
    m_load.append(batch, &batch == &ready.back() ? Next::later : Next::atOnce);
  }
}

}  // namespace gis::query
