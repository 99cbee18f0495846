// The codes of a shipped code system as a field's domain.
#pragma once

#include <string_view>
#include <vector>

#include "gis_core/store/field_rules.h"

namespace gis::city {

/// Land uses or case categories of the system ("GB/T 21010-2017"), by code; none when it is not shipped. The first call
/// reads the tables.
[[nodiscard]] std::vector<store::DomainCode> domainOfSystem(std::string_view system);

}  // namespace gis::city
