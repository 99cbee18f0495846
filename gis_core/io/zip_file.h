// Zip archives: written from files, and looked into without trusting them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis::io {

/// Packs files (name in the archive with '/', file on the disk) into `target`, which must not be there; names are
/// UTF-8. Errors: diskFull, readOnly, cancelled.
void writeZip(const std::filesystem::path& target,
              const std::vector<std::pair<std::string, std::filesystem::path>>& files, Progress& progress);

struct ZipEntry {
  std::string name;
  std::uint64_t bytes = 0, packed = 0;
  bool folder = false;
};

/// An archive that may be anybody's. Opening refuses names that lead out of it (absolute, "..", backslashes, drive
/// letters, control characters), links, names that stand twice (also but for case), too many entries, and bombs:
/// more bytes than deflate can pack into the file, or more than `kMostZipBytes`. Nothing is ever unpacked by itself.
/// Move-only; belongs to one thread.
class ZipReader {
 public:
  /// Errors: notFound, damaged (no zip, or refused).
  explicit ZipReader(const std::filesystem::path& file);
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  [[nodiscard]] const std::vector<ZipEntry>& entries() const { return m_entries; }
  /// Hands out an entry's content piece by piece until `take` says false. False when the entry is damaged (checksum,
  /// length). Errors: cancelled.
  bool read(std::size_t entry, const std::function<bool(std::span<const std::byte>)>& take,
            const CancelToken& token = {}) const;
  /// The whole content of a small entry. Errors: damaged (also when it is larger than `most`).
  [[nodiscard]] std::string text(std::size_t entry, std::size_t most = std::size_t{16} << 20) const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
  std::vector<ZipEntry> m_entries;
};

inline constexpr std::uint64_t kMostZipBytes = std::uint64_t{256} << 30;
inline constexpr std::size_t kMostZipEntries = 100000;

}  // namespace gis::io
