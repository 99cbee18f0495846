// Figures about people that are too small to be given away. Source: the working practice of statistics offices (cells
// below a threshold are suppressed, and what they could be reckoned from as well).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/features.h"

namespace gis::io {

/// Is it a column that counts people or households, by its name and type?
[[nodiscard]] bool countsPeople(const store::Field& field);

/// Which rows of a layer must not tell their figures about people.
class PeopleCounts {
 public:
  /// Looks at the rows of the request that `keeps` holds for. `least`: the smallest figure that is told (0: every
  /// figure). `fields`: what the caller will read, in its order.
  PeopleCounts(const store::Connection& c, const store::LayerInfo& layer, store::FeatureRequest request,
               const std::vector<store::Field>& fields, std::int64_t least,
               const std::function<bool(store::Feature&)>& keeps, const CancelToken& token);
  /// Empties the figures of a row that has one below the smallest: all of them, since the others and their total would
  /// tell it.
  void hide(store::Feature& feature) const;
  /// Figures that are emptied: place of the column among `fields`, number.
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::int64_t>>& hidden() const { return m_hidden; }

 private:
  std::vector<std::pair<std::size_t, std::int64_t>> m_hidden;
  std::unordered_set<std::int64_t> m_rows;
};

}  // namespace gis::io
