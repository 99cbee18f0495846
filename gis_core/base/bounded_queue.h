// A queue with a bound, between the stages of a pipeline.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace gis {

/// First in, first out, at most `capacity` items: a fast producer waits for a slow consumer, so
/// memory stays bounded. close() ends it: push() then returns false, pop() drains what is left and
/// then returns nothing. Thread rule: any number of producers and consumers.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

  /// Waits for room. False when the queue was closed; the item is then dropped.
  bool push(T item) {
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [&] { return m_closed || m_items.size() < m_capacity; });
    if (m_closed) return false;
    m_items.push_back(std::move(item));
    m_filled.notify_one();
    return true;
  }

  /// Waits for an item. Nothing when the queue is closed and empty.
  std::optional<T> pop() {
    std::unique_lock lock(m_mutex);
    m_filled.wait(lock, [&] { return m_closed || !m_items.empty(); });
    if (m_items.empty()) return std::nullopt;
    std::optional<T> item(std::move(m_items.front()));
    m_items.pop_front();
    m_room.notify_one();
    return item;
  }

  /// No more items will come; wakes everyone.
  void close() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_filled.notify_all();
    m_room.notify_all();
  }

 private:
  const std::size_t m_capacity;
  std::mutex m_mutex;
  std::condition_variable m_filled;
  std::condition_variable m_room;
  std::deque<T> m_items;
  bool m_closed = false;
};

}  // namespace gis
