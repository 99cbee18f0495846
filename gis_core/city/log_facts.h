// What the figures need to know of the steps of cases. Private to the room.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

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

/// Reads the log of all cases until a moment; `tick` is called for each. Errors: cancelled, and what `tick` throws.
[[nodiscard]] LogBook readLogBook(const store::CityDatabase& city, UtcMillis asOf, const std::function<void()>& tick,
                                  const CancelToken& token);

}  // namespace gis::city
