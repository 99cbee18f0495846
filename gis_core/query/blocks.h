// Private to this room: how the features of a question are shared over the cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"

namespace gis::query {

constexpr std::size_t kProbesAtOnce = 1024;  // probes handed out at a time

/// Prepared geometries of one thread, made when first asked for. `Set` has wkb(i).
template <class Set>
class PreparedCache {
 public:
  explicit PreparedCache(const Set& set) : m_set(set) {}
  const geom::Prepared& get(std::uint32_t i) {
    const auto found = m_prepared.find(i);
    if (found != m_prepared.end()) return found->second;
    if (m_bytes > kMaxPreparedBytes) clear();
    return make(i);
  }
  /// The same, and none that was handed out before goes away: for several at a time, after tidy().
  const geom::Prepared& keep(std::uint32_t i) {
    const auto found = m_prepared.find(i);
    return found != m_prepared.end() ? found->second : make(i);
  }
  /// Forgets all when there are too many.
  void tidy() {
    if (m_bytes > kMaxPreparedBytes) clear();
  }

 private:
  static constexpr std::size_t kMaxPreparedBytes = 64 << 20;  // WKB behind the prepared geometries of one thread

  void clear() {
    m_prepared.clear();
    m_bytes = 0;
  }
  const geom::Prepared& make(std::uint32_t i) {
    const geom::BytesView wkb = m_set.wkb(i);
    m_bytes += wkb.size() + 256;
    return m_prepared.emplace(i, geom::Prepared(wkb)).first->second;
  }

  const Set& m_set;
  std::unordered_map<std::uint32_t, geom::Prepared> m_prepared;
  std::size_t m_bytes = 0;
};

/// Hands blocks of [0, count) to all cores; each thread has its own worker object, made by `makeWorker` and called
/// worker(block, i). GEOS's work ends when the token is cancelled.
template <class MakeWorker>
void inBlocks(std::size_t count, Progress& progress, const MakeWorker& makeWorker, std::size_t atOnce = kProbesAtOnce,
              bool tells = true) {
  struct alignas(64) Range {
    std::atomic<std::size_t> next = 0;
    std::size_t end = 0;
  };
  const std::size_t blocks = (count + atOnce - 1) / atOnce;
  // one each: cores that work far from each other do not write to the same lines of the cache
  std::vector<Range> ranges(std::min<std::size_t>(threadCount(), blocks));
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    ranges[k].next = blocks * k / ranges.size();
    ranges[k].end = blocks * (k + 1) / ranges.size();
  }
  std::atomic<std::size_t> done = 0;
  const CancelToken& token = progress.token();
  parallelFor(ranges.size(), token, [&](std::size_t own, unsigned thread) {
    const geom::Interruptible interruptible(token);
    auto worker = makeWorker();
    const auto work = [&](std::size_t block) {
      const std::size_t last = std::min(count, (block + 1) * atOnce);
      for (std::size_t i = block * atOnce; i < last; ++i) {
        token.check();
        worker(block, i);
      }
      const std::size_t finished = done += last - block * atOnce;
      if (thread == 0 && tells) progress.report(finished, count);
    };
    for (std::size_t k = 0; k < ranges.size(); ++k) {  // its own, then what the others have left
      Range& range = ranges[(own + k) % ranges.size()];
      for (std::size_t block = range.next++; block < range.end; block = range.next++) work(block);
    }
  });
}

}  // namespace gis::query
