// Time of the processor, which other programs on the machine do not lengthen.
#pragma once

#include <chrono>

namespace gis::platform {

/// What the calling thread has used so far.
[[nodiscard]] std::chrono::nanoseconds threadCpuTime() noexcept;

}  // namespace gis::platform
