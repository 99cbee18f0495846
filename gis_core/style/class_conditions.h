// What belongs to a class, as a condition.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "gis_core/style/layer_style.h"
#include "gis_core/style/rule.h"

namespace gis::style {

/// Conditions of the classes of one style, asked for in their order: a value that two classes name belongs to the
/// first. The style must live as long.
class ClassConditions {
 public:
  explicit ClassConditions(const LayerStyle& style) : m_style(style) {}
  /// Does the class take all that no other has?
  [[nodiscard]] bool takesOthers(const StyleClass& c) const;
  /// Prefixes as prefixCondition() says them. Nothing for a class that takes others, for the only class of a single
  /// style, and when every value of it belongs to an earlier class.
  [[nodiscard]] std::optional<Condition> of(const StyleClass& c);

 private:
  [[nodiscard]] std::optional<Condition> categoryCondition(const StyleClass& c);

  const LayerStyle& m_style;
  std::set<std::string> m_usedValues;
};

/// The same style by rules: every row keeps its look. What takes all others comes last.
[[nodiscard]] LayerStyle asRules(const LayerStyle& style);

}  // namespace gis::style
