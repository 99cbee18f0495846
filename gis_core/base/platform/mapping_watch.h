// SIGBUS on our mappings: zeros and a mark instead of the end of the program. Private to the folder.
#pragma once

#include <cstddef>

namespace gis::platform {

/// Puts a mapping on the list; −1 when the list is full (such a mapping is not guarded). Any thread.
[[nodiscard]] int watchMapping(const std::byte* begin, std::size_t size);
/// To be called before the mapping goes.
void unwatchMapping(int place) noexcept;
[[nodiscard]] bool isMappingBroken(int place) noexcept;

}  // namespace gis::platform
