#include "gis_core/base/platform/mapping_watch.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <mutex>

namespace gis::platform {

namespace {

constexpr std::uintptr_t kPage = 4096;
constexpr std::size_t kPlaces = 2048;  // layers × (snapshot, coverage, scratch columns of builds)

/// Read by the signal handler, so nothing but lock-free atomics.
struct Place {
  std::atomic<std::uintptr_t> begin{0}, end{0};  ///< end is 0 while the place is free
  std::atomic<bool> broken{false};
};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::array<Place, kPlaces> g_places;
std::atomic<std::size_t> g_used{0};  ///< places from here on were never taken
std::mutex g_mutex;
struct sigaction g_before {};

/// Async-signal-safe: system calls and atomics only.
void onBusError(int number, siginfo_t* info, void* context) {
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  const std::size_t used = g_used.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < used; ++i) {
    Place& place = g_places[i];
    const std::uintptr_t end = place.end.load(std::memory_order_acquire);
    const std::uintptr_t begin = place.begin.load(std::memory_order_relaxed);
    if (end == 0 || address < begin || address >= end) continue;
    place.broken.store(true, std::memory_order_release);
    const std::uintptr_t page = address / kPage * kPage;
    // zeros from the missing page to the end: who reads goes on and sees the mark afterwards
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the address comes from the system as a number
    void* const zeros = ::mmap(reinterpret_cast<void*>(page), end - page, PROT_READ,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    if (zeros != MAP_FAILED) return;
    break;
  }
  // not ours: what was there before decides, which is the end of the program as a rule
  if ((g_before.sa_flags & SA_SIGINFO) != 0 && g_before.sa_sigaction != nullptr) {
    g_before.sa_sigaction(number, info, context);
  } else {
    ::sigaction(SIGBUS, &g_before, nullptr);  // the access is tried again and meets it
  }
}

void installHandler() {
  struct sigaction action {};
  action.sa_sigaction = onBusError;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, &g_before);
}

}  // namespace

int watchMapping(const std::byte* begin, std::size_t size) {
  static std::once_flag once;
  std::call_once(once, installHandler);
  const std::lock_guard lock(g_mutex);
  for (std::size_t i = 0; i < kPlaces; ++i) {
    Place& place = g_places[i];
    if (place.end.load(std::memory_order_relaxed) != 0) continue;
    const auto first = reinterpret_cast<std::uintptr_t>(begin);
    place.broken.store(false, std::memory_order_relaxed);
    place.begin.store(first, std::memory_order_relaxed);
    place.end.store((first + size + kPage - 1) / kPage * kPage, std::memory_order_release);
    if (i >= g_used.load(std::memory_order_relaxed)) g_used.store(i + 1, std::memory_order_release);
    return static_cast<int>(i);
  }
  return -1;
}

void unwatchMapping(int place) noexcept {
  if (place < 0) return;
  const std::lock_guard lock(g_mutex);
  g_places[static_cast<std::size_t>(place)].end.store(0, std::memory_order_release);
}

bool isMappingBroken(int place) noexcept {
  return place >= 0 && g_places[static_cast<std::size_t>(place)].broken.load(std::memory_order_acquire);
}

}  // namespace gis::platform
