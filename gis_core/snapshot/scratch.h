// Scratch files of a build: written once from the begin to the end, then read as memory.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gis_core/base/platform/file_map.h"
#include "gis_core/store/value.h"

namespace gis::snapshot {

class ScratchFile {
 public:
  explicit ScratchFile(std::filesystem::path file);
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();
  void write(const void* bytes, std::size_t size);
  /// No more writing; the content as memory.
  [[nodiscard]] std::span<const std::byte> map();

 private:
  std::filesystem::path m_file;
  std::FILE* m_out = nullptr;
  platform::FileMap m_map;
};

/// One column on its way from row order to snapshot order.
class ScratchColumn {
 public:
  ScratchColumn(const std::filesystem::path& folder, std::size_t number, store::Field field);
  void add(const store::FeatureBatch& batch, std::size_t column);
  [[nodiscard]] const store::Field& field() const { return m_field; }
  [[nodiscard]] bool isNull(std::size_t row) const { return m_nulls[row]; }
  [[nodiscard]] bool hasNulls() const { return m_hasNulls; }
  /// i64 f64 text dict none
  [[nodiscard]] const char* encoding() const;
  /// Values of 8 bytes, in row order.
  [[nodiscard]] std::span<const std::uint64_t> numbers();
  [[nodiscard]] std::string_view text(std::size_t row);
  [[nodiscard]] std::uint16_t dictionaryId(std::size_t row) const { return m_ids[row]; }
  [[nodiscard]] const std::vector<std::string>& dictionary() const { return m_words; }

 private:
  void addText(std::string_view text, bool null);
  store::Field m_field;
  bool m_isText = false;
  bool m_hasNulls = false;
  bool m_hasDictionary = false;
  std::vector<bool> m_nulls;
  std::unique_ptr<ScratchFile> m_data, m_ends;
  std::uint64_t m_bytes = 0;
  std::vector<std::uint16_t> m_ids;
  std::vector<std::string> m_words;
  std::unordered_map<std::string, std::uint16_t> m_idOf;
};

}  // namespace gis::snapshot
