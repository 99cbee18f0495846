// Scratch files of a build: written once from the begin to the end, then read as memory.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "gis_core/base/platform/file_lock.h"
#include "gis_core/base/platform/file_map.h"
#include "gis_core/base/platform/large_memory.h"

namespace gis::snapshot {

/// A folder for the files of one build, and the lock that tells others that its maker lives. Goes with the object.
class BuildFolder {
 public:
  /// Made in `parent` (made when missing). Throws Error(readOnly | diskFull).
  explicit BuildFolder(const std::filesystem::path& parent);
  BuildFolder(const BuildFolder&) = delete;
  BuildFolder& operator=(const BuildFolder&) = delete;
  ~BuildFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
  std::optional<platform::FileLock> m_lock;
};

/// The name of a file that is being written beside its target, locked until it is complete.
struct AsideFile {
  explicit AsideFile(const std::filesystem::path& folder);
  std::filesystem::path path;
  std::optional<platform::FileLock> lock;
};

/// Removes build folders and half-written files in `folder` whose makers died. Never throws.
void sweepDeadBuilds(const std::filesystem::path& folder) noexcept;

/// Bytes in a row, kept in memory as long as all scratch of the program fits into some hundred MiB (a page of a
/// file costs several times a page of memory), then in a file.
class ScratchFile {
 public:
  explicit ScratchFile(std::filesystem::path file);
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();
  void write(const void* bytes, std::size_t size);
  template <typename T>
  void writeArray(std::span<const T> items) {
    write(items.data(), items.size_bytes());
  }
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  /// No more writing; the content as memory. Thread rule: the first call belongs to one thread.
  [[nodiscard]] std::span<const std::byte> map();
  template <typename T>
  [[nodiscard]] std::span<const T> mapArray() {
    const auto bytes = map();
    return {static_cast<const T*>(static_cast<const void*>(bytes.data())), bytes.size() / sizeof(T)};
  }
  /// Gives the space back at once; nothing can be read any more. Throws Error(damaged) when what was read from the
  /// map was not what had been written.
  void drop();

 private:
  [[nodiscard]] bool reserve(std::size_t capacity);
  [[nodiscard]] std::byte* memory() { return m_memory.data() != nullptr ? m_memory.data() : m_few.data(); }
  void dropMemory() noexcept;
  void spill();
  void close() noexcept;

  std::filesystem::path m_file;
  std::vector<std::byte> m_few;    ///< while it is small
  platform::LargeMemory m_memory;  ///< then
  std::size_t m_capacity = 0;
  bool m_inFile = false;
  std::unique_ptr<char[]> m_buffer;
  std::FILE* m_out = nullptr;
  std::uint64_t m_size = 0;
  platform::FileMap m_map;
};

}  // namespace gis::snapshot
