// Figures of cases for a period: counts and rates by department, area or kind, with rank and grade.
// Source of the formulas: resources/codes/indicators.csv; of the grades: CJ/T 292 as found in use (A from 90, B 75,
// C 60, D 40).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// Definitions that cities do not share; they are printed on every report.
struct FigureRules {
  enum class ShouldClose { byDeadline, byHandling };  ///< filed and due in the period, or handled in it
  enum class FilingBase { accepted, reported };       ///< below the filing rate
  enum class ReworkBase { shouldClose, handled };     ///< below the rework rate
  ShouldClose shouldClose = ShouldClose::byDeadline;
  FilingBase filingBase = FilingBase::accepted;
  ReworkBase reworkBase = ReworkBase::shouldClose;
};

/// How many cases of a group are what, in the period or of those that were due in it. A case that a leader closed by
/// force is in no rate; one that was handled on the spot was never dispatched, and is in no rate of a department.
struct CaseCounts {
  std::int64_t reported = 0;        ///< in the period; the other counts of reports are parts of these
  std::int64_t accepted = 0;        ///< went further than "reported"
  std::int64_t rejected = 0;        ///< not accepted
  std::int64_t merged = 0;          ///< repeats of another case
  std::int64_t cancelled = 0;       ///< of the reports
  std::int64_t open = 0;            ///< in no final state
  std::int64_t finished = 0;        ///< closed, by force too
  std::int64_t filed = 0;           ///< in the period
  std::int64_t filedCancelled = 0;  ///< of these
  std::int64_t shouldHandle = 0;    ///< dispatched, not cancelled, due in the period
  std::int64_t handled = 0;         ///< of these, until the moment of the figures
  std::int64_t handledOnTime = 0;
  std::int64_t overdueOpen = 0;   ///< of these: not handled, the deadline is over
  std::int64_t extended = 0;      ///< of these: the deadline was moved
  std::int64_t shouldClose = 0;   ///< by the rules
  std::int64_t closed = 0;        ///< of these
  std::int64_t closedOnTime = 0;  ///< of these: handled at or before the deadline
  std::int64_t reworked = 0;      ///< of the closed: sent back after a check
};

enum class FigureUnit { count, percent, score };

/// One indicator, in the order of the reports.
struct FigureKind {
  const char* id;  ///< as in indicators.csv
  FigureUnit unit;
};
[[nodiscard]] const std::vector<FigureKind>& figureKinds();
/// Its name in Chinese or English, from indicators.csv.
[[nodiscard]] std::string figureName(std::string_view id, bool chinese);

/// The values in the order of figureKinds(); rates in percent. Nothing where the denominator is zero.
[[nodiscard]] std::vector<std::optional<double>> figuresOf(const CaseCounts& counts, const FigureRules& rules);
/// "A" to "E" of a score from 0 to 100.
[[nodiscard]] const char* gradeOf(double score);

struct FigureGroup {
  std::string code, name;  ///< both empty: the cases that have none
  CaseCounts counts;
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
};
/// "city", "department", "district", "subdistrict", "community", "grid", "category", "source".
[[nodiscard]] const std::vector<std::string>& figureGroupings();

/// One pass over the cases. Departments are ranked by their score, others by the closing rate.
/// Errors: usage (grouping; an end before the begin), cancelled.
[[nodiscard]] CaseFigures caseFigures(const store::CityDatabase& city, const FigureQuery& query,
                                      const CancelToken& token = {});

}  // namespace gis::city
