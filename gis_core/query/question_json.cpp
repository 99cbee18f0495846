#include "gis_core/query/question_json.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_json.h"
#include "gis_core/query/strict_json.h"

namespace gis::query {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char* kFormKey = "citydesk_query";

// ---- writing

void putText(OrderedJson& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

OrderedJson targetJson(const Target& target) {
  OrderedJson json{{"as", targetWord(target.kind)}};
  putText(json, "into", target.into);
  if (target.fields) json["fields"] = *target.fields;
  return json;
}

/// One field alone is a text, as before there were more, steps and zones.
OrderedJson groupingJson(const std::vector<Grouping>& by) {
  if (by.size() == 1 && by.front().step == Grouping::Step::value && by.front().zones.empty()) return by.front().field;
  OrderedJson list = OrderedJson::array();
  for (const Grouping& one : by) {
    OrderedJson entry = OrderedJson::object();
    putText(entry, "zones", one.zones);
    if (one.zones.empty() || !one.field.empty()) entry["field"] = one.field;
    putText(entry, "step", stepWord(one.step));
    list.push_back(std::move(entry));
  }
  return list;
}

struct Writer {
  OrderedJson& json;

  void operator()(const Ask& ask) const {
    json["layer"] = ask.layer;
    if (!ask.where.empty()) json["where"] = conditionsJson(ask.where);
    if (ask.limit >= 0) json["limit"] = ask.limit;
    for (const Figure& figure : ask.figures) {
      OrderedJson one{{"figure", figureWord(figure.kind)}};
      putText(one, "field", figure.field);
      json["figures"].push_back(std::move(one));
    }
    if (!ask.by.empty()) json["by"] = groupingJson(ask.by);
    if (ask.target != Target{}) json["target"] = targetJson(ask.target);
  }
  void operator()(const JoinQuery& q) const {
    json["left"] = q.left;
    json["right"] = q.right;
    if (q.relation) json["relation"] = relationWord(*q.relation);
    if (q.withinMetres) json["within"] = *q.withinMetres;
    if (q.nearest > 0) json["nearest"] = q.nearest;
    if (q.maxMetres) json["max_distance"] = *q.maxMetres;
    if (q.take) json["take"] = *q.take;
    json["keep"] = q.keepAll ? "all" : "matched";
    if (q.one) json["one"] = true;
    putText(json, "into", q.into);
  }
  void operator()(const OverlayQuery& q) const {
    json["a"] = q.a;
    json["b"] = q.b;
    json["op"] = overlayKindName(q.kind);
    putText(json, "where", q.whereA);
    putText(json, "other_where", q.whereB);
    putText(json, "into", q.into);
  }
  void operator()(const BufferQuery& q) const {
    json["layer"] = q.layer;
    putText(json, "where", q.where);
    json["distance"] = q.metres;
    if (q.dissolve) json["dissolve"] = true;
    putText(json, "into", q.into);
  }
  void operator()(const DissolveQuery& q) const {
    json["layer"] = q.layer;
    putText(json, "where", q.where);
    json["by"] = q.by;
    putText(json, "into", q.into);
  }
  void operator()(const AggregateQuery& q) const {
    json["layer"] = q.layer;
    json["zones"] = q.zones;
    if (q.count) json["count"] = true;
    if (!q.sums.empty()) json["sum"] = q.sums;
    if (!q.means.empty()) json["mean"] = q.means;
    if (q.area) json["area"] = true;
    if (q.length) json["length"] = true;
    if (q.by) json["by"] = *q.by;
    putText(json, "where", q.where);
    putText(json, "zones_where", q.zonesWhere);
    putText(json, "into", q.into);
  }
};

OrderedJson parameterJson(const Parameter& parameter) {
  OrderedJson json{{"name", parameter.name}, {"type", store::fieldTypeName(parameter.type)}};
  putText(json, "title", parameter.title);
  if (parameter.fallback) json["value"] = *parameter.fallback;
  return json;
}

// ---- reading

Target targetOfJson(const nlohmann::json& value, const std::string& path) {
  StrictObject object(value, path);
  Target target;
  const std::string word = object.text("as");
  const auto kind = targetOf(word);
  if (!kind) refuseJson(object.pathOf("as"), {GIS_TR("\"{0}\" is not known here"), {word}});
  target.kind = *kind;
  target.into = object.textOr("into", {});
  target.fields = object.texts("fields");
  object.done();
  if ((target.kind == Target::Kind::layer) == target.into.empty()) {
    refuseJson(path, GIS_TR("a new layer needs a name, and only a new layer has one"));
  }
  return target;
}

std::vector<Figure> figuresOfJson(const nlohmann::json& value, const std::string& path) {
  if (!value.is_array()) refuseJson(path, GIS_TR("a list […] is expected"));
  std::vector<Figure> figures;
  for (const nlohmann::json& one : value) {
    StrictObject object(one, path + "[" + std::to_string(figures.size()) + "]");
    const std::string word = object.text("figure");
    const auto kind = figureOf(word);
    if (!kind) refuseJson(object.pathOf("figure"), {GIS_TR("\"{0}\" is not known here"), {word}});
    Figure figure{*kind, object.textOr("field", {})};
    object.done();
    const bool needsField =
        figure.kind != Figure::Kind::count && figure.kind != Figure::Kind::area && figure.kind != Figure::Kind::length;
    if (needsField == figure.field.empty()) {
      refuseJson(object.path(), needsField ? Message{GIS_TR("the key \"{0}\" is missing"), {"field"}}
                                           : Message{GIS_TR("\"{0}\" is not known here"), {"field"}});
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::vector<Grouping> groupingsOfJson(const nlohmann::json& value, const std::string& path) {
  if (value.is_string()) return {{value.get<std::string>()}};
  if (!value.is_array()) refuseJson(path, GIS_TR("a text or a list […] is expected"));
  std::vector<Grouping> by;
  for (const nlohmann::json& one : value) {
    StrictObject object(one, path + "[" + std::to_string(by.size()) + "]");
    Grouping grouping;
    grouping.zones = object.textOr("zones", {});
    grouping.field = grouping.zones.empty() ? object.text("field") : object.textOr("field", {});
    const std::string word = object.textOr("step", {});
    const auto step = stepOf(word);
    if (!step) refuseJson(object.pathOf("step"), {GIS_TR("\"{0}\" is not known here"), {word}});
    grouping.step = *step;
    object.done();
    by.push_back(std::move(grouping));
  }
  return by;
}

Ask askOfJson(StrictObject& object) {
  Ask ask;
  ask.layer = object.text("layer");
  if (const auto* where = object.take("where")) ask.where = conditionsOfJson(*where, object.pathOf("where"));
  if (const auto limit = object.whole("limit")) {
    if (*limit < 0) refuseJson(object.pathOf("limit"), GIS_TR("a number of 0 or more is expected"));
    ask.limit = *limit;
  }
  if (const auto* figures = object.take("figures")) ask.figures = figuresOfJson(*figures, object.pathOf("figures"));
  if (const auto* by = object.take("by")) ask.by = groupingsOfJson(*by, object.pathOf("by"));
  if (const auto* target = object.take("target")) ask.target = targetOfJson(*target, object.pathOf("target"));
  return ask;
}

JoinQuery joinOfJson(StrictObject& object) {
  JoinQuery q;
  q.left = object.text("left");
  q.right = object.text("right");
  if (object.has("relation")) q.relation = relationOfWord(object.text("relation"), object.pathOf("relation"));
  q.withinMetres = object.number("within");
  if (const auto nearest = object.whole("nearest")) {
    if (*nearest < 1 || *nearest > 1'000'000) {
      refuseJson(object.pathOf("nearest"), GIS_TR("a number of 1 or more is expected"));
    }
    q.nearest = int(*nearest);
  }
  q.maxMetres = object.number("max_distance");
  q.take = object.texts("take");
  const std::string keep = object.textOr("keep", "all");
  if (keep != "all" && keep != "matched") {
    refuseJson(object.pathOf("keep"), {GIS_TR("\"{0}\" is not known here"), {keep}});
  }
  q.keepAll = keep == "all";
  q.one = object.flag("one", false);
  q.into = object.textOr("into", {});
  if (int(q.relation.has_value()) + int(q.withinMetres.has_value()) + int(q.nearest > 0) != 1) {
    refuseJson(object.path(),
               GIS_TR("exactly one of a relation, a distance and a number of nearest ones must be given"));
  }
  return q;
}

OverlayQuery overlayOfJson(StrictObject& object) {
  OverlayQuery q;
  q.a = object.text("a");
  q.b = object.text("b");
  q.kind = parseOverlayKind(object.text("op"));
  q.whereA = object.textOr("where", {});
  q.whereB = object.textOr("other_where", {});
  q.into = object.textOr("into", {});
  return q;
}

BufferQuery bufferOfJson(StrictObject& object) {
  BufferQuery q;
  q.layer = object.text("layer");
  q.where = object.textOr("where", {});
  const auto metres = object.number("distance");
  if (!metres) refuseJson(object.path(), {GIS_TR("the key \"{0}\" is missing"), {"distance"}});
  q.metres = *metres;
  q.dissolve = object.flag("dissolve", false);
  q.into = object.textOr("into", {});
  return q;
}

DissolveQuery dissolveOfJson(StrictObject& object) {
  DissolveQuery q;
  q.layer = object.text("layer");
  q.where = object.textOr("where", {});
  q.by = object.texts("by").value_or(std::vector<std::string>{});
  q.into = object.textOr("into", {});
  return q;
}

AggregateQuery aggregateOfJson(StrictObject& object) {
  AggregateQuery q;
  q.layer = object.text("layer");
  q.zones = object.text("zones");
  q.count = object.flag("count", false);
  q.sums = object.texts("sum").value_or(std::vector<std::string>{});
  q.means = object.texts("mean").value_or(std::vector<std::string>{});
  q.area = object.flag("area", false);
  q.length = object.flag("length", false);
  if (object.has("by")) q.by = object.text("by");
  q.where = object.textOr("where", {});
  q.zonesWhere = object.textOr("zones_where", {});
  q.into = object.textOr("into", {});
  return q;
}

std::vector<Parameter> parametersOfJson(const nlohmann::json& value, const std::string& path) {
  if (!value.is_array()) refuseJson(path, GIS_TR("a list […] is expected"));
  std::vector<Parameter> parameters;
  for (const nlohmann::json& one : value) {
    StrictObject object(one, path + "[" + std::to_string(parameters.size()) + "]");
    Parameter parameter;
    parameter.name = object.text("name");
    const bool plain =
        !parameter.name.empty() && std::all_of(parameter.name.begin(), parameter.name.end(), [](unsigned char c) {
          return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        });
    if (!plain) refuseJson(object.pathOf("name"), GIS_TR("a name of letters, digits and _ is expected"));
    for (const Parameter& before : parameters) {
      if (before.name == parameter.name) {
        refuseJson(object.pathOf("name"), {GIS_TR("there are two parameters named \"{0}\""), {parameter.name}});
      }
    }
    const std::string type = object.textOr("type", "text");
    bool known = false;
    for (const store::FieldType candidate :
         {store::FieldType::integer, store::FieldType::real, store::FieldType::text, store::FieldType::date,
          store::FieldType::datetime, store::FieldType::boolean}) {
      if (type != store::fieldTypeName(candidate)) continue;
      parameter.type = candidate;
      known = true;
    }
    if (!known) refuseJson(object.pathOf("type"), {GIS_TR("\"{0}\" is not known here"), {type}});
    parameter.title = object.textOr("title", {});
    if (object.has("value")) parameter.fallback = object.text("value");
    object.done();
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

void readForm(StrictObject& object) {
  const auto form = object.whole(kFormKey);
  if (!form) refuseJson({}, {GIS_TR("the key \"{0}\" is missing"), {kFormKey}});
  if (*form > kQuestionForm) {
    throw Error(
        ErrorCode::newerVersion, GIS_TR("the question cannot be read"),
        {GIS_TR("it has form {0}, this program knows {1}"), {std::to_string(*form), std::to_string(kQuestionForm)}},
        GIS_TR("install the newer CityDesk"));
  }
  if (*form < 1) refuseJson(kFormKey, GIS_TR("a number of 1 or more is expected"));
}

}  // namespace

std::string toJsonText(const Question& question, int indent) {
  OrderedJson json{{kFormKey, kQuestionForm}, {"kind", questionKind(question)}};
  putText(json, "title", question.title);
  for (const Parameter& parameter : question.parameters) json["parameters"].push_back(parameterJson(parameter));
  std::visit(Writer{json}, question.what);
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

Question questionFromJson(std::string_view text) {
  const nlohmann::json tree = parseStrictly(text);
  StrictObject object(tree, {});
  readForm(object);
  Question question;
  const std::string kind = object.text("kind");
  question.title = object.textOr("title", {});
  if (const auto* parameters = object.take("parameters")) {
    question.parameters = parametersOfJson(*parameters, "parameters");
  }
  if (kind == "select") {
    question.what = askOfJson(object);
  } else if (kind == "join") {
    question.what = joinOfJson(object);
  } else if (kind == "overlay") {
    question.what = overlayOfJson(object);
  } else if (kind == "buffer") {
    question.what = bufferOfJson(object);
  } else if (kind == "dissolve") {
    question.what = dissolveOfJson(object);
  } else if (kind == "aggregate") {
    question.what = aggregateOfJson(object);
  } else {
    refuseJson("kind", {GIS_TR("\"{0}\" is not known here"), {kind}});
  }
  object.done();
  return question;
}

bool sameQuestion(const Question& a, const Question& b) {
  return toJsonText(a) == toJsonText(b);
}

}  // namespace gis::query
