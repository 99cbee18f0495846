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

constexpr double kMillisOfAMinute = 60'000;

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

/// One case as read; times are UTC in one form, so texts compare. Empty: did not happen.
struct CaseTimes {
  std::string_view state, reported, filed, dispatched, handled, deadline, closed;
  std::int64_t reworks = 0, extensions = 0, dispatches = 0;
  bool isPublic = false;
};

/// Did the state of a case come after its filing?
bool isBeyondFiling(std::string_view state) {
  return state != "draft" && state != "reported" && state != "pending_register" && state != "pending_verify" &&
         state != "not_accepted" && state != "merged" && state != "cancelled";
}

/// Counts cases, with the edges of the period as texts.
class CaseCounter {
 public:
  CaseCounter(const FigureQuery& query, const WorkCalendar& calendar)
      : m_query(query),
        m_calendar(calendar),
        m_from(toIsoUtc(query.from)),
        m_to(toIsoUtc(query.to)),
        m_asOf(toIsoUtc(query.asOf)) {}

  /// False when the case has nothing to do with the period. `minutes`: how long handling took; −1: not told.
  bool count(const CaseTimes& one, const LogFacts* log, CaseCounts& to, double& minutes) const {
    minutes = -1;
    const bool reported = happened(one.reported) && isIn(one.reported);
    const bool filed = happened(one.filed) && isIn(one.filed);
    if (reported) countReport(one, log, to);
    if (filed) countFiling(one, log, to);
    const bool tasks = log != nullptr && countTasks(*log, to);
    if (one.state == "cancelled" || one.state == "forced_close") return reported || filed || tasks;
    const bool due = countDue(one, log, to, minutes);
    return reported || filed || tasks || due;
  }

 private:
  [[nodiscard]] bool isIn(std::string_view time) const { return time >= m_from && time < m_to; }
  [[nodiscard]] bool isIn(UtcMillis time) const { return time >= m_query.from && time < m_query.to; }
  [[nodiscard]] bool happened(std::string_view time) const { return !time.empty() && time <= m_asOf; }
  [[nodiscard]] static bool within(UtcMillis from, UtcMillis to, int minutes) {
    return to > 0 && static_cast<double>(to - from) <= minutes * kMillisOfAMinute;
  }

  static void countReport(const CaseTimes& one, const LogFacts* log, CaseCounts& to) {
    ++to.reported;
    to.accepted += one.state == "draft" || one.state == "reported" ? 0 : 1;
    to.notRejected += one.state == "not_accepted" ? 0 : 1;
    to.valid += !one.filed.empty() && one.state != "merged" && one.state != "cancelled" ? 1 : 0;
    if (one.state == "not_accepted") {
      ++to.rejected;
    } else if (one.state == "merged") {
      ++to.merged;
    } else if (one.state == "cancelled") {
      ++to.cancelled;
    } else if (one.state == "closed" || one.state == "forced_close") {
      ++to.finished;
    } else {
      ++to.open;
    }
    if (log != nullptr) {
      to.operations += log->acceptorSteps + log->dispatcherSteps;
      to.errors += log->acceptorErrors + log->dispatcherErrors;
    }
    countKnown(one, log, to);
  }

  /// What the case tells of itself. Where its steps are known, what is missing did not happen.
  static void countKnown(const CaseTimes& one, const LogFacts* log, CaseCounts& to) {
    const bool beyond = isBeyondFiling(one.state), byList = log == nullptr;
    const bool closed = one.state == "closed" || one.state == "pending_check";
    const bool handling = closed || one.state == "pending_handle" || one.state == "handling" ||
                          one.state == "handle_finish" || one.state == "suspended";
    to.withFiled += !one.filed.empty() ? 1 : 0;
    to.withoutFiled += beyond && byList && one.filed.empty() ? 1 : 0;
    to.withDispatched += !one.dispatched.empty() ? 1 : 0;
    to.withoutDispatched += handling && byList && one.dispatched.empty() ? 1 : 0;
    to.withHandled += !one.handled.empty() ? 1 : 0;
    to.withoutHandled += closed && byList && one.handled.empty() ? 1 : 0;
    to.withDeadline += beyond && !one.deadline.empty() ? 1 : 0;
    to.withoutDeadline += beyond && one.deadline.empty() && (byList || !log->selfHandled) ? 1 : 0;
    ++(byList ? to.withoutLog : to.withLog);
  }

