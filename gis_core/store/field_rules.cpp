#include "gis_core/store/field_rules.h"

#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/store/features.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/value_text.h"

namespace gis::store {
namespace {

using nlohmann::json;

std::string settingKey(std::string_view layerUid) {
  return "field_rules:" + std::string(layerUid);
}

[[noreturn]] void throwRule(std::string_view field, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("the field \"{0}\" cannot have this rule"), {std::string(field)}},
              std::move(why), {});
}

bool isNumber(FieldType type) {
  return type == FieldType::integer || type == FieldType::real;
}

bool isTime(FieldType type) {
  return type == FieldType::date || type == FieldType::datetime;
}

/// Is a below b? Both are values of the field's type, not NULL.
bool isBelow(const Field& field, const Value& a, const Value& b) {
  if (isTime(field.type)) return textOf(a) < textOf(b);
  const auto number = [](const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return 0.0;
  };
  return number(a) < number(b);
}

void checkRuleItself(const Field& field, const FieldRule& rule) {
  if (!rule.least.empty() || !rule.most.empty()) {
    if (!isNumber(field.type) && !isTime(field.type))
      throwRule(field.name, GIS_TR("only numbers and dates have a range"));
    const Value least = parseValue(rule.least, field), most = parseValue(rule.most, field);
    if (!rule.least.empty() && !rule.most.empty() && isBelow(field, most, least)) {
      throwRule(field.name, GIS_TR("its least value is above its greatest"));
    }
  }
  std::set<std::string> codes;
  for (const DomainCode& one : rule.values) {
    if (one.code.empty()) throwRule(field.name, GIS_TR("a code is empty"));
    if (!codes.insert(one.code).second) throwRule(field.name, {GIS_TR("the code \"{0}\" stands twice"), {one.code}});
    (void)parseValue(one.code, field);
  }
}

std::string shownCodes(const FieldRule& rule) {
  std::string text;
  for (std::size_t i = 0; i < rule.values.size() && i < 8; ++i) text += (i == 0 ? "" : ", ") + rule.values[i].code;
  return rule.values.size() > 8 ? text + " …" : text;
}

}  // namespace

json ruleImage(const FieldRule& rule) {
  json image = json::object();
  if (rule.required) image["required"] = true;
  if (!rule.least.empty()) image["least"] = rule.least;
  if (!rule.most.empty()) image["most"] = rule.most;
  if (!rule.values.empty()) {
    image["values"] = json::array();
    for (const DomainCode& one : rule.values) image["values"].push_back({one.code, one.zh, one.en});
  }
  return image;
}

FieldRule ruleOfImage(const json& image) {
  FieldRule rule;
  if (!image.is_object()) return rule;
  rule.required = image.value("required", false);
  rule.least = image.value("least", std::string());
  rule.most = image.value("most", std::string());
  for (const json& one : image.value("values", json::array())) {
    if (one.is_array() && one.size() == 3) rule.values.push_back({one[0], one[1], one[2]});
  }
  return rule;
}

FieldRules fieldRules(const Connection& c, std::string_view layerUid) {
  FieldRules rules;
  Statement statement(c, "SELECT value FROM city_setting WHERE key = ?1");
  if (!statement.bind(1, settingKey(layerUid)).step()) return rules;
  const json kept = json::parse(statement.textView(0), nullptr, false);
  if (!kept.is_object()) return rules;
  for (const auto& [field, image] : kept.items()) rules.emplace(field, ruleOfImage(image));
  return rules;
}

void putFieldRules(const Connection& c, std::string_view layerUid, const FieldRules& rules) {
  json image = json::object();
  for (const auto& [field, rule] : rules) {
    if (!rule.isEmpty()) image[field] = ruleImage(rule);
  }
  if (image.empty()) {
    Statement(c, "DELETE FROM city_setting WHERE key = ?1").bind(1, settingKey(layerUid)).run();
    return;
  }
  Statement(c,
            "INSERT INTO city_setting(key, value) VALUES (?1, ?2)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value")
      .bindAll(settingKey(layerUid), dumped(image))
      .run();
}

void setFieldRule(const CityDatabase& city, const std::string& layerName, const std::string& fieldName,
                  const FieldRule& rule, const std::string& actor) {
  const Connection& c = city.connection();
  JoinedTransaction transaction(c);
  const LayerInfo layer = layerByName(c, layerName);
  checkLayerName(layer.name);  // our own tables have rules of their own
  const Field& field = requireField(layer, fieldName);
  checkRuleItself(field, rule);
  FieldRules rules = fieldRules(c, layer.uid);
  const FieldRule before = rules[field.name];
  if (before == rule) return;
  rules[field.name] = rule;
  putFieldRules(c, layer.uid, rules);
  const auto image = [&](const FieldRule& one) { return dumped({{"name", field.name}, {"rule", ruleImage(one)}}); };
  Journal(c, newHead(c, GIS_TR("rule of a field"), actor))
      .add(layer.uid, layer.name, {}, 0, kRuleStep, image(before), image(rule));
  transaction.commit();
}

void checkRule(std::string_view layer, const Field& field, const FieldRule& rule, const Value& value) {
  const auto refuse = [&](Message why, Message remedy) {
    throw Error(ErrorCode::invalidValue,
                {GIS_TR("cannot set the field \"{0}\" of \"{1}\""), {field.name, std::string(layer)}}, std::move(why),
                std::move(remedy));
  };
  const auto* text = std::get_if<std::string>(&value);
  if (std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty())) {
    if (rule.required) refuse(GIS_TR("it must not be empty"), GIS_TR("give it a value"));
    return;
  }
  if (!rule.least.empty() && isBelow(field, value, parseValue(rule.least, field))) {
    refuse({GIS_TR("{0} is below {1}"), {textOf(value), rule.least}}, GIS_TR("correct the value"));
  }
  if (!rule.most.empty() && isBelow(field, parseValue(rule.most, field), value)) {
    refuse({GIS_TR("{0} is above {1}"), {textOf(value), rule.most}}, GIS_TR("correct the value"));
  }
  if (rule.values.empty()) return;
  const std::string code = textOf(value);
  for (const DomainCode& one : rule.values) {
    if (one.code == code) return;
  }
  refuse({GIS_TR("\"{0}\" is none of its codes"), {code}}, {GIS_TR("give one of {0}"), {shownCodes(rule)}});
}

RuleBreaks ruleBreaks(const Connection& c, const LayerInfo& layer, const std::string& fieldName, const FieldRule& rule,
                      const CancelToken& token) {
  const Field& field = requireField(layer, fieldName);
  RuleBreaks breaks;
  FeatureRequest request;
  request.allFields = false;
  request.fields = {field.name};
  request.geometry = false;
  readFeatures(
      c, layer, request,
      [&](Feature& feature) {
        try {
          checkRule(layer.name, field, rule, feature.values.front());
        } catch (const Error&) {
          if (++breaks.rows <= 10) breaks.first.push_back(feature.fid);
        }
        return true;
      },
      token);
  return breaks;
}

}  // namespace gis::store
