// Random actions by random roles against the table of steps, with every invariant looked at; the same in two
// processes at once, and in processes that are killed. CITYDESK_MODEL_STEPS sets how many (100000 takes some two
// minutes).
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_log.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/desk_settings.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"

namespace gis::city {
namespace {

namespace fs = std::filesystem;

constexpr int kUsualSteps = 10'000;
constexpr std::size_t kAtHand = 8;           // cases that are worked on just now
constexpr const char* kOnTheSpot = "06012";  // the model's city handles this type alone on the spot
constexpr std::uint8_t kDone = 1;

int stepsWanted() {
  const char* text = std::getenv("CITYDESK_MODEL_STEPS");
  return text == nullptr ? kUsualSteps : std::max(1, std::atoi(text));
}

/// The tables, read here a second time and by other means than the program does it.
struct Tables {
  struct Row {
    std::string from, action, to, guard;
    std::set<std::string> roles;
  };
  std::vector<Row> rows;
  std::set<std::string> states, terminal, actions;

  Tables() {
    const CsvTable all = CsvTable::shipped("codes/case_states.csv");
    for (std::size_t i = 0; i < all.rows(); ++i) {
      states.insert(all.cell(i, all.column("state")));
      if (all.cell(i, all.column("terminal")) == "yes") terminal.insert(all.cell(i, all.column("state")));
    }
    const CsvTable steps = CsvTable::shipped("codes/case_transitions.csv");
    for (std::size_t i = 0; i < steps.rows(); ++i) {
      Row row{steps.cell(i, 0), steps.cell(i, 1), steps.cell(i, 2), steps.cell(i, 4), {}};
      std::string roles = steps.cell(i, 3) + ";";
      for (std::size_t at = 0, end = 0; (end = roles.find(';', at)) != std::string::npos; at = end + 1)
        row.roles.insert(roles.substr(at, end - at));
      actions.insert(row.action);
      rows.push_back(std::move(row));
    }
    for (const char* kind : {"extension", "suspension", "appeal"}) {
      for (const char* verb : {"approve_", "grant_", "refuse_"}) actions.insert(std::string(verb) + kind);
    }
  }
};

/// A day that goes on with every step, so that deadlines pass and suspended cases come back.
class Walk {
 public:
  Walk(const fs::path& file, unsigned seed) : m_city(store::CityDatabase::open(file)), m_desk(m_city), m_random(seed) {
    std::string bytes("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0", 30);
    bytes.resize(58, '\0');
    m_photo = file.parent_path() / ("photo" + std::to_string(seed) + ".bmp");
    m_second = file.parent_path() / ("second" + std::to_string(seed) + ".bmp");
    std::ofstream(m_photo, std::ios::binary) << bytes;
    bytes[54] = 'x';
    std::ofstream(m_second, std::ios::binary) << bytes;
    for (const Incident& one : listIncidents(m_city, {})) m_cases.push_back(one.uid);
  }

  [[nodiscard]] const store::CityDatabase& city() const { return m_city; }

  /// One random thing; returns what was done ("uid action"), or nothing when it was refused.
  std::optional<std::string> once(const Tables& tables) {
    if (m_cases.empty() || m_random() % 60 == 0) return report();
    // mostly the newest ones: what is left for days is late, and then much is forbidden
    const std::size_t newest = std::min(m_cases.size(), kAtHand);
    const std::size_t chosen = m_random() % 16 == 0 ? pick(m_cases.size()) : m_cases.size() - 1 - pick(newest);
    const std::string uid = m_cases[chosen];
    Incident before;
    try {
      before = incidentById(m_city, uid);
    } catch (const Error&) {  // its report was taken back
      m_cases.erase(m_cases.begin() + std::ptrdiff_t(chosen));
      return std::nullopt;
    }
    const CaseStep step = randomStep(tables, before);
    try {
      const Incident after = advance(m_city, uid, step, "model");
      checkAllowed(tables, before, after, step);
      return uid + " " + step.action;
    } catch (const Error& error) {
      EXPECT_TRUE(error.code() == ErrorCode::forbiddenStep || error.code() == ErrorCode::notFound ||
                  error.code() == ErrorCode::usage)
          << error.sentence();
      EXPECT_FALSE(error.sentence().empty());
      checkRefused(tables, before, step);
      return std::nullopt;
    }
  }

