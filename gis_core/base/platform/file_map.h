// A file seen as memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace gis::platform {

/// A read-only mapping of a whole file. Move-only. An empty file maps to an empty span.
class FileMap {
 public:
  FileMap() = default;
  /// Throws Error(notFound | internal).
  explicit FileMap(const std::filesystem::path& file);
  FileMap(FileMap&& other) noexcept;
  FileMap& operator=(FileMap&& other) noexcept;
  FileMap(const FileMap&) = delete;
  FileMap& operator=(const FileMap&) = delete;
  ~FileMap();

  [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data, m_size}; }
  /// The file's size now; less than bytes().size() means that someone cut it and reading may fault.
  [[nodiscard]] std::size_t sizeOnDisk() const;
  /// Tells the system that a range will be needed soon.
  void willNeed(std::size_t offset, std::size_t size) const;

 private:
  void close() noexcept;
  const std::byte* m_data = nullptr;
  std::size_t m_size = 0;
  int m_fd = -1;
};

}  // namespace gis::platform
