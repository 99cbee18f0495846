#include "gis_core/store/layer_step.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/column_steps.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/table_rebuild.h"

namespace gis::store {
namespace {

using nlohmann::json;

void moveTree(const Connection& c, std::string_view from, std::string_view to) {
  renameTable(c, treeName(from), treeName(to));
}

void forgetSearchField(const Connection& c, const LayerInfo& layer, const std::string& column) {
  std::vector<std::string> kept;
  bool found = false;
  for (std::size_t at = 0; at < layer.searchFields.size();) {
    const std::size_t comma = std::min(layer.searchFields.find(',', at), layer.searchFields.size());
    std::string name = layer.searchFields.substr(at, comma - at);
    at = comma + 1;
    if (name == column)
      found = true;
    else
      kept.push_back(std::move(name));
  }
  if (found) setLayerSearchFields(c, layer.name, kept);
}

}  // namespace

bool isLayerStep(std::string_view op) {
  return op == kRenameStep || op == kColumnStep || op == kColumnNameStep || op == kColumnTypeStep ||
         op == kColumnValuesStep || op == kRuleStep;
}

std::string takeBackLayerStep(const Connection& c, const std::string& table, std::string_view op,
                              const std::string& before, const std::string& after) {
  const LayerInfo layer = layerByName(c, table);
  if (op == kRenameStep) {
    std::string name = json::parse(before).at("name");
    giveLayerName(c, layer, name);
    noteLayerChanged(c, layer);
    return name;
  }
  if (takeBackColumnStep(c, layer, op, before, after)) {
    noteLayerChanged(c, layer);
    return table;
  }
  if (before.empty()) {
    dropColumn(c, layer, json::parse(after).at("name"));
  } else if (const json column = json::parse(before); column.contains("at")) {
    restoreColumn(c, layer, column);
  } else {
    const Field field{column.at("name"), fieldTypeFromSql(column.at("type").get<std::string>())};
    putColumn(c, layer, field, column.at("expression"));
  }
  noteLayerChanged(c, layer);
  return table;
}

void giveLayerName(const Connection& c, const LayerInfo& layer, std::string_view newName) {
  if (layer.name == newName) return;
  const bool onlyCase = lowerAscii(layer.name) == lowerAscii(newName);
  const LegacyAlter legacy(c);
  dropTriggers(c, layer.name);
  // SQLite refuses a new name that differs only by case: go by way of a third
  const std::string between = onlyCase ? "city_rename" : layer.name;
  if (onlyCase) renameTable(c, layer.name, between);
  renameTable(c, between, newName);
  if (layer.geometryType) {
    if (onlyCase) moveTree(c, layer.name, between);
    moveTree(c, between, newName);
    unregisterGeometry(c, layer.name);
    registerGeometry(c, newName, *layer.geometryType, layer.srid, layer.count, layer.extent);
    createSpatialTriggers(c, newName);
  }
  createChangeTriggers(c, newName, layer.uid, layer.geometryType.has_value());
  Statement(c, "UPDATE city_layer SET name = ?2 WHERE uid = ?1").bindAll(layer.uid, newName).run();
  Statement(c, "UPDATE city_counter SET table_name = ?2 WHERE table_name = ?1").bindAll(layer.name, newName).run();
}

void putColumn(const Connection& c, const LayerInfo& layer, const Field& field, const std::string& expression) {
  c.exec("ALTER TABLE " + quotedName(layer.name) + " ADD COLUMN " + quotedName(field.name) + " " +
         fieldTypeSql(field.type));
  if (expression.empty()) return;
  TriggersOff triggers(c, layer);
  c.exec("UPDATE " + quotedName(layer.name) + " SET " + quotedName(field.name) + " = (" + expression + ")");
  triggers.on();
}

void dropColumn(const Connection& c, const LayerInfo& layer, const std::string& column) {
  forgetSearchField(c, layer, column);
  if (!layer.codeSystems.empty()) setLayerCodeSystem(c, layer.name, column, {});
  if (FieldRules rules = fieldRules(c, layer.uid); rules.erase(column) > 0) putFieldRules(c, layer.uid, rules);
  const LegacyAlter legacy(c);
  TriggersOff triggers(c, layer);
  dropCodeIndexOver(c, layer, column);
  c.exec("ALTER TABLE " + quotedName(layer.name) + " DROP COLUMN " + quotedName(column));
  triggers.on();
  if (layer.filter.empty()) return;
  try {
    checkCondition(c, layer.name, layer.filter);
  } catch (const Error&) {
    throw Error(ErrorCode::forbiddenStep,
                {GIS_TR("the column \"{0}\" of \"{1}\" cannot be taken away"), {column, layer.name}},
                GIS_TR("the layer's filter uses it"), GIS_TR("clear the filter first"));
  }
}

void noteLayerChanged(const Connection& c, const LayerInfo& layer) {
  Statement(c, "INSERT INTO city_change(layer, fid, op) VALUES (?1, 0, 'L')").bindAll(layer.uid).run();
  Statement(c, "UPDATE city_layer SET revision = ?2, version = version + 1 WHERE uid = ?1")
      .bindAll(layer.uid, newRevision())
      .run();
}

}  // namespace gis::store
