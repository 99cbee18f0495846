#include "gis_core/city/case_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/check_words.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr UtcMillis kMillisOfADay = 24LL * 3600 * 1000;
/// Day numbers of spreadsheets for 1954 to 2118; other numbers in a column of times are no days.
constexpr double kFirstSheetDay = 20000, kLastSheetDay = 80000;
/// 1970-01-01 as a spreadsheet counts.
constexpr double kSheetDayOf1970 = 25569;

/// "2026年6月1日 8时30分" → the numbers in it; empty when there is anything else than digits and separators.
std::vector<int> timeParts(std::string_view text) {
  std::vector<int> parts;
  bool inNumber = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (!inNumber) parts.push_back(0);
      if (parts.back() > 9999) return {};
      parts.back() = parts.back() * 10 + (c - '0');
      inNumber = true;
      continue;
    }
    inNumber = false;
    static constexpr std::array<std::string_view, 6> kWords{"年", "月", "日", "时", "分", "秒"};
    const auto word = std::find_if(kWords.begin(), kWords.end(),
                                   [&](std::string_view one) { return text.substr(i).starts_with(one); });
    if (word != kWords.end()) {
      i += word->size() - 1;
    } else if (std::string_view("-/.: T").find(c) == std::string_view::npos) {
      return {};
    }
  }
  return parts;
}

std::optional<UtcMillis> fromParts(const std::vector<int>& parts) {
  if (parts.size() < 3 || parts.size() > 6 || parts[0] < 1900) return std::nullopt;
  const auto part = [&](std::size_t at) { return at < parts.size() ? parts[at] : 0; };
  if (!io::isDay(part(0), part(1), part(2)) || part(3) > 23 || part(4) > 59 || part(5) > 59) return std::nullopt;
  return parseIso(
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", part(0), part(1), part(2), part(3), part(4), part(5)),
      kCityOffsetMinutes);
}

/// What platforms call the states, beside the titles of case_states.csv.
struct StateWord {
  const char* word;
  const char* state;
};
constexpr std::array kStateWords{
    StateWord{"已结案", "closed"},
    StateWord{"办结", "closed"},
    StateWord{"已办结", "closed"},
    StateWord{"已归档", "closed"},
    StateWord{"归档", "closed"},
    StateWord{"已作废", "cancelled"},
    StateWord{"处理中", "handling"},
    StateWord{"办理中", "handling"},
    StateWord{"待处理", "pending_handle"},
    StateWord{"待办理", "pending_handle"},
    StateWord{"已派遣", "pending_handle"},
    StateWord{"已派发", "pending_handle"},
    StateWord{"已处置", "handle_finish"},
    StateWord{"已处理", "handle_finish"},
    StateWord{"待结案", "pending_check"},
    StateWord{"核查中", "pending_check"},
    StateWord{"已立案", "pending_dispatch"},
    StateWord{"待派发", "pending_dispatch"},
    StateWord{"不予立案", "not_accepted"},
    StateWord{"不立案", "not_accepted"},
    StateWord{"待受理", "reported"},
    StateWord{"已受理", "pending_register"},
    StateWord{"已挂账", "suspended"},
    StateWord{"核实中", "pending_verify"},
    StateWord{"重复", "merged"},
};

std::optional<CategoryKind> kindOf(const std::string& told) {
  if (told.empty()) return std::nullopt;
  const std::string folded = text::fold(told);
  if (folded.starts_with("部件") || folded == "component") return CategoryKind::component;
  if (folded.starts_with("事件") || folded == "event") return CategoryKind::event;
  if (folded.starts_with("事项") || folded == "matter") return CategoryKind::matter;
  return std::nullopt;
}

/// The category of a code under what else is told; null when no table has it.
const Category* byCode(const std::string& code, std::optional<CategoryKind> kind, const std::string& system) {
  std::optional<std::string_view> named;
  if (!system.empty()) named = system;
  // the platform's 事件 are events in the old system and matters in the new one
  const std::array<std::pair<std::optional<CategoryKind>, std::optional<std::string_view>>, 4> tries{
      {{kind, named}, {std::nullopt, named}, {kind, std::nullopt}, {std::nullopt, std::nullopt}}};
  for (const auto& [asKind, asSystem] : tries) {
    try {
      return &CodeTables::current().resolveCategory(code, asKind, asSystem);
    } catch (const Error&) {
      continue;
    }
  }
  return nullptr;
}

