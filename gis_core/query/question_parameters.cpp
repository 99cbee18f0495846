#include "gis_core/query/question_parameters.h"

#include <algorithm>
#include <regex>
#include <set>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/store/sql_text.h"
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

/// Told of the parameter: no column is spoken of that nobody named.
store::Value valueOf(const Parameter& parameter, const std::string& text) {
  try {
    return store::parseValue(text, {parameter.name, parameter.type, 0, 0});
  } catch (const Error& error) {
    throw Error(error.code(), {GIS_TR("\"{0}\" is no value for the parameter \"{1}\""), {text, parameter.name}},
                {GIS_TR("its values are of type {0}"), {store::fieldTypeName(parameter.type)}},
                {GIS_TR("give it another one (--set {0}=VALUE)"), {parameter.name}});
  }
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
    values[parameter.name] = valueOf(parameter, text);
  }
  return values;
}

/// The SQL texts of a question, in the order in which it is written.
struct SqlTexts {
  std::vector<std::string*> all;

  void conditions(std::vector<Condition>& conditions) {
    for (Condition& one : conditions) std::visit(*this, one.test);
  }
  void operator()(Group& group) { conditions(group.of); }
  void operator()(FieldTest&) {}
  void operator()(SqlTest& test) { all.push_back(&test.sql); }
  void operator()(RelationTest& test) { conditions(test.other.where); }
  void operator()(DistanceTest& test) { conditions(test.other.where); }
  void operator()(BoxTest&) {}
  void operator()(ShapeTest&) {}

  void operator()(Ask& ask) { conditions(ask.where); }
  void operator()(JoinQuery&) {}
  void operator()(OverlayQuery& q) {
    all.push_back(&q.whereA);
    all.push_back(&q.whereB);
  }
  void operator()(BufferQuery& q) { all.push_back(&q.where); }
  void operator()(DissolveQuery& q) { all.push_back(&q.where); }
  void operator()(AggregateQuery& q) {
    all.push_back(&q.where);
    all.push_back(&q.zonesWhere);
  }
};

std::vector<std::string*> sqlTextsOf(Question& question) {
  SqlTexts texts;
  std::visit(texts, question.what);
  return std::move(texts.all);
}

