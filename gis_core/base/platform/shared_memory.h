// Memory that two processes see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gis::platform {

/// A nameless piece of memory that a child gets as a descriptor. It may grow, never shrink (the kernel
/// is told so), so a reader cannot be hit by a vanished page. Move-only.
class SharedMemory {
 public:
  /// A new piece of `bytes`, zeroed. Throws Error(internal).
  [[nodiscard]] static SharedMemory create(std::string_view name, std::size_t bytes);
  /// Takes over a descriptor that the parent passed; maps what is there.
  [[nodiscard]] static SharedMemory adopt(int fd);
  SharedMemory(SharedMemory&& other) noexcept;
  SharedMemory& operator=(SharedMemory&& other) noexcept;
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;
  ~SharedMemory();

  [[nodiscard]] std::span<std::byte> bytes() const { return {m_data, m_size}; }
  [[nodiscard]] int fd() const { return m_fd; }
  /// Makes it at least `bytes` long (in the writing process). Throws Error(internal).
  void grow(std::size_t bytes);
  /// Maps what the other process has added (in the reading process).
  void follow();
  /// Gives the pages from `offset` on back to the system; they read as zero then.
  void release(std::size_t offset) const;

 private:
  explicit SharedMemory(int fd) : m_fd(fd) {}
  void map(std::size_t bytes);
  void close() noexcept;
  std::byte* m_data = nullptr;
  std::size_t m_size = 0;
  int m_fd = -1;
};

}  // namespace gis::platform
