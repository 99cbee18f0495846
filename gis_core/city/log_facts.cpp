#include "gis_core/city/log_facts.h"

#include <map>
#include <string_view>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/kept_time.h"

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

/// One step of a case.
struct JournalStep {
  std::string tx;
  UtcMillis at = 0;
  std::string action, role, actor;
  bool stands = true;  ///< not taken back
};

/// The steps of one case as its journal tells them.
class JournalSteps {
 public:
  void add(const store::Statement& row) {
    const std::string kind = row.text(4);
    if (kind == "undo" || kind == "redo") {
      const std::string tx = row.text(5), undoes = row.text(6);
      const auto taken = m_taken.find(undoes);
      // a redo names the undo that it takes back
      const std::string own = taken == m_taken.end() ? undoes : taken->second;
      m_taken[tx] = own;
      for (JournalStep& step : m_steps) step.stands = step.tx == own ? kind == "redo" : step.stands;
      return;
    }
    StepNote note = stepNoteOf(row.text(3));
    if (note.action == kReportReason) note.action = "report";
    if (note.role.empty() && note.action != "report") return;  // a correction, a photo …
    m_steps.push_back({row.text(5), keptTime(row.textView(1)), note.action, note.role, row.text(2), true});
  }
  [[nodiscard]] const std::vector<JournalStep>& steps() const { return m_steps; }
  void clear() {
    m_steps.clear();
    m_taken.clear();
  }

 private:
  static constexpr std::string_view kReportReason = "incident report";
  std::vector<JournalStep> m_steps;
  std::map<std::string, std::string> m_taken;  ///< undo → what it took back
};

void addStep(const JournalStep& step, LogFacts& facts, Names& names) {
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
  }
}

}  // namespace

LogBook readLogBook(const store::CityDatabase& city, UtcMillis asOf, const CancelToken& token) {
  LogBook book;
  Names names(book.names);
  city.connection().interruptOn(token);
  JournalSteps steps;
  std::int64_t fid = 0;
  const auto finish = [&] {
    LogFacts facts;
    facts.fid = fid;
    bool any = false;
    for (const JournalStep& step : steps.steps()) {
      if (!step.stands || step.at > asOf) continue;
      addStep(step, facts, names);
      any = true;
    }
    if (any) book.cases.push_back(facts);
    steps.clear();
  };
  store::Statement row(city.connection(),
                       "SELECT fid, at, actor, reason, kind, tx, undoes FROM city_history"
                       " WHERE table_name = 'city_incident' AND fid > 0 ORDER BY fid, seq");
  while (row.step()) {
    if (row.integer(0) != fid) finish();
    fid = row.integer(0);
    steps.add(row);
  }
  finish();
  return book;
}

}  // namespace gis::city