  std::string report() {
    IncidentDraft draft;
    draft.category = m_random() % 2 == 0 ? "06010" : "06012";
    draft.at = geom::MapPoint{445000.0 + double(m_random() % 60), 3585000.0 + double(m_random() % 60)};
    draft.source = m_random() % 2 == 0 ? "inspector" : "hotline";
    if (m_random() % 4 != 0) draft.description = "bags";
    if (m_random() % 2 == 0) draft.photos = {m_photo};
    const Incident made = m_desk.report(draft, "model");
    m_cases.push_back(made.uid);
    return made.uid + " report";
  }

 private:
  std::size_t pick(std::size_t size) { return std::size_t(m_random() % size); }

  /// A case that another might repeat.
  std::string neighbour() {
    const std::size_t newest = std::min(m_cases.size(), kAtHand);
    return m_cases[m_cases.size() - 1 - pick(newest)];
  }

  CaseStep randomStep(const Tables& tables, const Incident& incident) {
    CaseStep step;
    const auto possible = CaseRules::shipped().stepsFrom(incident);
    // mostly something that is possible, so that cases come to all their states
    if (!possible.empty() && m_random() % 4 != 0) {
      const CaseRule* rule = possible[pick(possible.size())];
      // a case shall live to see its late states, too
      const auto ends = [](const CaseRule* one) {
        return one->action != "close" && one->action != "merge" && CaseRules::shipped().state(one->to) != nullptr &&
               CaseRules::shipped().state(one->to)->terminal;
      };
      for (int again = 0; again < 3 && ends(rule) && m_random() % 10 != 0; ++again)
        rule = possible[pick(possible.size())];
      step.action = rule->action;
      step.role = rule->roles[pick(rule->roles.size())];
    } else {
      auto action = tables.actions.begin();
      std::advance(action, std::ptrdiff_t(pick(tables.actions.size())));
      step.action = *action;
      const auto& roles = CaseRules::shipped().roles();
      step.role = roles[pick(roles.size())];
    }
    if (m_random() % 5 != 0) step.reason = "because";
    if (m_random() % 5 != 0) step.condition = "ok";
    if (m_random() % 5 != 0) step.to = step.action == "merge" ? neighbour() : "环卫处";
    if (m_random() % 4 != 0) step.photos = {m_photo};
    if (m_random() % 3 == 0) step.photos.push_back(m_second);
    if (m_random() % 3 == 0) step.handlerUnits = {m_random() % 2 == 0 ? "环卫处" : "园林处"};
    if (m_random() % 4 != 0) step.until = utcNow() + std::int64_t(m_random() % 5 + 1) * 24 * 3'600'000;
    return step;
  }

