// Progress and cancellation of long work.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace gis {

/// A flag shared between the one who asks for an end and the work that looks at it. Copies share
/// the flag. Thread rule: every member may be called from any thread.
class CancelToken {
 public:
  CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}

  void cancel() const noexcept { m_flag->store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool cancelled() const noexcept { return m_flag->load(std::memory_order_relaxed); }
  /// Throws Error(cancelled) when the end was asked for.
  void check() const;
  /// The bare flag, for C callbacks; lives as long as any copy of the token.
  [[nodiscard]] const std::atomic<bool>* flag() const noexcept { return m_flag.get(); }

 private:
  std::shared_ptr<std::atomic<bool>> m_flag;
};

/// How far a piece of work is. `total` 0 means not known.
struct ProgressState {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

/// What long work is given: a way to tell how far it is and to hear that it shall end. The callback
/// is called from the working thread, at most about 20 times a second, and must not block.
class Progress {
 public:
  using Callback = std::function<void(const ProgressState&)>;

  Progress() = default;
  explicit Progress(CancelToken token, Callback callback = {})
      : m_token(std::move(token)), m_callback(std::move(callback)) {}

  /// Tells the state (rate-limited) and throws Error(cancelled) when the end was asked for.
  void report(std::uint64_t done, std::uint64_t total = 0);
  void check() const { m_token.check(); }
  [[nodiscard]] bool cancelled() const noexcept { return m_token.cancelled(); }
  [[nodiscard]] const CancelToken& token() const noexcept { return m_token; }

 private:
  CancelToken m_token;
  Callback m_callback;
  std::int64_t m_lastTold = 0;
};

}  // namespace gis
