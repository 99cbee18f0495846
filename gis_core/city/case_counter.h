// What one case adds to the counts of a period. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "gis_core/base/clock.h"
#include "gis_core/city/case_figures.h"
#include "gis_core/city/kept_time.h"
#include "gis_core/city/log_facts.h"
#include "gis_core/city/work_calendar.h"

namespace gis::city {

inline constexpr double kCounterMinute = 60'000;

/// One case as read; times are UTC in one form, so texts compare. Empty: did not happen.
struct CaseTimes {
  std::string_view state, reported, filed, dispatched, handled, deadline, closed;
  std::int64_t reworks = 0, extensions = 0, dispatches = 0;
  bool isPublic = false;
};

/// Did the state of a case come after its filing?
inline bool isBeyondFiling(std::string_view state) {
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

  /// False when the case has nothing to do with the period. `worked`: how long handling took, in working time;
  /// −1: not told.
  bool count(const CaseTimes& one, const LogFacts* log, CaseCounts& to, UtcMillis& worked) const {
    worked = -1;
    const bool reported = happened(one.reported) && isIn(one.reported);
    const bool filed = happened(one.filed) && isIn(one.filed);
    if (reported) countReport(one, log, to);
    if (filed) countFiling(one, log, to);
    const bool tasks = log != nullptr && countTasks(*log, to);
    if (one.state == "cancelled" || one.state == "forced_close") return reported || filed || tasks;
    const bool due = countDue(one, log, to, worked);
    return reported || filed || tasks || due;
  }

 private:
  [[nodiscard]] bool isIn(std::string_view time) const { return time >= m_from && time < m_to; }
  [[nodiscard]] bool isIn(UtcMillis time) const { return time >= m_query.from && time < m_query.to; }
  [[nodiscard]] bool happened(std::string_view time) const { return !time.empty() && time <= m_asOf; }
  [[nodiscard]] static bool within(UtcMillis from, UtcMillis to, int minutes) {
    return to > 0 && static_cast<double>(to - from) <= minutes * kCounterMinute;
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

  bool countDue(const CaseTimes& one, const LogFacts* log, CaseCounts& to, UtcMillis& worked) const {
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
      if (handled) worked = workingTime(keptTime(one.dispatched), keptTime(one.handled), m_calendar);
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

}  // namespace gis::city
