#include "gis_core/base/platform/thread_time.h"

#include <ctime>

namespace gis::platform {

std::chrono::nanoseconds threadCpuTime() noexcept {
  timespec time{};
  if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return std::chrono::nanoseconds(0);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace gis::platform
