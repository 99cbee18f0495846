#include "gis_core/query/question_parameters.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/store/value_text.h"

namespace gis::query {

namespace {

using Values = std::map<std::string, store::Value>;

bool isNameByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z');
}

[[noreturn]] void refuseUse(Message why, Message remedy = {}) {
  throw Error(ErrorCode::usage, GIS_TR("the question cannot be asked"), std::move(why), std::move(remedy));
}

std::string namesOf(const std::vector<Parameter>& parameters) {
  std::string names;
  for (const Parameter& parameter : parameters) names += (names.empty() ? "" : ", ") + parameter.name;
  return names;
}

Values valuesOf(const std::vector<Parameter>& parameters, const GivenValues& given) {
  for (const auto& [name, text] : given) {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&name = name](const Parameter& parameter) { return parameter.name == name; });
    if (found != parameters.end()) continue;
    if (parameters.empty()) refuseUse({GIS_TR("\"{0}\" was given, but it has no parameters"), {name}});
    refuseUse({GIS_TR("\"{0}\" was given, but its parameters are {1}"), {name, namesOf(parameters)}});
  }
  Values values;
  for (const Parameter& parameter : parameters) {
    const auto found = given.find(parameter.name);
    if (found == given.end() && !parameter.fallback) {
      refuseUse({GIS_TR("the parameter \"{0}\" has no value"), {parameter.name}},
                {GIS_TR("give it one (--set {0}=VALUE)"), {parameter.name}});
    }
    const std::string& text = found == given.end() ? *parameter.fallback : found->second;
    values[parameter.name] = store::parseValue(text, {parameter.name, parameter.type, 0, 0});
  }
  return values;
}

/// Where a quoted text, name or comment that begins at `at` ends.
std::size_t endOfQuoted(const std::string& sql, std::size_t at) {
  const char open = sql[at];
  if (open == '-' || open == '/') {
    const bool line = open == '-';
    const std::size_t end = sql.find(line ? "\n" : "*/", at + 2);
    return end == std::string::npos ? sql.size() : end + (line ? 1 : 2);
  }
  const char close = open == '[' ? ']' : open;
  std::size_t end = sql.find(close, at + 1);
  while (end != std::string::npos && open != '[' && end + 1 < sql.size() && sql[end + 1] == close) {
    end = sql.find(close, end + 2);
  }
  return end == std::string::npos ? sql.size() : end + 1;
}

bool beginsQuoted(const std::string& sql, std::size_t at) {
  const char c = sql[at];
  if (c == '\'' || c == '"' || c == '`' || c == '[') return true;
  const char after = at + 1 < sql.size() ? sql[at + 1] : '\0';
  return (c == '-' && after == '-') || (c == '/' && after == '*');
}

/// Goes through a question and fills in what it finds.
class Filling {
 public:
  Filling(const std::vector<Parameter>& parameters, const Values& values)
      : m_parameters(parameters), m_values(values) {}

  void sql(std::string& text) { text = filledSql(text, m_parameters, m_values, m_next); }
  void conditions(std::vector<Condition>& all) {
    for (Condition& one : all) std::visit(*this, one.test);
  }

  void operator()(Group& group) { conditions(group.of); }
  void operator()(FieldTest& test) {
    for (Operand& operand : test.operands) {
      if (!operand.parameter.empty()) operand = {valueOf(operand.parameter), {}};
    }
  }
  void operator()(SqlTest& test) { sql(test.sql); }
  void operator()(RelationTest& test) { conditions(test.other.where); }
  void operator()(DistanceTest& test) {
    if (!test.parameter.empty()) {
      const store::Value value = valueOf(test.parameter);
      if (const auto* i = std::get_if<std::int64_t>(&value)) {
        test.metres = double(*i);
      } else if (const auto* d = std::get_if<double>(&value)) {
        test.metres = *d;
      } else {
        refuseUse({GIS_TR("the parameter \"{0}\" is a distance and must be a number"), {test.parameter}});
      }
      test.parameter.clear();
    }
    conditions(test.other.where);
  }
  void operator()(BoxTest&) {}
  void operator()(ShapeTest&) {}

  void operator()(Ask& ask) { conditions(ask.where); }
  void operator()(JoinQuery&) {}
  void operator()(OverlayQuery& q) {
    sql(q.whereA);
    sql(q.whereB);
  }
  void operator()(BufferQuery& q) { sql(q.where); }
  void operator()(DissolveQuery& q) { sql(q.where); }
  void operator()(AggregateQuery& q) {
    sql(q.where);
    sql(q.zonesWhere);
  }

 private:
  [[nodiscard]] store::Value valueOf(const std::string& name) const {
    const auto found = m_values.find(name);
    if (found == m_values.end()) refuseUse({GIS_TR("there is no parameter named \"{0}\""), {name}});
    return found->second;
  }

  const std::vector<Parameter>& m_parameters;
  const Values& m_values;
  std::size_t m_next = 0;
};

}  // namespace

std::string filledSql(const std::string& sql, const std::vector<Parameter>& parameters, const Values& values,
                      std::size_t& next) {
  std::string out;
  std::size_t at = 0;
  while (at < sql.size()) {
    if (beginsQuoted(sql, at)) {
      const std::size_t end = endOfQuoted(sql, at);
      out += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const char c = sql[at];
    if (c != '?' && c != ':') {
      out += c;
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < sql.size() && isNameByte(sql[end])) ++end;
    std::string name = sql.substr(at + 1, end - at - 1);
    if (name.empty() && c == ':') {  // no place for a value: SQLite shall say what it thinks of it
      out += c;
      ++at;
      continue;
    }
    if (name.empty()) {
      if (next >= parameters.size()) {
        refuseUse({GIS_TR("it holds {0} places \"?\", but has {1} parameters"),
                   {std::to_string(next + 1), std::to_string(parameters.size())}});
      }
      name = parameters[next++].name;
    }
    const auto found = values.find(name);
    if (found == values.end()) refuseUse({GIS_TR("there is no parameter named \"{0}\""), {name}});
    out += sqlLiteral(found->second);
    at = end;
  }
  return out;
}

Question withValues(const Question& question, const GivenValues& given) {
  const Values values = valuesOf(question.parameters, given);
  Question filled = question;
  Filling filling(question.parameters, values);
  std::visit(filling, filled.what);
  filled.parameters.clear();
  return filled;
}

}  // namespace gis::query