/// The category of a name: of the told kind and class first, the current system before the old one.
const Category* byName(const std::string& name, std::optional<CategoryKind> kind, const std::string& major) {
  const Category* best = nullptr;
  int bestScore = -1;
  for (const Category& one : CodeTables::current().categories()) {
    if (one.zh != name && one.en != name && !(kind == CategoryKind::component && one.zh == name + "异常")) continue;
    const bool sameKind =
        !kind || one.kind == *kind || (*kind == CategoryKind::event && one.kind == CategoryKind::matter);
    const bool sameMajor = major.empty() || one.majorZh.starts_with(major) || one.majorEn == major;
    const int score = (sameKind ? 4 : 0) + (sameMajor ? 2 : 0) + (one.zh == name || one.en == name ? 1 : 0);
    if (score > bestScore) {
      best = &one;
      bestScore = score;
    }
  }
  return best;
}

void add(ToldCase& told, const char* column, std::string Incident::*member, std::string value) {
  if (!value.empty()) told.texts.emplace_back(ExchangeColumn{column, member}, std::move(value));
}

}  // namespace

std::optional<UtcMillis> caseTime(std::string_view given) {
  std::string folded = text::fold(text::trim(given));
  std::replace(folded.begin(), folded.end(), 't', 'T');
  const bool zoned = folded.ends_with('z') || (folded.size() > 19 && folded.find('+', 16) != std::string::npos) ||
                     (folded.size() > 19 && folded.find('-', 16) != std::string::npos);
  if (zoned) {
    try {
      std::replace(folded.begin(), folded.end(), 'z', 'Z');
      std::replace(folded.begin(), folded.end(), '/', '-');
      return parseIso(folded, kCityOffsetMinutes);
    } catch (const Error&) {
      return std::nullopt;
    }
  }
  if (const auto number = io::numberOf(folded); number && *number >= kFirstSheetDay && *number <= kLastSheetDay) {
    const auto seconds = static_cast<UtcMillis>(std::llround((*number - kSheetDayOf1970) * 86400.0));
    return seconds * 1000 - kCityOffsetMinutes * 60'000LL;
  }
  // "08:30:00.123": a fraction of the second
  UtcMillis millis = 0;
  const std::size_t point = folded.rfind('.');
  if (point != std::string::npos && folded.rfind(':') != std::string::npos && point > folded.rfind(':')) {
    const auto fraction = io::numberOf("0" + folded.substr(point));
    if (!fraction) return std::nullopt;
    millis = static_cast<UtcMillis>(std::llround(*fraction * 1000));
    folded.resize(point);
  }
  const auto time = fromParts(timeParts(folded));
  return time ? std::optional<UtcMillis>(*time + millis) : std::nullopt;
}

std::string caseStateNamed(std::string_view given) {
  const std::string folded = foldedHeading(inCheckWords(std::string(given)));
  for (const CaseState& state : CaseRules::shipped().states()) {
    if (folded == state.name || folded == foldedHeading(state.zh) || folded == foldedHeading(state.en))
      return state.name;
  }
  for (const StateWord& one : kStateWords) {
    if (folded == one.word) return one.state;
  }
  return {};
}

const AreaNames::Known& AreaNames::known(const std::string& role) {
  const auto found = m_known.find(role);
  if (found != m_known.end()) return found->second;
  Known& known = m_known[role];
  const auto layer = store::layerOfRole(m_city.connection(), role);
  if (!layer || layer->roleCodeField.empty()) return known;
  store::FeatureRequest request;
  request.allFields = request.geometry = false;
  request.fields = {layer->roleCodeField};
  if (!layer->roleNameField.empty() && layer->roleNameField != layer->roleCodeField)
    request.fields.push_back(layer->roleNameField);
  store::readFeatures(m_city.connection(), *layer, request, [&](store::Feature& feature) {
    const std::string code = store::textOf(feature.values[0]);
    const std::string name = feature.values.size() > 1 ? store::textOf(feature.values[1]) : std::string();
    known.nameOf.emplace(code, name);
    if (name.empty()) return true;
    const auto [place, fresh] = known.codeOf.emplace(name, code);
    if (!fresh && place->second != code) place->second.clear();
    return true;
  });
  return known;
}

