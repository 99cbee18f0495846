#include "gis_core/store/fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::store {
void checkNewFieldName(const LayerInfo& layer, const std::string& name) {
  const auto taken = [&](std::string_view other) { return text::fold(other) == text::fold(name); };
  const bool control = std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 0x20; });
  if (text::trim(name).empty() || control) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("a column cannot be named \"{0}\""), {name}},
                GIS_TR("that is no name"), GIS_TR("give it a name"));
  }
  const bool used =
      std::any_of(layer.fields.begin(), layer.fields.end(), [&](const Field& field) { return taken(field.name); });
  if (used || taken("fid") || taken("uid") || taken("geometry")) {
    throw Error(ErrorCode::exists, {GIS_TR("a column cannot be named \"{0}\""), {name}},
                {GIS_TR("layer {0} has a column of that name"), {layer.name}}, GIS_TR("choose another name"));
  }
}

void addField(const CityDatabase& city, const std::string& layerName, const Field& field, const std::string& expression,
              const std::string& actor, const CancelToken& token) {
  const Connection& c = city.connection();
  const LayerInfo layer = layerByName(c, layerName);
  checkLayerName(layer.name);  // our own tables have the columns that they have
  checkNewFieldName(layer, field.name);
  if (!expression.empty()) checkCondition(c, layer.name, expression);
  c.interruptOn(token);
  JoinedTransaction transaction(c);
  putColumn(c, layer, field, expression);
  noteLayerChanged(c, layer);
  const nlohmann::json after{{"name", field.name}, {"type", fieldTypeSql(field.type)}, {"expression", expression}};
  Journal(c, newHead(c, GIS_TR("add column"), actor))
      .add(layer.uid, layer.name, {}, 0, kColumnStep, std::nullopt,
           after.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  transaction.commit();
}

std::vector<Value> previewExpression(const Connection& c, const LayerInfo& layer, const std::string& expression,
                                     int limit, const CancelToken& token) {
  checkCondition(c, layer.name, expression);
  c.interruptOn(token);
  Statement rows(c, "SELECT (" + expression + ") FROM " + store::quoted(layer.name) + " ORDER BY fid LIMIT ?1");
  rows.bind(1, limit);
  std::vector<Value> out;
  while (rows.step()) {
    switch (rows.type(0)) {
      case Statement::Type::null: out.emplace_back(); break;
      case Statement::Type::integer: out.emplace_back(rows.integer(0)); break;
      case Statement::Type::real: out.emplace_back(rows.real(0)); break;
      case Statement::Type::text: out.emplace_back(rows.text(0)); break;
      case Statement::Type::blob: {
        const geom::BytesView bytes = rows.blob(0);
        out.emplace_back(geom::Bytes(bytes.begin(), bytes.end()));
        break;
      }
    }
  }
  return out;
}

}  // namespace gis::store
