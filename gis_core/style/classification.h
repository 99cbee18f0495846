// Which class each feature belongs to, and how classes are made from values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/class_bounds.h"
#include "gis_core/style/layer_style.h"

namespace gis::style {

inline constexpr std::uint16_t kNoClass = 0xffff;

/// The class of every feature of a view under a style. Immutable, any thread.
class Classification {
 public:
  Classification(const snapshot::LayerView& view, const LayerStyle& style);
  /// The same, with the classes of the snapshot's features taken over from `before` where they are the same:
  /// `before` is of a view of the same snapshot.
  Classification(const snapshot::LayerView& view, const LayerStyle& style, const Classification& before);
  [[nodiscard]] std::uint16_t classOf(snapshot::Index i) const {
    return i < m_classOf->size() ? (*m_classOf)[i]
                                 : (i - m_classOf->size() < m_added.size() ? m_added[i - m_classOf->size()] : kNoClass);
  }
  /// The classes of the snapshot's own features, as the coverage wants them.
  [[nodiscard]] const std::vector<std::uint16_t>& ofBase() const { return *m_classOf; }
  /// Names what decides about classes (not the colours): equal keys, equal classes over one snapshot.
  [[nodiscard]] const std::string& key() const { return m_key; }

 private:
  Classification(const snapshot::LayerView& view, const LayerStyle& style, const Classification* before);

  std::shared_ptr<const std::vector<std::uint16_t>> m_classOf;
  std::vector<std::uint16_t> m_added;
  std::string m_key;
};

/// A graduated style from a numeric field. Throws Error(noSuchField | invalidValue).
[[nodiscard]] LayerStyle graduatedStyle(const snapshot::LayerView& view, const std::string& field, int classes,
                                        ClassMethod method, const std::string& rampName, Symbol base);
/// A categorised style: one class a distinct value (the most frequent `limit`, then "all others").
[[nodiscard]] LayerStyle categorisedStyle(const snapshot::LayerView& view, const std::string& field, Symbol base,
                                          std::size_t limit = 60);

}  // namespace gis::style