AreaNames::Area AreaNames::area(const std::string& role, const std::string& told) {
  const Known& layer = known(role);
  if (const auto code = layer.nameOf.find(told); code != layer.nameOf.end()) return {told, code->second};
  if (const auto name = layer.codeOf.find(told); name != layer.codeOf.end()) return {name->second, told};
  if (const Division* division = CodeTables::current().division(told)) return {told, division->zh};
  std::string code;
  for (const Division& one : CodeTables::current().divisions()) {
    const std::size_t digits = role == "district" ? 6 : role == "subdistrict" ? 9 : role == "community" ? 12 : 0;
    if (one.zh != told || one.code.size() != digits) continue;
    if (!code.empty()) return {{}, told};  // a name of two
    code = one.code;
  }
  return {code, told};
}

ToldCase CaseReader::read(const CaseRecord& record) {
  ToldCase told;
  add(told, "description", &Incident::description, record[CaseField::description]);
  add(told, "source", &Incident::source, record[CaseField::source]);
  add(told, "component", &Incident::component, text::normaliseCode(record[CaseField::component]));
  add(told, "address", &Incident::address, record[CaseField::address]);
  add(told, "department", &Incident::department, record[CaseField::department]);
  add(told, "condition", &Incident::condition, record[CaseField::condition]);
  if (const std::string urgency = text::fold(record[CaseField::urgency]); !urgency.empty()) {
    const bool urgent = urgency.find("紧急") != std::string::npos || urgency.find("urgent") != std::string::npos ||
                        urgency == "特急" || urgency == "急";
    add(told, "urgency", &Incident::urgency, urgent && urgency != "不紧急" ? "urgent" : "normal");
  }
  addCategory(record, told);
  addTimes(record, told);
  addState(record, told);
  const auto whole = [&](CaseField field) -> std::optional<int> {
    const auto number = io::numberOf(record[field]);
    return number && *number >= 0 && *number < 1000 ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
  };
  told.reworks = whole(CaseField::reworks);
  told.extensions = whole(CaseField::extensions);
  return told;
}

void CaseReader::addCategory(const CaseRecord& record, ToldCase& told) {
  const auto kind = kindOf(record[CaseField::kind]);
  const std::string& code = record[CaseField::category];
  const std::string& name = record[CaseField::categoryName];
  if (code.empty() && name.empty()) return;
  const Category* category = code.empty() ? nullptr : byCode(code, kind, record[CaseField::system]);
  if (category == nullptr && !name.empty()) category = byName(name, kind, record[CaseField::major]);
  if (category != nullptr) {
    add(told, "category", &Incident::category, category->code);
    add(told, "kind", &Incident::kind, std::string(categoryKindName(category->kind)));
    add(told, "code_system", &Incident::codeSystem, category->system);
    add(told, "category_name", &Incident::categoryName, category->zh);
    return;
  }
  add(told, "category", &Incident::category, code);
  add(told, "category_name", &Incident::categoryName, name);
  if (kind) add(told, "kind", &Incident::kind, std::string(categoryKindName(*kind)));
  const std::string& unknown = name.empty() ? code : name;
  if (m_unknownCategories.insert(unknown).second) m_report.unknownCategories.push_back(unknown);
}

