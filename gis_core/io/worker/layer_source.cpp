#include "gis_core/io/worker/layer_source.h"

#include "gis_core/io/batch_wire.h"

namespace gis::io::worker {

void RowWriter::null(std::size_t column) {
  store::FeatureBatch::Column& c = batch.columns[column];
  c.isNull.push_back(1);
  switch (columnKind(batch.fields[column].type)) {
    case ColumnKind::integers: c.integers.push_back(0); break;
    case ColumnKind::reals: c.reals.push_back(0); break;
    case ColumnKind::texts: c.textEnds.push_back(static_cast<std::uint32_t>(c.bytes.size())); break;
  }
}

store::FeatureBatch emptyBatch(const std::vector<store::Field>& fields) {
  store::FeatureBatch batch;
  batch.fields = fields;
  batch.columns.resize(fields.size());
  return batch;
}

std::size_t batchBytes(const store::FeatureBatch& batch) {
  std::size_t bytes = batch.geometry.size() + batch.rows() * 16;
  for (const auto& column : batch.columns) bytes += column.bytes.size() + column.isNull.size() * 9;
  return bytes;
}

}  // namespace gis::io::worker
