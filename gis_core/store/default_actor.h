// Who signs when nobody is named.
#pragma once

#include <string>

namespace gis::store {

/// `actor`, or the one of setDefaultActor() when it is empty.
[[nodiscard]] std::string actorOrDefault(std::string actor);

}  // namespace gis::store
