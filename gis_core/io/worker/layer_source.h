// What the reading child reads from: one layer, row by row into a batch.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/io/source.h"

namespace gis::io::worker {

/// One layer of the opened source. Only inside the reading child.
class LayerSource {
 public:
  LayerSource() = default;
  LayerSource(const LayerSource&) = delete;
  LayerSource& operator=(const LayerSource&) = delete;
  virtual ~LayerSource() = default;

  /// What stands in `crsFault` of the description travels as the CRS's text (see protocol).
  SourceLayer info;

  virtual void rewind() = 0;
  /// After rewind(): next() delivers only features with these ids. False when that is more than it can.
  [[nodiscard]] virtual bool narrow(const FidRange& range) { return range.isAll(); }
  /// Adds the next feature; false at the end.
  virtual bool next(store::FeatureBatch& batch) = 0;
  /// Counted faults of this pass, each once.
  virtual void collectWarnings(std::vector<Message>& warnings) const = 0;
  /// Parts of GDAL's complaints that collectWarnings() tells better.
  [[nodiscard]] virtual std::vector<std::string> explained() const { return {}; }
};

/// Cells straight into the columns of a batch.
struct RowWriter {
  store::FeatureBatch& batch;

  void integer(std::size_t column, std::int64_t value) {
    store::FeatureBatch::Column& c = batch.columns[column];
    c.isNull.push_back(0);
    c.integers.push_back(value);
  }
  void real(std::size_t column, double value) {
    store::FeatureBatch::Column& c = batch.columns[column];
    c.isNull.push_back(0);
    c.reals.push_back(value);
  }
  void text(std::size_t column, std::string_view value) {
    store::FeatureBatch::Column& c = batch.columns[column];
    c.bytes.append(value);
    endText(column);
  }
  /// After the bytes were appended to the column.
  void endText(std::size_t column) {
    store::FeatureBatch::Column& c = batch.columns[column];
    c.isNull.push_back(0);
    c.textEnds.push_back(static_cast<std::uint32_t>(c.bytes.size()));
  }
  void null(std::size_t column);
  /// Ends the row; its geometry was appended to batch.geometry before.
  void end(std::int64_t fid) {
    batch.geometryEnds.push_back(static_cast<std::uint32_t>(batch.geometry.size()));
    batch.fids.push_back(fid);
  }
};

/// An empty batch for these fields.
[[nodiscard]] store::FeatureBatch emptyBatch(const std::vector<store::Field>& fields);
/// Bytes held by a batch, roughly.
[[nodiscard]] std::size_t batchBytes(const store::FeatureBatch& batch);

}  // namespace gis::io::worker
