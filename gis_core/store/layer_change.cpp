// Changing the registry.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/layer_copy.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/registration.h"

namespace gis::store {
namespace {

template <typename V>
void setColumn(const Connection& c, std::string_view layer, const char* column, const V& value) {
  JoinedTransaction transaction(c);
  const LayerInfo info = layerByName(c, layer);
  Statement(c, fmt::format("UPDATE city_layer SET {} = ?2 WHERE uid = ?1", column))
      .bind(1, info.uid)
      .bind(2, value)
      .run();
  transaction.commit();
}

void checkOwn(const LayerInfo& layer) {
  if (lowerAscii(layer.name).rfind("city_", 0) != 0) return;
  throw Error(ErrorCode::invalidValue, {GIS_TR("the layer \"{0}\" cannot be renamed or removed"), {layer.name}},
              GIS_TR("it belongs to the city itself"), {});
}

void checkFree(const Connection& c, std::string_view name) {
  checkLayerName(name);
  if (!layerExists(c, name)) return;
  throw Error(ErrorCode::exists, {GIS_TR("a layer cannot be named \"{0}\""), {std::string(name)}},
              GIS_TR("there is already one of this name"), GIS_TR("choose another name"));
}

}  // namespace

void renameLayer(const Connection& c, std::string_view name, std::string_view newName, const std::string& actor) {
  JoinedTransaction transaction(c);
  const LayerInfo layer = layerByName(c, name);
  checkOwn(layer);
  if (layer.name == newName) return;
  if (lowerAscii(layer.name) == lowerAscii(newName))
    checkLayerName(newName);
  else
    checkFree(c, newName);
  giveLayerName(c, layer, newName);
  const auto image = [](std::string_view called) { return nlohmann::json{{"name", called}}.dump(); };
  Journal(c, newHead(c, GIS_TR("rename layer"), actor))
      .add(layer.uid, newName, {}, 0, kRenameStep, image(layer.name), image(newName));
  transaction.commit();
}

void removeLayer(const Connection& c, std::string_view name, const std::string& actor) {
  JoinedTransaction transaction(c);
  const LayerInfo layer = layerByName(c, name);
  checkOwn(layer);
  if (layer.geometryType) {
    c.exec("DROP TABLE IF EXISTS " + quotedName(treeName(layer.name)));
    unregisterGeometry(c, layer.name);
  }
  c.exec("DROP TABLE " + quotedName(layer.name));
  Statement(c, "DELETE FROM city_change WHERE layer = ?1").bind(1, layer.uid).run();
  Statement(c, "DELETE FROM city_counter WHERE table_name = ?1").bind(1, layer.name).run();
  Statement(c, "DELETE FROM city_layer WHERE uid = ?1").bind(1, layer.uid).run();
  putFieldRules(c, layer.uid, {});
  JournalHead head = newHead(c, GIS_TR("layer removed"), actor);
  head.kind = "load";  // nothing that Ctrl+Z could take back
  Journal(c, head).add(layer.uid, layer.name, "", 0, "drop", std::nullopt, std::nullopt);
  transaction.commit();
}

/// Copied aside in short steps, since the original may have millions of rows; shown in one short transaction.
void duplicateLayer(const Connection& c, std::string_view name, std::string_view newName) {
  const LayerInfo layer = layerByName(c, name);
  checkFree(c, newName);
  Stage stage(c);
  Chunks chunks(c);
  LayerCopy copy(c, layer, stage, chunks);
  const CancelToken never;
  copy.copyRows(never);
  if (layer.hasUid) copy.renewUids(never);
  copy.writeTree({}, never);

  JoinedTransaction transaction(c);
  checkFree(c, newName);
  copy.catchUp();
  const LayerInfo now = layerByName(c, layer.name);
  NewNames names{{stage.table(), std::string(newName)}};
  if (now.geometryType) addTreeNames(names, stage.tree(), treeName(newName));
  renameTables(c, names);
  const std::string uid = newUuid();
  if (now.geometryType) {
    registerGeometry(c, newName, *now.geometryType, now.srid, now.count, now.extent);
    createSpatialTriggers(c, newName);
  }
  createChangeTriggers(c, newName, uid, now.geometryType.has_value());
  Statement(
      c,
      "INSERT INTO city_layer SELECT ?2, ?3, title_zh, title_en, layer_group, geometry_type, srid, has_uid,"
      " feature_count, min_x, min_y, max_x, max_y, extent_stale, field_widths, code_systems, search_fields,"
      " filter, style, draw_order + 1, visible, 1, ?4, source, source_layer, driver, source_crs, encoding, bureau,"
      " imported_at, report_table FROM city_layer WHERE uid = ?1")
      .bindAll(layer.uid, uid, newName, newRevision())
      .run();
  putFieldRules(c, uid, fieldRules(c, layer.uid));
  stage.handedOver();
  transaction.commit();
}

void setLayerTitle(const Connection& c, std::string_view name, std::string_view zh, std::string_view en) {
  JoinedTransaction transaction(c);
  setColumn(c, name, "title_zh", zh);
  setColumn(c, name, "title_en", en);
  transaction.commit();
}

void setLayerOrder(const Connection& c, const std::vector<std::string>& bottomToTop) {
  JoinedTransaction transaction(c);
  int order = 0;
  for (const std::string& name : bottomToTop) setColumn(c, name, "draw_order", order++);
  transaction.commit();
}

void setLayerVisible(const Connection& c, std::string_view name, bool visible) {
  setColumn(c, name, "visible", visible ? 1 : 0);
}

void setLayerGroup(const Connection& c, std::string_view name, std::string_view group) {
  setColumn(c, name, "layer_group", group);
}

void setLayerStyle(const Connection& c, std::string_view name, std::string_view styleJson) {
  setColumn(c, name, "style", styleJson);
}

void setLayerFilter(const Connection& c, std::string_view name, std::string_view condition) {
  setColumn(c, name, "filter", condition);
}

void setLayerSearchFields(const Connection& c, std::string_view name, const std::vector<std::string>& fields) {
  const LayerInfo layer = layerByName(c, name);
  std::string joined;
  for (const std::string& field : fields) {
    (void)requireField(layer, field);
    joined += (joined.empty() ? "" : ",") + field;
  }
  setColumn(c, name, "search_fields", joined);
}

void setLayerCodeSystem(const Connection& c, std::string_view name, std::string_view field,
                        std::string_view codeSystem) {
  JoinedTransaction transaction(c);
  const LayerInfo layer = layerByName(c, name);
  auto systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
  if (!systems.is_object()) systems = nlohmann::json::object();
  const std::string column = requireField(layer, field).name;
  if (codeSystem.empty())
    systems.erase(column);
  else
    systems[column] = std::string(codeSystem);
  setColumn(c, name, "code_systems", systems.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  transaction.commit();
}

void setLayerProvenance(const Connection& c, std::string_view name, const Provenance& p) {
  JoinedTransaction transaction(c);
  const LayerInfo layer = layerByName(c, name);
  Statement(c,
            "UPDATE city_layer SET source = ?2, source_layer = ?3, driver = ?4, source_crs = ?5, encoding = ?6,"
            " bureau = ?7, imported_at = ?8, report_table = ?9 WHERE uid = ?1")
      .bindAll(layer.uid, p.source, p.sourceLayer, p.driver, p.sourceCrs, p.encoding, p.bureau, p.importedAt,
               p.reportTable)
      .run();
  transaction.commit();
}

}  // namespace gis::store
