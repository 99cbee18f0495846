#include "gis_core/city/case_figures.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "gis_core/city/case_counter.h"
#include "gis_core/city/case_pass.h"

namespace gis::city {
namespace {

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

/// How long handling took in the cases of a group.
class Handling {
 public:
  void add(UtcMillis worked) {
    if (worked < 0) return;
    m_sum += worked;
    m_minutes.push_back(static_cast<float>(static_cast<double>(worked) / kCounterMinute));
  }
  void add(const Handling& other) {
    m_sum += other.m_sum;
    m_minutes.insert(m_minutes.end(), other.m_minutes.begin(), other.m_minutes.end());
  }
  /// The median of an even number is the mean of the middle two; nine tenths: the smallest value that at least nine of
  /// ten do not exceed. The order in which cases were added changes nothing.
  [[nodiscard]] HandleTimes times() {
    HandleTimes times;
    times.cases = static_cast<std::int64_t>(m_minutes.size());
    if (m_minutes.empty()) return times;
    const std::size_t n = m_minutes.size();
    times.mean = static_cast<double>(m_sum) / kCounterMinute / static_cast<double>(n);
    times.median = n % 2 == 1 ? ranked(n / 2) : (double{ranked(n / 2 - 1)} + ranked(n / 2)) / 2;
    times.p90 = ranked(static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(n))) - 1);
    return times;
  }

 private:
  float ranked(std::size_t rank) {
    const auto place = m_minutes.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(m_minutes.begin(), place, m_minutes.end());
    return *place;
  }
  std::int64_t m_sum = 0;        ///< milliseconds
  std::vector<float> m_minutes;  ///< in no order
};

/// The cases of one group.
struct GatheredGroup {
  FigureGroup group;
  std::int64_t named = 0;  ///< the case that gave the name: the first that has one, whichever thread met it
  Handling handling;

  void add(const CountedCase& one) {
    addTo(group.counts, *one.counts);
    handling.add(one.worked);
  }
  void name(std::string_view name, std::int64_t fid) {
    if (name.empty() || (!group.name.empty() && named <= fid)) return;
    group.name = name;
    named = fid;
  }
  void add(const GatheredGroup& other) {
    addTo(group.counts, other.group.counts);
    name(other.group.name, other.named);
    handling.add(other.handling);
  }
};

/// What one thread gathered for one question.
class GatheredQuery {
 public:
  void add(const CountedCase& one) {
    m_key.assign(one.code);
    GatheredGroup& group = groups[m_key];
    group.name(one.name, one.fid);
    group.add(one);
    total.add(one);
  }
  void add(const GatheredQuery& other) {
    for (const auto& [code, group] : other.groups) groups[code].add(group);
    total.add(other.total);
  }

  std::unordered_map<std::string, GatheredGroup> groups;
  GatheredGroup total;

 private:
  std::string m_key;
};
using GatheredQueries = std::vector<GatheredQuery>;

CaseFigures finished(GatheredQuery& gathered, const FigureQuery& query) {
  CaseFigures result;
  const auto finish = [&](GatheredGroup& one) {
    one.group.times = one.handling.times();
    one.group.figures =
        figuresOf(one.group.counts, query.rules,
                  one.group.times.cases > 0 ? std::optional<double>(one.group.times.mean) : std::nullopt);
    return std::move(one.group);
  };
  for (auto& [code, one] : gathered.groups) {
    one.group.code = code;
    result.groups.push_back(finish(one));
  }
  result.total = finish(gathered.total);
  const std::string_view score = scoreOfGrouping(query.by);
  rankGroups(result.groups, figurePlace(score == "score_area" ? "closing_rate" : score));
  return result;
}

}  // namespace

std::vector<CaseFigures> caseFigures(const store::CityDatabase& city, std::span<const FigureQuery> queries,
                                     Progress& progress) {
  std::vector<GatheredQueries> workers(casePassWorkers(), GatheredQueries(queries.size()));
  passCases(city, queries, progress,
            [&](unsigned worker, std::size_t query, const CountedCase& one) { workers[worker][query].add(one); });
  std::vector<CaseFigures> results;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    GatheredQuery& all = workers.front()[i];
    for (std::size_t k = 1; k < workers.size(); ++k) all.add(workers[k][i]);
    results.push_back(finished(all, queries[i]));
  }
  return results;
}

CaseFigures caseFigures(const store::CityDatabase& city, const FigureQuery& query, const CancelToken& token) {
  Progress progress(token);
  return std::move(caseFigures(city, std::span(&query, 1), progress).front());
}

std::vector<std::int64_t> casesBehind(const store::CityDatabase& city, const FigureQuery& query,
                                      const std::optional<std::string>& code, CountMember count,
                                      const CancelToken& token) {
  std::vector<std::vector<std::int64_t>> workers(casePassWorkers());
  Progress progress(token);
  passCases(city, std::span(&query, 1), progress, [&](unsigned worker, std::size_t, const CountedCase& one) {
    if (one.counts->*count != 0 && (!code || one.code == *code)) workers[worker].push_back(one.fid);
  });
  std::vector<std::int64_t> fids;
  for (const auto& part : workers) fids.insert(fids.end(), part.begin(), part.end());
  std::sort(fids.begin(), fids.end());
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
