#include "gis_core/city/case_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {
namespace {

/// How the cases are grouped: the column of the code, and that of the name.
struct Grouping {
  const char* name;
  const char* code;
  const char* title;
};
constexpr std::array kFigureGroupings{
    Grouping{"city", "''", "''"},
    Grouping{"department", "department", "department"},
    Grouping{"district", "district", "district_name"},
    Grouping{"subdistrict", "subdistrict", "subdistrict_name"},
    Grouping{"community", "community", "community_name"},
    Grouping{"grid", "grid", "grid_name"},
    Grouping{"category", "category", "category_name"},
    Grouping{"source", "source", "source"},
};

constexpr double kWholePercent = 100;

/// One case as read; times are UTC in one form, so texts compare. Empty: did not happen.
struct CaseTimes {
  std::string_view state, reported, filed, dispatched, handled, deadline, closed;
  std::int64_t reworks = 0, extensions = 0;
};

/// Counts cases, with the edges of the period as texts.
class CaseCounter {
 public:
  explicit CaseCounter(const FigureQuery& query)
      : m_rules(query.rules), m_from(toIsoUtc(query.from)), m_to(toIsoUtc(query.to)), m_asOf(toIsoUtc(query.asOf)) {}

  /// False when the case has nothing to do with the period.
  bool count(const CaseTimes& one, CaseCounts& to) const {
    const bool reported = happened(one.reported) && isIn(one.reported);
    const bool filed = happened(one.filed) && isIn(one.filed);
    if (reported) countReport(one.state, to);
    if (filed) {
      ++to.filed;
      to.filedCancelled += one.state == "cancelled" ? 1 : 0;
    }
    if (one.state == "cancelled" || one.state == "forced_close") return reported || filed;
    // not limited by the moment of the figures: what is due later in the period is due
    const bool due = isIn(one.deadline);
    const bool handled = happened(one.handled), onTime = handled && one.handled <= one.deadline;
    const bool shouldHandle = due && happened(one.dispatched);
    if (shouldHandle) {
      ++to.shouldHandle;
      to.handled += handled ? 1 : 0;
      to.handledOnTime += onTime ? 1 : 0;
      to.overdueOpen += !handled && one.deadline < m_asOf ? 1 : 0;
      to.extended += one.extensions > 0 ? 1 : 0;
    }
    const bool shouldClose = m_rules.shouldClose == FigureRules::ShouldClose::byDeadline
                                 ? due && happened(one.filed)
                                 : handled && isIn(one.handled) && !one.filed.empty();
    if (shouldClose) {
      ++to.shouldClose;
      if (one.state == "closed" && happened(one.closed)) {
        ++to.closed;
        to.closedOnTime += onTime ? 1 : 0;
        to.reworked += one.reworks > 0 ? 1 : 0;
      }
    }
    return reported || filed || shouldHandle || shouldClose;
  }

 private:
  [[nodiscard]] bool isIn(std::string_view time) const { return time >= m_from && time < m_to; }
  [[nodiscard]] bool happened(std::string_view time) const { return !time.empty() && time <= m_asOf; }
  static void countReport(std::string_view state, CaseCounts& to) {
    ++to.reported;
    to.accepted += state == "draft" || state == "reported" ? 0 : 1;
    if (state == "not_accepted") {
      ++to.rejected;
    } else if (state == "merged") {
      ++to.merged;
    } else if (state == "cancelled") {
      ++to.cancelled;
    } else if (state == "closed" || state == "forced_close") {
      ++to.finished;
    } else {
      ++to.open;
    }
  }

  FigureRules m_rules;
  std::string m_from, m_to, m_asOf;
};

void addTo(CaseCounts& sum, const CaseCounts& part) {
  for (const auto member :
       {&CaseCounts::reported, &CaseCounts::accepted, &CaseCounts::rejected, &CaseCounts::merged,
        &CaseCounts::cancelled, &CaseCounts::open, &CaseCounts::finished, &CaseCounts::filed,
        &CaseCounts::filedCancelled, &CaseCounts::shouldHandle, &CaseCounts::handled, &CaseCounts::handledOnTime,
        &CaseCounts::overdueOpen, &CaseCounts::extended, &CaseCounts::shouldClose, &CaseCounts::closed,
        &CaseCounts::closedOnTime, &CaseCounts::reworked})
    sum.*member += part.*member;
}

std::optional<double> percent(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return kWholePercent * static_cast<double>(part) / static_cast<double>(whole);
}

/// Weights of one district of Chengdu; nothing when one of the rates has no value.
std::optional<double> departmentScore(std::optional<double> disposal, std::optional<double> onTime,
                                      std::optional<double> rework, std::optional<double> overdueOpen,
                                      std::optional<double> extension) {
  if (!disposal || !onTime || !rework || !overdueOpen || !extension) return std::nullopt;
  return 0.3 * *disposal + 0.2 * *onTime + 0.2 * (kWholePercent - *rework) + 0.2 * (kWholePercent - *overdueOpen) +
         0.1 * (kWholePercent - *extension);
}

std::size_t placeOf(std::string_view id) {
  const auto& kinds = figureKinds();
  return static_cast<std::size_t>(
      std::find_if(kinds.begin(), kinds.end(), [&](const FigureKind& kind) { return kind.id == id; }) - kinds.begin());
}

/// Best first; those without a figure at the end, by code.
void rankGroups(std::vector<FigureGroup>& groups, std::size_t by) {
  std::sort(groups.begin(), groups.end(), [&](const FigureGroup& a, const FigureGroup& b) {
    const double left = a.figures[by].value_or(-1), right = b.figures[by].value_or(-1);
    return left != right ? left > right : a.code < b.code;
  });
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].figures[by]) continue;
    const bool same = i > 0 && groups[i - 1].figures[by] == groups[i].figures[by];
    groups[i].rank = same ? groups[i - 1].rank : static_cast<int>(i) + 1;
  }
}

}  // namespace

