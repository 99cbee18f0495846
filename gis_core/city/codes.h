// The code tables that come with the program: categories of cases, land use, divisions.
// Source of the tables: resources/codes (GB/T 47678.5-2026, CJ/T 214 style, GB/T 21010-2017); see domain notes there.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/city/deadline.h"

namespace gis::store {
class CityDatabase;
}

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
  std::string geometry;            ///< "point", "line", "polygon", or empty when not told
  std::string departmentZh;        ///< responsible trade, or empty
  std::string departmentEn;        ///< the same: "street lighting"
  std::string currentCode;         ///< legacy ones: the current matter or component it is mapped to, or empty
  std::string accuracyClass;       ///< components: "A", "B" or "C"
  std::string relatedComponent;    ///< matters: the component whose defect it is, or empty
  std::string responsibility;      ///< matters: "owner_first", "territory_first", or empty
  std::string validFrom, validTo;  ///< local dates (2026-07-01), the last one included; empty: always

  [[nodiscard]] bool isValidOn(std::string_view isoDate) const {
    return (validFrom.empty() || validFrom <= isoDate) && (validTo.empty() || isoDate <= validTo);
  }
};

/// The mean error of a place of this accuracy class: A 0.5 m, B 1 m, C 10 m (GB/T 47678.5).
[[nodiscard]] double accuracyMetres(std::string_view accuracyClass);

struct LandUse {
  std::string system, code, parentCode, zh, en;
};

struct Division {
  std::string code, level, zh, en, parentCode;
};

/// How long the handling of a category may take under a filing condition, in areas of a class.
struct LimitRow {
  std::string category, condition, areaClass;  ///< condition and class may be empty: any
  TimeLimit limit;
  bool own = false;  ///< of the city; the shipped ones are samples
};

/// Who is responsible for a category, in an area, or for both. Codes may be beginnings of codes.
struct UnitRule {
  std::string category, area, rule, unit;
};

/// Which tables a city works by. Thread rule: immutable once it is had; each lives to the end of the program, so that
/// pointers into it stay good.
class CodeTables {
 public:
  /// Those of the program. Throws Error(notFound | damaged) when the resources are missing or broken.
  [[nodiscard]] static const CodeTables& shipped();
  /// Those of a city: the shipped ones with what it added (dictionary.h). Cheap when it changed nothing since. Belongs
  /// to the thread of the city; becomes current(). Errors: as shipped(), and damaged for a kept table.
  static const CodeTables& of(const store::CityDatabase& city);
  /// Those of the city that was asked for last; before that the shipped ones. Any thread.
  [[nodiscard]] static const CodeTables& current();

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

  /// The code system under which the city files new cases: chosen when it was made.
  [[nodiscard]] const std::string& caseSystem() const { return m_caseSystem; }
  /// The same case in the other generation: of a legacy category the current one, of a current one the first legacy
  /// category that is mapped to it. Null when the tables know none.
  [[nodiscard]] const Category* mapped(const Category& category) const;
  /// The accuracy class of a component by its identifier of 17 (or the older 16) digits; "B" when it tells no type.
  [[nodiscard]] std::string accuracyOfComponent(std::string_view id) const;

  [[nodiscard]] const std::vector<LimitRow>& limits() const { return m_limits; }
  [[nodiscard]] const std::vector<UnitRule>& unitRules() const { return m_unitRules; }
  /// The class of the area with the longest code that begins one of `codes`; empty when none is told.
  [[nodiscard]] std::string areaClass(const std::vector<std::string>& codes) const;

 private:
  /// How the Chinese name of each category is typed; made at the first search, because it takes a while.
  struct Spelling {
    std::string pinyin, initials;
  };
  explicit CodeTables(const store::CityDatabase* city);
  [[nodiscard]] const std::vector<Spelling>& spellings() const;
  /// Places in m_categories of those with exactly this code, in the order of the tables.
  [[nodiscard]] std::vector<std::size_t> withCode(std::string_view code) const;
  static int rankOf(const Category& c, const Spelling& spelling, const std::string& folded, const std::string& packed);
  mutable std::once_flag m_spellOnce;
  mutable std::vector<Spelling> m_spellings;
  std::vector<Category> m_categories;
  std::vector<std::pair<std::string, std::size_t>> m_byCode;  ///< sorted
  std::vector<LandUse> m_landUses;
  std::vector<Division> m_divisions;
  std::vector<LimitRow> m_limits;
  std::vector<UnitRule> m_unitRules;
  std::vector<std::pair<std::string, std::string>> m_areaClasses;  ///< beginning of an area's code, class
  std::string m_caseSystem;
};

/// Throws Error(usage) unless it is "current" or "legacy".
void checkCaseGeneration(std::string_view generation);
/// "current" or "legacy", the setting "case_generation" of a city. Throws Error(usage) naming the two.
void chooseCaseGeneration(const store::CityDatabase& city, std::string_view generation);

}  // namespace gis::city
