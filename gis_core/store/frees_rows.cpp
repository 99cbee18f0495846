#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "gis_core/store/edit_within.h"

namespace gis::store {
namespace {

using Rows = std::vector<RowEdit>;

/// One thread for all, from the first need on. It ends with the program and leaves what is not freed by then to the
/// system: nobody waits for it.
class RowFreer {
 public:
  RowFreer() : m_thread([this] { run(); }) {}
  void take(Rows rows) {
    {
      const std::lock_guard lock(m_mutex);
      m_waiting.push_back(std::move(rows));
    }
    m_changed.notify_one();
  }
  void stop() {
    {
      const std::lock_guard lock(m_mutex);
      m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
  }

 private:
  void run() {
    constexpr std::size_t kAtOnce = 1000;
    std::unique_lock lock(m_mutex);
    while (true) {
      m_changed.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
      if (m_stopping) return;
      Rows& rows = m_waiting.front();  // others only add behind it
      lock.unlock();
      rows.resize(rows.size() - std::min(rows.size(), kAtOnce));
      lock.lock();
      if (rows.empty()) m_waiting.pop_front();
    }
  }

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::deque<Rows> m_waiting;
  bool m_stopping = false;
  std::thread m_thread;
};

/// Ends the thread with the program; the rows that it holds are not freed.
struct FreerOfProgram {
  RowFreer* freer = new RowFreer;
  FreerOfProgram() = default;
  FreerOfProgram(const FreerOfProgram&) = delete;
  FreerOfProgram& operator=(const FreerOfProgram&) = delete;
  ~FreerOfProgram() { freer->stop(); }
};

}  // namespace

FreesRowsBeside::~FreesRowsBeside() {
  constexpr std::size_t kMany = 20'000;
  if (m_command.rows.size() < kMany) return;
  try {
    static FreerOfProgram ofProgram;
    ofProgram.freer->take(std::move(m_command.rows));
  } catch (const std::system_error&) {
    // no thread to be had: they are freed here
  }
}

}  // namespace gis::store
