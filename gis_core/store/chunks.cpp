#include "gis_core/store/chunks.h"

#include <algorithm>
#include <thread>

#include "gis_core/base/platform/thread_time.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {
namespace {

// Others may have to wait 100 ms, and the disk's part of it is more than half.
constexpr std::chrono::milliseconds kHold{32};
constexpr std::chrono::microseconds kGap{1500};

}  // namespace

Chunks::Chunks(const Connection& c) : m_connection(c), m_joined(c.inTransaction()) {}

void Chunks::begin() {
  if (m_joined || m_transaction) return;
  const auto free = Clock::now() - m_ended;
  if (free < kGap) std::this_thread::sleep_for(kGap - free);
  m_transaction.emplace(m_connection);
  m_begun = Clock::now();
  m_begunCpu = platform::threadCpuTime();
}

bool Chunks::isDue() const {
  return m_transaction && Clock::now() - m_begun >= kHold;
}

void Chunks::breathe() {
  if (!isDue()) return;
  pause();
  begin();
}

void Chunks::pause() {
  if (!m_transaction) return;
  m_transaction->commit();
  m_transaction.reset();
  m_longestHold = std::max(m_longestHold, lockGivenBack(m_begunCpu) - m_begunCpu);
  m_ended = Clock::now();
  // An edit of somebody else syncs the WAL, ours in it included: the disk shall have begun with that by then.
  m_connection.walMerger().beginSync();
}

}  // namespace gis::store