void CaseReader::addTimes(const CaseRecord& record, ToldCase& told) {
  struct TimeColumn {
    CaseField field;
    const char* column;
    std::string Incident::*member;
  };
  static constexpr std::array kTimes{
      TimeColumn{CaseField::reportedAt, "reported_at", &Incident::reportedAt},
      TimeColumn{CaseField::filedAt, "filed_at", &Incident::filedAt},
      TimeColumn{CaseField::dispatchedAt, "dispatched_at", &Incident::dispatchedAt},
      TimeColumn{CaseField::deadline, "deadline", &Incident::deadline},
      TimeColumn{CaseField::handledAt, "handled_at", &Incident::handledAt},
      TimeColumn{CaseField::checkedAt, "checked_at", &Incident::checkedAt},
      TimeColumn{CaseField::cancelledAt, "closed_at", &Incident::closedAt},
      TimeColumn{CaseField::closedAt, "closed_at", &Incident::closedAt},
  };
  bool ended = false;
  for (const TimeColumn& one : kTimes) {
    if (!record.has(one.field)) continue;
    const bool end = one.field == CaseField::cancelledAt || one.field == CaseField::closedAt;
    const auto time = caseTime(record[one.field]);
    if (!time) {
      if (m_badTimes++ == 0) m_firstBadTime = record.row;
      continue;
    }
    // a partner's closing is a handling of ours until somebody has checked it
    if (end && (ended || m_states == StateRule::checked)) continue;
    ended = ended || end;
    add(told, one.column, one.member, toIsoUtc(*time));
  }
}

void CaseReader::addState(const CaseRecord& record, ToldCase& told) {
  const std::string& given = record[CaseField::state];
  if (m_states == StateRule::checked) {
    told.closedElsewhere = text::fold(given) == "closed";
    return;
  }
  std::string state = given.empty() ? std::string() : caseStateNamed(given);
  if (!given.empty() && state.empty() && m_unknownStates.insert(given).second) {
    m_report.warnings.push_back(
        {GIS_TR("the state \"{0}\" is not known; the times of those cases tell how far they are"), {given}});
  }
  const auto told_ = [&](CaseField field) { return record.has(field) && caseTime(record[field]).has_value(); };
  if (state.empty()) {
    state = told_(CaseField::cancelledAt)    ? "cancelled"
            : told_(CaseField::closedAt)     ? "closed"
            : told_(CaseField::handledAt)    ? "pending_check"
            : told_(CaseField::dispatchedAt) ? "pending_handle"
            : told_(CaseField::filedAt)      ? "pending_dispatch"
                                             : "";
  }
  add(told, "state", &Incident::state, state);
}

void CaseReader::addAreas(const CaseRecord& record, const Incident& is, ToldCase& told) {
  struct AreaColumns {
    CaseField field;
    const char* role;
    ExchangeColumn code, name;
  };
  static const std::array kAreas{
      AreaColumns{CaseField::district,
                  "district",
                  {"district", &Incident::district},
                  {"district_name", &Incident::districtName}},
      AreaColumns{CaseField::subdistrict,
                  "subdistrict",
                  {"subdistrict", &Incident::subdistrict},
                  {"subdistrict_name", &Incident::subdistrictName}},
      AreaColumns{CaseField::community,
                  "community",
                  {"community", &Incident::community},
                  {"community_name", &Incident::communityName}},
      AreaColumns{CaseField::grid, "unit_grid", {"grid", &Incident::grid}, {"grid_name", &Incident::gridName}},
  };
  for (const AreaColumns& one : kAreas) {
    // our own layers know better where a position lies
    if (!record.has(one.field) || (is.at && !(is.*one.code.member).empty())) continue;
    const AreaNames::Area area = m_areas.area(one.role, record[one.field]);
    add(told, one.code.column, one.code.member, area.code);
    add(told, one.name.column, one.name.member, area.name);
  }
  if (!is.at || is.dutyGrid.empty()) add(told, "duty_grid", &Incident::dutyGrid, record[CaseField::dutyGrid]);
  if (!is.at || is.road.empty()) add(told, "road", &Incident::road, record[CaseField::road]);
}

void CaseReader::tellWarnings() {
  if (m_badTimes > 0) {
    m_report.warnings.push_back({GIS_TR("{0} times could not be read and were left out, the first one in row {1}"),
                                 {std::to_string(m_badTimes), std::to_string(m_firstBadTime)}});
  }
  if (!m_unknownCategories.empty()) {
    m_report.warnings.push_back({GIS_TR("{0} categories are in no code table; their names were kept"),
                                 {std::to_string(m_unknownCategories.size())}});
  }
}

}  // namespace gis::city
