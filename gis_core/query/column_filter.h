// Private to this room: conditions that compare columns with values, answered from a layer's snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// A typed condition of the plainest kind: =, <>, <, <=, >, >=, BETWEEN, IN, LIKE and IS NULL between a column of texts
/// or numbers (also utc_time() of one) and literals of the same kind, joined by AND, OR, NOT and brackets. It means
/// what SQLite takes it for (sqlite.org/lang_expr.html; unknown where NULL is compared), but is asked of the columns of
/// a snapshot, all cores. A plain value.
class ColumnFilter {
 public:
  /// Nothing for any other condition, a wrong one too: SQLite answers it, or says what is wrong.
  [[nodiscard]] static std::optional<ColumnFilter> parse(std::string_view condition,
                                                         const std::vector<store::Field>& fields);
  /// For each feature of the view, 1 when it meets the condition, by Index; hidden ones 0. Nothing when the snapshot
  /// lacks a column. Errors: cancelled, damaged.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> marks(const snapshot::LayerView& view,
                                                               const CancelToken& token) const;
  /// How many features of the view meet it. Nothing when the snapshot lacks a column. Errors: as above.
  [[nodiscard]] std::optional<std::int64_t> count(const snapshot::LayerView& view, const CancelToken& token) const;
  /// How many of these rows of a snapshot meet it. Nothing when the snapshot lacks a column. Errors: damaged.
  [[nodiscard]] std::optional<std::size_t> countAmong(const snapshot::Snapshot& base,
                                                      std::span<const snapshot::Index> rows) const;

  enum class Compare { equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, oneOf, like, isNull };
  struct Test {
    std::string field;
    store::FieldType type = store::FieldType::text;
    Compare compare = Compare::equal;
    std::vector<store::Value> values;  ///< of the field's kind
    bool asUtc = false;                ///< utc_time() of the field is compared (gis_core/store/time_text.h)
  };
  struct Node {
    enum class Kind { all, any, negated, test } kind = Kind::test;
    std::vector<Node> parts;
    Test test;
  };

 private:
  Node m_root;
};

/// The number of features of a layer where `condition` holds, from its snapshot. Nothing when there is none, or when
/// the condition is not of the plain kind. Errors: as above.
[[nodiscard]] std::optional<std::int64_t> countInColumns(const store::Connection& c, const store::LayerInfo& layer,
                                                         const std::string& condition, const CancelToken& token);

}  // namespace gis::query
