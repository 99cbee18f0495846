// One or more worker threads that take jobs from one queue.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::ui {

/// A piece of work for a lane: `run` is called in the lane's thread with that thread's own city (null in a
/// lane without one). It must catch everything itself.
struct LaneJob {
  CancelToken token;
  std::function<void(const store::CityDatabase* city)> run;
};

/// Threads with one queue. Each thread opens its own CityDatabase when the lane has a file. Jobs start in
/// order; the destructor cancels what waits and runs, and joins.
class JobLane {
 public:
  using OpenCity = std::function<store::CityDatabase()>;

  /// `open` may be empty (a lane without a city). It is called in each thread at the first job, or when the thread had
  /// nothing to do for a moment.
  JobLane(const char* name, int threads, OpenCity open);
  JobLane(const JobLane&) = delete;
  JobLane& operator=(const JobLane&) = delete;
  ~JobLane();

  void push(LaneJob job);
  /// Cancels all that waits and runs.
  void cancel();
  /// The same, and lets the threads end; does not wait.
  void stop();
  /// Thrown by opening the city, for the job that met it; jobs get a null city then.
  [[nodiscard]] std::exception_ptr openFailure() const;

 private:
  void loop();
  void cancelLocked();

  OpenCity m_open;
  std::mutex mutable m_mutex;
  std::condition_variable m_wake;
  std::deque<LaneJob> m_queue;
  std::vector<CancelToken> m_running;
  std::exception_ptr m_failure;
  bool m_stopping = false;
  std::vector<std::thread> m_threads;
};

}  // namespace gis::ui
