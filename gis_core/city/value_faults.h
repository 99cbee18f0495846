// Private to this room: what the checks of quality say of one value.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/city/quality.h"
#include "gis_core/store/features.h"

namespace gis::city {

/// What a check says of one value: nothing when it is right.
struct ValueFault {
  Message what;
  std::string fix;
};
/// `row`: all columns of the feature as text.
using ValueFaultOf = std::function<std::optional<ValueFault>(const store::Feature& feature, const std::string& value,
                                                             const std::vector<std::string>& row)>;

/// The function that looks at the values of one column of a layer; nothing when the rule cannot be applied here (a role
/// without a layer, a field that is not there). `fields`: the columns of `row`. The city outlives the function.
[[nodiscard]] ValueFaultOf valueFaultOf(const store::CityDatabase& city, const store::LayerInfo& layer,
                                        const std::vector<std::string>& fields, const QualityRule& rule);

}  // namespace gis::city
