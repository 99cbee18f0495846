// Child processes and the line to them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis::platform {

/// One end of a two-way line between parent and child that carries whole messages. Move-only; one
/// thread at a time.
class Channel {
 public:
  /// A message: what it is, and its bytes.
  struct Message {
    std::uint8_t kind = 0;
    std::string bytes;
  };
  enum class Outcome { message, silence, closed };

  /// Both ends; give `second.fd()` to the child.
  [[nodiscard]] static std::pair<Channel, Channel> makePair();
  /// Takes over a descriptor that the parent passed to this process.
  explicit Channel(int fd) : m_fd(fd) {}
  Channel(Channel&& other) noexcept;
  Channel& operator=(Channel&& other) noexcept;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel();

  /// False when the other side is gone.
  bool send(std::uint8_t kind, std::string_view bytes);
  /// Waits for the next message; `silence` when none came within `limit`. Throws Error(cancelled).
  [[nodiscard]] Outcome receive(Message& into, std::chrono::milliseconds limit, const CancelToken& token = {});
  /// Waits until the other side is gone (for a watchdog thread; takes no messages away).
  void waitUntilClosed() const;
  [[nodiscard]] int fd() const { return m_fd; }
  void close() noexcept;

 private:
  [[nodiscard]] Outcome fill(std::size_t wanted, std::chrono::milliseconds limit, const CancelToken& token);
  int m_fd = -1;
  std::string m_buffer;
};

/// How a child ended.
struct ExitState {
  bool bySignal = false;
  int value = 0;  ///< exit status, or the signal's number
};

/// A running child, started with posix_spawn (never fork: the parent has threads). It gets its own
/// process group, no standard streams, and `passed` as descriptors 3, 4 …; all others are closed.
/// Killed and reaped when the object goes. Move-only.
class ChildProcess {
 public:
  /// Throws Error(notFound | internal).
  [[nodiscard]] static ChildProcess start(const std::filesystem::path& program, const std::vector<std::string>& args,
                                          std::span<const int> passed);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  [[nodiscard]] int pid() const { return m_pid; }
  /// Ends it at once (SIGKILL) and reaps it.
  void kill() noexcept;
  /// Its end, waited for up to `limit`; nothing when it still runs.
  [[nodiscard]] std::optional<ExitState> wait(std::chrono::milliseconds limit);
  /// Largest address space it may use; without effect under a sanitizer, which reserves terabytes.
  void limitMemory(std::uint64_t bytes) const;
  /// Memory of the child that no file backs (RssAnon), in bytes; 0 when it is gone.
  [[nodiscard]] std::uint64_t anonymousMemoryBytes() const;

 private:
  explicit ChildProcess(int pid) : m_pid(pid) {}
  int m_pid = -1;
  std::optional<ExitState> m_end;
};

/// Ends this process here and now, without destructors or the C library's clean-up: for a child whose other
/// threads may hang in a foreign library. Never called by the programs' main process.
[[noreturn]] void endProcessAtOnce(int status);

/// Main memory of the machine in bytes.
[[nodiscard]] std::uint64_t physicalMemoryBytes();

}  // namespace gis::platform
