#include "gis_core/query/condition_sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_values.h"
#include "gis_core/store/connection.h"

namespace gis::query {

namespace {

const store::Value& valueOfOperand(const Operand& operand) {
  if (!operand.parameter.empty()) {
    throw Error(ErrorCode::usage, GIS_TR("the question cannot be asked"),
                {GIS_TR("the parameter \"{0}\" has no value"), {operand.parameter}},
                {GIS_TR("give it one (--set {0}=VALUE)"), {operand.parameter}});
  }
  return operand.value;
}

bool isNone(const Operand& operand) {
  return operand.parameter.empty() && std::holds_alternative<std::monostate>(operand.value);
}

/// A field of times: they are kept in several forms, so their instants are compared, and a day is all of its instants.
std::string timeTestSql(const FieldTest& test, const store::Field& of) {
  const std::string time = "utc_time(" + store::quoted(of.name) + ")";
  const auto span = [&](std::size_t i) { return utcSpanOf(valueOfOperand(test.operands.at(i)), of); };
  const auto within = [&](const std::string& first, const std::string& last) {
    return time + " BETWEEN " + sqlLiteral(first) + " AND " + sqlLiteral(last);
  };
  const UtcSpan one = span(0);
  switch (test.comparison) {
    case Comparison::notEqual: return time + " NOT" + within(one.first, one.last).substr(time.size());
    case Comparison::less: return time + " < " + sqlLiteral(one.first);
    case Comparison::atMost: return time + " <= " + sqlLiteral(one.last);
    case Comparison::greater: return time + " > " + sqlLiteral(one.last);
    case Comparison::atLeast: return time + " >= " + sqlLiteral(one.first);
    case Comparison::between: return within(one.first, span(1).last);
    default: break;
  }
  std::string any;
  for (std::size_t i = 0; i < test.operands.size(); ++i) {
    const UtcSpan each = span(i);
    any += (any.empty() ? "" : " OR ") + within(each.first, each.last);
  }
  return test.operands.size() == 1 ? any : "(" + any + ")";
}

struct SqlWriter {
  const store::LayerInfo& layer;

  [[nodiscard]] std::string group(const std::vector<Condition>& of, Group::Join join) const {
    if (of.empty()) return join == Group::Join::any ? "0" : "1";
    std::string text;
    for (const Condition& one : of) {
      if (!text.empty()) text += join == Group::Join::all ? " AND " : " OR ";
      // line ends stop a comment at the end of a text that a person wrote; IS TRUE only where it matters, for it keeps
      // SQLite from its indexes
      text += "(\n" + std::visit(*this, one.test) + (join == Group::Join::none ? "\n) IS TRUE" : "\n)");
    }
    return join == Group::Join::none ? "NOT (" + text + ")" : "(" + text + ")";
  }

  std::string operator()(const Group& one) const { return group(one.of, one.join); }
  std::string operator()(const SqlTest& test) const { return test.sql; }
  std::string operator()(const FieldTest& test) const {
    const bool own = test.field == "fid" || (test.field == "uid" && layer.hasUid);
    const store::FieldType ownType = test.field == "fid" ? store::FieldType::integer : store::FieldType::text;
    const store::Field of = own ? store::Field{test.field, ownType, 0, 0} : store::requireField(layer, test.field);
    const std::string field = store::quoted(of.name);
    const bool seeks = test.comparison == Comparison::contains || test.comparison == Comparison::startsWith;
    const bool isNull = test.comparison == Comparison::isNull || test.operands.empty() ||
                        std::any_of(test.operands.begin(), test.operands.end(), isNone);
    if (of.type == store::FieldType::datetime && !seeks && !isNull) return timeTestSql(test, of);
    const auto operandSql = [&](const Operand& operand) {
      return sqlLiteral(seeks ? valueOfOperand(operand) : comparedValue(valueOfOperand(operand), of));
    };
    const auto first = [&] { return operandSql(test.operands.at(0)); };
    switch (test.comparison) {
      case Comparison::contains: return "instr(" + field + ", " + first() + ") > 0";
      case Comparison::startsWith: {
        const std::string text = first();
        return "substr(" + field + ", 1, length(" + text + ")) = " + text;
      }
      case Comparison::oneOf: {
        std::string list;
        for (const Operand& operand : test.operands) list += (list.empty() ? "" : ", ") + operandSql(operand);
        return field + " IN (" + list + ")";
      }
      case Comparison::between:
        return field + " BETWEEN " + operandSql(test.operands.at(0)) + " AND " + operandSql(test.operands.at(1));
      case Comparison::isNull: return field + " IS NULL";
      default: return field + " " + comparisonWord(test.comparison) + " " + first();
    }
  }
  std::string operator()(const RelationTest&) const { return notOfFields(); }
  std::string operator()(const DistanceTest&) const { return notOfFields(); }
  std::string operator()(const BoxTest&) const { return notOfFields(); }
  std::string operator()(const ShapeTest&) const { return notOfFields(); }

  [[noreturn]] static std::string notOfFields() {
    throw Error(ErrorCode::internal, GIS_TR("the question cannot be asked"),
                GIS_TR("a condition on places was taken for one on fields"));
  }
};

}  // namespace

std::string sqlLiteral(const store::Value& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value)) return std::to_string(*i);
  if (const auto* d = std::get_if<double>(&value)) {
    std::string digits = fmt::format("{}", *d);
    if (digits.find_first_of(".en") == std::string::npos) digits += ".0";
    return digits;
  }
  if (const auto* s = std::get_if<std::string>(&value)) {
    std::string text = "'";
    for (const char c : *s) text += c == '\'' ? std::string("''") : std::string(1, c);
    return text + "'";
  }
  return "NULL";
}

std::string sqlOf(const std::vector<Condition>& conditions, const store::LayerInfo& layer) {
  if (conditions.empty()) return {};
  if (conditions.size() == 1) {
    // as a person wrote it: then errors speak of that text
    if (const auto* typed = std::get_if<SqlTest>(&conditions.front().test)) return typed->sql;
  }
  return SqlWriter{layer}.group(conditions, Group::Join::all);
}

std::string bothSql(const std::string& a, const std::string& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return "(\n" + a + "\n) AND (\n" + b + "\n)";
}

}  // namespace gis::query
