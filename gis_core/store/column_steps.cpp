#include "gis_core/store/column_steps.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/store/field_names.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/table_rebuild.h"
#include "gis_core/store/value_convert.h"

namespace gis::store {
namespace {

using nlohmann::json;

constexpr std::size_t kValuesAnImage = 20'000;

json parsedOrEmpty(const std::string& text) {
  json parsed = json::parse(text, nullptr, false);
  return parsed.is_object() ? parsed : json::object();
}

std::vector<std::string> listed(const std::string& commaSeparated) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < commaSeparated.size();) {
    const std::size_t comma = std::min(commaSeparated.find(',', at), commaSeparated.size());
    names.push_back(commaSeparated.substr(at, comma - at));
    at = comma + 1;
  }
  return names;
}

json widthsOf(const Connection& c, const LayerInfo& layer) {
  Statement statement(c, "SELECT field_widths FROM city_layer WHERE uid = ?1");
  return statement.bind(1, layer.uid).step() ? parsedOrEmpty(statement.text(0)) : json::object();
}

void putWidths(const Connection& c, const LayerInfo& layer, const json& widths) {
  Statement(c, "UPDATE city_layer SET field_widths = ?2 WHERE uid = ?1").bindAll(layer.uid, dumped(widths)).run();
}

void setWidth(const Connection& c, const LayerInfo& layer, const std::string& column, int width, int precision) {
  json widths = widthsOf(c, layer);
  widths.erase(column);
  if (width > 0) widths[column] = {{"width", width}, {"precision", precision}};
  putWidths(c, layer, widths);
}

void renameKey(json& object, const std::string& from, const std::string& to) {
  if (!object.contains(from)) return;
  json value = object[from];
  object.erase(from);
  object[to] = std::move(value);
}

Field fieldOfImage(const json& image) {
  return {image.at("name"), fieldTypeFromSql(image.at("type").get<std::string>()), image.value("width", 0),
          image.value("precision", 0)};
}

/// city_converted(value, type number) in SQL.
void convertInSql(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto bytes = [](const void* data, int size) {
    const auto* begin = static_cast<const char*>(data);
    return std::string_view(begin == nullptr ? "" : begin, static_cast<std::size_t>(size));
  };
  try {
    Value value;
    switch (sqlite3_value_type(arguments[0])) {
      case SQLITE_INTEGER: value = std::int64_t{sqlite3_value_int64(arguments[0])}; break;
      case SQLITE_FLOAT: value = sqlite3_value_double(arguments[0]); break;
      case SQLITE_TEXT: {
        const void* text = sqlite3_value_text(arguments[0]);
        value = std::string(bytes(text, sqlite3_value_bytes(arguments[0])));
        break;
      }
      case SQLITE_BLOB: value = geom::Bytes(); break;
      default: break;
    }
    const Value made = converted(value, static_cast<FieldType>(sqlite3_value_int(arguments[1]))).value;
    if (const auto* whole = std::get_if<std::int64_t>(&made))
      sqlite3_result_int64(context, *whole);
    else if (const auto* real = std::get_if<double>(&made))
      sqlite3_result_double(context, *real);
    else if (const auto* text = std::get_if<std::string>(&made))
      sqlite3_result_text(context, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    else
      sqlite3_result_null(context);
  } catch (const std::exception& error) {
    sqlite3_result_error(context, error.what(), -1);
  }
}

}  // namespace

json columnImage(const Connection& c, const LayerInfo& layer, const Field& field) {
  const std::vector<TableColumn> columns = tableColumns(c, layer.name);
  const auto here =
      std::find_if(columns.begin(), columns.end(), [&](const TableColumn& one) { return one.name == field.name; });
  json image{{"name", field.name},
             {"type", here == columns.end() ? std::string(fieldTypeSql(field.type)) : here->type},
             {"expression", ""},
             {"at", here - columns.begin()}};
  if (field.width > 0) image["width"] = field.width;
  if (field.precision > 0) image["precision"] = field.precision;
  const json systems = parsedOrEmpty(layer.codeSystems);
  if (systems.contains(field.name)) image["code_system"] = systems[field.name];
  const FieldRules rules = fieldRules(c, layer.uid);
  if (const auto rule = rules.find(field.name); rule != rules.end()) image["rule"] = ruleImage(rule->second);
  const std::vector<std::string> searched = listed(layer.searchFields);
  const auto at = std::find(searched.begin(), searched.end(), field.name);
  if (at != searched.end()) image["searched"] = at - searched.begin();
  return image;
}

void restoreColumn(const Connection& c, const LayerInfo& layer, const json& image) {
  const Field field = fieldOfImage(image);
  std::vector<TableColumn> columns = tableColumns(c, layer.name);
  const auto at = static_cast<std::ptrdiff_t>(std::min<std::size_t>(image.value("at", columns.size()), columns.size()));
  TableColumn back;
  back.name = field.name;
  back.type = image.at("type").get<std::string>();
  back.source = "NULL";
  columns.insert(columns.begin() + at, std::move(back));
  rebuildTable(c, layer, columns);
  setWidth(c, layer, field.name, field.width, field.precision);
  if (image.contains("code_system"))
    setLayerCodeSystem(c, layer.name, field.name, image["code_system"].get<std::string>());
  if (image.contains("rule")) {
    FieldRules rules = fieldRules(c, layer.uid);
    rules[field.name] = ruleOfImage(image["rule"]);
    putFieldRules(c, layer.uid, rules);
  }
  if (image.contains("searched")) {
    std::vector<std::string> searched = listed(layer.searchFields);
    const auto place = std::min<std::size_t>(image["searched"].get<std::size_t>(), searched.size());
    searched.insert(searched.begin() + static_cast<std::ptrdiff_t>(place), field.name);
    setLayerSearchFields(c, layer.name, searched);
  }
}

