// Rows are looked at or written while others are read. Private to the room.
#pragma once

#include <exception>
#include <functional>
#include <thread>
#include <vector>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/store/features.h"

namespace gis::io {

/// Hands rows to another thread, some hundred at a time, and takes used ones in exchange: the memory of their texts and
/// shapes serves again instead of wandering between the threads. finish() ends it; what went wrong there is thrown
/// here. Destroyed without it: the thread stops.
class RowThread {
 public:
  /// Both are called in the other thread; `end` after the last row.
  RowThread(std::function<void(const store::Feature&)> row, std::function<void()> end);
  RowThread(const RowThread&) = delete;
  RowThread& operator=(const RowThread&) = delete;
  ~RowThread();
  /// Leaves a row of before in the place of `feature`.
  void give(store::Feature& feature);
  void finish();

 private:
  struct Batch {
    std::vector<store::Feature> rows;
    std::size_t filled = 0;
  };
  void work() noexcept;
  void hand();

  const std::function<void(const store::Feature&)> m_row;
  const std::function<void()> m_end;
  BoundedQueue<Batch> m_queue, m_used;
  Batch m_batch;
  std::exception_ptr m_fault;
  std::thread m_thread;
};

}  // namespace gis::io