  /// The row of the table that let it through.
  void checkAllowed(const Tables& tables, const Incident& before, const Incident& after, const CaseStep& step) {
    ASSERT_TRUE(tables.states.contains(after.state)) << after.state;
    if (step.action.find('_') != std::string::npos && !before.openRequest.empty() &&
        step.action.ends_with("_" + before.openRequest)) {
      const bool grants = step.action.starts_with("grant_");
      EXPECT_EQ(step.role, before.requestState == "approved1" ? "leader" : "shift_leader");
      EXPECT_EQ(before.requestState == "approved1", grants || step.role == "leader");
      if (!grants || before.openRequest != "suspension") {
        EXPECT_EQ(after.state, before.state);
      }
      return;
    }
    bool found = false;
    for (const auto& row : tables.rows) {
      const bool from = row.from == before.state || (row.from == "*" && !tables.terminal.contains(before.state));
      if (row.action != step.action || !from || !row.roles.contains(step.role)) continue;
      const bool asks = row.action == "suspend";
      const bool stays = after.state == before.state;
      const bool back = row.action == "resume" && (after.state == "handling" || after.state == "pending_handle");
      if ((asks && stays) || back || after.state == row.to) found = true;
      if (row.guard.find("reason") != std::string::npos) {
        EXPECT_FALSE(step.reason.empty()) << row.action;
      }
      if (row.guard.find("condition ticked") != std::string::npos) {
        EXPECT_FALSE(step.condition.empty()) << row.action;
      }
      checkWhoAndWhat(row, before, step);
    }
    EXPECT_TRUE(found) << before.state << " -" << step.action << "(" << step.role << ")-> " << after.state;
    EXPECT_GE(after.updatedAt, before.updatedAt);
    if (after.state == "closed" || after.state == "forced_close") {
      EXPECT_FALSE(after.closedAt.empty());
    }
    if (!before.caseNo.empty()) {
      EXPECT_EQ(after.caseNo, before.caseNo) << "a case keeps its number";
    }
    EXPECT_EQ(after.reportNo, before.reportNo);
  }

  /// The guards that ask for more than a tick: of which type, whose handler, how well shown.
  void checkWhoAndWhat(const Tables::Row& row, const Incident& before, const CaseStep& step) {
    if (row.guard.find("type allows on-the-spot handling") != std::string::npos) {
      EXPECT_EQ(before.category, kOnTheSpot);
    }
    if (row.guard.find("handler belongs to department") != std::string::npos && !step.handlerUnits.empty()) {
      EXPECT_EQ(step.handlerUnits.front(), before.department);
    }
    if (row.guard.find("source is public, or information incomplete") != std::string::npos) {
      const bool shownBefore = attachmentsOf(m_city, before.uid).size() > step.photos.size();
      EXPECT_FALSE(before.source == "inspector" && !before.description.empty() && shownBefore);
    }
  }

  void checkRefused(const Tables& tables, const Incident& before, const CaseStep& step) {
    const Incident now = incidentById(m_city, before.uid);
    EXPECT_EQ(now.updatedAt, before.updatedAt) << "a refused step changes nothing";
    EXPECT_EQ(now.state, before.state);
    // what has no guard but its state and role is never refused
    for (const auto& row : tables.rows) {
      const bool free = row.guard == "none" && row.action != "resume";
      if (free && row.from == before.state && row.action == step.action && row.roles.contains(step.role))
        ADD_FAILURE() << "refused: " << row.from << " " << row.action;
    }
  }

  store::CityDatabase m_city;
  IncidentDesk m_desk;
  std::mt19937 m_random;
  std::vector<std::string> m_cases;
  fs::path m_photo, m_second;
};

class CaseModel : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("case-model");
    m_file = m_folder / "city.citydb";
    const auto city = store::CityDatabase::create(m_file, crs::Crs::fromEpsg(4549));
    city.setSetting(std::string(kOnTheSpotSetting), kOnTheSpot);  // no step that the walk could take back
  }
  void TearDown() override {
    setClockForTests(-1);
    fs::remove_all(m_folder);
  }

