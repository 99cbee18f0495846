#include "gis_core/city/case_log.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/kept_time.h"

namespace gis::city {

namespace {

constexpr std::string_view kReported = "report";
constexpr std::string_view kReportReason = "incident report";

/// The words of the tables, so that a step needs no copies of them.
class Words {
 public:
  static const Words& shipped() {
    static const Words words;
    return words;
  }
  [[nodiscard]] std::string_view action(std::string_view text) const { return find(m_actions, text); }
  [[nodiscard]] std::string_view role(std::string_view text) const { return find(m_roles, text); }

 private:
  using Known = std::unordered_map<std::string_view, std::string_view>;
  Words() {
    for (const CaseRule& rule : CaseRules::shipped().rules()) m_actions.emplace(rule.action, rule.action);
    for (const std::string& role : CaseRules::shipped().roles()) m_roles.emplace(role, role);
  }
  static std::string_view find(const Known& known, std::string_view text) {
    const auto found = known.find(text);
    return found == known.end() ? std::string_view() : found->second;
  }
  Known m_actions, m_roles;
};

/// "file (acceptor): words" → action and role; "incident report" → report. False for other entries of the journal.
bool readReason(std::string_view reason, LogStep& step) {
  if (reason == kReportReason) {
    step.action = kReported;
    step.role = {};
    return true;
  }
  const std::size_t open = reason.find(" (");
  const std::size_t close = open == std::string_view::npos ? open : reason.find(')', open);
  if (close == std::string_view::npos) return false;
  step.action = Words::shipped().action(reason.substr(0, open));
  step.role = Words::shipped().role(reason.substr(open + 2, close - open - 2));
  return !step.action.empty();
}

/// The steps of one case of which some were taken back: which ones stand is read from the journal itself.
class Standing {
 public:
  Standing(const store::Connection& c, std::int64_t fid) {
    auto row = c.prepare(
        "SELECT at, actor, reason, kind, tx, undoes FROM city_history WHERE table_name = 'city_incident' AND fid = ?1"
        " ORDER BY seq");
    row.bind(1, fid);
    while (row.step()) {
      const std::string_view kind = row.textView(3);
      const std::string tx = row.text(4), undoes = row.text(5);
      if (kind == "undo") {
        m_undone[tx] = undoes;
        setStands(undoes, false);
      } else if (kind == "redo") {
        const auto taken = m_undone.find(undoes);
        const std::string& own = stepOf(taken == m_undone.end() ? undoes : taken->second);
        setStands(own, true);
        m_redone[tx] = own;  // a redo can itself be undone, and that be redone, any number of times
      } else if (LogStep step; readReason(row.textView(2), step)) {
        step.at = keptTime(row.textView(0));
        step.actor = row.text(1);
        m_entries.push_back({tx, std::move(step), true});
      }
    }
  }
  void copyTo(std::vector<LogStep>& steps) const {
    steps.clear();
    for (const Entry& entry : m_entries) {
      if (entry.stands) steps.push_back(entry.step);
    }
  }

