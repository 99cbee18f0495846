#include "gis_core/base/platform/thread_place.h"

#include <pthread.h>
#include <sched.h>

namespace gis::platform {

void keepOffMyCore(std::thread::native_handle_type thread, ThreadPlace& place) noexcept {
  const int mine = ::sched_getcpu();
  if (mine < 0 || mine >= CPU_SETSIZE || mine == place.keptOff) return;
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  CPU_CLR(mine, &allowed);
  if (CPU_COUNT(&allowed) == 0) return;
  if (::pthread_setaffinity_np(thread, sizeof allowed, &allowed) == 0) place.keptOff = mine;
}

}  // namespace gis::platform
