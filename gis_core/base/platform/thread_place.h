// On which core a thread runs.
#pragma once

#include <thread>

namespace gis::platform {

/// Which core a thread is kept off; copied about freely.
struct ThreadPlace {
  int keptOff = -1;
};

/// Lets another thread of this process, which sleeps, wake on any core but the caller's: the system would often wake it
/// beside the caller, where it gets its turn milliseconds later while another core has nothing to do. Of no effect
/// where the process may use one core only, or the system does not tell.
void keepOffMyCore(std::thread::native_handle_type thread, ThreadPlace& place) noexcept;

}  // namespace gis::platform
