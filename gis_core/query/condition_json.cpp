#include "gis_core/query/condition_json.h"

#include <array>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/query/strict_json.h"

namespace gis::query {

namespace {

constexpr int kDeepest = 64;  // groups within groups and other layers

using OrderedJson = nlohmann::ordered_json;

constexpr std::array kPredicateWords = {"intersects", "contains", "within",   "covers", "covered_by",
                                        "touches",    "crosses",  "overlaps", "equals", "disjoint"};

OrderedJson operandJson(const Operand& operand) {
  if (!operand.parameter.empty()) return {{"parameter", operand.parameter}};
  if (const auto* i = std::get_if<std::int64_t>(&operand.value)) return *i;
  if (const auto* d = std::get_if<double>(&operand.value)) return *d;
  if (const auto* s = std::get_if<std::string>(&operand.value)) return *s;
  return nullptr;
}

struct ConditionWriter {
  OrderedJson operator()(const Group& group) const {
    OrderedJson members = OrderedJson::array();
    for (const Condition& one : group.of) members.push_back(std::visit(*this, one.test));
    if (group.join == Group::Join::all) return {{"all", std::move(members)}};
    if (group.join == Group::Join::any) return {{"any", std::move(members)}};
    return {{"none", std::move(members)}};
  }
  OrderedJson operator()(const FieldTest& test) const {
    OrderedJson json{{"field", test.field}, {"is", comparisonWord(test.comparison)}};
    if (test.comparison == Comparison::isNull) return json;
    if (test.comparison == Comparison::oneOf || test.comparison == Comparison::between) {
      json["values"] = OrderedJson::array();
      for (const Operand& operand : test.operands) json["values"].push_back(operandJson(operand));
    } else {
      json["value"] = test.operands.empty() ? OrderedJson(nullptr) : operandJson(test.operands.front());
    }
    return json;
  }
  OrderedJson operator()(const SqlTest& test) const {
    OrderedJson json{{"sql", test.sql}};
    if (!test.label.empty()) json["label"] = test.label;
    return json;
  }
  OrderedJson operator()(const RelationTest& test) const {
    OrderedJson json{{"relation", relationWord(test.relation)}};
    addOther(json, test.other);
    return json;
  }
  OrderedJson operator()(const DistanceTest& test) const {
    OrderedJson json;
    if (test.parameter.empty()) {
      json["within"] = test.metres;
    } else {
      json["within"] = {{"parameter", test.parameter}};
    }
    addOther(json, test.other);
    return json;
  }
  OrderedJson operator()(const BoxTest& test) const {
    OrderedJson json{{"box", {test.box.minX, test.box.minY, test.box.maxX, test.box.maxY}}};
    if (test.crs.isKnown()) json["crs"] = test.crs.identifier();
    return json;
  }
  OrderedJson operator()(const ShapeTest& test) const {
    OrderedJson json{{"shape", geom::toWkt(test.wkb)}};
    if (test.metres) {
      json["within"] = *test.metres;
    } else {
      json["relation"] = relationWord(test.relation);
    }
    if (test.crs.isKnown()) json["crs"] = test.crs.identifier();
    return json;
  }

