#include "gis_core/city/case_figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_counter.h"
#include "gis_core/city/kept_time.h"
#include "gis_core/city/log_facts.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/store/layer.h"

namespace gis::city {
namespace {

/// How the cases are grouped: by columns of the case, or by who took a step.
struct Grouping {
  const char* name;
  int code = -1, title = -1;  ///< columns of the row
  std::int32_t LogFacts::*person = nullptr;
};

// columns of the one statement that reads the cases
enum RowColumn {
  kFid,
  kState,
  kReported,
  kFiled,
  kDispatched,
  kHandled,
  kDeadline,
  kClosed,
  kReworks,
  kExtensions,
  kDispatches,
  kSource,
  kDepartment,
  kDistrict,
  kDistrictName,
  kSubdistrict,
  kSubdistrictName,
  kCommunity,
  kCommunityName,
  kGrid,
  kGridName,
  kCategory,
  kCategoryName
};
// a list of another platform may name an area that no layer knows: its name is its code then
constexpr const char* kReadCases =
    "SELECT fid, state, reported_at, filed_at, dispatched_at, handled_at, deadline, closed_at, rework_count,"
    " extension_count, dispatch_count, source, department, coalesce(district, district_name), district_name,"
    " coalesce(subdistrict, subdistrict_name), subdistrict_name, coalesce(community, community_name), community_name,"
    " coalesce(grid, grid_name), grid_name, coalesce(nullif(category, ''), category_name), category_name"
    " FROM city_incident ORDER BY fid";

constexpr std::array kFigureGroupings{
    Grouping{"city"},
    Grouping{"department", kDepartment, kDepartment},
    Grouping{"district", kDistrict, kDistrictName},
    Grouping{"subdistrict", kSubdistrict, kSubdistrictName},
    Grouping{"community", kCommunity, kCommunityName},
    Grouping{"grid", kGrid, kGridName},
    Grouping{"category", kCategory, kCategoryName},
    Grouping{"source", kSource, kSource},
    Grouping{"inspector", -1, -1, &LogFacts::inspector},
    Grouping{"acceptor", -1, -1, &LogFacts::acceptor},
    Grouping{"shift_leader", -1, -1, &LogFacts::shiftLeader},
    Grouping{"dispatcher", -1, -1, &LogFacts::dispatcher},
};

/// Does a source name the public (hotline, app …) and not an inspector?
class PublicSources {
 public:
  bool holds(std::string_view source) {
    if (source.empty()) return false;
    const auto found = m_known.find(std::string(source));
    if (found != m_known.end()) return found->second;
    static constexpr std::array<std::string_view, 15> kWords{"公众",  "市民",    "群众",   "网民",    "热线",
                                                             "投诉",  "举报",    "微信",   "信访",    "12345",
                                                             "12319", "hotline", "public", "citizen", "resident"};
    const std::string folded = text::fold(source);
    const bool yes = folded == "app" || std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
                       return folded.find(word) != std::string::npos;
                     });
    return m_known[std::string(source)] = yes;
  }

 private:
  std::unordered_map<std::string, bool> m_known;
};

const Grouping& groupingOf(const FigureQuery& query) {
  const auto grouping = std::find_if(kFigureGroupings.begin(), kFigureGroupings.end(),
                                     [&](const Grouping& one) { return one.name == query.by; });
  if (grouping == kFigureGroupings.end()) {
    throw Error(ErrorCode::usage, {GIS_TR("cases cannot be grouped by \"{0}\""), {query.by}},
                {GIS_TR("the groups are {0}"), {fmt::format("{}", fmt::join(figureGroupings(), ", "))}});
  }
  if (query.to <= query.from) throw Error(ErrorCode::usage, GIS_TR("the period ends before it begins"));
  return *grouping;
}

bool sameRules(const FigureRules& a, const FigureRules& b) {
  return a.shouldClose == b.shouldClose && a.filingBase == b.filingBase && a.reworkBase == b.reworkBase &&
         a.missed == b.missed && a.fileMinutes == b.fileMinutes && a.dispatchMinutes == b.dispatchMinutes &&
         a.sendMinutes == b.sendMinutes && a.taskMinutes == b.taskMinutes;
}

/// What is known of a case for one question.
struct Counted {
  std::int64_t fid = 0;
  std::string_view code, name;
  const CaseCounts* counts = nullptr;
  double minutes = -1;
};

