#include "gis_core/city/dictionary_check.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/deadline.h"

namespace gis::city {
namespace {

constexpr std::size_t kClassDigits = 2, kCurrentDigits = 5, kLegacyDigits = 4;
/// Subclasses that cities give themselves: from 999 downward to 080.
constexpr int kFirstLocalSubclass = 80;

bool isNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isCategoryTable(const Dictionary& dictionary) {
  return std::find(dictionary.columns.begin(), dictionary.columns.end(), "type_code") != dictionary.columns.end();
}

bool isLegacyTable(const Dictionary& dictionary) {
  return dictionary.name.starts_with("legacy_");
}

const char* kindOfTable(const Dictionary& dictionary) {
  if (dictionary.name == "matters") return "matter";
  return dictionary.name == "legacy_events" ? "event" : "component";
}

bool isDay(const std::string& text) {
  try {
    return text.empty() || WorkCalendar::isoDate(WorkCalendar::dayNumber(text)) == text;
  } catch (const Error&) {
    return false;
  }
}

std::optional<Message> categoryFault(const Dictionary& dictionary, const std::vector<std::string>& cells) {
  const auto cell = [&](const char* column) -> const std::string& { return cells[dictionary.column(column)]; };
  const std::string& code = cell("type_code");
  const bool legacy = isLegacyTable(dictionary);
  const std::size_t digits = legacy ? kLegacyDigits : kCurrentDigits;
  if (!isNumber(code) || code.size() != digits)
    return Message{GIS_TR("\"{0}\" is no code of this table: it has {1} digits"), {code, std::to_string(digits)}};
  if (cell("class_code") != code.substr(0, kClassDigits))
    return Message{GIS_TR("the code {0} does not begin with its class {1}"), {code, cell("class_code")}};
  if (cell("kind") != kindOfTable(dictionary))
    return Message{GIS_TR("rows of this table are of the kind {0}"), {kindOfTable(dictionary)}};
  if (cell("name_zh").empty()) return Message{GIS_TR("the code {0} has no name"), {code}};
  if (legacy) {
    const std::string& mapped = cell("maps_to_GBT47678_5");
    if (!mapped.empty() && (!isNumber(mapped) || mapped.size() != kCurrentDigits))
      return Message{GIS_TR("\"{0}\" is no code that {1} can be mapped to: it has five digits"), {mapped, code}};
  } else if (dictionary.name == "components" && !cell("accuracy_class").empty() &&
             std::string_view("ABC").find(cell("accuracy_class")) == std::string_view::npos) {
    return Message{GIS_TR("the accuracy class of {0} is A, B or C"), {code}};
  }
  return std::nullopt;
}

std::optional<Message> limitFault(const Dictionary& dictionary, const std::vector<std::string>& cells) {
  const auto cell = [&](const char* column) -> const std::string& { return cells[dictionary.column(column)]; };
  if (cell("matter_code_GBT47678_5").empty()) return Message(GIS_TR("the limit has no category"));
  const std::string& value = cell("limit_value");
  char* end = nullptr;
  if (const double number = std::strtod(value.c_str(), &end); end == value.c_str() || *end != '\0' || !(number > 0))
    return Message{GIS_TR("\"{0}\" is no time limit: write a number above 0"), {value}};
  static constexpr std::string_view kUnits[] = {"urgent_hour", "work_hour", "work_day", "natural_day"};
  if (std::find(std::begin(kUnits), std::end(kUnits), cell("limit_unit")) == std::end(kUnits))
    return Message{GIS_TR("\"{0}\" is no unit of time: urgent_hour, work_hour, work_day or natural_day"),
                   {cell("limit_unit")}};
  if (!cell("area_class").empty() &&
      (cell("area_class").size() != 1 || cell("area_class") < "A" || cell("area_class") > "C"))
    return Message{GIS_TR("\"{0}\" is no class of areas: A, B or C"), {cell("area_class")}};
  return std::nullopt;
}

std::optional<Message> unitFault(const Dictionary& dictionary, const std::vector<std::string>& cells) {
  const auto cell = [&](const char* column) -> const std::string& { return cells[dictionary.column(column)]; };
  if (cell("category").empty() && cell("area").empty())
    return Message(GIS_TR("the row names neither a category nor an area"));
  if (!cell("rule").empty() && cell("rule") != "owner_first" && cell("rule") != "territory_first")
    return Message{GIS_TR("\"{0}\" is no rule: owner_first or territory_first"), {cell("rule")}};
  if (cell("unit").empty() && cell("rule").empty()) return Message(GIS_TR("the row names no unit"));
  return std::nullopt;
}

}  // namespace

void fillUsualCells(const Dictionary& dictionary, std::vector<std::string>& cells) {
  if (!isCategoryTable(dictionary)) return;
  const auto cell = [&](const char* column) -> std::string& { return cells[dictionary.column(column)]; };
  if (cell("code_system").empty())
    cell("code_system") = isLegacyTable(dictionary) ? kLegacyCaseSystem : kCurrentCaseSystem;
  if (cell("kind").empty()) cell("kind") = kindOfTable(dictionary);
  const std::string code = cell("type_code");
  if (code.size() <= kClassDigits) return;
  if (cell("class_code").empty()) cell("class_code") = code.substr(0, kClassDigits);
  if (cell("subclass_code").empty()) cell("subclass_code") = code.substr(kClassDigits);
  for (const DictionaryRow& row : dictionary.rows) {
    if (!cell("class_zh").empty() || row.cells[dictionary.column("class_code")] != cell("class_code")) continue;
    cell("class_zh") = row.cells[dictionary.column("class_zh")];
    if (cell("class_en").empty()) cell("class_en") = row.cells[dictionary.column("class_en")];
  }
}

std::optional<Message> dictionaryFault(const Dictionary& dictionary, const std::vector<std::string>& cells) {
  for (const char* column : {"valid_from", "valid_to"}) {
    const auto at = std::find(dictionary.columns.begin(), dictionary.columns.end(), column);
    if (at == dictionary.columns.end()) break;
    const std::string& day = cells[std::size_t(at - dictionary.columns.begin())];
    if (!isDay(day)) return Message{GIS_TR("\"{0}\" is no day: write it as 2026-07-01"), {day}};
  }
  if (isCategoryTable(dictionary)) return categoryFault(dictionary, cells);
  if (dictionary.name == "time_limits") return limitFault(dictionary, cells);
  if (dictionary.name == "responsible_units") return unitFault(dictionary, cells);
  for (const std::size_t at : dictionary.key) {
    if (cells[at].empty()) return Message{GIS_TR("the column {0} is empty"), {dictionary.columns[at]}};
  }
  if (dictionary.name == "divisions" && !isNumber(cells[dictionary.column("code")]))
    return Message{GIS_TR("\"{0}\" is no code of a division"), {cells[dictionary.column("code")]}};
  if (dictionary.name == "area_classes") {
    const std::string& areaClass = cells[dictionary.column("area_class")];
    if (areaClass.size() != 1 || areaClass < "A" || areaClass > "C")
      return Message{GIS_TR("\"{0}\" is no class of areas: A, B or C"), {areaClass}};
  }
  return std::nullopt;
}

std::optional<Message> dictionaryWarning(const Dictionary& dictionary, const std::vector<std::string>& cells,
                                         bool isKnown) {
  if (!isCategoryTable(dictionary) || isLegacyTable(dictionary) || isKnown) return std::nullopt;
  const std::string& code = cells[dictionary.column("type_code")];
  const int subclass = std::atoi(code.substr(kClassDigits).c_str());
  if (subclass >= kFirstLocalSubclass && cells[dictionary.column("name_zh")].find("（自定义）") != std::string::npos)
    return std::nullopt;
  return Message{
      GIS_TR("{0}: subclasses of a city are numbered from 999 downward to 080, their names end in （自定义）"), {code}};
}

}  // namespace gis::city
