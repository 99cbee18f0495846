// The code tables that come with the program: categories of cases, land use, divisions.
// Source of the tables: resources/codes (GB/T 47678.5-2026, CJ/T 214 style, GB/T 21010-2017); see domain notes there.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gis::city {

/// What a category speaks of. The same digits name different things in different kinds.
enum class CategoryKind { matter, component, event };

/// "matter", "component", "event".
[[nodiscard]] std::string_view categoryKindName(CategoryKind kind);
/// Throws Error(usage) naming the three words.
[[nodiscard]] CategoryKind categoryKindFromName(std::string_view name);

/// The newer of the two shipped code systems of cases.
inline constexpr std::string_view kCurrentCaseSystem = "GB/T 47678.5-2026";
inline constexpr std::string_view kLegacyCaseSystem = "CJ/T 214 style";
inline constexpr std::string_view kLandUse2017 = "GB/T 21010-2017";

/// One kind of case: (system, kind, code) is its key.
struct Category {
  std::string system;
  CategoryKind kind = CategoryKind::matter;
  std::string code;              ///< 5 digits (current) or 4 (legacy): major class 2 + minor class
  std::string majorCode;         ///< 2 digits
  std::string majorZh, majorEn;  ///< the major class's names
  std::string zh, en;
  std::string geometry;      ///< "point", "line", "polygon", or empty when not told
  std::string departmentZh;  ///< responsible trade, or empty
  std::string currentCode;   ///< legacy ones: the current matter or component it is mapped to, or empty
};

struct LandUse {
  std::string system, code, parentCode, zh, en;
};

struct Division {
  std::string code, level, zh, en, parentCode;
};

/// All tables, read once from the resources. Thread rule: immutable after shipped() returned.
class CodeTables {
 public:
  /// The one instance. Throws Error(notFound | damaged) when the resources are missing or broken.
  [[nodiscard]] static const CodeTables& shipped();

  /// Current matters first, then current components, legacy events, legacy components; by code.
  [[nodiscard]] const std::vector<Category>& categories() const { return m_categories; }
  /// Exactly this one, or null.
  [[nodiscard]] const Category* category(std::string_view system, CategoryKind kind, std::string_view code) const;
  /// What a typed code means. Five digits mean a matter unless `kind` says otherwise, eleven digits are a
  /// county and a matter; four digits are a legacy code, and one that fits two kinds throws Error(usage)
  /// naming both. An unknown code throws Error(invalidValue).
  [[nodiscard]] const Category& resolveCategory(std::string_view code, std::optional<CategoryKind> kind = {},
                                                std::optional<std::string_view> system = {}) const;
  /// By Chinese, English, code, pinyin or its initials, best first: code, then names that are equal,
  /// begin with, or hold the text. Empty text: in table order. `system` empty: all systems.
  [[nodiscard]] std::vector<const Category*> searchCategories(std::string_view text, std::size_t limit,
                                                              std::string_view system = {},
                                                              std::optional<CategoryKind> kind = {}) const;

  /// The class of a code in a code system; null when the system or the code is unknown.
  [[nodiscard]] const LandUse* landUse(std::string_view system, std::string_view code) const;
  [[nodiscard]] const std::vector<LandUse>& landUses() const { return m_landUses; }
  [[nodiscard]] bool knowsLandUseSystem(std::string_view system) const;

  [[nodiscard]] const Division* division(std::string_view code) const;
  [[nodiscard]] const std::vector<Division>& divisions() const { return m_divisions; }

 private:
  /// How the Chinese name of each category is typed; made at the first search, because it takes a while.
  struct Spelling {
    std::string pinyin, initials;
  };
  CodeTables();
  [[nodiscard]] const std::vector<Spelling>& spellings() const;
  static int rankOf(const Category& c, const Spelling& spelling, const std::string& folded, const std::string& packed);
  mutable std::once_flag m_spellOnce;
  mutable std::vector<Spelling> m_spellings;
  std::vector<Category> m_categories;
  std::vector<LandUse> m_landUses;
  std::vector<Division> m_divisions;
};

}  // namespace gis::city
