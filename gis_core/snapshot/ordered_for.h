// Pieces made on all cores and used one after the other.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

#include "gis_core/base/progress.h"
#include "gis_core/base/worker_pool.h"

namespace gis::snapshot {

/// Calls `make(k)` for k in [0, count) on all cores and `use(piece)` in the order of k, never two at once (in
/// whichever thread has time). At most some dozen pieces wait. The first exception ends everything.
template <typename Make, typename Use>
void orderedFor(std::size_t count, const CancelToken& token, Make&& make, Use&& use) {
  using Piece = decltype(make(std::size_t{}));
  const std::size_t window = std::size_t(threadCount()) * 8;
  std::mutex mutex;
  std::condition_variable moved;
  std::map<std::size_t, Piece> waiting;
  std::size_t next = 0;
  bool inUse = false, failed = false;
  const auto takeTurns = [&](std::size_t k) {
    {
      std::unique_lock lock(mutex);
      moved.wait(lock, [&] { return failed || k < next + window; });
      if (failed) return;
    }
    Piece piece = make(k);
    std::unique_lock lock(mutex);
    waiting.emplace(k, std::move(piece));
    if (inUse) return;  // the one who uses takes this one too
    inUse = true;
    for (auto first = waiting.find(next); first != waiting.end() && !failed; first = waiting.find(next)) {
      Piece ready = std::move(first->second);
      waiting.erase(first);
      lock.unlock();
      use(std::move(ready));
      lock.lock();
      ++next;
      moved.notify_all();
    }
    inUse = false;
  };
  parallelFor(count, token, [&](std::size_t k, unsigned) {
    try {
      takeTurns(k);
    } catch (...) {
      const std::lock_guard lock(mutex);
      failed = true;
      moved.notify_all();
      throw;
    }
  });
}

}  // namespace gis::snapshot
