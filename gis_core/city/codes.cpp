#include "gis_core/city/codes.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/dictionary.h"
#include "gis_core/city/speller.h"
#include "gis_core/store/city.h"

namespace gis::city {

namespace {

constexpr const char* kGenerationSetting = "case_generation";

std::atomic<const CodeTables*>& currentTables() {
  static std::atomic<const CodeTables*> tables{nullptr};
  return tables;
}

std::string withoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// One of the tables, of a city or as it is shipped.
Dictionary tableOf(const store::CityDatabase* city, std::string_view name) {
  return city != nullptr ? dictionaryOf(*city, name) : shippedDictionary(name);
}

/// Takes one of the four category tables over; a column that it lacks is empty.
void addCategories(std::vector<Category>& out, Dictionary table) {
  // the city's rows stand where their codes belong
  std::stable_sort(table.rows.begin(), table.rows.end(), [&](const DictionaryRow& a, const DictionaryRow& b) {
    return table.cell(a, "type_code") < table.cell(b, "type_code");
  });
  const auto textOf = [&](const DictionaryRow& row, std::string_view column) {
    const auto at = std::find(table.columns.begin(), table.columns.end(), column);
    return at == table.columns.end() ? std::string() : row.cells[std::size_t(at - table.columns.begin())];
  };
  for (const DictionaryRow& row : table.rows) {
    Category c;
    c.system = textOf(row, "code_system");
    c.kind = categoryKindFromName(textOf(row, "kind"));
    c.code = textOf(row, "type_code");
    c.majorCode = textOf(row, "class_code");
    c.majorZh = textOf(row, "class_zh");
    c.majorEn = textOf(row, "class_en");
    c.zh = textOf(row, "name_zh");
    c.en = textOf(row, "name_en");
    if (c.en.empty()) c.en = c.zh;  // a city's own may have no other name
    c.geometry = textOf(row, "geometry");
    c.departmentZh = textOf(row, "dept_category_zh");
    c.departmentEn = textOf(row, "dept_category");
    std::replace(c.departmentEn.begin(), c.departmentEn.end(), '_', ' ');
    c.currentCode = textOf(row, "maps_to_GBT47678_5");
    c.accuracyClass = textOf(row, "accuracy_class");
    c.relatedComponent = textOf(row, "related_component_type");
    c.responsibility = textOf(row, "responsibility_rule");
    c.validFrom = textOf(row, "valid_from");
    c.validTo = textOf(row, "valid_to");
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

CodeTables::CodeTables(const store::CityDatabase* city) {
  for (const char* name : {"matters", "components", "legacy_events", "legacy_components"})
    addCategories(m_categories, tableOf(city, name));
  for (std::size_t i = 0; i < m_categories.size(); ++i) m_byCode.emplace_back(m_categories[i].code, i);
  std::sort(m_byCode.begin(), m_byCode.end());
  const Dictionary uses = tableOf(city, "landuse");
  for (const DictionaryRow& row : uses.rows) {
    m_landUses.push_back({uses.cell(row, "code_system"), uses.cell(row, "code"), uses.cell(row, "parent_code"),
                          uses.cell(row, "name_zh"), uses.cell(row, "name_en")});
  }
  const Dictionary places = tableOf(city, "divisions");
  for (const DictionaryRow& row : places.rows) {
    m_divisions.push_back({places.cell(row, "code"), places.cell(row, "level"), places.cell(row, "name_zh"),
                           places.cell(row, "name_en"), places.cell(row, "parent_code")});
  }
  const Dictionary limits = tableOf(city, "time_limits");
  for (const DictionaryRow& row : limits.rows) {
    m_limits.push_back({limits.cell(row, "matter_code_GBT47678_5"),
                        limits.cell(row, "condition_zh"),
                        limits.cell(row, "area_class"),
                        {std::strtod(limits.cell(row, "limit_value").c_str(), nullptr),
                         limitUnitFromName(limits.cell(row, "limit_unit"))},
                        row.own});
  }
  const Dictionary units = tableOf(city, "responsible_units");
  for (const DictionaryRow& row : units.rows) {
    m_unitRules.push_back(
        {units.cell(row, "category"), units.cell(row, "area"), units.cell(row, "rule"), units.cell(row, "unit")});
  }
  const Dictionary areas = tableOf(city, "area_classes");
  for (const DictionaryRow& row : areas.rows)
    m_areaClasses.emplace_back(areas.cell(row, "area"), areas.cell(row, "area_class"));
  const bool legacy = city != nullptr && city->setting(kGenerationSetting) == "legacy";
  m_caseSystem = legacy ? kLegacyCaseSystem : kCurrentCaseSystem;
}

const CodeTables& CodeTables::shipped() {
  static const CodeTables tables(nullptr);
  return tables;
}

const CodeTables& CodeTables::of(const store::CityDatabase& city) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const CodeTables>> known;
  const std::string revision = dictionaryRevision(city), generation = city.setting(kGenerationSetting);
  const CodeTables* tables = nullptr;
  if (revision.empty() && generation.empty()) {
    tables = &shipped();
  } else {
    const std::lock_guard lock(mutex);
    auto& kept = known[city.uid() + ' ' + revision + ' ' + generation];
    if (!kept) kept.reset(new CodeTables(&city));
    tables = kept.get();
  }
  currentTables().store(tables);
  takeCheckWords(city);
  return *tables;
}

const CodeTables& CodeTables::current() {
  const CodeTables* tables = currentTables().load();
  return tables != nullptr ? *tables : shipped();
}

const Category* CodeTables::mapped(const Category& one) const {
  if (one.system == kLegacyCaseSystem) {
    if (one.currentCode.empty()) return nullptr;
    const CategoryKind kind = one.kind == CategoryKind::component ? CategoryKind::component : CategoryKind::matter;
    return category(kCurrentCaseSystem, kind, one.currentCode);
  }
  for (const Category& c : m_categories) {
    if (c.system != kLegacyCaseSystem || c.currentCode != one.code) continue;
    if ((c.kind == CategoryKind::component) == (one.kind == CategoryKind::component)) return &c;
    // a matter of a component's defect was filed under the component itself
    if (one.relatedComponent == one.code) return &c;
  }
  return nullptr;
}

std::string CodeTables::accuracyOfComponent(std::string_view id) const {
  constexpr std::size_t kCounty = 6, kCurrentDigits = 17, kLegacyDigits = 16;
  const Category* type = nullptr;
  if (id.size() == kCurrentDigits) {
    type = category(kCurrentCaseSystem, CategoryKind::component, id.substr(kCounty, 5));
  } else if (id.size() == kLegacyDigits) {
    type = category(kLegacyCaseSystem, CategoryKind::component, id.substr(kCounty, 4));
    if (type != nullptr) type = mapped(*type);
  }
  return type != nullptr && !type->accuracyClass.empty() ? type->accuracyClass : "B";
}

std::string CodeTables::areaClass(const std::vector<std::string>& codes) const {
  std::size_t longest = 0;
  std::string found;
  for (const auto& [area, areaClass] : m_areaClasses) {
    if (area.size() <= longest) continue;
    if (std::none_of(codes.begin(), codes.end(),
                     [&area = area](const std::string& code) { return code.starts_with(area); }))
      continue;
    longest = area.size();
    found = areaClass;
  }
  return found;
}

double accuracyMetres(std::string_view accuracyClass) {
  if (accuracyClass == "A") return 0.5;
  return accuracyClass == "C" ? 10.0 : 1.0;
}

void checkCaseGeneration(std::string_view generation) {
  if (generation != "current" && generation != "legacy") {
    throw Error(ErrorCode::usage, {GIS_TR("there is no generation of codes \"{0}\""), {std::string(generation)}}, {},
                GIS_TR("write current (five digits) or legacy (four digits)"));
  }
}

void chooseCaseGeneration(const store::CityDatabase& city, std::string_view generation) {
  checkCaseGeneration(generation);
  city.setSetting(kGenerationSetting, generation == "legacy" ? "legacy" : "");
}

const Category* CodeTables::category(std::string_view system, CategoryKind kind, std::string_view code) const {
  for (const std::size_t at : withCode(code)) {
    if (m_categories[at].kind == kind && m_categories[at].system == system) return &m_categories[at];
  }
  return nullptr;
}

std::vector<std::size_t> CodeTables::withCode(std::string_view code) const {
  std::vector<std::size_t> found;
  const auto isBefore = [](const auto& entry, std::string_view wanted) { return entry.first < wanted; };
  auto at = std::lower_bound(m_byCode.begin(), m_byCode.end(), code, isBefore);
  for (; at != m_byCode.end() && at->first == code; ++at) found.push_back(at->second);
  return found;
}

const Category& CodeTables::resolveCategory(std::string_view typed, std::optional<CategoryKind> kind,
                                            std::optional<std::string_view> system) const {
  std::string code = text::normaliseCode(typed);
  if (code.size() == 11 && allDigits(code)) code = code.substr(6);  // 6 county + 5 type (GB/T 47678.5)
  if (!kind && code.size() == 5) kind = CategoryKind::matter;
  std::vector<const Category*> fitting;
  for (const std::size_t at : withCode(code)) {
    const Category& c = m_categories[at];
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