 private:
  struct Entry {
    std::string tx;
    LogStep step;
    bool stands;
  };
  /// The step itself, when it is named by an entry that did it again.
  [[nodiscard]] const std::string& stepOf(const std::string& tx) const {
    const auto redone = m_redone.find(tx);
    return redone == m_redone.end() ? tx : redone->second;
  }
  void setStands(const std::string& tx, bool stands) {
    const std::string& own = stepOf(tx);
    for (Entry& entry : m_entries) {
      if (entry.tx == own) entry.stands = stands;
    }
  }
  std::vector<Entry> m_entries;
  std::map<std::string, std::string> m_undone, m_redone;
};

bool hasFlowIndex(const store::Connection& c) {
  store::Statement found(c, "SELECT 1 FROM sqlite_schema WHERE name = ?1");
  return found.bind(1, kCaseLogIndex).step();
}

}  // namespace

std::int64_t readCaseLog(const store::Connection& c, const CaseLogQuery& query,
                         const std::function<void(std::int64_t, std::span<const LogStep>)>& visit,
                         const CancelToken& token) {
  c.interruptOn(token);
  std::string sql = "SELECT fid, at, actor, reason, kind FROM city_history";
  // the index holds all that is asked for: rows with their images are not touched
  if (hasFlowIndex(c)) sql += std::string(" INDEXED BY ") + kCaseLogIndex;
  auto row = c.prepare(sql + " WHERE table_name = 'city_incident' AND fid >= ?1 AND fid < ?2 ORDER BY fid, seq");
  row.bind(1, query.fromFid);
  row.bind(2, query.toFid > 0 ? query.toFid : std::numeric_limits<std::int64_t>::max());
  std::vector<LogStep> steps;
  std::size_t used = 0;
  std::int64_t current = -1, visited = 0;
  bool takenBack = false;
  const auto tell = [&] {
    if (current < 0) return;
    if (takenBack) {
      Standing(c, current).copyTo(steps);
      used = steps.size();
    }
    if (used > 0) visit(current, std::span<const LogStep>(steps.data(), used));
    visited += std::int64_t(used);
    used = 0;
    takenBack = false;
  };
  while (row.step()) {
    if (const std::int64_t fid = row.integer(0); fid != current) {
      tell();
      current = fid;
    }
    const std::string_view kind = row.textView(4);
    if (kind == "undo" || kind == "redo") {
      takenBack = true;
      continue;
    }
    if (used == steps.size()) steps.emplace_back();
    LogStep& step = steps[used];
    if (!readReason(row.textView(3), step)) continue;
    step.at = keptTime(row.textView(1));
    step.actor.assign(row.textView(2));
    ++used;
  }
  tell();
  return visited;
}

CaseMoments momentsOf(std::span<const LogStep> steps) {
  CaseMoments m;
  const auto first = [](UtcMillis& moment, UtcMillis at) {
    if (moment == 0) moment = at;
  };
  using Note = void (*)(CaseMoments&, UtcMillis);
  static const std::unordered_map<std::string_view, Note> kNotes = {
      {"send_verify", [](CaseMoments& c, UtcMillis at) { c.verifySent = at; }},
      {"verify_done", [](CaseMoments& c, UtcMillis at) { c.verified = at; }},
      {"assign", [](CaseMoments& c, UtcMillis at) { c.assigned = at; }},
      {"submit", [](CaseMoments& c, UtcMillis at) { c.submitted = at; }},
      {"send_check", [](CaseMoments& c, UtcMillis at) { c.checkSent = at; }},
      {"close", [](CaseMoments& c, UtcMillis at) { c.checked = c.closed = at; }},
      {"self_handle_close",
       [](CaseMoments& c, UtcMillis at) {
         c.closed = at;
         c.selfHandled = true;
       }},
      {"force_close",
       [](CaseMoments& c, UtcMillis at) {
         c.closed = at;
         c.forced = true;
       }},
      {"reject", [](CaseMoments& c, UtcMillis at) { c.rejected = at; }},
      {"cancel", [](CaseMoments& c, UtcMillis at) { c.cancelled = at; }},
      {"rework", [](CaseMoments& c, UtcMillis) { ++c.reworks; }},
      {"return_rework", [](CaseMoments& c, UtcMillis) { ++c.reworks; }},
      {"bounce", [](CaseMoments& c, UtcMillis) { ++c.bounces; }},
      {"return_to_acceptor", [](CaseMoments& c, UtcMillis) { ++c.returnsToAcceptor; }},
      {"return_to_dispatcher", [](CaseMoments& c, UtcMillis) { ++c.returnsToDispatcher; }},
      {"handler_return", [](CaseMoments& c, UtcMillis) { ++c.handlerReturns; }},
      {"grant_extension", [](CaseMoments& c, UtcMillis) { ++c.extensions; }},
      {"grant_suspension", [](CaseMoments& c, UtcMillis) { ++c.suspensions; }},
      {"appeal", [](CaseMoments& c, UtcMillis at) { c.appealed = at; }},
      {"refuse_appeal", [](CaseMoments& c, UtcMillis at) { c.appealDecided = at; }},
      {"grant_appeal",
       [](CaseMoments& c, UtcMillis at) {
         c.appealDecided = at;
         c.exempt = true;
       }},
  };
  for (const LogStep& step : steps) {
    if (step.action == kReported) {
      first(m.reported, step.at);
    } else if (step.action == "merge") {
      first(m.reported, step.at);  // attached to another case while it was being reported
      m.merged = step.at;
    } else if (step.action == "take") {
      first(m.accepted, step.at);
    } else if (step.action == "file") {
      first(m.filed, step.at);
    } else if (step.action == "dispatch" || step.action == "redispatch") {
      first(m.dispatched, step.at);
      m.lastDispatched = step.at;
      ++m.dispatches;
    } else if (step.action == "confirm") {
      first(m.firstHandled, step.at);
      m.handled = step.at;
    } else if (const auto note = kNotes.find(step.action); note != kNotes.end()) {
      note->second(m, step.at);
    }
  }
  return m;
}

}  // namespace gis::city
