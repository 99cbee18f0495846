#include "gis_core/store/stage_sweeper.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/store/relaxed_writing.h"
#include "gis_core/store/stage.h"

namespace gis::store {
namespace {

void sweep(const LeftStage& left) {
  try {
    const Connection c = Connection::open(left.city, OpenMode::readWrite);
    // a crash may lose a part of the tidying: the next opening does it anew
    const RelaxedWriting relaxed(c);
    sweepStage(c, left.number);
  } catch (const std::exception&) {
    // nobody waits for an answer: the next opening drops what stays
  }
}

}  // namespace

struct StageSweeper::State {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<LeftStage> left;
  bool busy = false;
  bool stopping = false;
  std::thread thread;  // from the first need on

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return stopping || !left.empty(); });
      if (left.empty()) return;
      busy = true;
      {
        const LeftStage next = std::move(left.front());
        left.pop_front();
        lock.unlock();
        sweep(next);
      }  // its lock goes before anybody hears that it is done
      lock.lock();
      busy = false;
      changed.notify_all();
    }
  }
};

StageSweeper::StageSweeper() : m_state(std::make_unique<State>()) {}

StageSweeper::~StageSweeper() {
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->stopping = true;
  }
  m_state->changed.notify_all();
  if (m_state->thread.joinable()) m_state->thread.join();
}

void StageSweeper::wait() {
  std::unique_lock lock(m_state->mutex);
  m_state->changed.wait(lock, [this] { return m_state->left.empty() && !m_state->busy; });
}

void StageSweeper::take(LeftStage left) {
  {
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->thread.joinable()) m_state->thread = std::thread([state = m_state.get()] { state->run(); });
    m_state->left.push_back(std::move(left));
  }
  m_state->changed.notify_all();
}

}  // namespace gis::store
