#include "gis_core/city/dictionary_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::city {
namespace {

enum SheetColumn {
  classCode,
  className,
  typeCode,
  typeName,
  environment,
  detailCode,
  condition,
  limit,
  limitA,
  limitB,
  limitC,
  closing,
  handlingUnit,
  department,
  remark,
  kSheetColumns
};

/// A heading without blanks, brackets and marks between words.
std::string plainHeading(const std::string& heading) {
  std::string folded = text::fold(heading);
  for (const std::string_view mark : {" ", "_", "-", "/", "(", ")", "\n", "、", ":"}) {
    for (std::size_t at = folded.find(mark); at != std::string::npos; at = folded.find(mark))
      folded.erase(at, mark.size());
  }
  return folded;
}

std::optional<SheetColumn> sheetColumnOf(const std::string& heading) {
  struct Word {
    const char* word;
    SheetColumn column;
  };
  static constexpr std::array kWords{
      Word{"大类代码", classCode},      Word{"大类编码", classCode},      Word{"大类名称", className},
      Word{"大类", className},          Word{"小类代码", typeCode},       Word{"小类编码", typeCode},
      Word{"小类名称", typeName},       Word{"小类", typeName},           Word{"环境属性", environment},
      Word{"立案明细编码", detailCode}, Word{"立案明细代码", detailCode}, Word{"立案条件", condition},
      Word{"立案标准", condition},      Word{"处置时限", limit},          Word{"处理时限", limit},
      Word{"结案条件", closing},        Word{"结案标准", closing},        Word{"处置单位", handlingUnit},
      Word{"责任单位", handlingUnit},   Word{"主管部门", department},     Word{"备注", remark},
  };
  const std::string plain = plainHeading(heading);
  // 处置时限 over A, B and C may have been joined with them, or stand before the first one only
  for (const auto& [letters, column] : {std::pair("a", limitA), std::pair("b", limitB), std::pair("c", limitC)}) {
    if (plain == letters || (plain.find("时限") != std::string::npos && plain.ends_with(letters)) ||
        plain == std::string(letters) + "类")
      return column;
  }
  for (const auto& [word, column] : kWords) {
    if (plain == word) return column;
  }
  if (plain.starts_with("处置时限") || plain.starts_with("处理时限")) return limit;
  return std::nullopt;
}

std::array<int, kSheetColumns> sheetColumnsOf(const store::KeyTable& table, std::vector<std::string>* unknown) {
  std::array<int, kSheetColumns> columns{};
  columns.fill(-1);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto column = sheetColumnOf(table.columns[i].name);
    if (column && columns[*column] < 0) {
      columns[*column] = int(i);
    } else if (unknown != nullptr && !table.columns[i].name.empty()) {
      unknown->push_back(table.columns[i].name);
    }
  }
  return columns;
}

bool isCodeDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const char* unitName(LimitUnit unit) {
  switch (unit) {
    case LimitUnit::urgentHour: return "urgent_hour";
    case LimitUnit::workHour: return "work_hour";
    case LimitUnit::workDay: return "work_day";
    default: return "natural_day";
  }
}

const char* tableOfCategory(CategoryKind kind, bool legacy) {
  if (legacy) return kind == CategoryKind::component ? "legacy_components" : "legacy_events";
  return kind == CategoryKind::component ? "components" : "matters";
}

class SheetReader {
 public:
  SheetReader(const store::KeyTable& table, const CodeTables& tables, std::optional<CategoryKind> kind)
      : m_table(table), m_tables(tables), m_kind(kind), m_columns(sheetColumnsOf(table, &m_sheet.unknownHeadings)) {}

  CodeSheet read() {
    for (m_row = 0; m_row < m_table.rows(); ++m_row) {
      bool any = false;
      for (std::size_t i = 0; i < kSheetColumns; ++i) any = any || !cell(SheetColumn(i)).empty();
      if (!any) continue;
      ++m_sheet.read;
      carryDown();
      readRow();
    }
    return std::move(m_sheet);
  }

 private:
  [[nodiscard]] std::string cell(SheetColumn column) const {
    const int at = m_columns[column];
    return at < 0 ? std::string() : std::string(text::trim(m_table.columns[std::size_t(at)].cells[m_row]));
  }
  /// Cells that were merged over several rows are filled in their first one only.
  void carryDown() {
    if (!cell(classCode).empty() || !cell(className).empty()) {
      m_carried[classCode] = text::normaliseCode(cell(classCode));
      m_carried[className] = cell(className);
    }
    if (cell(typeCode).empty() && cell(typeName).empty()) return;
    for (const SheetColumn column : {typeName, environment, handlingUnit, department}) m_carried[column] = cell(column);
    m_carried[typeCode] = text::normaliseCode(cell(typeCode));
  }
  void refuse(Message why) { m_sheet.refused.push_back({m_row + 1, std::move(why)}); }
  std::vector<DictionaryEdit>& rowsOf(const char* table) {
    for (auto& [name, rows] : m_sheet.tables) {
      if (name == table) return rows;
    }
    return m_sheet.tables.emplace_back(table, std::vector<DictionaryEdit>()).second;
  }

  /// The whole code: a subclass stands alone in some sheets, without its class.
  [[nodiscard]] std::string wholeCode() const {
    constexpr std::size_t kLegacyDigits = 4, kCurrentDigits = 5;
    const std::string& major = m_carried[classCode];
    const std::string& code = m_carried[typeCode];
    if (code.size() == kLegacyDigits || code.size() == kCurrentDigits) return code;
    return major + code;
  }

