#include "gis_core/city/log_facts.h"

#include <span>
#include <string_view>
#include <unordered_map>

namespace gis::city {
namespace {

class Names {
 public:
  explicit Names(std::vector<std::string>& names) : m_names(names) {}
  std::int32_t numberOf(const std::string& name) {
    if (name.empty()) return 0;
    const auto [place, fresh] = m_numbers.try_emplace(name, static_cast<std::int32_t>(m_names.size()));
    if (fresh) m_names.push_back(name);
    return place->second;
  }

 private:
  std::vector<std::string>& m_names;
  std::unordered_map<std::string, std::int32_t> m_numbers;
};

void addStep(const LogStep& step, LogFacts& facts, Names& names) {
  const std::string_view action = step.action, role = step.role;
  if (role == "acceptor" || role == "shift_leader") ++facts.acceptorSteps;
  if (role == "dispatcher") ++facts.dispatcherSteps;
  if (action == "report") {
    facts.inspector = names.numberOf(step.actor);
  } else if (action == "take") {
    if (facts.taken == 0) facts.taken = step.at;
    facts.acceptor = names.numberOf(step.actor);
  } else if (action == "send_verify") {
    facts.verifySent = step.at;
    facts.verified = 0;
  } else if (action == "verify_done") {
    facts.verified = step.at;
  } else if (action == "file") {
    (role == "shift_leader" ? facts.shiftLeader : facts.acceptor) = names.numberOf(step.actor);
  } else if (action == "dispatch" || action == "redispatch") {
    if (facts.dispatched == 0) {
      facts.dispatched = step.at;
      facts.dispatcher = names.numberOf(step.actor);
    }
  } else if (action == "return_to_acceptor") {
    ++facts.acceptorErrors;
  } else if (action == "return_to_dispatcher") {
    ++facts.dispatcherErrors;
  } else if (action == "forward") {
    facts.forwarded = step.at;
  } else if (action == "send_check") {
    facts.checkSent = step.at;
    facts.checkEnded = 0;
  } else if (action == "close" || action == "return_rework") {
    if (facts.checkSent > 0 && facts.checkEnded == 0) facts.checkEnded = step.at;
  } else if (action == "self_handle_close") {
    facts.selfHandled = true;
  } else if (action == "grant_appeal") {
    facts.exempt = true;
  }
}

}  // namespace

LogBook readLogBook(const store::Connection& c, const CaseLogQuery& cases, UtcMillis asOf, const CancelToken& token) {
  LogBook book;
  Names names(book.names);
  const auto visit = [&](std::int64_t fid, std::span<const LogStep> steps) {
    LogFacts facts;
    facts.fid = fid;
    bool any = false;
    for (const LogStep& step : steps) {
      if (step.at > asOf) continue;
      addStep(step, facts, names);
      any = true;
    }
    if (any) book.cases.push_back(facts);
  };
  (void)readCaseLog(c, cases, visit, token);
  return book;
}

}  // namespace gis::city