const std::vector<FigureKind>& figureKinds() {
  static const std::vector<FigureKind> kinds{
      {"report_total", FigureUnit::count},
      {"accept_total", FigureUnit::count},
      {"file_total", FigureUnit::count},
      {"filing_rate", FigureUnit::percent},
      {"accurate_filing_rate", FigureUnit::percent},
      {"disposal_rate", FigureUnit::percent},
      {"ontime_disposal_rate", FigureUnit::percent},
      {"overdue_disposal_rate", FigureUnit::percent},
      {"overdue_pending_rate", FigureUnit::percent},
      {"closing_rate", FigureUnit::percent},
      {"ontime_closing_rate", FigureUnit::percent},
      {"overdue_closing_rate", FigureUnit::percent},
      {"unclosed_rate", FigureUnit::percent},
      {"rework_rate", FigureUnit::percent},
      {"extension_rate", FigureUnit::percent},
      {"cancel_rate", FigureUnit::percent},
      {"repeat_rate", FigureUnit::percent},
      {"completion_rate", FigureUnit::percent},
      {"score_department", FigureUnit::score},
  };
  return kinds;
}

std::string figureName(std::string_view id, bool chinese) {
  static const CsvTable table = CsvTable::shipped("codes/indicators.csv");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, table.column("indicator_id")) == id)
      return table.cell(row, table.column(chinese ? "name_zh" : "name_en"));
  }
  return std::string(id);
}

std::vector<std::optional<double>> figuresOf(const CaseCounts& c, const FigureRules& rules) {
  const bool byReported = rules.filingBase == FigureRules::FilingBase::reported;
  const bool byHandled = rules.reworkBase == FigureRules::ReworkBase::handled;
  const auto disposal = percent(c.handled, c.shouldHandle);
  const auto onTime = percent(c.handledOnTime, c.shouldHandle);
  const auto overdueOpen = percent(c.overdueOpen, c.shouldHandle);
  const auto rework = percent(c.reworked, byHandled ? c.handled : c.shouldClose);
  const auto extension = percent(c.extended, c.shouldHandle);
  return {
      static_cast<double>(c.reported),
      static_cast<double>(c.accepted),
      static_cast<double>(c.filed),
      percent(c.filed, byReported ? c.reported : c.accepted),
      percent(c.filed - c.filedCancelled, c.filed),
      disposal,
      onTime,
      percent(c.handled - c.handledOnTime, c.shouldHandle),
      overdueOpen,
      percent(c.closed, c.shouldClose),
      percent(c.closedOnTime, c.shouldClose),
      percent(c.closed - c.closedOnTime, c.shouldClose),
      percent(c.open, c.reported),
      rework,
      extension,
      percent(c.cancelled, c.accepted),
      percent(c.merged, c.reported),
      percent(c.finished, c.reported - c.rejected),
      departmentScore(disposal, onTime, rework, overdueOpen, extension),
  };
}

const char* gradeOf(double score) {
  if (score >= 90) return "A";
  if (score >= 75) return "B";
  if (score >= 60) return "C";
  return score >= 40 ? "D" : "E";
}

const std::vector<std::string>& figureGroupings() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Grouping& grouping : kFigureGroupings) all.emplace_back(grouping.name);
    return all;
  }();
  return names;
}

CaseFigures caseFigures(const store::CityDatabase& city, const FigureQuery& query, const CancelToken& token) {
  const auto grouping = std::find_if(kFigureGroupings.begin(), kFigureGroupings.end(),
                                     [&](const Grouping& one) { return one.name == query.by; });
  if (grouping == kFigureGroupings.end()) {
    throw Error(ErrorCode::usage, {GIS_TR("cases cannot be grouped by \"{0}\""), {query.by}},
                {GIS_TR("the groups are {0}"), {fmt::format("{}", fmt::join(figureGroupings(), ", "))}});
  }
  if (query.to <= query.from) {
    throw Error(ErrorCode::usage, GIS_TR("the period ends before it begins"));
  }
  const store::Connection& c = city.connection();
  c.interruptOn(token);
  CaseFigures result;
  const CaseCounter counter(query);
  std::unordered_map<std::string, FigureGroup> groups;
  store::Statement read(c,
                        fmt::format("SELECT {}, {}, state, reported_at, filed_at, dispatched_at, handled_at, deadline,"
                                    " closed_at, rework_count, extension_count FROM city_incident",
                                    grouping->code, grouping->title));
  while (read.step()) {
    const CaseTimes one{read.textView(2), read.textView(3), read.textView(4), read.textView(5), read.textView(6),
                        read.textView(7), read.textView(8), read.integer(9),  read.integer(10)};
    CaseCounts counts;
    if (!counter.count(one, counts)) continue;
    FigureGroup& group = groups[read.text(0)];
    if (group.name.empty()) group.name = read.textView(1);
    addTo(group.counts, counts);
  }
  for (auto& [code, group] : groups) {
    group.code = code;
    addTo(result.total.counts, group.counts);
    group.figures = figuresOf(group.counts, query.rules);
    result.groups.push_back(std::move(group));
  }
  result.total.figures = figuresOf(result.total.counts, query.rules);
  rankGroups(result.groups, placeOf(query.by == "department" ? "score_department" : "closing_rate"));
  return result;
}

}  // namespace gis::city