/// Reads the cases once and tells each question what it counts.
class CasePass {
 public:
  CasePass(const store::CityDatabase& city, std::span<const FigureQuery> queries)
      : m_city(city), m_queries(queries), m_calendar(cityCalendar(city)) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      m_groupings.push_back(&groupingOf(queries[i]));
      std::size_t shared = 0;
      while (shared < m_counters.size() && !isSame(queries[m_first[shared]], queries[i])) ++shared;
      if (shared == m_counters.size()) {
        m_counters.emplace_back(queries[i], m_calendar);
        m_first.push_back(i);
      }
      m_counterOf.push_back(shared);
    }
  }

  template <typename Tell>
  void run(Progress& progress, Tell tell) {
    constexpr std::uint64_t kCasesBetween = 4096;
    UtcMillis asOf = 0;
    for (const FigureQuery& query : m_queries) asOf = std::max(asOf, query.asOf);
    // the log takes about as long as the cases
    const auto cases =
        std::uint64_t(std::max<std::int64_t>(1, store::layerByName(m_city.connection(), "city_incident").count));
    std::uint64_t done = 0;
    const auto tick = [&] {
      if (++done % kCasesBetween == 0) progress.report(std::min(done, 2 * cases), 2 * cases);
    };
    m_book = readLogBook(m_city, asOf, tick, progress.token());
    done = cases;
    m_city.connection().interruptOn(progress.token());
    store::Statement row(m_city.connection(), kReadCases);
    std::size_t place = 0;
    std::vector<CaseCounts> counts(m_counters.size());
    std::vector<double> minutes(m_counters.size());
    std::vector<char> relevant(m_counters.size());
    while (row.step()) {
      tick();
      const std::int64_t fid = row.integer(kFid);
      while (place < m_book.cases.size() && m_book.cases[place].fid < fid) ++place;
      const LogFacts* log =
          place < m_book.cases.size() && m_book.cases[place].fid == fid ? &m_book.cases[place] : nullptr;
      const CaseTimes one{row.textView(kState),
                          row.textView(kReported),
                          row.textView(kFiled),
                          row.textView(kDispatched),
                          row.textView(kHandled),
                          row.textView(kDeadline),
                          row.textView(kClosed),
                          row.integer(kReworks),
                          row.integer(kExtensions),
                          row.integer(kDispatches),
                          m_public.holds(row.textView(kSource))};
      for (std::size_t i = 0; i < m_counters.size(); ++i) {
        counts[i] = {};
        relevant[i] = m_counters[i].count(one, log, counts[i], minutes[i]) ? 1 : 0;
      }
      for (std::size_t i = 0; i < m_queries.size(); ++i) {
        const std::size_t counter = m_counterOf[i];
        if (relevant[counter] != 0 && isWithin(row, m_queries[i].within))
          tellOne(row, log, i, {fid, {}, {}, &counts[counter], minutes[counter]}, tell);
      }
    }
  }

 private:
  static bool isSame(const FigureQuery& a, const FigureQuery& b) {
    return a.from == b.from && a.to == b.to && a.asOf == b.asOf && sameRules(a.rules, b.rules);
  }
  static bool isWithin(const store::Statement& row, const std::string& division) {
    if (division.empty()) return true;
    return row.textView(kDistrict) == division || row.textView(kSubdistrict) == division ||
           row.textView(kCommunity) == division;
  }
  template <typename Tell>
  void tellOne(const store::Statement& row, const LogFacts* log, std::size_t query, Counted one, Tell tell) const {
    const Grouping& grouping = *m_groupings[query];
    if (grouping.person == nullptr) {
      if (grouping.code >= 0) one.code = row.textView(grouping.code);
      if (grouping.title >= 0) one.name = row.textView(grouping.title);
      tell(query, one);
      return;
    }
    const std::int32_t person = log != nullptr ? log->*grouping.person : 0;
    if (person == 0) return;  // nobody is judged by what nobody did
    one.code = one.name = m_book.names[static_cast<std::size_t>(person)];
    CaseCounts own = *one.counts;
    if (own.operations > 0) {
      const bool dispatcher = grouping.person == &LogFacts::dispatcher;
      own.operations = dispatcher ? log->dispatcherSteps : log->acceptorSteps;
      own.errors = dispatcher ? log->dispatcherErrors : log->acceptorErrors;
    }
    one.counts = &own;
    tell(query, one);
  }

  const store::CityDatabase& m_city;
  std::span<const FigureQuery> m_queries;
  WorkCalendar m_calendar;
  std::vector<const Grouping*> m_groupings;  ///< by query
  std::vector<CaseCounter> m_counters;       ///< one for each different period and set of rules
  std::vector<std::size_t> m_first;          ///< by counter: its first query
  std::vector<std::size_t> m_counterOf;      ///< by query
  LogBook m_book;
  PublicSources m_public;
};

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

/// Mean, median and nine tenths; the median of an even number is the mean of the middle two.
HandleTimes timesOf(std::vector<float>& minutes) {
  HandleTimes times;
  times.cases = static_cast<std::int64_t>(minutes.size());
  if (minutes.empty()) return times;
  std::sort(minutes.begin(), minutes.end());
  double sum = 0;
  for (const float one : minutes) sum += one;
  const std::size_t n = minutes.size();
  times.mean = sum / static_cast<double>(n);
  times.median = n % 2 == 1 ? minutes[n / 2] : (double{minutes[n / 2 - 1]} + minutes[n / 2]) / 2;
  // the smallest value that at least nine of ten do not exceed
  times.p90 = minutes[static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(n))) - 1];
  return times;
}

