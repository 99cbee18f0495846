// What GEOS says of an invalid geometry, as a message that can be translated.
#pragma once

#include <string>

#include "gis_core/base/message.h"

namespace gis::geom {

/// `reason` of Invalidity; one that GEOS does not use today stays as it is.
[[nodiscard]] Message invalidText(const std::string& reason);

}  // namespace gis::geom
