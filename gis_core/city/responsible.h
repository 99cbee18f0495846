// Who has to do something about a case: by the city's table of responsible units and the rule of its category.
// Source: 先属主后属地 (owner first) for components, 先属地后属主 (territory first) for the rest.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/codes.h"
#include "gis_core/city/place.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct ResponsibleUnit {
  std::string name;  ///< empty: neither the tables nor the component tell one
  std::string rule;  ///< "owner_first" or "territory_first"
  /// Where the name is from: "component" (its maintainer, owner or department), "category", "area", "subdistrict".
  std::string source;
};

/// The rule of a category: of the city's table, else of the category, else owner first for components.
[[nodiscard]] std::string responsibilityRule(const CodeTables& tables, const Category& category);

/// By the rule, the owner's side or the territory's is asked first, the other one when that tells nothing. The owner:
/// what the component says of itself (when the category is a defect of components), else the table's row for the
/// category. The territory: the table's row for the area (longest code first), else the name of the subdistrict.
/// Belongs to the thread of `city`.
[[nodiscard]] ResponsibleUnit responsibleUnit(const store::CityDatabase& city, const Category& category,
                                              const Place& place);

}  // namespace gis::city
