#include "gis_core/query/condition.h"

#include <algorithm>
#include <array>

namespace gis::query {

namespace {

constexpr std::array kComparisonWords = {
    "=", "!=", "<", "<=", ">", ">=", "contains", "starts_with", "one_of", "between", "is_null"};

bool sameRelation(const geom::Relation& a, const geom::Relation& b) {
  return a.pattern == b.pattern && (!a.pattern.empty() || a.predicate == b.predicate);
}

bool sameCrs(const crs::Crs& a, const crs::Crs& b) {
  return a.isKnown() == b.isKnown() && (!a.isKnown() || a.equivalentTo(b));
}

}  // namespace

const char* comparisonWord(Comparison comparison) {
  return kComparisonWords[std::size_t(comparison)];
}

std::optional<Comparison> comparisonOf(std::string_view word) {
  const auto found = std::find(kComparisonWords.begin(), kComparisonWords.end(), word);
  if (found == kComparisonWords.end()) return std::nullopt;
  return Comparison(found - kComparisonWords.begin());
}

bool operator==(const OtherSide& a, const OtherSide& b) {
  return a.layer == b.layer && a.where == b.where;
}
bool operator==(const RelationTest& a, const RelationTest& b) {
  return sameRelation(a.relation, b.relation) && a.other == b.other;
}
bool operator==(const DistanceTest& a, const DistanceTest& b) {
  return a.metres == b.metres && a.parameter == b.parameter && a.other == b.other;
}
bool operator==(const BoxTest& a, const BoxTest& b) {
  return a.box == b.box && sameCrs(a.crs, b.crs);
}
bool operator==(const ShapeTest& a, const ShapeTest& b) {
  return sameRelation(a.relation, b.relation) && a.metres == b.metres && a.wkb == b.wkb && sameCrs(a.crs, b.crs);
}
bool operator==(const Group& a, const Group& b) {
  return a.join == b.join && a.of == b.of;
}

OtherTest otherTestOf(const Condition& condition) {
  if (const auto* relation = std::get_if<RelationTest>(&condition.test)) {
    return {&relation->other, {}, relation->relation};
  }
  if (const auto* distance = std::get_if<DistanceTest>(&condition.test)) {
    return {&distance->other, distance->metres, {}};
  }
  return {};
}

bool looksAtFieldsOnly(const Condition& condition) {
  if (const auto* group = std::get_if<Group>(&condition.test)) return looksAtFieldsOnly(group->of);
  return std::holds_alternative<FieldTest>(condition.test) || std::holds_alternative<SqlTest>(condition.test);
}

bool looksAtFieldsOnly(const std::vector<Condition>& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [](const Condition& c) { return looksAtFieldsOnly(c); });
}

void collectOtherLayers(const std::vector<Condition>& conditions, std::vector<std::string>& layers) {
  const auto add = [&](const OtherSide& other) {
    if (std::find(layers.begin(), layers.end(), other.layer) == layers.end()) layers.push_back(other.layer);
    collectOtherLayers(other.where, layers);
  };
  for (const Condition& condition : conditions) {
    if (const auto* group = std::get_if<Group>(&condition.test)) collectOtherLayers(group->of, layers);
    if (const auto* relation = std::get_if<RelationTest>(&condition.test)) add(relation->other);
    if (const auto* distance = std::get_if<DistanceTest>(&condition.test)) add(distance->other);
  }
}

bool holdsSql(const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [](const Condition& condition) {
    if (std::holds_alternative<SqlTest>(condition.test)) return true;
    if (const auto* group = std::get_if<Group>(&condition.test)) return holdsSql(group->of);
    if (const auto* relation = std::get_if<RelationTest>(&condition.test)) return holdsSql(relation->other.where);
    if (const auto* distance = std::get_if<DistanceTest>(&condition.test)) return holdsSql(distance->other.where);
    return false;
  });
}

}  // namespace gis::query
