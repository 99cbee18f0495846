#include "gis_core/io/batch_wire.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "gis_core/base/error.h"

namespace gis::io {
namespace {

using store::FeatureBatch;

[[noreturn]] void broken() {
  throw Error(ErrorCode::damaged, GIS_TR("the reading program handed over broken rows"));
}

template <typename T>
std::size_t arrayBytes(const std::vector<T>& values) {
  return values.size() * sizeof(T);
}

class Writer {
 public:
  explicit Writer(std::span<std::byte> out) : m_out(out) {}
  void raw(const void* data, std::size_t bytes) {
    if (bytes > m_out.size()) broken();
    if (bytes > 0) std::memcpy(m_out.data(), data, bytes);
    m_out = m_out.subspan(bytes);
  }
  void number(std::uint64_t value) { raw(&value, sizeof value); }
  template <typename T>
  void array(const std::vector<T>& values) {
    raw(values.data(), arrayBytes(values));
  }

 private:
  std::span<std::byte> m_out;
};

class Reader {
 public:
  explicit Reader(std::span<const std::byte> in) : m_in(in) {}
  std::span<const std::byte> raw(std::size_t bytes) {
    if (bytes > m_in.size()) broken();
    const auto piece = m_in.first(bytes);
    m_in = m_in.subspan(bytes);
    return piece;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    std::memcpy(&value, raw(sizeof value).data(), sizeof value);
    return value;
  }
  template <typename T>
  void array(std::vector<T>& into, std::size_t count) {
    const auto bytes = raw(count * sizeof(T));
    into.resize(count);
    if (!bytes.empty()) std::memcpy(into.data(), bytes.data(), bytes.size());
  }

 private:
  std::span<const std::byte> m_in;
};

/// End offsets must ascend and end at the size of what they divide.
void checkEnds(const std::vector<std::uint32_t>& ends, std::size_t size) {
  if (!std::is_sorted(ends.begin(), ends.end())) broken();
  if (ends.empty() ? size != 0 : ends.back() != size) broken();
}

void readColumn(Reader& in, FeatureBatch::Column& column, ColumnKind kind, std::size_t rows) {
  in.array(column.isNull, rows);
  switch (kind) {
    case ColumnKind::integers: in.array(column.integers, rows); break;
    case ColumnKind::reals: in.array(column.reals, rows); break;
    case ColumnKind::texts: {
      in.array(column.textEnds, rows);
      const auto text = in.raw(in.number());
      column.bytes.assign(reinterpret_cast<const char*>(text.data()), text.size());
      checkEnds(column.textEnds, column.bytes.size());
      break;
    }
  }
}

}  // namespace

ColumnKind columnKind(store::FieldType type) {
  switch (type) {
    case store::FieldType::integer:
    case store::FieldType::boolean: return ColumnKind::integers;
    case store::FieldType::real: return ColumnKind::reals;
    case store::FieldType::text:
    case store::FieldType::date:
    case store::FieldType::datetime:
    case store::FieldType::blob: break;
  }
  return ColumnKind::texts;
}

std::size_t wireSize(const FeatureBatch& batch) {
  std::size_t size =
      3 * sizeof(std::uint64_t) + arrayBytes(batch.fids) + arrayBytes(batch.geometryEnds) + batch.geometry.size();
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    const FeatureBatch::Column& column = batch.columns[i];
    size += column.isNull.size();
    switch (columnKind(batch.fields[i].type)) {
      case ColumnKind::integers: size += arrayBytes(column.integers); break;
      case ColumnKind::reals: size += arrayBytes(column.reals); break;
      case ColumnKind::texts: size += arrayBytes(column.textEnds) + sizeof(std::uint64_t) + column.bytes.size(); break;
    }
  }
  return size;
}

void writeBatch(const FeatureBatch& batch, std::span<std::byte> out) {
  Writer writer(out);
  writer.number(batch.rows());
  writer.number(batch.columns.size());
  writer.array(batch.fids);
  writer.array(batch.geometryEnds);
  writer.number(batch.geometry.size());
  writer.array(batch.geometry);
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    const FeatureBatch::Column& column = batch.columns[i];
    writer.array(column.isNull);
    switch (columnKind(batch.fields[i].type)) {
      case ColumnKind::integers: writer.array(column.integers); break;
      case ColumnKind::reals: writer.array(column.reals); break;
      case ColumnKind::texts:
        writer.array(column.textEnds);
        writer.number(column.bytes.size());
        writer.raw(column.bytes.data(), column.bytes.size());
        break;
    }
  }
}

FeatureBatch readBatch(std::span<const std::byte> bytes, const std::vector<store::Field>& fields) {
  Reader reader(bytes);
  const std::uint64_t rows = reader.number();
  if (rows > bytes.size() || reader.number() != fields.size()) broken();
  FeatureBatch batch;
  batch.fields = fields;
  batch.columns.resize(fields.size());
  reader.array(batch.fids, rows);
  reader.array(batch.geometryEnds, rows);
  reader.array(batch.geometry, reader.number());
  checkEnds(batch.geometryEnds, batch.geometry.size());
  for (std::size_t i = 0; i < fields.size(); ++i)
    readColumn(reader, batch.columns[i], columnKind(fields[i].type), rows);
  return batch;
}

}  // namespace gis::io
