#include "gis_core/city/responsible.h"

#include <algorithm>
#include <optional>

#include "gis_core/base/text.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

/// Fields of components that name who looks after them, in the new and the old standard: maintainer, owner, department.
constexpr const char* kUnitFields[] = {"YHDWMC", "DeptName3", "QSDWMC", "DeptName2", "ZGBMMC", "DeptName1", "owner"};

std::string unitOfComponent(const store::CityDatabase& city, const Place& place) {
  if (!place.component) return {};
  const auto layer = store::layerOfRole(city.connection(), "component");
  if (!layer) return {};
  const auto feature = store::featureByFid(city.connection(), *layer, place.component->hit.fid);
  if (!feature) return {};
  for (const char* wanted : kUnitFields) {
    const auto field = std::find_if(layer->fields.begin(), layer->fields.end(), [&](const store::Field& one) {
      return text::fold(one.name) == text::fold(wanted);
    });
    if (field == layer->fields.end()) continue;
    const auto at = std::size_t(field - layer->fields.begin());
    if (std::string name(text::trim(store::textOf(feature->values[at]))); !name.empty()) return name;
  }
  return {};
}

std::vector<std::string> codesOf(const Place& place) {
  std::vector<std::string> codes;
  for (const auto* hit : {&place.grid, &place.dutyGrid, &place.community, &place.subdistrict, &place.district}) {
    if (*hit) codes.push_back((*hit)->code);
  }
  return codes;
}

/// The unit of the row that fits best: an area counts before a category, a longer code before a shorter one.
std::string unitOfTable(const CodeTables& tables, const Category& category, const std::vector<std::string>& areas,
                        bool byArea) {
  const UnitRule* best = nullptr;
  for (const UnitRule& row : tables.unitRules()) {
    if (row.unit.empty() || row.area.empty() == byArea || !category.code.starts_with(row.category)) continue;
    if (byArea && std::none_of(areas.begin(), areas.end(),
                               [&row](const std::string& code) { return code.starts_with(row.area); }))
      continue;
    const auto rank = [](const UnitRule& one) { return std::pair(one.area.size(), one.category.size()); };
    if (best == nullptr || rank(row) > rank(*best)) best = &row;
  }
  return best != nullptr ? best->unit : std::string();
}

}  // namespace

std::string responsibilityRule(const CodeTables& tables, const Category& category) {
  const UnitRule* best = nullptr;
  for (const UnitRule& row : tables.unitRules()) {
    if (row.rule.empty() || !category.code.starts_with(row.category)) continue;
    if (best == nullptr || row.category.size() > best->category.size()) best = &row;
  }
  if (best != nullptr) return best->rule;
  if (!category.responsibility.empty()) return category.responsibility;
  return category.kind == CategoryKind::component ? "owner_first" : "territory_first";
}

ResponsibleUnit responsibleUnit(const store::CityDatabase& city, const Category& category, const Place& place) {
  const CodeTables& tables = CodeTables::of(city);
  const bool ofComponents = category.kind == CategoryKind::component || !category.relatedComponent.empty();
  const std::vector<std::string> areas = codesOf(place);
  ResponsibleUnit unit;
  unit.rule = responsibilityRule(tables, category);
  const auto ask = [&](bool owner) {
    if (!unit.name.empty()) return;
    if (owner && ofComponents && !(unit.name = unitOfComponent(city, place)).empty()) {
      unit.source = "component";
    } else if (!(unit.name = unitOfTable(tables, category, areas, !owner)).empty()) {
      unit.source = owner ? "category" : "area";
    }
  };
  const bool ownerFirst = unit.rule == "owner_first";
  ask(ownerFirst);
  ask(!ownerFirst);
  if (unit.name.empty() && !ownerFirst && place.subdistrict) {
    unit.name = place.subdistrict->name.empty() ? place.subdistrict->code : place.subdistrict->name;
    unit.source = "subdistrict";
  }
  return unit;
}

}  // namespace gis::city
