#include "gis_core/base/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gis {
namespace {
std::atomic<unsigned> g_threads{0};
}

unsigned threadCount() {
  const unsigned asked = g_threads.load();
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void setThreadCount(unsigned count) {
  g_threads = count;
}

void parallelFor(std::size_t count, const CancelToken& token, const std::function<void(std::size_t, unsigned)>& work) {
  const auto workers = static_cast<unsigned>(std::min<std::size_t>(threadCount(), count));
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto run = [&](unsigned worker) {
    try {
      for (std::size_t i = next++; i < count; i = next++) {
        token.check();
        work(i, worker);
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned worker = 1; worker < workers; ++worker) threads.emplace_back(run, worker);
  run(0);
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gis
