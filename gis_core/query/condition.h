// What a question asks of each feature: tests of its fields and of its place, in groups of and, or, not.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/value.h"

namespace gis::query {

struct Condition;

/// A value in a condition: given (NULL is none), or the name of a parameter whose value is given when it is asked.
struct Operand {
  store::Value value;
  std::string parameter;
  friend bool operator==(const Operand&, const Operand&) = default;
};

enum class Comparison {
  equal,
  notEqual,
  less,
  atMost,
  greater,
  atLeast,
  contains,    ///< the text holds the operand
  startsWith,  ///< the text begins with it
  oneOf,       ///< equal to one of the operands
  between,     ///< two operands, both included
  isNull,      ///< no operand
};
/// "=", "!=", "<", "<=", ">", ">=", "contains", "starts_with", "one_of", "between", "is_null".
[[nodiscard]] const char* comparisonWord(Comparison comparison);
/// Nothing for an unknown word.
[[nodiscard]] std::optional<Comparison> comparisonOf(std::string_view word);

/// A field of the layer against values. NULL meets isNull alone.
struct FieldTest {
  std::string field;
  Comparison comparison = Comparison::equal;
  std::vector<Operand> operands;
  friend bool operator==(const FieldTest&, const FieldTest&) = default;
};

/// A condition in SQL on the layer's fields. `?` stands for the parameters in their order, `:name` for the one of that
/// name. `label` is what people call it ("overdue").
struct SqlTest {
  std::string sql;
  std::string label;
  friend bool operator==(const SqlTest&, const SqlTest&) = default;
};

/// The features of another layer (or of the same) that meet all of `where`.
struct OtherSide {
  std::string layer;
  std::vector<Condition> where;
  friend bool operator==(const OtherSide&, const OtherSide&);
};

/// "LAYER relation OTHER": some feature of OTHER matches; `disjoint`: none meets it.
struct RelationTest {
  geom::Relation relation;
  OtherSide other;
  friend bool operator==(const RelationTest&, const RelationTest&);
};

/// Some feature of OTHER lies within `metres`.
struct DistanceTest {
  double metres = 0;
  std::string parameter;  ///< not empty: the parameter that gives the metres
  OtherSide other;
  friend bool operator==(const DistanceTest&, const DistanceTest&);
};

/// The geometry itself meets the box (borders count).
struct BoxTest {
  geom::Envelope box;
  crs::Crs crs;  ///< unknown: the layer's own
  friend bool operator==(const BoxTest&, const BoxTest&);
};

/// relation(feature, shape) for a shape drawn or typed; or a distance to it of at most `metres`.
struct ShapeTest {
  geom::Relation relation;
  std::optional<double> metres;
  geom::Bytes wkb;
  crs::Crs crs;  ///< unknown: the layer's own
  friend bool operator==(const ShapeTest&, const ShapeTest&);
};

struct Group {
  enum class Join {
    all,   ///< every one of them is met; none at all: met
    any,   ///< one of them is met; none at all: not met
    none,  ///< none of them is met
  };
  Join join = Join::all;
  std::vector<Condition> of;
  friend bool operator==(const Group&, const Group&);
};

/// What is unknown (NULL) is not met, and `none` holds for what is not met.
struct Condition {
  std::variant<Group, FieldTest, SqlTest, RelationTest, DistanceTest, BoxTest, ShapeTest> test;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// The two forms of a question to another layer as one; `other` null: it is none of them.
struct OtherTest {
  const OtherSide* other = nullptr;
  std::optional<double> metres;
  geom::Relation relation;
  /// Are those wanted that have no partner?
  [[nodiscard]] bool isNone() const {
    return !metres && relation.pattern.empty() && relation.predicate == geom::Predicate::disjoint;
  }
};
[[nodiscard]] OtherTest otherTestOf(const Condition& condition);

/// Does it look at fields alone?
[[nodiscard]] bool looksAtFieldsOnly(const Condition& condition);
[[nodiscard]] bool looksAtFieldsOnly(const std::vector<Condition>& conditions);
/// The names of other layers in it, each once, in their order.
void collectOtherLayers(const std::vector<Condition>& conditions, std::vector<std::string>& layers);
/// Does it hold SQL that a person wrote?
[[nodiscard]] bool holdsSql(const std::vector<Condition>& conditions);

}  // namespace gis::query
