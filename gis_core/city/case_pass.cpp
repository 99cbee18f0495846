#include "gis_core/city/case_pass.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/city/case_counter.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/kept_time.h"
#include "gis_core/city/log_facts.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/read_ahead.h"
#include "gis_core/store/read_transaction.h"
#include "gis_core/store/same_state.h"

namespace gis::city {
namespace {

/// How the cases are grouped: by columns of the case, or by who took a step.
struct Grouping {
  const char* name;
  int code = -1, title = -1;  ///< columns of the row
  std::int32_t LogFacts::*person = nullptr;
};

// columns of the one statement that reads cases
enum RowColumn {
  kFid,
  kState,
  kReportedAt,
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
    " FROM city_incident WHERE fid >= ?1 AND fid <= ?2 ORDER BY fid";

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

/// The questions of a pass: which of them count alike, and by what each groups.
class CasePlan {
 public:
  CasePlan(std::span<const FigureQuery> asked, const WorkCalendar& calendar) : queries(asked) {
    std::vector<std::size_t> first;  // by counter: its first query
    for (std::size_t i = 0; i < queries.size(); ++i) {
      groupings.push_back(&groupingOf(queries[i]));
      asOf = std::max(asOf, queries[i].asOf);
      std::size_t shared = 0;
      while (shared < counters.size() && !isSame(queries[first[shared]], queries[i])) ++shared;
      if (shared == counters.size()) {
        counters.emplace_back(queries[i], calendar);
        first.push_back(i);
      }
      counterOf.push_back(shared);
    }
  }

  std::span<const FigureQuery> queries;
  std::vector<const Grouping*> groupings;  ///< by query
  std::vector<CaseCounter> counters;       ///< one for each different period and set of rules
  std::vector<std::size_t> counterOf;      ///< by query
  UtcMillis asOf = 0;                      ///< the latest

 private:
  static bool isSame(const FigureQuery& a, const FigureQuery& b) {
    return a.from == b.from && a.to == b.to && a.asOf == b.asOf && sameRules(a.rules, b.rules);
  }
};

/// Fids from first to last, both among them.
struct FidRange {
  std::int64_t first = 0, last = 0;
};

/// Hands out the cases in pieces of about the same number, ascending.
class CaseBlocks {
 public:
  CaseBlocks(const store::Connection& c, std::int64_t size)
      : m_size(size),
        m_next(c.intValue("SELECT coalesce(min(fid), 0) FROM city_incident")),
        m_last(c.intValue("SELECT coalesce(max(fid), -1) FROM city_incident")) {}
  /// The next piece, looked up by whoever will read it: its pages are in memory then.
  std::optional<FidRange> take(const store::Connection& c) {
    const std::lock_guard lock(m_mutex);
    if (m_next > m_last) return std::nullopt;
    store::Statement row(c, "SELECT fid FROM city_incident WHERE fid >= ?1 ORDER BY fid LIMIT 1 OFFSET ?2");
    row.bindAll(m_next, m_size - 1);
    const FidRange piece{m_next, row.step() ? row.integer(0) : m_last};
    m_next = piece.last + 1;
    return piece;
  }

 private:
  std::mutex m_mutex;
  std::int64_t m_size, m_next, m_last;
};

/// What one thread needs to read cases and to count them.
class PassReader {
 public:
  using Tell = std::function<void(std::size_t query, const CountedCase& one)>;
  PassReader(const store::Connection& c, const CasePlan& plan, const CancelToken& token)
      : m_connection(c),
        m_plan(plan),
        m_token(token),
        m_counts(plan.counters.size()),
        m_worked(plan.counters.size()),
        m_relevant(plan.counters.size()) {}

  /// Returns the cases read.
  std::uint64_t read(const FidRange& piece, const Tell& tell) {
    const LogBook book = readLogBook(m_connection, {piece.first, piece.last + 1}, m_plan.asOf, m_token);
    store::Statement row(m_connection, kReadCases);
    row.bindAll(piece.first, piece.last);
    auto log = book.cases.begin();
    std::uint64_t cases = 0;
    for (; row.step(); ++cases) {
      const std::int64_t fid = row.integer(kFid);
      while (log != book.cases.end() && log->fid < fid) ++log;
      count(row, log != book.cases.end() && log->fid == fid ? &*log : nullptr, book, tell);
    }
    return cases;
  }

