#include "gis_core/io/row_thread.h"

#include <utility>

namespace gis::io {
namespace {

constexpr std::size_t kRowsHanded = 500;
constexpr std::size_t kHandsWaiting = 4;

}  // namespace

RowThread::RowThread(std::function<void(const store::Feature&)> row, std::function<void()> end)
    : m_row(std::move(row)), m_end(std::move(end)), m_queue(kHandsWaiting), m_used(kHandsWaiting + 2) {
  m_batch.rows.resize(kRowsHanded);
  for (std::size_t i = 0; i <= kHandsWaiting; ++i) (void)m_used.push({std::vector<store::Feature>(kRowsHanded), 0});
  m_thread = std::thread([this] { work(); });
}

RowThread::~RowThread() {
  m_queue.close();
  m_used.close();
  if (m_thread.joinable()) m_thread.join();
}

void RowThread::work() noexcept {
  try {
    while (auto batch = m_queue.pop()) {
      if (batch->filled == 0) {  // the end of all rows
        if (m_end) m_end();
        return;
      }
      for (std::size_t i = 0; i < batch->filled; ++i) m_row(batch->rows[i]);
      batch->filled = 0;
      (void)m_used.push(std::move(*batch));
    }
  } catch (...) {
    m_fault = std::current_exception();
    m_queue.close();
    m_used.close();
  }
}

void RowThread::hand() {
  if (m_queue.push(std::move(m_batch))) {
    if (auto used = m_used.pop()) {
      m_batch = std::move(*used);
      return;
    }
  }
  m_thread.join();
  std::rethrow_exception(m_fault);
}

void RowThread::give(store::Feature& feature) {
  std::swap(m_batch.rows[m_batch.filled], feature);
  if (++m_batch.filled == kRowsHanded) hand();
}

void RowThread::finish() {
  if (m_batch.filled > 0) hand();
  (void)m_queue.push({});  // an empty one: the end
  m_thread.join();
  if (m_fault) std::rethrow_exception(m_fault);
}

}  // namespace gis::io
