#include "gis_core/style/class_conditions.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "gis_core/style/sld_filter.h"

namespace gis::style {

bool ClassConditions::takesOthers(const StyleClass& c) const {
  return (m_style.kind == StyleKind::categorised && c.values.empty()) ||
         (m_style.kind == StyleKind::rules && c.rule.empty());
}

std::optional<Condition> ClassConditions::categoryCondition(const StyleClass& c) {
  std::vector<Condition> each;
  for (const std::string& value : c.values) {
    if (!m_usedValues.insert(value).second) continue;  // the first class has it
    if (m_style.match == Match::exact) {
      each.push_back(compareCondition(m_style.field, "=", value));
      continue;
    }
    // the longest prefix decides: longer ones of other values are taken out
    std::vector<Condition> all{prefixCondition(m_style.field, value)};
    std::set<std::string> longer;
    for (const StyleClass& other : m_style.classes) {
      for (const std::string& v : other.values) {
        if (v.size() > value.size() && v.starts_with(value)) longer.insert(v);
      }
    }
    for (const std::string& v : longer) all.push_back(negated(prefixCondition(m_style.field, v)));
    each.push_back(joinedCondition(Condition::Kind::all, std::move(all)));
  }
  if (each.empty()) return std::nullopt;
  return joinedCondition(Condition::Kind::any, std::move(each));
}

std::optional<Condition> ClassConditions::of(const StyleClass& c) {
  if (m_style.kind == StyleKind::single || takesOthers(c)) return std::nullopt;
  if (m_style.kind == StyleKind::categorised) return categoryCondition(c);
  if (m_style.kind == StyleKind::rules) return Rule(c.rule).condition();
  std::vector<Condition> all;
  if (c.lower > -kUnlimited) all.push_back(compareCondition(m_style.field, ">=", c.lower));
  if (c.upper < kUnlimited) {
    const bool last = &c == &m_style.classes.back();
    all.push_back(compareCondition(m_style.field, last ? "<=" : "<", c.upper));
  }
  if (!all.empty()) return joinedCondition(Condition::Kind::all, std::move(all));
  Condition isNull;
  isNull.kind = Condition::Kind::isNull;
  isNull.field = m_style.field;
  return negated(std::move(isNull));
}

LayerStyle asRules(const LayerStyle& style) {
  LayerStyle rules = style;
  rules.kind = StyleKind::rules;
  rules.classes.clear();
  ClassConditions conditions(style);
  SldNotes unheard;
  std::optional<StyleClass> others;
  const auto add = [&](StyleClass c, const std::string& rule) {
    c.rule = rule;
    c.values.clear();
    c.lower = -kUnlimited;
    c.upper = kUnlimited;
    rules.classes.push_back(std::move(c));
  };
  for (const StyleClass& c : style.classes) {
    const std::optional<Condition> condition = conditions.of(c);
    if (condition) {
      add(c, Rule::textOf(plainCondition(*condition, unheard)));
    } else if (!others && (style.kind == StyleKind::single || conditions.takesOthers(c))) {
      others = c;
    }
  }
  if (others) add(*std::move(others), {});
  return rules;
}

}  // namespace gis::style