 private:
  void count(const store::Statement& row, const LogFacts* log, const LogBook& book, const Tell& tell) {
    const CaseTimes one{row.textView(kState),
                        row.textView(kReportedAt),
                        row.textView(kFiled),
                        row.textView(kDispatched),
                        row.textView(kHandled),
                        row.textView(kDeadline),
                        row.textView(kClosed),
                        row.integer(kReworks),
                        row.integer(kExtensions),
                        row.integer(kDispatches),
                        m_public.holds(row.textView(kSource))};
    for (std::size_t i = 0; i < m_plan.counters.size(); ++i) {
      m_counts[i] = {};
      m_relevant[i] = m_plan.counters[i].count(one, log, m_counts[i], m_worked[i]) ? 1 : 0;
    }
    for (std::size_t i = 0; i < m_plan.queries.size(); ++i) {
      const std::size_t counter = m_plan.counterOf[i];
      if (m_relevant[counter] == 0 || !isWithin(row, m_plan.queries[i].within)) continue;
      CountedCase counted;
      counted.fid = row.integer(kFid);
      counted.counts = &m_counts[counter];
      counted.worked = m_worked[counter];
      tellOne(row, log, book, i, counted, tell);
    }
  }
  static bool isWithin(const store::Statement& row, const std::string& division) {
    if (division.empty()) return true;
    return row.textView(kDistrict) == division || row.textView(kSubdistrict) == division ||
           row.textView(kCommunity) == division;
  }
  void tellOne(const store::Statement& row, const LogFacts* log, const LogBook& book, std::size_t query,
               CountedCase& one, const Tell& tell) const {
    const Grouping& grouping = *m_plan.groupings[query];
    if (grouping.person == nullptr) {
      if (grouping.code >= 0) one.code = row.textView(grouping.code);
      if (grouping.title >= 0) one.name = row.textView(grouping.title);
      tell(query, one);
      return;
    }
    const std::int32_t person = log != nullptr ? log->*grouping.person : 0;
    if (person == 0) return;  // nobody is judged by what nobody did
    one.code = one.name = book.names[static_cast<std::size_t>(person)];
    CaseCounts own = *one.counts;
    if (own.operations > 0) {
      const bool dispatcher = grouping.person == &LogFacts::dispatcher;
      own.operations = dispatcher ? log->dispatcherSteps : log->acceptorSteps;
      own.errors = dispatcher ? log->dispatcherErrors : log->acceptorErrors;
    }
    one.counts = &own;
    tell(query, one);
  }

  const store::Connection& m_connection;
  const CasePlan& m_plan;
  const CancelToken& m_token;
  PublicSources m_public;
  // of the case that is being counted, by counter
  std::vector<CaseCounts> m_counts;
  std::vector<UtcMillis> m_worked;
  std::vector<char> m_relevant;
};

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

unsigned casePassWorkers() {
  return threadCount();
}

void passCases(const store::CityDatabase& city, std::span<const FigureQuery> queries, Progress& progress,
               const std::function<void(unsigned, std::size_t, const CountedCase&)>& tell,
               const CasePassLimits& limits) {
  const store::Connection& own = city.connection();
  takeCheckWords(city);  // figures are named in them
  const WorkCalendar calendar = cityCalendar(city);
  const CasePlan plan(queries, calendar);
  const std::int64_t cases = store::layerByName(own, "city_incident").count;
  std::vector<store::Connection> readers;
  if (cases > limits.fewCases && casePassWorkers() > 1) readers = store::readersOfOneState(own, casePassWorkers());
  const store::ReadTransaction oneState(own);
  // both lie scattered over the file, and are gone through from the first case to the last one
  const store::ReadAhead rowsAhead(own, "city_incident"), logAhead(own, kCaseLogIndex);
  CaseBlocks blocks(readers.empty() ? own : readers.front(), limits.block);
  std::atomic<std::uint64_t> done = 0;
  parallelFor(std::max<std::size_t>(1, readers.size()), progress.token(), [&](std::size_t i, unsigned worker) {
    const store::Connection& c = readers.empty() ? own : readers[i];
    c.interruptOn(progress.token());
    PassReader reader(c, plan, progress.token());
    while (const auto piece = blocks.take(c)) {
      done += reader.read(*piece, [&](std::size_t query, const CountedCase& one) { tell(worker, query, one); });
      progress.token().check();
      // only the caller's thread tells how far it is
      if (worker == 0) progress.report(done, std::uint64_t(std::max<std::int64_t>(1, cases)));
    }
  });
}

}  // namespace gis::city