  /// The rows are what their log says, numbers are given once.
  void checkWhole(const store::CityDatabase& city) {
    std::set<std::string> numbers, reports;
    std::map<std::int64_t, Incident> all;
    for (const Incident& one : listIncidents(city, {})) {
      all[one.fid] = one;
      EXPECT_TRUE(reports.insert(one.reportNo).second) << one.reportNo;
      if (!one.caseNo.empty()) {
        EXPECT_TRUE(numbers.insert(one.caseNo).second) << one.caseNo;
      }
      const CaseState* state = CaseRules::shipped().state(one.state);
      ASSERT_NE(state, nullptr) << one.state;
      const auto steps = CaseRules::shipped().stepsFrom(one);
      if (!state->terminal) {
        EXPECT_FALSE(steps.empty()) << one.state << " has no way out";
      } else if (one.state != "closed") {
        EXPECT_TRUE(steps.empty()) << one.state;
      }
    }
    std::size_t logged = 0;
    (void)readCaseLog(city.connection(), {}, [&](std::int64_t fid, std::span<const LogStep> steps) {
      ++logged;
      ASSERT_TRUE(all.contains(fid));
      const Incident& one = all[fid];
      const CaseMoments m = momentsOf(steps);
      const auto same = [&](const std::string& column, UtcMillis moment, const char* what) {
        EXPECT_EQ(column, moment == 0 ? std::string() : toIsoUtc(moment)) << what << " of " << one.reportNo;
      };
      same(one.handledAt, m.handled, "handled");
      EXPECT_EQ(one.reworkCount, m.reworks);
      EXPECT_EQ(one.dispatchCount, m.dispatches);
      EXPECT_EQ(one.extensionCount, m.extensions);
      same(one.dispatchedAt, m.lastDispatched, "dispatched");
      EXPECT_EQ(one.state == "merged", m.merged != 0);
      EXPECT_EQ(one.state == "not_accepted", m.rejected != 0);
      EXPECT_EQ(one.state == "cancelled", m.cancelled != 0);
      EXPECT_EQ(one.state == "forced_close", m.forced);
      EXPECT_EQ(one.state == "closed", m.closed != 0 && !m.forced);
    });
    EXPECT_EQ(logged, all.size()) << "every case has its log";
  }

  fs::path m_folder, m_file;
};

TEST_F(CaseModel, randomActionsKeepEveryInvariant) {
  const Tables tables;
  Walk walk(m_file, 20261126);
  walk.city().connection().exec("PRAGMA synchronous=OFF");  // no power fails here: the disk is not waited for
  UtcMillis now = parseIso("2026-03-02T08:00:00+08:00", 0);
  std::map<std::string, int> done;
  std::int64_t steps = 0;
  std::mt19937 random(7);
  const int wanted = stepsWanted();
  for (int i = 0; i < wanted && !HasFatalFailure(); ++i) {
    now += std::int64_t(random() % 60) * 10'000;
    if (random() % 400 == 0) now += std::int64_t(random() % 3 + 1) * 24 * 3'600'000;  // a few days without work
    setClockForTests(now);
    if (random() % 60 == 0) {  // somebody takes a step back, and perhaps forth
      const auto state = store::undoState(walk.city());
      if (!state.undoTx.empty()) (void)store::undo(walk.city(), "model");
      if (random() % 2 == 0 && !store::undoState(walk.city()).redoTx.empty()) (void)store::redo(walk.city(), "model");
      continue;
    }
    if (random() % 100 == 0) (void)resumeDue(walk.city(), "clock");
    if (const auto one = walk.once(tables)) {
      ++done[one->substr(one->find(' ') + 1)];
      ++steps;
    }
  }
  checkWhole(walk.city());
  if (wanted >= kUsualSteps) {
    for (const std::string& action : tables.actions) EXPECT_GT(done[action], 0) << action << " was never possible";
  }
  EXPECT_GT(steps, wanted / 8);
  Progress progress;
  for (const auto& finding : store::checkCity(walk.city(), progress)) ADD_FAILURE() << finding.text.str();
}

/// The child: works until it has taken `count` steps or is killed, and confirms each.
int work(const char* file, unsigned seed, int count) {
  platform::Channel line(3);
  const Tables tables;
  Walk walk(platform::pathFromUtf8(file), seed);
  for (int i = 0; i < count;) {
    try {
      const auto one = walk.once(tables);
      if (!one) continue;
      ++i;
      if (!line.send(kDone, *one)) return 1;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::locked) throw;
    }
  }
  return 0;
}

