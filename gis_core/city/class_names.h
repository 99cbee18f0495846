// What the values of a coded column are called: "0701" of GB/T 21010-2017 is 城镇住宅用地, "Urban residential land".
#pragma once

#include <string>
#include <string_view>

#include "gis_core/store/layer.h"

namespace gis::city {

/// The code system that the registry keeps for a column, or empty.
[[nodiscard]] std::string codeSystemOf(const store::LayerInfo& layer, const std::string& field);

struct ClassName {
  std::string zh, en;  ///< empty: nobody knows
};
/// The name of a value in a code system. Errors: those of CodeTables::shipped().
[[nodiscard]] ClassName classNameOf(std::string_view system, std::string_view value);

}  // namespace gis::city
