#include "gis_core/base/platform/thread_priority.h"

#include <sys/resource.h>

namespace gis::platform {

namespace {

constexpr int kNicer = 10;

}  // namespace

void lowerThreadPriority() noexcept {
  (void)::setpriority(PRIO_PROCESS, 0, kNicer);  // Linux: 0 is the calling thread alone
}

int threadPriority() noexcept {
  return ::getpriority(PRIO_PROCESS, 0);  // Linux: of the calling thread
}

}  // namespace gis::platform
