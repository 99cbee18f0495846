// Writing much without holding the lock for long. Private to the room.
#pragma once

#include <chrono>
#include <optional>

#include "gis_core/store/connection.h"

namespace gis::store {

/// A chain of transactions: breathe() commits the one that has lasted and leaves a gap in which a waiting
/// writer (who asks about three times a millisecond) gets its turn. Nothing of what it writes may be visible
/// before a last transaction of another kind. Inside an open transaction it does nothing.
class Chunks {
 public:
  explicit Chunks(const Connection& c);
  [[nodiscard]] const Connection& connection() const { return m_connection; }
  /// Opens a chunk if none is open.
  void begin();
  /// The chunk has lasted long enough: breathe().
  [[nodiscard]] bool isDue() const;
  /// To be called every few hundred rows.
  void breathe();
  /// Ends the chunk that is open.
  void pause();
  /// Takes back what the open chunk wrote.
  void abandon() { m_transaction.reset(); }
  /// The most processor time that this thread spent between taking the lock and giving it back: what others wait
  /// at least, and, on a machine with time to spare, at most.
  [[nodiscard]] std::chrono::nanoseconds longestHold() const { return m_longestHold; }

 private:
  using Clock = std::chrono::steady_clock;
  const Connection& m_connection;
  bool m_joined;
  std::optional<Transaction> m_transaction;
  Clock::time_point m_begun, m_ended;
  std::chrono::nanoseconds m_begunCpu{0}, m_longestHold{0};
};

}  // namespace gis::store
