// Rows are written while others are read. Private to the room.
#pragma once

#include <exception>
#include <thread>
#include <vector>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/io/export_writer.h"

namespace gis::io {

/// Hands rows to a writer in another thread, some hundred at a time. finish() ends both; what went wrong there is
/// thrown here. Destroyed without it: the writer stops.
class WritingThread {
 public:
  explicit WritingThread(ExportWriter& writer);
  WritingThread(const WritingThread&) = delete;
  WritingThread& operator=(const WritingThread&) = delete;
  ~WritingThread();
  void write(store::Feature&& feature);
  void finish();

 private:
  using Batch = std::vector<store::Feature>;
  void work(ExportWriter& writer) noexcept;
  void hand();

  BoundedQueue<Batch> m_queue;
  Batch m_batch;
  std::exception_ptr m_fault;
  std::thread m_thread;
};

}  // namespace gis::io
