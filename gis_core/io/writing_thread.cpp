#include "gis_core/io/writing_thread.h"

namespace gis::io {
namespace {

constexpr std::size_t kRowsHanded = 500;
constexpr std::size_t kHandsWaiting = 4;

}  // namespace

WritingThread::WritingThread(ExportWriter& writer)
    : m_queue(kHandsWaiting), m_thread([this, &writer] { work(writer); }) {}

WritingThread::~WritingThread() {
  m_queue.close();
  if (m_thread.joinable()) m_thread.join();
}

void WritingThread::work(ExportWriter& writer) noexcept {
  try {
    while (auto batch = m_queue.pop()) {
      if (batch->empty()) {  // the end of all rows
        writer.finish();
        return;
      }
      for (const store::Feature& feature : *batch) writer.write(feature);
    }
  } catch (...) {
    m_fault = std::current_exception();
    m_queue.close();
  }
}

void WritingThread::hand() {
  if (m_queue.push(std::move(m_batch))) {
    m_batch.clear();
    return;
  }
  m_thread.join();
  std::rethrow_exception(m_fault);
}

void WritingThread::write(store::Feature&& feature) {
  m_batch.push_back(std::move(feature));
  if (m_batch.size() == kRowsHanded) hand();
}

void WritingThread::finish() {
  if (!m_batch.empty()) hand();
  m_batch.clear();
  hand();  // an empty one: the end
  m_thread.join();
  if (m_fault) std::rethrow_exception(m_fault);
}

}  // namespace gis::io
