#include "gis_core/city/codes.h"

#include <algorithm>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/speller.h"

namespace gis::city {

namespace {

std::string withoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// Reads one of the four category tables; columns that only some of them have are asked for by flag.
void addCategories(std::vector<Category>& out, std::string_view resource, bool legacy) {
  const CsvTable table = CsvTable::shipped(resource);
  const std::size_t system = table.column("code_system"), kind = table.column("kind");
  const std::size_t major = table.column("class_code"), majorZh = table.column("class_zh"),
                    majorEn = table.column("class_en");
  const std::size_t code = table.column("type_code"), zh = table.column("name_zh"), en = table.column("name_en");
  const std::size_t geometry = legacy ? 0 : table.column("geometry");
  const std::size_t department = legacy ? 0 : table.column("dept_category_zh");
  const std::size_t mapsTo = legacy ? table.column("maps_to_GBT47678_5") : 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Category c;
    c.system = table.cell(row, system);
    c.kind = categoryKindFromName(table.cell(row, kind));
    c.code = table.cell(row, code);
    c.majorCode = table.cell(row, major);
    c.majorZh = table.cell(row, majorZh);
    c.majorEn = table.cell(row, majorEn);
    c.zh = table.cell(row, zh);
    c.en = table.cell(row, en);
    if (legacy) {
      c.currentCode = table.cell(row, mapsTo);
    } else {
      c.geometry = table.cell(row, geometry);
      c.departmentZh = table.cell(row, department);
    }
    out.push_back(std::move(c));
  }
}

bool allDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// True when `needle` begins a word of `hay` (both folded).
bool beginsWord(std::string_view hay, std::string_view needle) {
  for (std::size_t at = hay.find(needle); at != std::string_view::npos; at = hay.find(needle, at + 1)) {
    if (at == 0 || hay[at - 1] == ' ' || hay[at - 1] == '(' || hay[at - 1] == '-') return true;
  }
  return false;
}

constexpr int kNoMatch = 100;

Message describe(const Category& c) {
  return {GIS_TR("{0} {1} {2}"), {std::string(categoryKindName(c.kind)), c.code, c.zh}};
}

}  // namespace

std::string_view categoryKindName(CategoryKind kind) {
  switch (kind) {
    case CategoryKind::matter: return "matter";
    case CategoryKind::component: return "component";
    case CategoryKind::event: return "event";
  }
  return "";
}

CategoryKind categoryKindFromName(std::string_view name) {
  for (const CategoryKind kind : {CategoryKind::matter, CategoryKind::component, CategoryKind::event}) {
    if (name == categoryKindName(kind)) return kind;
  }
  throw Error(ErrorCode::usage, {GIS_TR("unknown kind of category \"{0}\""), {std::string(name)}},
              GIS_TR("the kinds are matter, component and event"), GIS_TR("use one of them"));
}

CodeTables::CodeTables() {
  addCategories(m_categories, "codes/events.csv", false);
  addCategories(m_categories, "codes/components.csv", false);
  addCategories(m_categories, "codes/events_legacy.csv", true);
  addCategories(m_categories, "codes/components_legacy.csv", true);

  const CsvTable uses = CsvTable::shipped("codes/landuse.csv");
  for (std::size_t row = 0; row < uses.rows(); ++row) {
    m_landUses.push_back({uses.cell(row, uses.column("code_system")), uses.cell(row, uses.column("code")),
                          uses.cell(row, uses.column("parent_code")), uses.cell(row, uses.column("name_zh")),
                          uses.cell(row, uses.column("name_en"))});
  }
  const CsvTable places = CsvTable::shipped("codes/divisions.csv");
  for (std::size_t row = 0; row < places.rows(); ++row) {
    m_divisions.push_back({places.cell(row, places.column("code")), places.cell(row, places.column("level")),
                           places.cell(row, places.column("name_zh")), places.cell(row, places.column("name_en")),
                           places.cell(row, places.column("parent_code"))});
  }
}

const CodeTables& CodeTables::shipped() {
  static const CodeTables tables;
  return tables;
}

const Category* CodeTables::category(std::string_view system, CategoryKind kind, std::string_view code) const {
  const auto found = std::find_if(m_categories.begin(), m_categories.end(), [&](const Category& c) {
    return c.kind == kind && c.code == code && c.system == system;
  });
  return found == m_categories.end() ? nullptr : &*found;
}

