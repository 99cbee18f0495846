// What well-known columns are called in words: "zddm" is 宗地代码, "Parcel code".
// Source of the tables: resources/codes (GB/T 47678.5-2026, CJ/T 214 style, the real-estate register's field lists) and
// the names that city files commonly use.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gis::city {

struct FieldTitle {
  std::string zh, en;
};

/// "Parcel code (19)": a title, and the length of a value that it tells; 0: none.
struct TitleAndLength {
  std::string title;
  std::size_t length = 0;
};
[[nodiscard]] TitleAndLength splitTitle(const std::string& title);

/// Read once from the resources. Thread rule: immutable after shipped() returned.
class FieldTitles {
 public:
  /// The one instance; the first call reads files. Throws Error(notFound | damaged) when the resources are missing or
  /// broken.
  [[nodiscard]] static const FieldTitles& shipped();
  /// By the name of a column, whatever its case; null when the name is nobody's standard.
  [[nodiscard]] const FieldTitle* find(std::string_view field) const;

 private:
  FieldTitles();
  void add(std::string_view resource);
  std::unordered_map<std::string, FieldTitle> m_titles;  ///< by the folded name
};

}  // namespace gis::city
