// Private to this room: names of what is kept in the city.
#pragma once

#include <string>

#include "gis_core/base/message.h"

namespace gis::query {

/// Without blanks around. Throws Error(invalidValue, `refused` with the name in place 0) unless it has 1 to 100
/// characters in one line.
[[nodiscard]] std::string keptName(const std::string& typed, const char* refused);

}  // namespace gis::query
