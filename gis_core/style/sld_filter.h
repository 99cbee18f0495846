// Private to this room: conditions as OGC filters (Filter Encoding 1.0, 1.1 and 2.0) and back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/xml.h"
#include "gis_core/style/rule.h"

namespace gis::style {

/// Notes without repeats.
class SldNotes {
 public:
  void add(Message note);
  [[nodiscard]] std::vector<Message> take() { return std::move(m_notes); }

 private:
  std::vector<Message> m_notes;
};

[[nodiscard]] Condition compareCondition(std::string field, std::string op, const std::string& literal);
[[nodiscard]] Condition compareCondition(std::string field, std::string op, double literal);
/// "text begins with": a LIKE condition whose literal is the plain prefix and whose op is "prefix".
[[nodiscard]] Condition prefixCondition(std::string field, std::string prefix);
[[nodiscard]] Condition joinedCondition(Condition::Kind kind, std::vector<Condition> children);
[[nodiscard]] Condition negated(Condition condition);
/// The shortest digits that read back equal.
[[nodiscard]] std::string numberText(double value);

/// The element that stands in an ogc:Filter.
[[nodiscard]] xml::Node filterElement(const Condition& condition, bool filter11);
/// What an ogc:Filter says; nothing (and a note) when it asks for what conditions cannot say. A pattern that is a
/// prefix comes as prefixCondition().
[[nodiscard]] std::optional<Condition> conditionOfFilter(const xml::Node& filter, SldNotes& notes);
/// The same with plain LIKE patterns for prefixes; a note when a pattern cannot be said.
[[nodiscard]] Condition plainCondition(const Condition& condition, SldNotes& notes);

}  // namespace gis::style