struct Gathered {
  FigureGroup group;
  std::vector<float> minutes;
};

CaseFigures finished(std::unordered_map<std::string, Gathered>& groups, Gathered& total, const FigureQuery& query) {
  CaseFigures result;
  const auto finish = [&](Gathered& one) {
    one.group.times = timesOf(one.minutes);
    one.group.figures =
        figuresOf(one.group.counts, query.rules,
                  one.group.times.cases > 0 ? std::optional<double>(one.group.times.mean) : std::nullopt);
    return std::move(one.group);
  };
  for (auto& [code, one] : groups) {
    one.group.code = code;
    result.groups.push_back(finish(one));
  }
  result.total = finish(total);
  const std::string_view score = scoreOfGrouping(query.by);
  rankGroups(result.groups, figurePlace(score == "score_area" ? "closing_rate" : score));
  return result;
}

}  // namespace

const std::vector<std::string>& figureGroupings() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    all.reserve(std::size(kFigureGroupings));
    for (const Grouping& grouping : kFigureGroupings) all.emplace_back(grouping.name);
    return all;
  }();
  return names;
}

std::vector<CaseFigures> caseFigures(const store::CityDatabase& city, std::span<const FigureQuery> queries,
                                     Progress& progress) {
  std::vector<std::unordered_map<std::string, Gathered>> groups(queries.size());
  std::vector<Gathered> totals(queries.size());
  std::string key;
  CasePass(city, queries).run(progress, [&](std::size_t query, const Counted& one) {
    key.assign(one.code);
    Gathered& gathered = groups[query][key];
    if (gathered.group.name.empty()) gathered.group.name = one.name;
    addTo(gathered.group.counts, *one.counts);
    addTo(totals[query].group.counts, *one.counts);
    if (one.minutes < 0) return;
    gathered.minutes.push_back(static_cast<float>(one.minutes));
    totals[query].minutes.push_back(static_cast<float>(one.minutes));
  });
  std::vector<CaseFigures> results;
  for (std::size_t i = 0; i < queries.size(); ++i) results.push_back(finished(groups[i], totals[i], queries[i]));
  return results;
}

CaseFigures caseFigures(const store::CityDatabase& city, const FigureQuery& query, const CancelToken& token) {
  Progress progress(token);
  return std::move(caseFigures(city, std::span(&query, 1), progress).front());
}

std::vector<std::int64_t> casesBehind(const store::CityDatabase& city, const FigureQuery& query,
                                      const std::optional<std::string>& code, CountMember count,
                                      const CancelToken& token) {
  std::vector<std::int64_t> fids;
  Progress progress(token);
  CasePass(city, std::span(&query, 1)).run(progress, [&](std::size_t, const Counted& one) {
    if (one.counts->*count != 0 && (!code || one.code == *code)) fids.push_back(one.fid);
  });
  return fids;
}

FigureRules figureRules(const store::CityDatabase& city) {
  FigureRules rules;
  const auto kept = nlohmann::json::parse(city.setting("figure_rules", "{}"), nullptr, false);
  if (!kept.is_object()) return rules;
  if (kept.value("should_close", "") == "handled") rules.shouldClose = FigureRules::ShouldClose::byHandling;
  if (kept.value("filing_base", "") == "reported") rules.filingBase = FigureRules::FilingBase::reported;
  if (kept.value("rework_base", "") == "handled") rules.reworkBase = FigureRules::ReworkBase::handled;
  if (kept.value("missed", "") == "filed") rules.missed = FigureRules::Missed::filed;
  for (const auto& [name, member] :
       {std::pair{"file_minutes", &FigureRules::fileMinutes},
        std::pair{"dispatch_minutes", &FigureRules::dispatchMinutes},
        std::pair{"send_minutes", &FigureRules::sendMinutes}, std::pair{"task_minutes", &FigureRules::taskMinutes}}) {
    if (kept.contains(name) && kept[name].is_number_integer() && kept[name].get<int>() > 0)
      rules.*member = kept[name].get<int>();
  }
  return rules;
}

void keepFigureRules(const store::CityDatabase& city, const FigureRules& rules) {
  const nlohmann::json kept{
      {"should_close", rules.shouldClose == FigureRules::ShouldClose::byHandling ? "handled" : "deadline"},
      {"filing_base", rules.filingBase == FigureRules::FilingBase::reported ? "reported" : "accepted"},
      {"rework_base", rules.reworkBase == FigureRules::ReworkBase::handled ? "handled" : "should_close"},
      {"missed", rules.missed == FigureRules::Missed::filed ? "filed" : "verified"},
      {"file_minutes", rules.fileMinutes},
      {"dispatch_minutes", rules.dispatchMinutes},
      {"send_minutes", rules.sendMinutes},
      {"task_minutes", rules.taskMinutes}};
  city.setSetting("figure_rules", kept.dump());
}

}  // namespace gis::city
