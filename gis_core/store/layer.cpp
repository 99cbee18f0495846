// Reading the registry.
#include "gis_core/store/layer.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/tree_extent.h"

namespace gis::store {
namespace {

constexpr const char* kLayerColumns =
    "SELECT l.uid, l.name, l.title_zh, l.title_en, l.layer_group, l.geometry_type, l.srid, l.has_uid, l.feature_count,"
    " l.min_x, l.min_y, l.max_x, l.max_y, l.extent_stale, l.field_widths, l.code_systems, l.search_fields, l.filter,"
    " l.style, l.draw_order, l.visible, l.revision, l.source, l.source_layer, l.driver, l.source_crs, l.encoding,"
    " l.bureau, l.imported_at, l.report_table, r.role, r.code_field, r.name_field"
    " FROM city_layer l LEFT JOIN city_role r ON r.layer_uid = l.uid";

void readFields(const Connection& c, LayerInfo& layer, const std::string& widthsJson) {
  const auto widths = nlohmann::json::parse(widthsJson, nullptr, false);
  Statement statement(c, "SELECT name, type FROM pragma_table_xinfo(?1)");
  statement.bind(1, layer.name);
  while (statement.step()) {
    const std::string name = statement.text(0);
    if (name == "fid" || (name == "geometry" && layer.geometryType) || (name == "uid" && layer.hasUid)) continue;
    Field field{name, fieldTypeFromSql(statement.text(1))};
    if (widths.is_object() && widths.contains(name)) {
      field.width = widths[name].value("width", 0);
      field.precision = widths[name].value("precision", 0);
    }
    layer.fields.push_back(std::move(field));
  }
}

LayerInfo readLayer(const Connection& c, const Statement& row) {
  LayerInfo layer;
  layer.uid = row.text(0);
  layer.name = row.text(1);
  layer.titleZh = row.text(2);
  layer.titleEn = row.text(3);
  layer.group = row.text(4);
  if (!row.isNull(5)) layer.geometryType = geom::GeometryType::fromCode(static_cast<int>(row.integer(5)));
  layer.srid = static_cast<int>(row.integer(6));
  layer.crs = crsOfSrid(c, layer.srid);
  layer.hasUid = row.integer(7) != 0;
  layer.count = row.integer(8);
  if (row.integer(13) != 0) {
    layer.extent = extentThroughTree(c, layer.name);
  } else if (!row.isNull(9)) {
    layer.extent = {row.real(9), row.real(10), row.real(11), row.real(12)};
  }
  layer.codeSystems = row.text(15);
  layer.searchFields = row.text(16);
  layer.filter = row.text(17);
  layer.styleJson = row.text(18);
  layer.order = static_cast<int>(row.integer(19));
  layer.visible = row.integer(20) != 0;
  layer.revision = row.text(21);
  layer.provenance = {row.text(22), row.text(23), row.text(24), row.text(25),
                      row.text(26), row.text(27), row.text(28), row.text(29)};
  layer.role = row.text(30);
  layer.roleCodeField = row.text(31);
  layer.roleNameField = row.text(32);
  readFields(c, layer, row.text(14));
  return layer;
}

bool tableExists(const Connection& c, std::string_view name) {
  // a table (no view) is known without going through the schema, which a statement before this one has brought up to
  // date
  const std::string text(name);
  if (sqlite3_table_column_metadata(c.handle(), "main", text.c_str(), nullptr, nullptr, nullptr, nullptr, nullptr,
                                    nullptr) == SQLITE_OK)
    return true;
  Statement statement(c, "SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND lower(name) = lower(?1)");
  return statement.bind(1, name).step();
}

}  // namespace

std::vector<LayerInfo> listLayers(const Connection& c) {
  std::vector<LayerInfo> layers;
  // a table that another program dropped is no layer any more; check tells it
  Statement statement(c, std::string(kLayerColumns) +
                             " WHERE EXISTS (SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = l.name)"
                             " ORDER BY l.draw_order, l.name");
  while (statement.step()) layers.push_back(readLayer(c, statement));
  return layers;
}

LayerInfo layerByName(const Connection& c, std::string_view name) {
  Statement statement(c, std::string(kLayerColumns) + " WHERE l.name = ?1");  // the column collates NOCASE
  if (statement.bind(1, name).step() && tableExists(c, statement.text(1))) return readLayer(c, statement);
  std::vector<std::string> names;
  Statement all(c, "SELECT name FROM city_layer ORDER BY name");
  while (all.step()) names.push_back(all.text(0));
  const std::string near = similarNames(name, names);
  throw Error(ErrorCode::noSuchLayer, {GIS_TR("there is no layer \"{0}\""), {text::repairUtf8(name)}}, {},
              near.empty() ? Message(GIS_TR("list the layers with: citydesk-cli layers"))
                           : Message(GIS_TR("did you mean {0}?"), {near}));
}

bool layerExists(const Connection& c, std::string_view name) {
  Statement statement(c, "SELECT 1 FROM city_layer WHERE name = ?1");
  return statement.bind(1, name).step() || tableExists(c, name);
}

}  // namespace gis::store
