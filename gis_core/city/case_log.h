// The flow log of the cases: who took which step when, read for all of them in one pass.
// Everything that is counted about cases follows from here; the columns of a case are only its newest state.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/connection.h"

namespace gis::city {

/// One step that stands (steps that were taken back are left out).
struct LogStep {
  UtcMillis at = 0;
  std::string_view
      action;             ///< "report", or of case_transitions.csv and case_requests.csv; lives as long as the program
  std::string_view role;  ///< as long as the program; empty for "report"
  std::string actor;      ///< who took it
};

/// The index that holds all that readCaseLog() asks for; cities of an older version have none.
inline constexpr const char* kCaseLogIndex = "city_history_flow";

struct CaseLogQuery {
  std::int64_t fromFid = 0, toFid = 0;  ///< cases with fromFid ≤ fid < toFid; toFid 0: all. For threads that share work
};

/// Calls `visit` for every case that has a log, ascending fid, with its steps, oldest first; the span is good during
/// the call. A report that was taken back is left out. A million cases with eight steps each take some seconds; two
/// threads with a connection each may share the fids. Returns the steps visited. Errors: cancelled.
std::int64_t readCaseLog(const store::Connection& c, const CaseLogQuery& query,
                         const std::function<void(std::int64_t fid, std::span<const LogStep>)>& visit,
                         const CancelToken& token = {});

/// When what happened to a case; 0: never. Of what may come again, the first and the last as named.
struct CaseMoments {
  UtcMillis reported = 0;
  UtcMillis accepted = 0;        ///< first taken from the pool
  UtcMillis verifySent = 0;      ///< last sent for verification before filing
  UtcMillis verified = 0;        ///< last result of it
  UtcMillis filed = 0;           ///< first
  UtcMillis dispatched = 0;      ///< first
  UtcMillis lastDispatched = 0;  ///< last, after a return
  UtcMillis assigned = 0;        ///< last
  UtcMillis submitted = 0;       ///< last; by the handler
  UtcMillis firstHandled = 0;    ///< first confirmed by the department
  UtcMillis handled = 0;         ///< last
  UtcMillis checkSent = 0;       ///< last sent to be checked
  UtcMillis checked = 0;         ///< closed after a check
  UtcMillis closed = 0;          ///< closed in any way: also on the spot or by force
  UtcMillis rejected = 0, cancelled = 0, merged = 0;
  UtcMillis appealed = 0, appealDecided = 0;
  int dispatches = 0, reworks = 0, bounces = 0;
  int returnsToAcceptor = 0, returnsToDispatcher = 0, handlerReturns = 0;
  int extensions = 0, suspensions = 0;  ///< granted
  bool selfHandled = false, forced = false;
  bool exempt = false;  ///< an appeal was granted: overdue does not count
};
[[nodiscard]] CaseMoments momentsOf(std::span<const LogStep> steps);

}  // namespace gis::city
