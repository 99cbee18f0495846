// What the values of a layer's fields must be: required, within a range, one of a list.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// One value of a field's domain with its names.
struct DomainCode {
  std::string code, zh, en;
  friend bool operator==(const DomainCode&, const DomainCode&) = default;
};

struct FieldRule {
  bool required = false;
  std::string least, most;         ///< of numbers and dates, as text of the field's type; empty: no limit
  std::vector<DomainCode> values;  ///< empty: any
  [[nodiscard]] bool isEmpty() const { return !required && least.empty() && most.empty() && values.empty(); }
  friend bool operator==(const FieldRule&, const FieldRule&) = default;
};
/// By the field's name.
using FieldRules = std::map<std::string, FieldRule>;

/// Kept in the city with the layer. store::apply() refuses an edit that breaks one, whoever makes it; loads of whole
/// layers, undo and redo are not asked.
[[nodiscard]] FieldRules fieldRules(const Connection& c, std::string_view layerUid);

/// An empty rule takes the field's rule away. Undoable. Errors: noSuchLayer, noSuchField, invalidValue (a limit that is
/// no value of the field, a least above the most, a code twice), forbiddenStep (a table of the city itself).
void setFieldRule(const CityDatabase& city, const std::string& layer, const std::string& field, const FieldRule& rule,
                  const std::string& actor);

/// Throws Error(invalidValue) in words when the value breaks the rule.
void checkRule(std::string_view layer, const Field& field, const FieldRule& rule, const Value& value);

/// How many rows break the rule now, and the first of them.
struct RuleBreaks {
  std::int64_t rows = 0;
  std::vector<std::int64_t> first;  ///< at most ten
};
[[nodiscard]] RuleBreaks ruleBreaks(const Connection& c, const LayerInfo& layer, const std::string& field,
                                    const FieldRule& rule, const CancelToken& token);

[[nodiscard]] nlohmann::json ruleImage(const FieldRule& rule);
[[nodiscard]] FieldRule ruleOfImage(const nlohmann::json& image);
/// Writes the rules of a layer as they are given, without a journal entry.
void putFieldRules(const Connection& c, std::string_view layerUid, const FieldRules& rules);

}  // namespace gis::store