/// The text with `literalOf(name, at)` in each place for a value; no name: a bare "?".
template <class LiteralOf>
std::string withPlaces(const std::string& sql, const LiteralOf& literalOf) {
  std::string out;
  std::size_t at = 0;
  while (at < sql.size()) {
    if (store::beginsQuoted(sql, at)) {
      const std::size_t end = std::min(store::endOfQuoted(sql, at), sql.size());
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
    const std::string name = sql.substr(at + 1, end - at - 1);
    if (name.empty() && c == ':') {  // no place for a value: SQLite shall say what it thinks of it
      out += c;
      ++at;
      continue;
    }
    out += literalOf(name, at);
    at = end;
  }
  return out;
}

/// The parameters that the values and distances of a question name, and what they are compared with: a field of a
/// layer, or a distance.
struct NamedPlaces {
  struct Place {
    std::string name, layer, field;  // without a field: metres
  };
  std::string layer;
  std::vector<Place> all;

  void conditions(const std::string& of, const std::vector<Condition>& conditions) {
    const std::string outer = std::exchange(layer, of);
    for (const Condition& one : conditions) std::visit(*this, one.test);
    layer = outer;
  }
  void operator()(const Group& group) { conditions(layer, group.of); }
  void operator()(const FieldTest& test) {
    for (const Operand& operand : test.operands) {
      if (!operand.parameter.empty()) all.push_back({operand.parameter, layer, test.field});
    }
  }
  void operator()(const RelationTest& test) { conditions(test.other.layer, test.other.where); }
  void operator()(const DistanceTest& test) {
    if (!test.parameter.empty()) all.push_back({test.parameter, {}, {}});
    conditions(test.other.layer, test.other.where);
  }
  void operator()(const Ask& ask) { conditions(ask.layer, ask.where); }
  template <class Other>
  void operator()(const Other&) {}  // no values
};

std::vector<NamedPlaces::Place> namedPlacesOf(const Question& question) {
  NamedPlaces places;
  std::visit(places, question.what);
  return std::move(places.all);
}

/// Fills in the operands and distances of a question that are parameters.
class Filling {
 public:
  explicit Filling(const Values& values) : m_values(values) {}

  void conditions(std::vector<Condition>& all) {
    for (Condition& one : all) std::visit(*this, one.test);
  }

  void operator()(Group& group) { conditions(group.of); }
  void operator()(FieldTest& test) {
    for (Operand& operand : test.operands) {
      if (!operand.parameter.empty()) operand = {valueOf(operand.parameter), {}};
    }
  }
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
  void operator()(Ask& ask) { conditions(ask.where); }
  template <class Other>
  void operator()(Other&) {}  // no operands

 private:
  [[nodiscard]] store::Value valueOf(const std::string& name) const {
    const auto found = m_values.find(name);
    if (found == m_values.end()) refuseUse({GIS_TR("there is no parameter named \"{0}\""), {name}});
    return found->second;
  }

  const Values& m_values;
};

/// The field in front of a comparison that ends at `at` ("name =", "\"kind\" LIKE", "n IN (?, "); empty: none.
std::string comparedField(const std::string& sql, std::size_t at) {
  static const std::regex pattern(
      R"re((?:"((?:[^"]|"")+)"|\[([^\]]+)\]|`([^`]+)`|([A-Za-z_\x80-\xff][\w\x80-\xff]*))\s*(?:=|==|<>|!=|<=|>=|<|>|(?:NOT\s+)?(?:LIKE|GLOB|IN\s*\([^()]*|BETWEEN(?:\s+\S+\s+AND)?))\s*$)re",
      std::regex::icase);
  std::smatch found;
  const std::string before = sql.substr(0, at);
  if (!std::regex_search(before, found, pattern)) return {};
  for (std::size_t k = 1; k <= 4; ++k) {
    if (found[k].matched) return found[k].str();
  }
  return {};
}

}  // namespace

std::string filledSql(const std::string& sql, const std::vector<Parameter>& parameters, const Values& values,
                      std::size_t& next) {
  return withPlaces(sql, [&](std::string name, std::size_t) {
    if (name.empty()) {
      if (next >= parameters.size()) {
        refuseUse({GIS_TR("it holds more places \"?\" than parameters, of which there are {0}"),
                   {std::to_string(parameters.size())}});
      }
      name = parameters[next++].name;
    }
    const auto found = values.find(name);
    if (found == values.end()) refuseUse({GIS_TR("there is no parameter named \"{0}\""), {name}});
    return sqlLiteral(found->second);
  });
}

void declareParameters(Question& question, const std::vector<store::LayerInfo>& layers) {
  const auto fieldNamed = [&](const std::string& name, const std::string& of = {}) -> const store::Field* {
    for (const store::LayerInfo& layer : layers) {
      if (!of.empty() && layer.name != of) continue;
      for (const store::Field& field : layer.fields) {
        if (text::fold(field.name) == text::fold(name)) return &field;
      }
    }
    return nullptr;
  };
  const auto isDeclared = [&](const std::string& name) {
    return std::any_of(question.parameters.begin(), question.parameters.end(),
                       [&](const Parameter& one) { return one.name == name; });
  };
  for (const NamedPlaces::Place& place : namedPlacesOf(question)) {
    if (isDeclared(place.name)) continue;
    const store::Field* field = place.field.empty() ? nullptr : fieldNamed(place.field, place.layer);
    const store::FieldType other = place.field.empty() ? store::FieldType::real : store::FieldType::integer;  // fid
    question.parameters.push_back({place.name, field != nullptr ? field->type : other, place.field, {}});
  }
  std::size_t bare = 0;
  for (std::string* sql : sqlTextsOf(question)) {
    (void)withPlaces(*sql, [&](const std::string& given, std::size_t at) {
      const std::string name = given.empty() ? std::to_string(bare + 1) : given;
      std::vector<Parameter>& all = question.parameters;
      // the bare ones are counted from the beginning of the list
      const std::size_t place = given.empty() ? std::min(bare++, all.size()) : all.size();
      if (isDeclared(name)) return std::string();
      const store::Field* field = fieldNamed(comparedField(*sql, at));
      if (field == nullptr) {
        throw Error(ErrorCode::usage, {GIS_TR("the kind of the parameter \"{0}\" cannot be told"), {name}},
                    GIS_TR("it is not compared with a field"),
                    GIS_TR("keep the question from a file that says what it is (query save --file)"));
      }
      all.insert(all.begin() + std::ptrdiff_t(place), {name, field->type, field->name, {}});
      return std::string();
    });
  }
}

void dropUnusedParameters(Question& question) {
  std::set<std::string> used;
  std::size_t bare = 0;  // so many of the first
  for (const NamedPlaces::Place& place : namedPlacesOf(question)) used.insert(place.name);
  for (const std::string* sql : sqlTextsOf(question)) {
    (void)withPlaces(*sql, [&](const std::string& name, std::size_t) {
      if (name.empty()) {
        ++bare;
      } else {
        used.insert(name);
      }
      return std::string();
    });
  }
  std::vector<Parameter> kept;
  for (std::size_t i = 0; i < question.parameters.size(); ++i) {
    if (i < bare || used.contains(question.parameters[i].name)) kept.push_back(std::move(question.parameters[i]));
  }
  question.parameters = std::move(kept);
}

Question withValues(const Question& question, const GivenValues& given) {
  const Values values = valuesOf(question.parameters, given);
  Question filled = question;
  std::size_t next = 0;
  for (std::string* sql : sqlTextsOf(filled)) *sql = filledSql(*sql, question.parameters, values, next);
  Filling filling(values);
  std::visit(filling, filled.what);
  filled.parameters.clear();
  return filled;
}

}  // namespace gis::query
