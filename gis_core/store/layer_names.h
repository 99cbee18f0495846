// Names: what is refused, what was probably meant. Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gis::store {

/// ASCII lower case, the way in which SQLite compares names.
[[nodiscard]] std::string lowerAscii(std::string_view text);
/// Up to three of `names` that look like `wanted` (edit distance, or one holds the other), best first, comma separated.
[[nodiscard]] std::string similarNames(std::string_view wanted, const std::vector<std::string>& names);

}  // namespace gis::store
