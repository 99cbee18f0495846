#include "gis_core/city/case_log.h"

#include <map>

#include "gis_core/store/edit.h"
#include "tests/unit/city/case_walk.h"

namespace gis::city {
namespace {

class CaseLogTest : public CaseWalk {
 protected:
  std::map<std::int64_t, CaseMoments> moments(const CaseLogQuery& query = {}) {
    std::map<std::int64_t, CaseMoments> all;
    m_steps = readCaseLog(m_city->connection(), query,
                          [&](std::int64_t fid, std::span<const LogStep> steps) { all[fid] = momentsOf(steps); });
    return all;
  }
  std::int64_t m_steps = 0;
};

TEST_F(CaseLogTest, everyMomentComesFromTheLog) {
  clock("2026-11-23T08:00:01");
  Incident one = report(draftAt());
  const auto go = [&](const char* when, const char* action, const char* role) {
    clock(when);
    one = step(one, action, role, "because");
  };
  go("2026-11-23T08:05", "take", "acceptor");
  go("2026-11-23T08:10", "file", "acceptor");
  go("2026-11-23T08:20", "dispatch", "dispatcher");
  go("2026-11-23T08:30", "return_to_dispatcher", "department");
  go("2026-11-23T08:40", "redispatch", "dispatcher");
  go("2026-11-23T09:00", "assign", "department");
  go("2026-11-24T09:00", "submit", "handler");
  go("2026-11-24T10:00", "confirm", "department");
  go("2026-11-24T11:00", "rework", "dispatcher");
  go("2026-11-24T11:10", "assign", "department");
  go("2026-11-24T14:00", "submit", "handler");
  go("2026-11-24T15:00", "confirm", "department");
  go("2026-11-24T15:10", "forward", "dispatcher");
  go("2026-11-24T15:20", "send_check", "acceptor");
  go("2026-11-24T16:00", "close", "acceptor");
  go("2026-11-24T17:00", "appeal", "department");
  go("2026-11-24T17:10", "approve_appeal", "shift_leader");
  go("2026-11-24T17:20", "grant_appeal", "leader");
  (void)IncidentDesk(*m_city).correct(one.uid, {{"description", std::string("x")}}, "a");
  const CaseMoments m = moments().at(one.fid);
  EXPECT_EQ(m_steps, 19);
  EXPECT_EQ(m.reported, at("2026-11-23T08:00:01"));
  EXPECT_EQ(m.accepted, at("2026-11-23T08:05"));
  EXPECT_EQ(m.filed, at("2026-11-23T08:10"));
  EXPECT_EQ(m.dispatched, at("2026-11-23T08:20"));
  EXPECT_EQ(m.lastDispatched, at("2026-11-23T08:40"));
  EXPECT_EQ(m.dispatches, 2);
  EXPECT_EQ(m.returnsToDispatcher, 1);
  EXPECT_EQ(m.assigned, at("2026-11-24T11:10"));
  EXPECT_EQ(m.submitted, at("2026-11-24T14:00"));
  EXPECT_EQ(m.firstHandled, at("2026-11-24T10:00"));
  EXPECT_EQ(m.handled, at("2026-11-24T15:00"));
  EXPECT_EQ(one.handledAt, toIsoUtc(m.handled)) << "the row says what the log says";
  EXPECT_EQ(m.reworks, 1);
  EXPECT_EQ(m.checkSent, at("2026-11-24T15:20"));
  EXPECT_EQ(m.checked, at("2026-11-24T16:00"));
  EXPECT_EQ(m.closed, m.checked);
  EXPECT_EQ(m.appealed, at("2026-11-24T17:00"));
  EXPECT_EQ(m.appealDecided, at("2026-11-24T17:20"));
  EXPECT_TRUE(m.exempt);
}

TEST_F(CaseLogTest, whatWasTakenBackDoesNotCount) {
  Incident one = report(draftAt());
  const Incident other = report(draftAt(445800, 3585800));
  step(one, "take", "acceptor");
  step(one, "reject", "acceptor");
  EXPECT_NE(moments().at(one.fid).rejected, 0);
  (void)store::undo(*m_city, "t");
  EXPECT_EQ(moments().at(one.fid).rejected, 0);
  EXPECT_NE(moments().at(one.fid).accepted, 0);
  (void)store::redo(*m_city, "t");
  EXPECT_NE(moments().at(one.fid).rejected, 0);
  (void)store::undo(*m_city, "t");
  EXPECT_EQ(moments().at(one.fid).rejected, 0);
  (void)store::undo(*m_city, "t");
  (void)store::undo(*m_city, "t");  // the report of the other
  const auto left = moments();
  EXPECT_FALSE(left.contains(other.fid)) << "a report that was taken back is no case";
  EXPECT_EQ(left.at(one.fid).accepted, 0);
}

TEST_F(CaseLogTest, aStepIsTakenBackAndForthAnyNumberOfTimes) {
  clock("2026-11-23T08:00");
  const Incident one = report(draftAt());
  step(one, "take", "acceptor");
  for (int round = 0; round < 5; ++round) {
    (void)store::undo(*m_city, "t");
    EXPECT_EQ(moments().at(one.fid).accepted, 0) << round;
    (void)store::redo(*m_city, "t");
    EXPECT_NE(moments().at(one.fid).accepted, 0) << round;
  }
  (void)store::undo(*m_city, "t");
  (void)store::undo(*m_city, "t");
  EXPECT_TRUE(moments().empty()) << "the report is taken back, too";
  (void)store::redo(*m_city, "t");
  (void)store::redo(*m_city, "t");
  EXPECT_EQ(moments().size(), 1U);
  EXPECT_NE(moments().at(one.fid).accepted, 0);
}

TEST_F(CaseLogTest, threadsMayShareTheCases) {
  std::vector<Incident> all;
  for (int i = 0; i < 9; ++i) all.push_back(step(report(draftAt(445100 + i, 3585100)), "take", "acceptor"));
  const std::int64_t middle = all[4].fid;
  const auto low = moments({0, middle});
  EXPECT_EQ(m_steps, 8);
  const auto high = moments({middle, 0});
  EXPECT_EQ(low.size() + high.size(), 9U);
  EXPECT_TRUE(high.contains(middle));
}

}  // namespace
}  // namespace gis::city
