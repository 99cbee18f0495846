#include "ui/jobs/job_lane.h"

#include <algorithm>
#include <chrono>

namespace gis::ui {

namespace {

/// Opening a connection costs 20 ms. A thread that had nothing to do for so long opens its own before it is needed.
constexpr std::chrono::seconds kQuiet{1};

}  // namespace

JobLane::JobLane(const char* /*name*/, int threads, OpenCity open) : m_open(std::move(open)) {
  for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { loop(); });
}

JobLane::~JobLane() {
  stop();
  for (std::thread& t : m_threads) t.join();
}

void JobLane::push(LaneJob job) {
  {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(job));
  }
  m_wake.notify_one();
}

void JobLane::cancelLocked() {
  for (const LaneJob& job : m_queue) job.token.cancel();
  for (const CancelToken& token : m_running) token.cancel();
}

void JobLane::cancel() {
  const std::lock_guard lock(m_mutex);
  cancelLocked();
}

void JobLane::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    cancelLocked();
  }
  m_wake.notify_all();
}

std::exception_ptr JobLane::openFailure() const {
  const std::lock_guard lock(m_mutex);
  return m_failure;
}

void JobLane::loop() {
  std::optional<store::CityDatabase> city;
  bool tried = false;
  while (true) {
    LaneJob job;
    {
      std::unique_lock lock(m_mutex);
      const auto woken = [this] { return m_stopping || !m_queue.empty(); };
      if (m_open && !city && !tried) {
        m_wake.wait_for(lock, kQuiet, woken);
      } else {
        m_wake.wait(lock, woken);
      }
      // What still waits when the lane stops is run too (its token is cancelled): every job tells its end.
      if (m_queue.empty() && m_stopping) return;
      if (!m_queue.empty()) {
        job = std::move(m_queue.front());
        m_queue.pop_front();
        m_running.push_back(job.token);
        if (m_stopping) job.token.cancel();
      }
    }
    if (m_open && !city && !job.token.cancelled()) {
      tried = true;
      try {
        city.emplace(m_open());
      } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_failure = std::current_exception();
      }
    }
    if (!job.run) continue;
    if (city) city->connection().interruptOn(job.token);
    job.run(city ? &*city : nullptr);
    if (city) city->connection().interruptOn(CancelToken());
    const std::lock_guard lock(m_mutex);
    const auto same = [&](const CancelToken& t) { return t.flag() == job.token.flag(); };
    m_running.erase(std::find_if(m_running.begin(), m_running.end(), same));
  }
}

}  // namespace gis::ui