const Category& CodeTables::resolveCategory(std::string_view typed, std::optional<CategoryKind> kind,
                                            std::optional<std::string_view> system) const {
  std::string code = text::normaliseCode(typed);
  if (code.size() == 11 && allDigits(code)) code = code.substr(6);  // 6 county + 5 type (GB/T 47678.5)
  if (!kind && code.size() == 5) kind = CategoryKind::matter;
  std::vector<const Category*> fitting;
  for (const Category& c : m_categories) {
    if (c.code != code) continue;
    if (kind && c.kind != *kind) continue;
    if (system && text::fold(c.system).find(text::fold(*system)) == std::string::npos) continue;
    fitting.push_back(&c);
  }
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.size() > 1) {
    throw Error(ErrorCode::usage, {GIS_TR("the category {0} has two meanings"), {std::string(typed)}},
                {GIS_TR("it fits {0} and {1}"), {describe(*fitting[0]).str(), describe(*fitting[1]).str()}},
                {GIS_TR("say which kind it is (--kind {0} or --kind {1})"),
                 {std::string(categoryKindName(fitting[0]->kind)), std::string(categoryKindName(fitting[1]->kind))}});
  }
  throw Error(ErrorCode::invalidValue, {GIS_TR("unknown category \"{0}\""), {std::string(typed)}},
              GIS_TR("no code table has this code"),
              GIS_TR("use a matter's five digits such as 06010, or a legacy four-digit code and its kind (--kind)"));
}

const std::vector<CodeTables::Spelling>& CodeTables::spellings() const {
  std::call_once(m_spellOnce, [this] {
    Speller speller;
    m_spellings.reserve(m_categories.size());
    for (const Category& c : m_categories) m_spellings.push_back({speller.pinyin(c.zh), speller.initials(c.zh)});
  });
  return m_spellings;
}

/// How well a category fits the folded text; smaller is better.
int CodeTables::rankOf(const Category& c, const Spelling& spelling, const std::string& folded,
                       const std::string& packed) {
  if (c.code == packed) return 0;
  if (c.code.starts_with(packed)) return 1;
  const std::string zh = text::fold(c.zh);
  const std::string en = text::fold(c.en);
  if (zh == packed || en == folded) return 2;
  if (spelling.initials == packed) return 3;
  if (zh.starts_with(packed)) return 4;
  if (spelling.initials.starts_with(packed)) return 5;
  if (spelling.pinyin.starts_with(packed)) return 6;
  if (beginsWord(en, folded)) return 7;
  if (zh.find(packed) != std::string::npos) return 8;
  if (spelling.initials.find(packed) != std::string::npos) return 9;
  if (packed.size() >= 3 && spelling.pinyin.find(packed) != std::string::npos) return 10;
  if (en.find(folded) != std::string::npos) return 11;
  if (text::fold(c.majorZh).find(packed) != std::string::npos) return 12;
  return kNoMatch;
}

std::vector<const Category*> CodeTables::searchCategories(std::string_view text, std::size_t limit,
                                                          std::string_view system,
                                                          std::optional<CategoryKind> kind) const {
  const std::string folded = text::fold(text::trim(text));
  const std::string packed = withoutSpaces(folded);
  std::vector<std::pair<int, const Category*>> found;
  for (std::size_t i = 0; i < m_categories.size(); ++i) {
    const Category& c = m_categories[i];
    if (!system.empty() && c.system != system) continue;
    if (kind && c.kind != *kind) continue;
    const int rank = packed.empty() ? 0 : rankOf(c, spellings()[i], folded, packed);
    if (rank != kNoMatch) found.emplace_back(rank, &c);
  }
  // The table order (current matters first) decides among equals.
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > limit) found.resize(limit);
  std::vector<const Category*> result;
  result.reserve(found.size());
  for (const auto& [rank, category] : found) result.push_back(category);
  return result;
}

const LandUse* CodeTables::landUse(std::string_view system, std::string_view code) const {
  const auto found = std::find_if(m_landUses.begin(), m_landUses.end(),
                                  [&](const LandUse& u) { return u.code == code && u.system == system; });
  return found == m_landUses.end() ? nullptr : &*found;
}

bool CodeTables::knowsLandUseSystem(std::string_view system) const {
  return std::any_of(m_landUses.begin(), m_landUses.end(), [&](const LandUse& u) { return u.system == system; });
}

const Division* CodeTables::division(std::string_view code) const {
  const auto found =
      std::find_if(m_divisions.begin(), m_divisions.end(), [&](const Division& d) { return d.code == code; });
  return found == m_divisions.end() ? nullptr : &*found;
}

}  // namespace gis::city
