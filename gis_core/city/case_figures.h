// Figures of cases for a period: counts and rates by department, area, post or kind, with rank and grade.
// Source of the formulas: resources/codes/indicators.csv; of the grades: CJ/T 292 as found in use (A from 90, B 75,
// C 60, D 40).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/case_counts.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// The indicators of indicators.csv, in its order.
[[nodiscard]] const std::vector<FigureKind>& figureKinds();
/// Its place in figureKinds(); the number of kinds when there is none.
[[nodiscard]] std::size_t figurePlace(std::string_view id);
/// What a rate is a share of, under the rules; null for figures that are no rates.
[[nodiscard]] CountMember figureWhole(const FigureKind& kind, const FigureRules& rules);
/// Its name in Chinese or English, from indicators.csv.
[[nodiscard]] std::string figureName(std::string_view id, bool chinese);

/// The values in the order of figureKinds(); rates in percent, times in working minutes. Nothing where the denominator
/// is zero, or where no case tells what the figure needs.
[[nodiscard]] std::vector<std::optional<double>> figuresOf(const CaseCounts& counts, const FigureRules& rules,
                                                           std::optional<double> meanMinutes = {});
/// "A" to "E" of a score from 0 to 100.
[[nodiscard]] const char* gradeOf(double score);
/// Which score grades the groups of a grouping.
[[nodiscard]] const char* scoreOfGrouping(std::string_view by);
/// The needs that no case of these counts meets (FigureNeed).
[[nodiscard]] unsigned missingNeeds(const CaseCounts& counts);

/// A figure that cannot be told, or not of all cases.
struct NotComputed {
  std::string id;
  Message why;
  bool partly = false;  ///< it was computed of those that tell
};
[[nodiscard]] std::vector<NotComputed> notComputed(const CaseCounts& total);
/// The definitions that differ from city to city, for people.
[[nodiscard]] std::vector<Message> figureDefinitions(const FigureRules& rules);

/// How long handling took, in working minutes; the mean hides the tail.
struct HandleTimes {
  std::int64_t cases = 0;
  double mean = 0, median = 0, p90 = 0;
};

struct FigureGroup {
  std::string code, name;  ///< both empty: the cases that have none
  CaseCounts counts;
  HandleTimes times;
  std::vector<std::optional<double>> figures;
  int rank = 0;  ///< 1 is best; equal figures share it; 0: nothing to rank by
};

struct CaseFigures {
  std::vector<FigureGroup> groups;  ///< best first
  FigureGroup total;
};

struct FigureQuery {
  std::string by = "department";  ///< one of figureGroupings()
  UtcMillis from = 0, to = 0;     ///< the period, its end not included
  UtcMillis asOf = 0;             ///< what happened later does not count
  FigureRules rules;
  std::string within{};  ///< only cases of this district, subdistrict or community (its code); empty: all
};
/// "city", "department", "district", "subdistrict", "community", "grid", "category", "source", "inspector", "acceptor",
/// "shift_leader", "dispatcher".
[[nodiscard]] const std::vector<std::string>& figureGroupings();

/// One pass over the cases and their log. Departments and posts are ranked by their score, others by the closing rate.
/// Errors: usage (grouping; an end before the begin), cancelled.
[[nodiscard]] CaseFigures caseFigures(const store::CityDatabase& city, const FigureQuery& query,
                                      const CancelToken& token = {});
/// The answers to several questions, in one pass.
[[nodiscard]] std::vector<CaseFigures> caseFigures(const store::CityDatabase& city,
                                                   std::span<const FigureQuery> queries, Progress& progress);

/// The cases behind a number: ids of those that a group's count counts, ascending. `code`: of the group; nothing: all
/// groups. Errors as caseFigures().
[[nodiscard]] std::vector<std::int64_t> casesBehind(const store::CityDatabase& city, const FigureQuery& query,
                                                    const std::optional<std::string>& code, CountMember count,
                                                    const CancelToken& token = {});

/// The city's own settings of the rules; the defaults when it has none.
[[nodiscard]] FigureRules figureRules(const store::CityDatabase& city);
void keepFigureRules(const store::CityDatabase& city, const FigureRules& rules);

}  // namespace gis::city
