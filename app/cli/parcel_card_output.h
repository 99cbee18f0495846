// One parcel with what belongs to it, as text and JSON.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

[[nodiscard]] int tellParcelCard(const Context& context, const store::CityDatabase& city, const std::string& code);

}  // namespace gis::cli
