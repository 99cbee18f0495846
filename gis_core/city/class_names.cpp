#include "gis_core/city/class_names.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/text.h"
#include "gis_core/city/codes.h"

namespace gis::city {

std::string codeSystemOf(const store::LayerInfo& layer, const std::string& field) {
  const auto systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
  if (!systems.is_object()) return {};
  const auto found = systems.find(field);
  return found != systems.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ClassName classNameOf(std::string_view system, std::string_view value) {
  if (system.empty() || value.empty()) return {};
  const CodeTables& tables = CodeTables::current();
  const std::string code = text::normaliseCode(value);
  if (const LandUse* use = tables.landUse(system, code)) return {use->zh, use->en};
  for (const CategoryKind kind : {CategoryKind::matter, CategoryKind::component, CategoryKind::event}) {
    if (const Category* category = tables.category(system, kind, code)) return {category->zh, category->en};
  }
  return {};
}

}  // namespace gis::city
