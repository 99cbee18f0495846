// A lock between processes.
#pragma once

#include <filesystem>
#include <optional>

namespace gis::platform {

/// An advisory lock on a file, held while the object lives and freed by the system when the process
/// dies. Move-only.
class FileLock {
 public:
  /// Nothing when another process holds it. The file is made when missing. Throws Error.
  [[nodiscard]] static std::optional<FileLock> tryLock(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int fd) : m_fd(fd) {}
  int m_fd;
};

}  // namespace gis::platform
