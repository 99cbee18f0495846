// A file seen as memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace gis::platform {

/// A read-only mapping of a whole file. Move-only. An empty file maps to an empty span.
/// A file that somebody cuts while it is mapped does not end the program (SIGBUS): what is gone reads as zeros,
/// and isBroken() says so from then on.
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
  /// Was something read that is not in the file any more (or that the disk could not deliver)? Look after reading,
  /// before anything read is believed. Any thread.
  [[nodiscard]] bool isBroken() const noexcept;
  /// The file's size now; less than bytes().size() means that someone cut it and reading may fault.
  [[nodiscard]] std::size_t sizeOnDisk() const;
  /// Copies a range of the file, which lies inside bytes(); false when it is not there any more. Of what is looked at
  /// once this is cheaper than the pages of the mapping, which the system sets up one by one. Any thread.
  [[nodiscard]] bool read(std::size_t offset, std::span<std::byte> to) const;
  /// Tells the system that a range will be needed soon.
  void willNeed(std::size_t offset, std::size_t size) const;

 private:
  void close() noexcept;
  const std::byte* m_data = nullptr;
  std::size_t m_size = 0;
  int m_fd = -1;
  int m_watch = -1;  ///< place in the list of mappings that are watched; −1: none was free
};

}  // namespace gis::platform
