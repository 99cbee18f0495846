// Threads that share out independent pieces of work.
#pragma once

#include <cstddef>
#include <functional>

#include "gis_core/base/progress.h"

namespace gis {

/// The number of threads to use: what the user asked for with --threads, else all cores.
[[nodiscard]] unsigned threadCount();
/// Sets the number for the whole process; 0 means all cores. Call it before work starts.
void setThreadCount(unsigned count);

/// Calls `work(index, worker)` for every index in [0, count), shared over up to threadCount()
/// threads (the caller's is one of them); `worker` is a small number that names the thread, for
/// per-thread scratch. The first exception ends the hand-out and is thrown here after all have
/// stopped. The order of calls is not fixed: write results by index.
void parallelFor(std::size_t count, const CancelToken& token,
                 const std::function<void(std::size_t index, unsigned worker)>& work);

}  // namespace gis
