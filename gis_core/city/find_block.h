// One searchable column in memory. Private to the room.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/platform/file_map.h"
#include "gis_core/city/speller.h"
#include "gis_core/geometry/envelope.h"

namespace gis::city {

/// Texts one behind the other. Of equal length (codes): nothing between them; else each ends with a line
/// end, and one stands before the first, so that "begins with" is a substring too.
struct TextColumn {
  TextColumn() = default;
  TextColumn(const TextColumn&) = delete;  // the views below may point into the object itself
  TextColumn& operator=(const TextColumn&) = delete;
  ~TextColumn() = default;

  std::string_view bytes;                 ///< made by tighten(), or in a mapped cache file
  std::span<const std::uint32_t> starts;  ///< of each text; empty when `width` says it
  std::uint32_t width = 0;                ///< > 0: every text has this many bytes
  std::size_t longest = 0;                ///< bytes of the longest text: a longer one need not be looked for

  static constexpr std::uint32_t kGramBits = 1U << 18;  ///< 32 KiB a column
  /// Which sequences of three bytes occur, hashed into bits; empty for short columns. A text with another one
  /// need not be looked for: most columns are passed over so.
  std::span<const std::uint64_t> grams;

  void add(std::string_view text);
  /// Drops separators and starts when all texts are equally long; call once at the end.
  void tighten();
  /// Sets `longest` after `bytes` and `starts` were pointed somewhere.
  void noteLongest();
  [[nodiscard]] std::string_view at(std::size_t index) const;
  [[nodiscard]] std::size_t size() const;
  /// The text that holds byte `offset`.
  [[nodiscard]] std::size_t indexOf(std::size_t offset) const;
  /// Indices of texts that hold `needle`, or begin with it, ascending, at most `most`.
  [[nodiscard]] std::vector<std::uint32_t> holding(std::string_view needle, bool onlyBeginnings,
                                                   std::size_t most) const;

 private:
  void noteGrams();
  [[nodiscard]] bool mayHold(std::string_view needle) const;

  std::string m_ownBytes;
  std::vector<std::uint32_t> m_ownStarts;
  std::vector<std::uint64_t> m_ownGrams;
};

/// A found entry and how well it fits (FindResult::rank).
struct BlockHit {
  std::uint32_t index = 0;
  int rank = 0;
};

/// The entries of one column, sorted by key.
class FindBlock {
 public:
  std::string identity;  ///< layer uid, revision, column, kind: what a cached block must agree with
  std::string kind, layer;
  bool isCode = false;  ///< keys are compared as codes

  /// Collects entries, then finish() sorts them; equal keys become one when `merge`.
  void add(std::string_view label, std::int64_t fid, const geom::Envelope& box);
  void finish(bool merge, Speller& speller);

  [[nodiscard]] std::size_t size() const { return m_fids.size(); }
  [[nodiscard]] std::string_view key(std::size_t index) const { return m_keys.at(index); }
  [[nodiscard]] std::string_view label(std::size_t index) const;
  [[nodiscard]] std::int64_t fid(std::size_t index) const { return m_fids[index]; }
  /// Precise to millimetres over a city; empty when the entry has no place.
  [[nodiscard]] geom::Envelope box(std::size_t index) const;
  [[nodiscard]] const TextColumn& initials() const { return m_initials; }
  [[nodiscard]] const TextColumn& pinyin() const { return m_pinyin; }

  /// `key`: folded (see foldedName, foldedCode). At most about `most` a way of fitting. Each entry once.
  [[nodiscard]] std::vector<BlockHit> search(std::string_view key, std::size_t most) const;
  /// Entries whose pinyin or initials hold the text inside (rank 5): asked only when better ones are few.
  [[nodiscard]] std::vector<BlockHit> searchInsidePinyin(std::string_view key, std::size_t most) const;

  /// Written aside and renamed; mapped back only when whole and of the same identity.
  void save(const std::filesystem::path& file) const;
  [[nodiscard]] static std::shared_ptr<FindBlock> load(const std::filesystem::path& file, std::string_view identity);

 private:
  struct Raw {
    std::string key, label;  ///< label empty: as the key
    std::int64_t fid;
    geom::Envelope box;
  };
  std::vector<Raw> m_raw;
  TextColumn m_keys, m_labels, m_initials, m_pinyin;  ///< labels, initials, pinyin may be empty: as keys, none
  std::vector<std::int64_t> m_ownFids;
  std::vector<float> m_ownBoxes;
  std::span<const std::int64_t> m_fids;
  std::span<const float> m_boxes;  ///< four each, relative to the origin
  platform::FileMap m_map;         ///< what the views point into, for a block that was loaded
  double m_originX = 0, m_originY = 0;
};

/// A name as it is compared: full width and case folded, no spaces.
[[nodiscard]] std::string foldedName(std::string_view text);
/// A code as it is compared: a name without hyphens, in capitals.
[[nodiscard]] std::string foldedCode(std::string_view text);

}  // namespace gis::city
