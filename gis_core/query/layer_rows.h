// Private to this room: attributes that go from one layer into another, and the rows of the new one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

constexpr std::size_t kRowsAtOnce = 8192;

/// `wanted`, or when one of `taken` is called so (but for case) `prefix`_`wanted`, `prefix`_`wanted`_2 …
[[nodiscard]] std::string freeFieldName(const std::vector<store::Field>& taken, const std::string& prefix,
                                        const std::string& wanted);

/// The attributes of a layer in memory, found by the place of a feature in the order of fids, which is that of its
/// GeometrySet.
class AttributeRows {
 public:
  /// Errors: those of store::readBatches. `where` as for the GeometrySet.
  AttributeRows(const store::Connection& c, const store::LayerInfo& layer, std::vector<store::Field> fields,
                const CancelToken& token, const std::string& where = {});
  [[nodiscard]] const std::vector<store::Field>& fields() const { return m_fields; }
  [[nodiscard]] store::Value value(std::uint32_t row, std::size_t column) const {
    return m_batches[row / kRowsAtOnce].valueOf(column, row % kRowsAtOnce);
  }

 private:
  std::vector<store::Field> m_fields;
  std::vector<store::FeatureBatch> m_batches;  // of kRowsAtOnce each, the last one shorter
};

/// Collects rows and hands them to a bulk load in their order; all cores make them ready for writing.
class RowWriter {
 public:
  RowWriter(store::BulkLoad& load, std::vector<store::Field> fields, const CancelToken& token);
  /// `fid` −1: numbered from 1.
  void add(std::int64_t fid, std::span<const store::Value> cells, geom::BytesView wkb);
  /// Writes what was added; at the end of the work too.
  void flush();
  [[nodiscard]] std::int64_t rows() const { return m_rows; }

 private:
  store::BulkLoad& m_load;
  std::vector<store::Field> m_fields;
  CancelToken m_token;
  std::vector<store::FeatureBatch> m_batches;
  std::int64_t m_rows = 0;
};

}  // namespace gis::query
