// Memory that is touched cheaply: of large pages, where the system has them.
#pragma once

#include <cstddef>

namespace gis::platform {

/// Zeroed memory for pictures and copies of files. The first touch of each page of 4 KiB costs a fault of a microsecond
/// or more, for a picture of a screen as long as drawing a part of it; here a fault brings kPage bytes. Move-only
/// owner.
class LargeMemory {
 public:
  static constexpr std::size_t kPage = std::size_t{2} << 20;

  LargeMemory() = default;
  /// At least so many bytes, rounded up to whole pages of kPage. Throws std::bad_alloc.
  explicit LargeMemory(std::size_t bytes);
  LargeMemory(LargeMemory&& other) noexcept;
  LargeMemory& operator=(LargeMemory&& other) noexcept;
  LargeMemory(const LargeMemory&) = delete;
  LargeMemory& operator=(const LargeMemory&) = delete;
  ~LargeMemory();

  /// At least so many bytes, of which the first ones are what they were: where the system can, pages move instead of
  /// bytes. Never makes it smaller. Throws std::bad_alloc, and then nothing has changed.
  void grow(std::size_t bytes);

  /// A multiple of kPage; null for none.
  [[nodiscard]] std::byte* data() const { return m_data; }
  [[nodiscard]] std::size_t size() const { return m_size; }

 private:
  void close() noexcept;
  std::byte* m_data = nullptr;
  std::size_t m_size = 0;
};

}  // namespace gis::platform