  void countFiling(const CaseTimes& one, const LogFacts* log, CaseCounts& to) const {
    const FigureRules& rules = m_query.rules;
    ++to.filed;
    to.filedCancelled += one.state == "cancelled" ? 1 : 0;
    to.filedKept += one.state == "cancelled" ? 0 : 1;
    const UtcMillis filed = keptTime(one.filed);
    const bool verified = log != nullptr && log->verified > 0;
    const UtcMillis onSite = verified && log->verifySent > 0 ? log->verified - log->verifySent : 0;
    to.filedOnTime += within(keptTime(one.reported), filed - onSite, rules.fileMinutes) ? 1 : 0;
    to.supervised += one.isPublic && verified ? 1 : 0;
    to.missed += one.isPublic && (verified || rules.missed == FigureRules::Missed::filed) ? 1 : 0;
    const bool inVain =
        one.state == "cancelled" || one.state == "not_accepted" || one.state == "merged" || one.state == "forced_close";
    const bool dispatched = happened(one.dispatched);
    if (inVain || (one.state == "closed" && one.dispatched.empty())) return;
    ++to.shouldDispatch;
    if (!dispatched) return;
    ++to.dispatched;
    const UtcMillis first = log != nullptr && log->dispatched > 0 ? log->dispatched : keptTime(one.dispatched);
    to.dispatchedOnTime += within(filed, first, rules.dispatchMinutes) ? 1 : 0;
    to.dispatchedRight += one.dispatches <= 1 ? 1 : 0;
    to.returned += one.dispatches > 1 || (log != nullptr && log->dispatcherErrors > 0) ? 1 : 0;
  }

  bool countTasks(const LogFacts& log, CaseCounts& to) const {
    const FigureRules& rules = m_query.rules;
    const bool verify = isIn(log.verifySent), check = isIn(log.checkSent);
    if (verify) {
      ++to.shouldVerify;
      to.verifiedOnTime += within(log.verifySent, log.verified, rules.taskMinutes) ? 1 : 0;
      to.shouldSendVerify += log.taken > 0 ? 1 : 0;
      to.verifySentOnTime += log.taken > 0 && within(log.taken, log.verifySent, rules.sendMinutes) ? 1 : 0;
    }
    if (check) {
      ++to.shouldCheck;
      to.checkedOnTime += within(log.checkSent, log.checkEnded, rules.taskMinutes) ? 1 : 0;
      to.shouldSendCheck += log.forwarded > 0 ? 1 : 0;
      to.checkSentOnTime += log.forwarded > 0 && within(log.forwarded, log.checkSent, rules.sendMinutes) ? 1 : 0;
    }
    return verify || check;
  }

  bool countDue(const CaseTimes& one, const LogFacts* log, CaseCounts& to, double& minutes) const {
    // not limited by the moment of the figures: what is due later in the period is due
    const bool due = isIn(one.deadline);
    const bool exempt = log != nullptr && log->exempt;
    const bool handled = happened(one.handled), onTime = handled && (exempt || one.handled <= one.deadline);
    const bool shouldHandle = due && happened(one.dispatched);
    if (shouldHandle) {
      ++to.shouldHandle;
      to.handled += handled ? 1 : 0;
      to.handledOnTime += onTime ? 1 : 0;
      to.handledLate += handled && !onTime ? 1 : 0;
      to.overdueOpen += !handled && one.deadline < m_asOf ? 1 : 0;
      to.extended += one.extensions > 0 ? 1 : 0;
      if (handled) {
        minutes = static_cast<double>(workingTime(keptTime(one.dispatched), keptTime(one.handled), m_calendar)) /
                  kMillisOfAMinute;
      }
    }
    const bool shouldClose = m_query.rules.shouldClose == FigureRules::ShouldClose::byDeadline
                                 ? due && happened(one.filed)
                                 : handled && isIn(one.handled) && !one.filed.empty();
    if (shouldClose) {
      ++to.shouldClose;
      const bool closed = one.state == "closed" && happened(one.closed);
      if (closed) {
        ++to.closed;
        to.closedOnTime += onTime ? 1 : 0;
        to.closedLate += onTime ? 0 : 1;
        to.reworked += one.reworks > 0 ? 1 : 0;
      }
      to.checks += closed || one.reworks > 0 ? 1 : 0;
      to.checksPassed += closed && one.reworks == 0 ? 1 : 0;
    }
    return shouldHandle || shouldClose;
  }

  const FigureQuery& m_query;
  const WorkCalendar& m_calendar;
  std::string m_from, m_to, m_asOf;
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