 private:
  static void addOther(OrderedJson& json, const OtherSide& other) {
    json["of"] = other.layer;
    if (!other.where.empty()) json["where"] = conditionsJson(other.where);
  }
};

Condition conditionOfJson(const nlohmann::json& value, const std::string& path, int depth);

std::vector<Condition> membersOfJson(const nlohmann::json& value, const std::string& path, int depth) {
  if (!value.is_array()) refuseJson(path, GIS_TR("a list […] is expected"));
  std::vector<Condition> members;
  for (const nlohmann::json& one : value) {
    members.push_back(conditionOfJson(one, path + "[" + std::to_string(members.size()) + "]", depth + 1));
  }
  return members;
}

/// One condition or {"all": …} as a list without the outermost group.
std::vector<Condition> listOfJson(const nlohmann::json& value, const std::string& path, int depth) {
  Condition one = conditionOfJson(value, path, depth);
  if (auto* group = std::get_if<Group>(&one.test); group != nullptr && group->join == Group::Join::all) {
    return std::move(group->of);
  }
  std::vector<Condition> list;
  list.push_back(std::move(one));
  return list;
}

OtherSide otherOfJson(StrictObject& object, int depth) {
  OtherSide other;
  other.layer = object.text("of");
  if (const auto* where = object.take("where")) {
    other.where = listOfJson(*where, object.pathOf("where"), depth + 1);
  }
  return other;
}

Operand operandOfJson(const nlohmann::json& value, const std::string& path) {
  if (value.is_object()) {
    StrictObject object(value, path);
    Operand operand{{}, object.text("parameter")};
    object.done();
    return operand;
  }
  if (value.is_boolean()) return {std::int64_t{value.get<bool>() ? 1 : 0}, {}};
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t(INT64_MAX)) {
    refuseJson(path, GIS_TR("the number is too large"));
  }
  if (value.is_number_integer()) return {value.get<std::int64_t>(), {}};
  if (value.is_number()) return {value.get<double>(), {}};
  if (value.is_string()) return {value.get<std::string>(), {}};
  refuseJson(path, GIS_TR("a text, a number, true, false or {\"parameter\": NAME} is expected"));
}

FieldTest fieldTestOfJson(StrictObject& object) {
  FieldTest test;
  test.field = object.text("field");
  const std::string word = object.text("is");
  const auto comparison = comparisonOf(word);
  if (!comparison) refuseJson(object.pathOf("is"), {GIS_TR("\"{0}\" is not known here"), {word}});
  test.comparison = *comparison;
  if (test.comparison == Comparison::isNull) return test;
  if (test.comparison != Comparison::oneOf && test.comparison != Comparison::between) {
    const nlohmann::json* value = object.take("value");
    if (value == nullptr) refuseJson(object.path(), {GIS_TR("the key \"{0}\" is missing"), {"value"}});
    test.operands.push_back(operandOfJson(*value, object.pathOf("value")));
    return test;
  }
  const nlohmann::json* values = object.take("values");
  if (values == nullptr) refuseJson(object.path(), {GIS_TR("the key \"{0}\" is missing"), {"values"}});
  if (!values->is_array()) refuseJson(object.pathOf("values"), GIS_TR("a list […] is expected"));
  for (const nlohmann::json& one : *values) test.operands.push_back(operandOfJson(one, object.pathOf("values")));
  if (test.comparison == Comparison::between && test.operands.size() != 2) {
    refuseJson(object.pathOf("values"), GIS_TR("two values are expected"));
  }
  return test;
}

crs::Crs crsOfJson(StrictObject& object) {
  return object.has("crs") ? crs::Crs::parse(object.text("crs")) : crs::Crs();
}

BoxTest boxOfJson(StrictObject& object) {
  const nlohmann::json& corners = *object.take("box");
  std::vector<double> numbers;
  if (corners.is_array()) {
    for (const nlohmann::json& one : corners) {
      if (one.is_number() && std::isfinite(one.get<double>())) numbers.push_back(one.get<double>());
    }
  }
  if (!corners.is_array() || corners.size() != 4 || numbers.size() != 4) {
    refuseJson(object.pathOf("box"), GIS_TR("four numbers [X1, Y1, X2, Y2] are expected"));
  }
  BoxTest test;
  test.box.include(numbers[0], numbers[1]);
  test.box.include(numbers[2], numbers[3]);
  test.crs = crsOfJson(object);
  return test;
}

ShapeTest shapeOfJson(StrictObject& object) {
  ShapeTest test;
  try {
    test.wkb = geom::fromWkt(object.text("shape"));
  } catch (const Error& error) {
    if (!error.context().empty()) throw;
    refuseJson(object.pathOf("shape"), {"{0}", {error.sentence()}});
  }
  test.metres = object.number("within");
  if (!test.metres) test.relation = relationOfWord(object.textOr("relation", "intersects"), object.pathOf("relation"));
  test.crs = crsOfJson(object);
  return test;
}

DistanceTest distanceOfJson(StrictObject& object, int depth) {
  DistanceTest test;
  const nlohmann::json& within = *object.take("within");
  const Operand metres = operandOfJson(within, object.pathOf("within"));
  test.parameter = metres.parameter;
  if (metres.parameter.empty()) {
    if (!within.is_number()) refuseJson(object.pathOf("within"), GIS_TR("a number is expected"));
    test.metres = within.get<double>();
    if (!(test.metres >= 0)) refuseJson(object.pathOf("within"), GIS_TR("a number of 0 or more is expected"));
  }
  test.other = otherOfJson(object, depth);
  return test;
}

Condition conditionOfJson(const nlohmann::json& value, const std::string& path, int depth) {
  if (depth > kDeepest) refuseJson(path, GIS_TR("conditions are nested too deeply"));
  StrictObject object(value, path);
  Condition condition;
  if (const auto* all = object.take("all")) {
    condition.test = Group{Group::Join::all, membersOfJson(*all, object.pathOf("all"), depth)};
  } else if (const auto* any = object.take("any")) {
    condition.test = Group{Group::Join::any, membersOfJson(*any, object.pathOf("any"), depth)};
  } else if (const auto* none = object.take("none")) {
    condition.test = Group{Group::Join::none, membersOfJson(*none, object.pathOf("none"), depth)};
  } else if (const auto* negated = object.take("not")) {
    condition.test = Group{Group::Join::none, {conditionOfJson(*negated, object.pathOf("not"), depth + 1)}};
  } else if (object.has("field")) {
    condition.test = fieldTestOfJson(object);
  } else if (object.has("sql")) {
    const std::string sql = object.text("sql");
    condition.test = SqlTest{sql, object.textOr("label", {})};
  } else if (object.has("box")) {
    condition.test = boxOfJson(object);
  } else if (object.has("shape")) {
    condition.test = shapeOfJson(object);
  } else if (object.has("within")) {
    condition.test = distanceOfJson(object, depth);
  } else if (object.has("relation")) {
    const geom::Relation relation = relationOfWord(object.text("relation"), object.pathOf("relation"));
    condition.test = RelationTest{relation, otherOfJson(object, depth)};
  } else {
    refuseJson(path, GIS_TR("a condition has one of all, any, none, not, field, sql, relation, within, box, shape"));
  }
  object.done();
  return condition;
}

}  // namespace

nlohmann::ordered_json conditionsJson(const std::vector<Condition>& conditions) {
  if (conditions.size() == 1) {
    // a group of all in the list stays one, so that it is read as it was written
    const auto* group = std::get_if<Group>(&conditions.front().test);
    if (group == nullptr || group->join != Group::Join::all) {
      return std::visit(ConditionWriter{}, conditions.front().test);
    }
  }
  return ConditionWriter{}(Group{Group::Join::all, conditions});
}

std::vector<Condition> conditionsOfJson(const nlohmann::json& value, const std::string& path) {
  return listOfJson(value, path, 0);
}

std::string relationWord(const geom::Relation& relation) {
  if (!relation.pattern.empty()) return relation.pattern;
  return kPredicateWords[std::size_t(relation.predicate)];
}

geom::Relation relationOfWord(const std::string& word, const std::string& path) {
  try {
    return geom::Relation::parse(word);
  } catch (const Error& error) {
    refuseJson(path, {"{0}", {error.sentence()}});
  }
}

}  // namespace gis::query
