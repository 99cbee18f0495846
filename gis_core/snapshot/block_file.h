// Files in checked blocks: what snapshots and coverages are kept in.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/platform/file_map.h"
#include "gis_core/base/progress.h"
#include "gis_core/snapshot/block_window.h"
#include "gis_core/snapshot/scratch.h"

namespace gis::snapshot {

/// One named run of bytes in the file, 64-byte aligned.
struct Section {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// Writes a file section by section: header, data, block sums, directory (JSON). It is made beside its
/// target; commit() renames it. Destroyed without commit(): nothing stays. It is not synced: whoever made it can make
/// it again, and what a loss of power leaves of it fails the sums; syncing takes longer than writing.
class BlockFileWriter {
 public:
  BlockFileWriter(const std::filesystem::path& target, std::string_view kind);
  BlockFileWriter(const BlockFileWriter&) = delete;
  BlockFileWriter& operator=(const BlockFileWriter&) = delete;
  ~BlockFileWriter();

  void beginSection(const std::string& name);
  void write(const void* bytes, std::size_t size);
  template <typename T>
  void writeArray(std::span<const T> items) {
    write(items.data(), items.size_bytes());
  }
  template <typename T>
  void section(const std::string& name, std::span<const T> items) {
    beginSection(name);
    writeArray(items);
  }
  /// `meta` is kept in the directory beside the sections.
  void commit(const nlohmann::json& meta) { commitTo(m_target, meta); }
  /// The same under another name in the folder of the target, which may be known at the end only.
  void commitTo(const std::filesystem::path& target, const nlohmann::json& meta);

 private:
  void put(const void* bytes, std::size_t size);
  void putBlock(const std::byte* bytes, std::size_t size);
  /// Whole blocks, by all threads: for a new page of a file the system takes several times as long as for its sum.
  void putBlocks(const std::byte* bytes, std::size_t blocks);
  void checkWritten() const;

  std::filesystem::path m_target;
  AsideFile m_aside;
  std::ofstream m_out;
  std::string m_kind;
  std::uint64_t m_size = 0;
  std::vector<std::uint64_t> m_sums;
  std::vector<std::byte> m_block;
  std::vector<std::pair<std::string, Section>> m_sections;
  bool m_committed = false;
};

/// A mapped block file. Thread rule: any thread.
class BlockFile {
 public:
  /// Checks header, sizes and directory. Throws Error(damaged | newerVersion | notFound).
  BlockFile(const std::filesystem::path& file, std::string_view kind);

  [[nodiscard]] const nlohmann::json& meta() const { return m_meta; }
  [[nodiscard]] bool has(const std::string& name) const { return m_sections.count(name) > 0; }
  /// Throws Error(damaged) when it is missing or not a whole number of T.
  [[nodiscard]] Section section(const std::string& name, std::size_t itemSize, std::uint64_t items) const;
  [[nodiscard]] Section section(const std::string& name) const;
  /// The bytes of a range inside a section; its blocks are checked on first touch. Throws Error(damaged).
  /// A file that was cut under us reads as zeros: the next call says so.
  [[nodiscard]] const std::byte* at(const Section& s, std::uint64_t offset, std::uint64_t size) const {
    checkWhole();
    if (offset > s.size || size > s.size - offset) damaged("a range lies outside its section");
    const std::uint64_t begin = s.offset + offset;
    for (std::uint64_t b = begin / kBlock, end = (begin + size + kBlock - 1) / kBlock; b < end; ++b) {
      if (m_checked[b].load(std::memory_order_relaxed) == 0) check(b);
    }
    return m_map.bytes().data() + begin;
  }
  /// The same as at(), but copied: valid until the next call with the window. For ranges that follow each other, read
  /// once: to set up the pages of a mapping takes several times as long as to copy them.
  [[nodiscard]] const std::byte* at(const Section& s, std::uint64_t offset, std::uint64_t size,
                                    BlockWindow& window) const;
  template <typename T>
  [[nodiscard]] const T* items(const Section& s, std::uint64_t first, std::uint64_t count) const {
    return static_cast<const T*>(static_cast<const void*>(at(s, first * sizeof(T), count * sizeof(T))));
  }
  template <typename T>
  [[nodiscard]] std::span<const T> run(const Section& s, std::uint64_t first, std::uint64_t count,
                                       BlockWindow& window) const {
    const std::byte* bytes = at(s, first * sizeof(T), count * sizeof(T), window);
    return {static_cast<const T*>(static_cast<const void*>(bytes)), count};
  }
  template <typename T>
  [[nodiscard]] std::span<const T> all(const Section& s) const {
    return {items<T>(s, 0, s.size / sizeof(T)), s.size / sizeof(T)};
  }
  /// Checks all blocks of a section, by all cores. Throws Error(damaged | cancelled).
  void checkAll(const Section& s, const CancelToken& token) const;
  /// Something in it was found wrong: it must be made again.
  [[nodiscard]] bool isDamaged() const { return m_damaged.load(std::memory_order_relaxed) || m_map.isBroken(); }
  /// Throws Error(damaged) when something that was read since opening was not in the file any more.
  void checkWhole() const {
    if (m_map.isBroken()) damaged("it was cut");
  }
  [[noreturn]] void damaged(const char* why) const;

 private:
  static constexpr std::uint64_t kBlock = 1 << 20;
  void check(std::uint64_t block) const;
  /// Of a block as the file has it, the header taken as zeros. Read and not mapped: whoever looks at few bytes of the
  /// block needs few of its pages.
  [[nodiscard]] std::uint64_t sumOf(std::uint64_t block) const;
  /// Fills the window with the blocks that hold [begin, end), and checks those that are new in it.
  void copyBlocks(std::uint64_t begin, std::uint64_t end, BlockWindow& window) const;

  std::filesystem::path m_file;
  platform::FileMap m_map;
  nlohmann::json m_meta;
  std::map<std::string, Section> m_sections;
  std::vector<std::uint64_t> m_sums;
  std::uint64_t m_dataEnd = 0;
  mutable std::unique_ptr<std::atomic<std::uint8_t>[]> m_checked;
  mutable std::atomic<bool> m_damaged{false};
};

}  // namespace gis::snapshot
