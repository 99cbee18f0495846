// Reading the rows of a layer.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gis_core/store/layer.h"
#include "gis_core/store/value.h"

namespace gis::store {

struct Feature {
  std::int64_t fid = 0;
  std::vector<Value> values;  ///< in the order of the asked fields
  geom::Bytes wkb;            ///< empty = NULL geometry
};

struct FeatureRequest {
  std::vector<std::string> fields;  ///< empty + allFields=true: every field
  bool allFields = true;
  bool geometry = true;
  std::string where;                  ///< user's SQL condition, checked by the read-only rules (read_only_sql.h)
  std::optional<geom::Envelope> box;  ///< candidates by the index (32-bit boxes): exact tests are the caller's
  std::vector<std::int64_t> fids;     ///< not empty: only these
  std::string orderBy;                ///< field name; empty = fid
  bool descending = false;
  std::int64_t limit = -1, offset = 0;
};

/// Calls `row` for each feature until it returns false. Ascending fid unless ordered.
/// Errors: noSuchLayer, noSuchField, sql, cancelled.
void readFeatures(const Connection& c, const LayerInfo& layer, const FeatureRequest& request,
                  const std::function<bool(Feature&)>& row, const CancelToken& token = {});
/// The same in columns, `batchRows` at a time (geometry as WKB).
void readBatches(const Connection& c, const LayerInfo& layer, const FeatureRequest& request, std::size_t batchRows,
                 const std::function<bool(FeatureBatch&)>& batch, const CancelToken& token = {});
/// A cell in the type of its column: SQLite lets a text stand in a number column, which readBatches() takes as NULL.
[[nodiscard]] Value fitting(Value value, FieldType type);
[[nodiscard]] std::optional<Feature> featureByFid(const Connection& c, const LayerInfo& layer, std::int64_t fid);
[[nodiscard]] std::int64_t countFeatures(const Connection& c, const LayerInfo& layer, const std::string& where,
                                         const CancelToken& token = {});

}  // namespace gis::store