  void readRow() {
    constexpr std::size_t kLegacyDigits = 4, kCurrentDigits = 5;
    const std::string code = wholeCode();
    const bool legacy = code.size() == kLegacyDigits;
    if (!isCodeDigits(code) || (!legacy && code.size() != kCurrentDigits)) {
      refuse({GIS_TR("\"{0}\" is no code of a category: four or five digits"), {code}});
      return;
    }
    const bool says = m_table.name.find("部件") != std::string::npos;
    const CategoryKind kind = m_kind.value_or(!legacy ? CategoryKind::matter
                                              : says  ? CategoryKind::component
                                                      : CategoryKind::event);
    const Category* known = m_tables.category(legacy ? kLegacyCaseSystem : kCurrentCaseSystem, kind, code);
    const std::string& name = m_carried[typeName];
    if (known == nullptr && name.empty()) {
      refuse({GIS_TR("the category {0} is not known, and has no name here"), {code}});
      return;
    }
    if ((known == nullptr || (!name.empty() && known->zh != name)) && m_lastCategory != code) {
      rowsOf(tableOfCategory(kind, legacy))
          .push_back({{"type_code", code}, {"name_zh", name}, {"class_zh", m_carried[className]}});
    }
    if (m_lastCategory != code) addUnit(code);
    m_lastCategory = code;
    addLimits(code);
  }

  void addUnit(const std::string& code) {
    const std::string& unit = m_carried[handlingUnit].empty() ? m_carried[department] : m_carried[handlingUnit];
    if (unit.empty()) return;
    const std::string& other = m_carried[department] == unit ? std::string() : m_carried[department];
    rowsOf("responsible_units")
        .push_back(
            {{"category", code}, {"area", ""}, {"unit", unit}, {"note", other.empty() ? "" : "主管部门：" + other}});
  }

  void addLimits(const std::string& code) {
    bool any = false;
    for (const auto& [column, areaClass] :
         {std::pair(limit, ""), std::pair(limitA, "A"), std::pair(limitB, "B"), std::pair(limitC, "C")}) {
      const std::string told = cell(column);
      if (told.empty() || told == "-" || told == "—" || told == "/") continue;
      any = true;
      const auto found = limitFromText(told);
      if (!found) {
        refuse({GIS_TR("\"{0}\" is no time limit of the category {1}"), {told, code}});
        continue;
      }
      rowsOf("time_limits")
          .push_back({{"matter_zh", m_carried[typeName]},
                      {"matter_code_GBT47678_5", code},
                      {"condition_zh", cell(condition)},
                      {"area_class", areaClass},
                      {"limit_value", fmt::format("{:g}", found->value)},
                      {"limit_unit", unitName(found->unit)},
                      {"detail_code", cell(detailCode)},
                      {"environment", m_carried[environment]},
                      {"closing_zh", cell(closing)},
                      {"note", cell(remark)}});
    }
    if (!any && !cell(condition).empty())
      refuse({GIS_TR("the filing condition \"{0}\" of {1} has no time limit"), {cell(condition), code}});
  }

  const store::KeyTable& m_table;
  const CodeTables& m_tables;
  std::optional<CategoryKind> m_kind;
  CodeSheet m_sheet;
  std::array<int, kSheetColumns> m_columns;
  std::array<std::string, kSheetColumns> m_carried;
  std::string m_lastCategory;
  std::size_t m_row = 0;
};

}  // namespace

std::optional<TimeLimit> limitFromText(std::string_view told) {
  const std::string text = plainHeading(std::string(told));
  if (text == "即时" || text == "立即") return TimeLimit{1, LimitUnit::urgentHour};
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string::npos) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str() + begin, &end);
  if (!(value > 0)) return std::nullopt;
  std::string words = text.substr(0, begin) + std::string(end);
  for (std::size_t at = words.find("个"); at != std::string::npos; at = words.find("个")) words.erase(at, 3);
  static constexpr std::pair<const char*, LimitUnit> kUnits[] = {
      {"紧急", LimitUnit::urgentHour}, {"工作日", LimitUnit::workDay},    {"工作天", LimitUnit::workDay},
      {"工作", LimitUnit::workHour},   {"自然日", LimitUnit::naturalDay}, {"天", LimitUnit::naturalDay},
      {"日", LimitUnit::naturalDay},   {"分", LimitUnit::urgentHour},     {"时", LimitUnit::urgentHour},
      {"h", LimitUnit::urgentHour}};
  if (words.empty()) return TimeLimit{value, LimitUnit::workHour};
  constexpr double kMinutesOfAnHour = 60;
  for (const auto& [word, unit] : kUnits) {
    if (words.find(word) == std::string::npos) continue;
    return TimeLimit{words.find("分") != std::string::npos ? value / kMinutesOfAnHour : value, unit};
  }
  return std::nullopt;
}

bool isCodeSheet(const store::KeyTable& table) {
  return sheetColumnsOf(table, nullptr)[typeCode] >= 0;
}

CodeSheet readCodeSheet(const store::KeyTable& table, const CodeTables& tables, std::optional<CategoryKind> kind) {
  if (!isCodeSheet(table)) {
    throw Error(ErrorCode::usage, {GIS_TR("\"{0}\" is no table of codes"), {table.name}},
                GIS_TR("it has no column 小类代码"), GIS_TR("name the table that its columns belong to"));
  }
  return SheetReader(table, tables, kind).read();
}

}  // namespace gis::city
