#include "gis_core/city/text_order.h"

#include <algorithm>
#include <cstddef>

namespace gis::city {

namespace {

constexpr std::size_t kKeyBytes = 8;

/// A row, its text, and the bytes of it that are compared now, the first in the highest place; beyond the end there are
/// zeros.
struct TextEntry {
  std::uint64_t key;
  const char* text;
  std::uint32_t length;
  std::uint32_t row;
};

class TextSorter {
 public:
  TextSorter(bool descending, const std::function<void(std::span<std::uint32_t>)>& equal, const CancelToken& token)
      : m_descending(descending), m_equal(equal), m_token(token) {}

  /// Sorts the entries and puts their rows into `rows`. Their texts are alike in the first `shared` bytes.
  void sort(std::span<TextEntry> run, std::span<std::uint32_t> rows, std::size_t shared) {
    if (run.size() > kLongRun) m_token.check();
    if (run.size() > 1) {
      shared = sharedBytes(run, shared);
      for (TextEntry& one : run) one.key = keyOf(one, shared);
      std::sort(run.begin(), run.end(), [this, shared](const TextEntry& a, const TextEntry& b) {
        if (a.key != b.key) return m_descending ? a.key > b.key : a.key < b.key;
        // a text that ends is less than one that goes on with zero bytes
        const std::size_t mine = restOf(a, shared), other = restOf(b, shared);
        return m_descending ? mine > other : mine < other;
      });
    }
    for (std::size_t begin = 0; begin < run.size();) {
      const std::size_t rest = restOf(run[begin], shared);
      std::size_t end = begin + 1;
      while (end < run.size() && run[end].key == run[begin].key && restOf(run[end], shared) == rest) ++end;
      const auto part = run.subspan(begin, end - begin);
      const auto target = rows.subspan(begin, end - begin);
      if (part.size() > 1 && rest > kKeyBytes) {
        sort(part, target, shared + kKeyBytes);
      } else {
        for (std::size_t i = 0; i < part.size(); ++i) target[i] = part[i].row;
        m_equal(target);
      }
      begin = end;
    }
  }

 private:
  static constexpr std::size_t kLongRun = 10'000;

  /// What is left of the text behind the shared bytes, as far as the key tells it: at most one more than its bytes.
  static std::size_t restOf(const TextEntry& one, std::size_t shared) {
    return std::min(one.length - std::min<std::size_t>(one.length, shared), kKeyBytes + 1);
  }
  static std::uint64_t keyOf(const TextEntry& one, std::size_t shared) {
    std::uint64_t key = 0;
    for (std::size_t i = shared; i < shared + kKeyBytes; ++i)
      key = key << 8U | (i < one.length ? static_cast<unsigned char>(one.text[i]) : 0U);
    return key;
  }
  /// How many bytes all texts of the run have in common.
  static std::size_t sharedBytes(std::span<const TextEntry> run, std::size_t shared) {
    std::size_t common = run.front().length;
    for (const TextEntry& one : run) {
      common = std::min<std::size_t>(common, one.length);
      std::size_t i = shared;
      while (i < common && one.text[i] == run.front().text[i]) ++i;
      common = std::min(common, i);
      if (common <= shared) return shared;
    }
    return common;
  }

  bool m_descending;
  const std::function<void(std::span<std::uint32_t>)>& m_equal;
  const CancelToken& m_token;
};

}  // namespace

void sortByText(std::vector<std::uint32_t>& rows, bool descending,
                const std::function<std::string_view(std::uint32_t)>& textOf,
                const std::function<void(std::span<std::uint32_t>)>& equal, const CancelToken& token) {
  std::vector<TextEntry> entries;
  entries.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    const std::string_view text = textOf(row);
    entries.push_back({0, text.data(), static_cast<std::uint32_t>(text.size()), row});
  }
  TextSorter(descending, equal, token).sort(entries, rows, 0);
}

}  // namespace gis::city
