// One column of a build on its way from row order to snapshot order. Private to the room.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/scratch.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

class BlockFileWriter;

/// The distinct texts of a column, numbered as they come.
class TextDictionary {
 public:
  [[nodiscard]] std::uint32_t idOf(std::string_view text);
  [[nodiscard]] std::size_t size() const { return m_ends.size(); }
  [[nodiscard]] std::string_view word(std::size_t id) const {
    const std::size_t begin = id == 0 ? 0 : m_ends[id - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[id] - begin);
  }
  [[nodiscard]] const std::string& bytes() const { return m_bytes; }
  [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return m_ends; }

 private:
  void grow();
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t idPlusOne = 0;
  };
  std::string m_bytes;
  std::vector<std::uint32_t> m_ends;
  std::vector<Slot> m_slots;
};

/// Fed batch by batch, then written in another order. Rows lie in scratch files; memory is a bit a row and the
/// dictionary.
class ScratchColumn {
 public:
  ScratchColumn(std::filesystem::path folder, std::size_t number, store::Field field);
  void add(const store::FeatureBatch& batch, std::size_t column);
  /// Writes the sections of the column, rows in `order`, and returns its entry in the directory.
  [[nodiscard]] nlohmann::json writeTo(BlockFileWriter& out, std::span<const Index> order, const CancelToken& token);

 private:
  /// i64 f64 text dict none
  [[nodiscard]] const char* encoding() const;
  void addTexts(const store::FeatureBatch& batch, std::size_t column);
  void addWords(const store::FeatureBatch& batch, std::size_t column);
  void giveUpDictionary();
  void writeNulls(BlockFileWriter& out, std::span<const Index> order) const;
  void writeTexts(BlockFileWriter& out, std::span<const Index> order, const CancelToken& token);
  template <typename T>
  void writeFixed(BlockFileWriter& out, ScratchFile& from, std::span<const Index> order, const CancelToken& token);
  [[nodiscard]] std::unique_ptr<ScratchFile> scratch(const char* what) const;

  std::filesystem::path m_folder;
  std::string m_name;
  store::Field m_field;
  bool m_isText = false, m_hasNulls = false, m_hasDictionary = false;
  std::vector<bool> m_nulls;
  std::unique_ptr<ScratchFile> m_data;  ///< numbers of 8 bytes, or texts
  std::unique_ptr<ScratchFile> m_ends;  ///< of the texts
  std::unique_ptr<ScratchFile> m_ids;   ///< into the dictionary
  std::uint64_t m_rows = 0;
  TextDictionary m_words;
};

}  // namespace gis::snapshot
