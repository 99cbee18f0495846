// What people keep in the city under a name of theirs: settings whose keys begin alike ("question:NAME").
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/city.h"

namespace gis::store {

/// Without blanks around. Throws Error(invalidValue, `refused` with the name in place 0) unless it has 1 to 100
/// characters in one line.
[[nodiscard]] std::string keptName(const std::string& typed, const char* refused);

/// Settings whose keys begin with `prefix`, which ends with a colon: rest of the key and value, by key.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> settingsUnder(const CityDatabase& city,
                                                                             std::string_view prefix);

/// Takes a setting away; nothing happens when there is none. Errors: readOnly, locked.
void removeSetting(const CityDatabase& city, std::string_view key);

}  // namespace gis::store
