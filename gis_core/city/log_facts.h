// What the figures need to know of the steps of cases. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/case_log.h"

namespace gis::city {

/// Of one case; times 0: never. People are numbers of LogBook::names, 0: nobody.
struct LogFacts {
  std::int64_t fid = 0;
  UtcMillis taken = 0, verifySent = 0, verified = 0, dispatched = 0;
  UtcMillis forwarded = 0, checkSent = 0, checkEnded = 0;  ///< the last ones
  std::int32_t inspector = 0, acceptor = 0, shiftLeader = 0, dispatcher = 0;
  std::uint16_t acceptorSteps = 0, dispatcherSteps = 0, acceptorErrors = 0, dispatcherErrors = 0;
  bool exempt = false, selfHandled = false;
};

struct LogBook {
  std::vector<LogFacts> cases;  ///< ascending fid
  std::vector<std::string> names{std::string()};
};

/// Reads the log of these cases until a moment. Errors: cancelled.
[[nodiscard]] LogBook readLogBook(const store::Connection& c, const CaseLogQuery& cases, UtcMillis asOf,
                                  const CancelToken& token);

}  // namespace gis::city