struct Child {
  platform::Channel mine;
  platform::ChildProcess process;
};

Child startChild(const fs::path& file, unsigned seed, int count) {
  auto [mine, theirs] = platform::Channel::makePair();
  const int fd = theirs.fd();
  auto process = platform::ChildProcess::start(
      platform::programPath(),
      {"--model-child", platform::pathToUtf8(file), std::to_string(seed), std::to_string(count)}, std::span(&fd, 1));
  theirs.close();
  return {std::move(mine), std::move(process)};
}

TEST_F(CaseModel, twoProcessesShareNoNumberAndLoseNoAction) {
  {
    const Tables tables;
    Walk first(m_file, 3);
    for (int i = 0; i < 10; ++i) (void)first.report();
  }
  const int each = std::max(100, stepsWanted() / 100);
  std::vector<Child> children;
  for (const unsigned seed : {1U, 2U}) children.push_back(startChild(m_file, seed, each));
  std::map<std::string, int> confirmed;
  for (Child& child : children) {
    platform::Channel::Message message;
    while (child.mine.receive(message, std::chrono::seconds(120)) == platform::Channel::Outcome::message)
      ++confirmed[message.bytes];
    const auto end = child.process.wait(std::chrono::seconds(120));
    ASSERT_TRUE(end && !end->bySignal);
    ASSERT_EQ(end->value, 0);
  }
  const auto city = store::CityDatabase::open(m_file);
  checkWhole(city);
  int total = 0;
  for (const auto& [what, times] : confirmed) total += times;
  EXPECT_EQ(total, 2 * each);
  std::int64_t logged = readCaseLog(city.connection(), {}, [](std::int64_t, std::span<const LogStep>) {});
  EXPECT_EQ(logged, total + 10) << "every confirmed action is in the log, and nothing else";
}

TEST_F(CaseModel, aKillLosesNothingThatWasConfirmed) {
  std::mt19937 random(5);
  std::map<std::string, int> confirmed;
  constexpr int kRounds = 5;
  for (unsigned round = 0; round < kRounds; ++round) {
    Child child = startChild(m_file, 100 + round, 1'000'000);
    platform::Channel::Message message;
    int seen = 0;
    const int killAfter = 20 + int(random() % 40);
    while (child.mine.receive(message, std::chrono::seconds(60)) == platform::Channel::Outcome::message) {
      ++confirmed[message.bytes];
      if (++seen == killAfter) {
        (void)child.process.wait(std::chrono::milliseconds(random() % 6));
        child.process.kill();
      }
    }
  }
  const auto city = store::CityDatabase::open(m_file);
  EXPECT_EQ(city.connection().textValue("PRAGMA integrity_check"), "ok");
  checkWhole(city);
  std::map<std::string, std::map<std::string, int>> kept;
  std::map<std::int64_t, std::string> uids;
  for (const Incident& one : listIncidents(city, {})) uids[one.fid] = one.uid;
  std::int64_t logged = readCaseLog(city.connection(), {}, [&](std::int64_t fid, std::span<const LogStep> steps) {
    for (const LogStep& step : steps) ++kept[uids[fid]][std::string(step.action)];
  });
  int total = 0;
  for (const auto& [what, times] : confirmed) {
    const std::string uid = what.substr(0, what.find(' ')), action = what.substr(what.find(' ') + 1);
    EXPECT_GE(kept[uid][action], times) << what;
    total += times;
  }
  // a kill may fall between commit and confirmation
  EXPECT_LE(logged, total + kRounds);
}

}  // namespace
}  // namespace gis::city

int main(int argc, char** argv) {
  if (argc == 5 && std::strcmp(argv[1], "--model-child") == 0) {
    try {
      return gis::city::work(argv[2], unsigned(std::atoi(argv[3])), std::atoi(argv[4]));
    } catch (const std::exception&) {
      return 2;
    }
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
