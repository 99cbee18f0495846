#include "gis_core/base/progress.h"

#include <chrono>

#include "gis_core/base/error.h"

namespace gis {

void CancelToken::check() const {
  if (cancelled())
    throw Error(ErrorCode::cancelled, GIS_TR("cancelled"), GIS_TR("you asked to stop"), GIS_TR("nothing was changed"));
}

void Progress::report(std::uint64_t done, std::uint64_t total) {
  m_token.check();
  if (!m_callback) return;
  using namespace std::chrono;
  const auto now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  if (now - m_lastTold < 50 && !(total != 0 && done >= total)) return;
  m_lastTold = now;
  m_callback({done, total});
}

}  // namespace gis
