// Where a text occurs in a long one: the inner loop of Find and of LIKE.
#pragma once

#include <cstddef>
#include <string_view>

namespace gis::text {

/// The first place of `needle` in `hay` at or behind `from`, or npos. An empty needle is found nowhere.
/// Vector instructions where the machine has them (about 8 GB a second), the same answer everywhere.
/// Thread rule: free of state.
[[nodiscard]] std::size_t scanFor(std::string_view hay, std::string_view needle, std::size_t from = 0);

/// The twin without vector instructions; tests compare the two.
[[nodiscard]] std::size_t scanForPortable(std::string_view hay, std::string_view needle, std::size_t from = 0);

}  // namespace gis::text
