#include "gis_core/city/case_counts.h"

#include <array>

namespace gis::city {
namespace {

constexpr std::array kCountNames{
    CountName{"reported", &CaseCounts::reported},
    CountName{"accepted", &CaseCounts::accepted},
    CountName{"rejected", &CaseCounts::rejected},
    CountName{"not_rejected", &CaseCounts::notRejected},
    CountName{"merged", &CaseCounts::merged},
    CountName{"cancelled", &CaseCounts::cancelled},
    CountName{"valid", &CaseCounts::valid},
    CountName{"open", &CaseCounts::open},
    CountName{"finished", &CaseCounts::finished},
    CountName{"filed", &CaseCounts::filed},
    CountName{"filed_cancelled", &CaseCounts::filedCancelled},
    CountName{"filed_kept", &CaseCounts::filedKept},
    CountName{"filed_on_time", &CaseCounts::filedOnTime},
    CountName{"missed", &CaseCounts::missed},
    CountName{"supervised", &CaseCounts::supervised},
    CountName{"should_dispatch", &CaseCounts::shouldDispatch},
    CountName{"dispatched", &CaseCounts::dispatched},
    CountName{"dispatched_on_time", &CaseCounts::dispatchedOnTime},
    CountName{"dispatched_right", &CaseCounts::dispatchedRight},
    CountName{"returned", &CaseCounts::returned},
    CountName{"operations", &CaseCounts::operations},
    CountName{"errors", &CaseCounts::errors},
    CountName{"should_send_verify", &CaseCounts::shouldSendVerify},
    CountName{"verify_sent_on_time", &CaseCounts::verifySentOnTime},
    CountName{"should_verify", &CaseCounts::shouldVerify},
    CountName{"verified_on_time", &CaseCounts::verifiedOnTime},
    CountName{"should_send_check", &CaseCounts::shouldSendCheck},
    CountName{"check_sent_on_time", &CaseCounts::checkSentOnTime},
    CountName{"should_check", &CaseCounts::shouldCheck},
    CountName{"checked_on_time", &CaseCounts::checkedOnTime},
    CountName{"should_handle", &CaseCounts::shouldHandle},
    CountName{"handled", &CaseCounts::handled},
    CountName{"handled_on_time", &CaseCounts::handledOnTime},
    CountName{"handled_late", &CaseCounts::handledLate},
    CountName{"overdue_open", &CaseCounts::overdueOpen},
    CountName{"extended", &CaseCounts::extended},
    CountName{"should_close", &CaseCounts::shouldClose},
    CountName{"closed", &CaseCounts::closed},
    CountName{"closed_on_time", &CaseCounts::closedOnTime},
    CountName{"closed_late", &CaseCounts::closedLate},
    CountName{"reworked", &CaseCounts::reworked},
    CountName{"checks", &CaseCounts::checks},
    CountName{"checks_passed", &CaseCounts::checksPassed},
    CountName{"without_filed", &CaseCounts::withoutFiled},
    CountName{"without_dispatched", &CaseCounts::withoutDispatched},
    CountName{"without_handled", &CaseCounts::withoutHandled},
    CountName{"without_deadline", &CaseCounts::withoutDeadline},
    CountName{"without_log", &CaseCounts::withoutLog},
    CountName{"with_filed", &CaseCounts::withFiled},
    CountName{"with_dispatched", &CaseCounts::withDispatched},
    CountName{"with_handled", &CaseCounts::withHandled},
    CountName{"with_deadline", &CaseCounts::withDeadline},
    CountName{"with_log", &CaseCounts::withLog},
};
// a member without a name would be lost when sums are made
static_assert(sizeof(CaseCounts) == kCountNames.size() * sizeof(std::int64_t));

}  // namespace

CountNames countNames() {
  return {kCountNames.data(), kCountNames.data() + kCountNames.size()};
}

void addTo(CaseCounts& sum, const CaseCounts& part) {
  for (const CountName& one : kCountNames) sum.*one.member += part.*one.member;
}

}  // namespace gis::city
