// How many cases of a group are what: the numbers below every rate.
// Source of the formulas: resources/codes/indicators.csv.
#pragma once

#include <cstdint>
#include <string_view>

namespace gis::city {

/// Definitions that cities do not share; they are printed on every report.
struct FigureRules {
  enum class ShouldClose { byDeadline, byHandling };  ///< filed and due in the period, or handled in it
  enum class FilingBase { accepted, reported };       ///< below the filing rate
  enum class ReworkBase { shouldClose, handled };     ///< below the rework rate
  enum class Missed {
    verified,
    filed
  };  ///< public reports that count as missed by the inspector: found true on site,
      ///< or all that were filed
  ShouldClose shouldClose = ShouldClose::byDeadline;
  FilingBase filingBase = FilingBase::accepted;
  ReworkBase reworkBase = ReworkBase::shouldClose;
  Missed missed = Missed::verified;
  /// Limits of the desk in minutes, continuous: to accept and file, to dispatch, to send a task, to do it.
  int fileMinutes = 15, dispatchMinutes = 15, sendMinutes = 15, taskMinutes = 30;
};

/// Counts of a group, in the period or of those that were due in it. A case that a leader closed by force is in no
/// rate; one that was handled on the spot was never dispatched, and is in no rate of a department.
struct CaseCounts {
  std::int64_t reported = 0;          ///< in the period; the other counts of reports are parts of these
  std::int64_t accepted = 0;          ///< went further than "reported"
  std::int64_t rejected = 0;          ///< not accepted
  std::int64_t notRejected = 0;       ///< all others of the reports
  std::int64_t merged = 0;            ///< repeats of another case
  std::int64_t cancelled = 0;         ///< of the reports
  std::int64_t valid = 0;             ///< of the reports: filed, and neither merged nor cancelled
  std::int64_t open = 0;              ///< in no final state
  std::int64_t finished = 0;          ///< closed, by force too
  std::int64_t filed = 0;             ///< in the period
  std::int64_t filedCancelled = 0;    ///< of these
  std::int64_t filedKept = 0;         ///< of these: not cancelled
  std::int64_t filedOnTime = 0;       ///< of these: within the limit of filing, time on site not counted
  std::int64_t missed = 0;            ///< of these: public reports that an inspector should have made (by the rules)
  std::int64_t supervised = 0;        ///< of these: public reports that were found true on site
  std::int64_t shouldDispatch = 0;    ///< filed in the period, neither cancelled nor handled on the spot
  std::int64_t dispatched = 0;        ///< of these
  std::int64_t dispatchedOnTime = 0;  ///< of these: within the limit of dispatch
  std::int64_t dispatchedRight = 0;   ///< of these: once, to one department
  std::int64_t returned = 0;          ///< of the dispatched: sent back by a department
  std::int64_t operations = 0;        ///< steps of acceptors and dispatchers in the period
  std::int64_t errors = 0;            ///< of these steps: sent back by the next desk
  std::int64_t shouldSendVerify = 0, verifySentOnTime = 0;  ///< verification on site asked for in the period
  std::int64_t shouldVerify = 0, verifiedOnTime = 0;        ///< the same, done
  std::int64_t shouldSendCheck = 0, checkSentOnTime = 0;    ///< checks on site
  std::int64_t shouldCheck = 0, checkedOnTime = 0;
  std::int64_t shouldHandle = 0;  ///< dispatched, not cancelled, due in the period
  std::int64_t handled = 0;       ///< of these, until the moment of the figures
  std::int64_t handledOnTime = 0, handledLate = 0;
  std::int64_t overdueOpen = 0;                   ///< of these: not handled, the deadline is over
  std::int64_t extended = 0;                      ///< of these: the deadline was moved
  std::int64_t shouldClose = 0;                   ///< by the rules
  std::int64_t closed = 0;                        ///< of these
  std::int64_t closedOnTime = 0, closedLate = 0;  ///< of these: handled at or before the deadline, or later
  std::int64_t reworked = 0;                      ///< of the closed: sent back after a check
  std::int64_t checks = 0;                        ///< of those to be closed: whose first check had a result
  std::int64_t checksPassed = 0;                  ///< of these: closed without going back
  /// What a case does not tell though its state says that it happened (of all that have to do with the period).
  std::int64_t withoutFiled = 0, withoutDispatched = 0, withoutHandled = 0, withoutDeadline = 0, withoutLog = 0;
  std::int64_t withFiled = 0, withDispatched = 0, withHandled = 0, withDeadline = 0, withLog = 0;
};
using CountMember = std::int64_t CaseCounts::*;

/// A count by its name in JSON ("should_handle").
struct CountName {
  const char* name;
  CountMember member;
};
/// All of them, in the order above. The span lives as long as the program.
struct CountNames {
  const CountName* first;
  const CountName* last;
  [[nodiscard]] const CountName* begin() const { return first; }
  [[nodiscard]] const CountName* end() const { return last; }
};
[[nodiscard]] CountNames countNames();
void addTo(CaseCounts& sum, const CaseCounts& part);

enum class FigureUnit { count, percent, score, minutes };

/// What a figure needs to be known of the cases.
enum FigureNeed : unsigned {
  needsNothing = 0,
  needsFiled = 1,
  needsDispatched = 2,
  needsHandled = 4,
  needsDeadline = 8,
  needsLog = 16,   ///< the steps of the cases, which lists of other platforms do not bring
  needsNever = 32  ///< nothing that this program keeps
};

/// One indicator of indicators.csv: a count, or a rate of two counts, or a score of rates (`share` empty).
struct FigureKind {
  const char* id;
  FigureUnit unit;
  CountMember share = nullptr, whole = nullptr;  ///< a count has no `whole`
  unsigned needs = needsNothing;
  bool lowerIsBetter = false;
};

}  // namespace gis::city
