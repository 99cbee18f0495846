// citydesk-cli fields: a layer's columns and the rules of their values.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/code_domain.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {
namespace {

[[noreturn]] void wrongFields(const char* why) {
  throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why, {});
}

store::FieldType typeNamed(const std::string& name) {
  for (const store::FieldType type :
       {store::FieldType::integer, store::FieldType::real, store::FieldType::text, store::FieldType::date,
        store::FieldType::datetime, store::FieldType::boolean, store::FieldType::blob}) {
    if (name == store::fieldTypeName(type)) return type;
  }
  throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"TYPE", name}}, {},
              GIS_TR("give integer, real, text, date, datetime or boolean"));
}

/// NAME:TYPE, cut at the last colon.
std::pair<std::string, store::FieldType> namedType(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) wrongFields(GIS_TR("a column and its type are written NAME:TYPE"));
  return {text.substr(0, colon), typeNamed(text.substr(colon + 1))};
}

class FieldsCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "fields"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("The columns of a layer: list, add, rename, change type, drop, rules of their values (undoable)");
  }
  [[nodiscard]] bool runsTypedSql() const override { return store::mayCallFunctions(m_expression); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("--add", m_add, GIS_TR("Add a column"))->type_name("NAME:TYPE");
    app.add_option("--expression", m_expression, GIS_TR("What --add fills the column with"))->type_name("SQL");
    app.add_option("--rename", m_rename, GIS_TR("Rename a column; rules, styles and filters follow"))
        ->type_name("OLD=NEW");
    app.add_option("--retype", m_retype, GIS_TR("Give a column another type"))->type_name("NAME:TYPE");
    app.add_option("--drop", m_drop, GIS_TR("Drop a column"))->type_name("NAME");
    app.add_flag("--accept-losses", m_acceptLosses, GIS_TR("Do it although values get lost or say less"));
    app.add_flag("--dry-run", m_dryRun, GIS_TR("Only count the losses"));
    app.add_option("--rule", m_rule, GIS_TR("Set the rule of a column, from the options below; none: no rule"))
        ->type_name("NAME");
    app.add_flag("--required", m_value.required, GIS_TR("The rule: it must not be empty"));
    app.add_option("--least", m_value.least, GIS_TR("The rule: the least number or date"))->type_name("VALUE");
    app.add_option("--most", m_value.most, GIS_TR("The rule: the greatest number or date"))->type_name("VALUE");
    app.add_option("--values", m_values, GIS_TR("The rule: one of these codes, with names where given"))
        ->type_name("CODE[=NAME],…");
    app.add_option("--values-of", m_system,
                   GIS_TR("The rule: one of the codes of this system, such as GB/T 21010-2017"))
        ->type_name("SYSTEM");
  }

  int run(Context& context) override {
    const int kinds = int(!m_add.empty()) + int(!m_rename.empty()) + int(!m_retype.empty()) + int(!m_drop.empty()) +
                      int(!m_rule.empty());
    if (kinds > 1) wrongFields(GIS_TR("one kind of change at a time"));
    const bool reads = kinds == 0 || m_dryRun;
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                reads ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    m_layer = store::layerByName(city.connection(), m_layer).name;
    const CancelToken& token = context.progress.token();
    if (!m_add.empty()) {
      if (m_dryRun) wrongFields(GIS_TR("--dry-run goes with --retype, --drop and --rule"));
      const auto [name, type] = namedType(m_add);
      store::addField(city, m_layer, {name, type}, m_expression, context.operatorName, token);
    } else if (!m_rename.empty()) {
      if (m_dryRun) wrongFields(GIS_TR("--dry-run goes with --retype, --drop and --rule"));
      const std::size_t sign = m_rename.find('=');
      if (sign == std::string::npos || sign == 0) wrongFields(GIS_TR("--rename is written OLD=NEW"));
      store::renameField(city, m_layer, m_rename.substr(0, sign), m_rename.substr(sign + 1), context.operatorName,
                         token);
    } else if (!m_retype.empty() || !m_drop.empty()) {
      return change(city, context);
    } else if (!m_rule.empty()) {
      return rule(city, context);
    }
    list(city, context);
    return kDone;
  }

 private:
  int change(const store::CityDatabase& city, const Context& context) {
    const CancelToken& token = context.progress.token();
    const store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    store::FieldLosses losses;
    store::FieldType before{}, after{};
    if (!m_drop.empty()) {
      before = after = store::requireField(layer, m_drop).type;
      losses = m_dryRun
                   ? store::lossesOfDrop(city.connection(), layer, m_drop, token)
                   : store::dropField(city, m_layer, m_drop, m_acceptLosses, context.operatorName, context.progress);
    } else {
      const auto [name, type] = namedType(m_retype);
      before = store::requireField(layer, name).type;
      after = type;
      losses = m_dryRun ? store::lossesOfRetype(city.connection(), layer, name, type, token)
                        : store::retypeField(city, m_layer, name, type, m_acceptLosses, context.operatorName,
                                             context.progress);
    }
    if (!context.json) {
      print(textIn({GIS_TR("{0} values, {1} lost, {2} say less"),
                    {std::to_string(losses.values), std::to_string(losses.lost), std::to_string(losses.changed)}},
                   context.language) +
            "\n");
      for (const auto& one : losses.examples)
        print(std::to_string(one.fid) + "\t" + cellText(one.before, before) + "\t" + cellText(one.after, after) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("done", !m_dryRun).member("values", losses.values).member("lost", losses.lost);
    json.member("changed", losses.changed).key("examples").beginArray();
    for (const auto& one : losses.examples) {
      json.beginObject().member("id", one.fid).key("before");
      writeCell(json, one.before, before);
      json.key("after");
      writeCell(json, one.after, after);
      json.endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

  int rule(const store::CityDatabase& city, const Context& context) {
    for (const std::string& one : parseList(m_values)) {
      const std::size_t sign = one.find('=');
      const std::string name = sign == std::string::npos ? std::string() : one.substr(sign + 1);
      m_value.values.push_back({one.substr(0, sign), name, name});
    }
    if (!m_system.empty()) {
      if (!m_value.values.empty()) wrongFields(GIS_TR("--values or --values-of, not both"));
      m_value.values = city::domainOfSystem(m_system);
      if (m_value.values.empty()) {
        throw Error(ErrorCode::notFound, {GIS_TR("there is no code system \"{0}\""), {m_system}}, {},
                    GIS_TR("the shipped ones are named in the tables of land use and case categories"));
      }
    }
    const store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    const store::RuleBreaks breaks =
        store::ruleBreaks(city.connection(), layer, m_rule, m_value, context.progress.token());
    if (!m_dryRun) store::setFieldRule(city, m_layer, m_rule, m_value, context.operatorName);
    if (!context.json) {
      print(textIn({GIS_TR("{0} rows break the rule now"), {std::to_string(breaks.rows)}}, context.language) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("field", store::requireField(layer, m_rule).name).key("rule");
    json.value(store::ruleImage(m_value)).member("breaking", breaks.rows).key("first").beginArray();
    for (const std::int64_t fid : breaks.first) json.value(fid);
    json.endArray().endObject().finish();
    return kDone;
  }

  void list(const store::CityDatabase& city, const Context& context) const {
    const store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    const store::FieldRules rules = store::fieldRules(city.connection(), layer.uid);
    const auto systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
    JsonWriter json;
    if (context.json) json.beginObject().member("layer", layer.name).key("fields").beginArray();
    for (const store::Field& field : layer.fields) {
      const auto rule = rules.find(field.name);
      const std::string image = rule == rules.end() ? std::string() : store::ruleImage(rule->second).dump();
      if (!context.json) {
        print(field.name + "\t" + store::fieldTypeName(field.type) + "\t" + image + "\n");
        continue;
      }
      json.beginObject().member("name", field.name).member("type", store::fieldTypeName(field.type)).key("rule");
      if (image.empty())
        json.null();
      else
        json.raw(image);
      const bool coded = systems.is_object() && systems.contains(field.name) && systems[field.name].is_string();
      json.memberOrNull("code_system", coded ? systems[field.name].get<std::string>() : std::string()).endObject();
    }
    if (context.json) json.endArray().endObject().finish();
  }

  std::string m_city, m_layer, m_add, m_expression, m_rename, m_retype, m_drop, m_rule, m_values, m_system;
  store::FieldRule m_value;
  bool m_acceptLosses = false, m_dryRun = false;
};

}  // namespace

std::unique_ptr<Command> makeFieldsCommand() {
  return std::make_unique<FieldsCommand>();
}

}  // namespace gis::cli