void giveColumnName(const Connection& c, const LayerInfo& layer, const std::string& from, const std::string& to) {
  {
    const LegacyAlter legacy(c);
    TriggersOff triggers(c, layer);
    c.exec(
        fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quotedName(layer.name), quotedName(from), quotedName(to)));
    triggers.on();
  }
  json widths = widthsOf(c, layer), systems = parsedOrEmpty(layer.codeSystems);
  renameKey(widths, from, to);
  renameKey(systems, from, to);
  putWidths(c, layer, widths);
  FieldRules rules = fieldRules(c, layer.uid);
  if (auto rule = rules.extract(from)) {
    rule.key() = to;
    rules.insert(std::move(rule));
    putFieldRules(c, layer.uid, rules);
  }
  std::string searched;
  for (const std::string& name : listed(layer.searchFields)) {
    searched += (searched.empty() ? "" : ",") + (name == from ? to : name);
  }
  const std::string filter = renamedInSql(layer.filter, from, to);
  Statement(c, "UPDATE city_layer SET code_systems = ?2, search_fields = ?3, style = ?4, filter = ?5 WHERE uid = ?1")
      .bindAll(layer.uid, dumped(systems), searched, renamedInStyle(layer.styleJson, from, to), filter)
      .run();
  for (const char* column : {"code_field", "name_field"}) {
    Statement(c, fmt::format("UPDATE city_role SET {0} = ?3 WHERE layer_uid = ?1 AND {0} = ?2", column))
        .bindAll(layer.uid, from, to)
        .run();
  }
  if (!filter.empty()) checkCondition(c, layer.name, filter);
}

void giveColumnType(const Connection& c, const LayerInfo& layer, const Field& field, const RowsTold& told) {
  if (sqlite3_create_function_v2(c.handle(), "city_converted", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                                 &convertInSql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw Error(ErrorCode::internal, GIS_TR("the values cannot be converted"), {}, {});
  }
  std::vector<TableColumn> columns = tableColumns(c, layer.name);
  for (TableColumn& column : columns) {
    if (column.name != field.name) continue;
    column.type = fieldTypeSql(field.type);
    column.source = fmt::format("city_converted({}, {})", quotedName(field.name), static_cast<int>(field.type));
  }
  rebuildTable(c, layer, columns, told);
  setWidth(c, layer, field.name, field.width, field.precision);
}

void forEachValuesImage(const Connection& c, const LayerInfo& layer, const Field& field,
                        const std::function<void(const std::string& image)>& take) {
  Statement rows(c, fmt::format("SELECT fid, {0} FROM {1} WHERE {0} IS NOT NULL ORDER BY fid", quotedName(field.name),
                                quotedName(layer.name)));
  json image{{"name", field.name}, {"values", json::array()}};
  const auto handOver = [&] {
    if (image["values"].empty()) return;
    take(dumped(image));
    image["values"] = json::array();
  };
  while (rows.step()) {
    image["values"].push_back({rows.integer(0), cellImage(rows, 1, false)});
    if (image["values"].size() == kValuesAnImage) handOver();
  }
  handOver();
}

void restoreValues(const Connection& c, const LayerInfo& layer, const json& image) {
  const std::string column = quotedName(image.at("name").get<std::string>());
  TriggersOff triggers(c, layer);
  {
    Statement update(c, fmt::format("UPDATE {} SET {} = ?2 WHERE fid = ?1", quotedName(layer.name), column));
    for (const json& one : image.at("values")) {
      update.bind(1, one.at(0).get<std::int64_t>());
      bindValue(update, 2, cellValue(one.at(1), false, layer.srid));
      update.run();
    }
  }
  triggers.on();
}

bool takeBackColumnStep(const Connection& c, const LayerInfo& layer, std::string_view op, const std::string& before,
                        const std::string& after) {
  if (op == kColumnNameStep) {
    giveColumnName(c, layer, json::parse(after).at("name"), json::parse(before).at("name"));
  } else if (op == kColumnTypeStep) {
    giveColumnType(c, layer, fieldOfImage(json::parse(before)));
  } else if (op == kColumnValuesStep) {
    // without an image the column itself goes or is converted again by another step
    if (!before.empty()) restoreValues(c, layer, json::parse(before));
  } else if (op == kRuleStep) {
    const json image = json::parse(before);
    FieldRules rules = fieldRules(c, layer.uid);
    rules[image.at("name").get<std::string>()] = ruleOfImage(image.at("rule"));
    putFieldRules(c, layer.uid, rules);
  } else {
    return false;
  }
  return true;
}

}  // namespace gis::store
