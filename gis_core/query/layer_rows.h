// Private to this room: attributes that go from one layer into another, and the rows of the new one.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

constexpr std::size_t kRowsAtOnce = 8192;

/// `wanted`, or when one of `taken` is called so (but for case) `prefix`_`wanted`, `prefix`_`wanted`_2 …
[[nodiscard]] std::string freeFieldName(const std::vector<store::Field>& taken, const std::string& prefix,
                                        const std::string& wanted);

/// The attributes of the features of a GeometrySet, by their places in it: looked at in its snapshot, or read into
/// memory.
class AttributeRows {
 public:
  /// Errors: those of store::readBatches. `where` as for the set.
  AttributeRows(const store::Connection& c, const store::LayerInfo& layer, const GeometrySet& set,
                std::vector<store::Field> fields, const CancelToken& token, const std::string& where = {});
  [[nodiscard]] store::Value value(std::uint32_t row, std::size_t column) const;
  /// As the next cell of a batch's column of the same type.
  void appendCell(std::uint32_t row, std::size_t column, store::FeatureBatch& to, std::size_t toColumn) const;

 private:
  std::vector<store::Field> m_fields;
  std::shared_ptr<const snapshot::LayerView> m_view;
  std::vector<snapshot::Index> m_places;
  std::vector<int> m_columns;                  // of the view
  std::vector<store::FeatureBatch> m_batches;  // without a view: of kRowsAtOnce each, the last one shorter
};

/// Collects rows and hands them to a bulk load in their order, in a thread beside: whoever makes the rows goes on
/// meanwhile, and must leave the load and its connection alone until flush() returns. All cores make the rows ready.
class RowWriter {
 public:
  RowWriter(store::BulkLoad& load, std::vector<store::Field> fields, const CancelToken& token);
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;
  /// Without flush() before it, what waits is not written.
  ~RowWriter();
  /// `fid` −1: numbered from 1. Throws what went wrong in the writing of earlier rows.
  void add(std::int64_t fid, std::span<const store::Value> cells, geom::BytesView wkb);
  /// The same cell by cell: all columns in their order, then endRow().
  void copyCell(const store::FeatureBatch& from, std::size_t column, std::size_t row);
  void copyCell(const AttributeRows& from, std::size_t column, std::uint32_t row);
  void addCell(const store::Value& value);
  void endRow(std::int64_t fid, geom::BytesView wkb);
  /// Waits until everything is written; at the end of the work too. Throws as add().
  void flush();
  [[nodiscard]] std::int64_t rows() const { return m_rows; }

 private:
  void handOver();
  void writeAll() noexcept;
  void write(std::vector<store::FeatureBatch> batches);
  void end() noexcept;

  store::BulkLoad& m_load;
  std::vector<store::Field> m_fields;
  CancelToken m_token;
  store::FeatureBatch m_batch;  // being filled
  std::size_t m_column = 0;     // of the row that is being filled
  std::int64_t m_rows = 0;

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<store::FeatureBatch> m_waiting;
  bool m_ending = false, m_dropping = false;
  std::exception_ptr m_failure;
  std::thread m_thread;
};

}  // namespace gis::query
