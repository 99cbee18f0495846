#include "gis_core/store/chunks.h"

#include <thread>

namespace gis::store {
namespace {

// the commit of a chunk takes some milliseconds more: together below the 100 ms that others may have to wait
constexpr std::chrono::milliseconds kHold{50};
constexpr std::chrono::microseconds kGap{1500};

}  // namespace

void Chunks::begin() {
  if (m_joined || m_transaction) return;
  const auto free = Clock::now() - m_ended;
  if (free < kGap) std::this_thread::sleep_for(kGap - free);
  m_transaction.emplace(m_connection);
  m_begun = Clock::now();
}

void Chunks::breathe() {
  if (!m_transaction || Clock::now() - m_begun < kHold) return;
  pause();
  begin();
}

void Chunks::pause() {
  if (!m_transaction) return;
  m_transaction->commit();
  m_transaction.reset();
  m_ended = Clock::now();
}

}  // namespace gis::store
