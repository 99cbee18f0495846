// A SQLite file that grows by finished pages. Private to the room.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace gis::store {

/// Appends pages to a database that nobody has open, and writes over pages that it has. Until finish() the file counts
/// as it was: the new pages are no part of it.
/// Source: https://www.sqlite.org/fileformat2.html, 1.2 (pages), 1.3 (header), 1.4 (lock-byte page).
/// Thread rule: one thread. Errors: damaged (no database of the plain kind: vacuuming by itself, or with bytes kept
/// free in each page), diskFull.
class PageFile {
 public:
  explicit PageFile(const std::filesystem::path& file);
  PageFile(const PageFile&) = delete;
  PageFile& operator=(const PageFile&) = delete;

  [[nodiscard]] std::size_t pageBytes() const { return m_pageBytes; }
  /// The number that the next page will have.
  [[nodiscard]] std::uint32_t nextNumber() const { return numberAfter(m_pages); }
  /// The one that a page gets when it is appended behind this one.
  [[nodiscard]] std::uint32_t numberAfter(std::uint32_t page) const {
    return page + 1 == m_lockPage ? page + 2 : page + 1;
  }
  /// Returns the number of the page, whose bytes are pageBytes() many.
  std::uint32_t append(std::span<const std::uint8_t> page);
  void overwrite(std::uint32_t number, std::span<const std::uint8_t> page);
  /// Makes the new pages part of the database.
  void finish();

 private:
  void flush();
  void check();
  std::filesystem::path m_file;
  std::fstream m_stream;
  std::size_t m_pageBytes = 0;
  std::uint32_t m_lockPage = 0;  ///< holds SQLite's locks and nothing else
  std::uint32_t m_pages = 0;     ///< of the whole file, with those that wait
  std::uint32_t m_changes = 0;
  std::uint32_t m_firstWaiting = 0;
  std::vector<std::uint8_t> m_waiting;
};

/// Big-endian, as everything in a database file is.
inline void putBigEndian(std::uint8_t* at, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) at[i] = static_cast<std::uint8_t>(value >> (8 * (size - 1 - i)));
}

}  // namespace gis::store
