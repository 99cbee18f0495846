// Requests, pauses and duplicates of cases.
#include <set>

#include "gis_core/city/case_asking.h"
#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/desk_settings.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/store/edit.h"
#include "tests/unit/city/case_walk.h"

namespace gis::city {
namespace {

using CaseDeskTest = CaseWalk;

std::vector<std::string> actionsOf(const Incident& incident) {
  std::vector<std::string> names;
  for (const CaseRule* rule : CaseRules::shipped().stepsFrom(incident)) names.push_back(rule->action);
  return names;
}

TEST_F(CaseDeskTest, whoIsSentToCheckSeesItUntilAPhotoOfTheCheckIsThere) {
  Incident one = handled(draftAt());
  one = step(one, "submit", "handler");
  one = step(one, "confirm", "department");
  one = step(one, "forward", "dispatcher");
  IncidentFilter checks;
  checks.role = "inspector";
  EXPECT_EQ(countIncidents(*m_city, checks), 0);
  one = step(one, "send_check", "acceptor");
  EXPECT_EQ(countIncidents(*m_city, checks), 1) << "the check waits for the inspector";
  changeDeskSettings(*m_city, {{"check_tasks", "first"}}, "a");
  EXPECT_EQ(codeOf([&] { step(one, "close", "acceptor"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("photo of the check"), std::string::npos) << m_sentence;
  CaseChange shown;
  shown.photos = {picture(7)};
  one = IncidentDesk(*m_city).change(one.uid, shown, "inspector");
  EXPECT_EQ(attachmentsOf(*m_city, one.uid).back().stage, "check");
  EXPECT_EQ(countIncidents(*m_city, checks), 0);
  (void)store::undo(*m_city, "a");
  EXPECT_EQ(countIncidents(*m_city, checks), 1) << "photo and task are taken back together";
  const std::vector<std::filesystem::path> photos{picture(8)};
  (void)IncidentDesk(*m_city).attach(one.uid, photos, "check", "inspector");
  EXPECT_EQ(countIncidents(*m_city, checks), 0);
  EXPECT_EQ(step(incidentById(*m_city, one.uid), "close", "acceptor").state, "closed");
}

TEST_F(CaseDeskTest, aCheckThatIsNotAnsweredEndsWithTheStepOfTheAcceptor) {
  Incident one = handled(draftAt());
  for (const auto& [action, role] : {std::pair("submit", "handler"),
                                     {"confirm", "department"},
                                     {"forward", "dispatcher"},
                                     {"send_check", "acceptor"},
                                     {"return_rework", "acceptor"}})
    one = step(one, action, role);
  EXPECT_EQ(one.state, "pending_handle");
  EXPECT_EQ(one.cameFrom, "");
  IncidentFilter checks;
  checks.role = "inspector";
  EXPECT_EQ(countIncidents(*m_city, checks), 0);
}

TEST_F(CaseDeskTest, anExtensionIsAskedForAgreedToAndGranted) {
  clock("2026-11-23T08:00");
  Incident one = handled(draftAt());
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-23T18:00"))) << "one work day";
  clock("2026-11-23T10:00");
  EXPECT_EQ(codeOf([&] { step(one, "request_extension", "department", ""); }), ErrorCode::forbiddenStep) << "no reason";
  one = step(one, "request_extension", "department", "下雨");
  EXPECT_EQ(one.state, "handling");
  EXPECT_EQ(one.openRequest, "extension");
  EXPECT_EQ(one.requestState, "requested");
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-23T18:00"))) << "asking changes nothing";
  EXPECT_EQ(codeOf([&] { step(one, "request_extension", "department"); }), ErrorCode::forbiddenStep) << "one at a time";
  EXPECT_EQ(codeOf([&] { step(one, "grant_extension", "leader"); }), ErrorCode::forbiddenStep)
      << "the shift leader comes first";
  EXPECT_EQ(codeOf([&] { step(one, "approve_extension", "department"); }), ErrorCode::forbiddenStep);
  IncidentFilter waits;
  waits.role = "shift_leader";
  EXPECT_EQ(countIncidents(*m_city, waits), 1);
  one = step(one, "approve_extension", "shift_leader", "");
  EXPECT_EQ(countIncidents(*m_city, waits), 0);
  waits.role = "leader";
  EXPECT_EQ(countIncidents(*m_city, waits), 1);
  one = step(one, "grant_extension", "leader", "同意");
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-24T18:00"))) << "one more work day";
  EXPECT_EQ(one.extensionCount, 1);
  EXPECT_EQ(one.state, "handling");
  EXPECT_EQ(one.openRequest, "");
  const auto kept = caseRequests(*m_city, one.uid, false);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].state, "granted");
  EXPECT_EQ(kept[0].approvedBy, "shift_leader");
  EXPECT_EQ(kept[0].decidedBy, "leader");
  EXPECT_EQ(kept[0].remark, "同意");
  // one undo takes the deadline and the request back together
  (void)store::undo(*m_city, "t");
  one = incidentById(*m_city, one.uid);
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-23T18:00")));
  EXPECT_EQ(one.requestState, "approved1");
  (void)store::redo(*m_city, "t");
  EXPECT_EQ(incidentById(*m_city, one.uid).extensionCount, 1);
}

TEST_F(CaseDeskTest, aRefusalDoesNotCountAndTwoExtensionsAreTheMost) {
  clock("2026-11-23T08:00");
  Incident one = handled(draftAt());
  one = step(one, "request_extension", "department");
  EXPECT_EQ(codeOf([&] { step(one, "refuse_extension", "shift_leader", " "); }), ErrorCode::forbiddenStep);
  one = step(one, "refuse_extension", "shift_leader", "不必");
  EXPECT_EQ(one.extensionCount, 0);
  for (int i = 1; i <= 2; ++i) {
    one = step(one, "request_extension", "department");
    one = step(one, "approve_extension", "shift_leader");
    one = step(one, "grant_extension", "leader");
    EXPECT_EQ(one.extensionCount, i);
  }
  EXPECT_EQ(codeOf([&] { step(one, "request_extension", "department"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("twice"), std::string::npos) << m_sentence;
  clock("2026-11-30T08:00");
  Incident late = handled(draftAt(445900, 3585900));
  clock("2026-12-02T08:00");
  EXPECT_EQ(codeOf([&] { step(late, "request_extension", "department"); }), ErrorCode::forbiddenStep) << "too late";
}

TEST_F(CaseDeskTest, aSuspendedCaseRestsAndGoesOnByItself) {
  clock("2026-11-23T08:00");
  Incident one = handled(draftAt());
  clock("2026-11-23T10:00");
  EXPECT_EQ(codeOf([&] { step(one, "suspend", "department"); }), ErrorCode::forbiddenStep) << "until when?";
  m_until = at("2027-12-01T00:00");
  EXPECT_EQ(codeOf([&] { step(one, "suspend", "department"); }), ErrorCode::forbiddenStep) << "over a year";
  m_until = at("2026-12-01T08:00");
  step(one, "suspend", "department");
  step(one, "approve_suspension", "shift_leader");
  one = step(one, "grant_suspension", "leader");
  EXPECT_EQ(one.state, "suspended");
  EXPECT_EQ(one.resumeAt, toIsoUtc(*m_until));
  const CaseClock rests = caseClock(one, cityCalendar(*m_city), at("2026-11-30T08:00"));
  EXPECT_FALSE(rests.runs);
  EXPECT_DOUBLE_EQ(rests.share, 0.25) << "two of eight hours were used";
  EXPECT_EQ(resumeDue(*m_city, "clock"), 0);
  clock("2026-12-01T08:00");
  EXPECT_EQ(resumeDue(*m_city, "clock"), 1);
  one = incidentById(*m_city, one.uid);
  EXPECT_EQ(one.state, "handling") << "the state it left";
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-12-01T16:00"))) << "six working hours were left";
  EXPECT_EQ(one.resumeAt, "");
  EXPECT_EQ(resumeDue(*m_city, "clock"), 0);
}

TEST_F(CaseDeskTest, verificationStopsTheClockOfAccepting) {
  clock("2026-11-23T08:00");
  Incident one = step(report(draftAt()), "take", "acceptor");
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-23T08:15")));
  clock("2026-11-23T08:05");
  one = step(one, "send_verify", "acceptor");
  clock("2026-11-23T09:00");
  EXPECT_DOUBLE_EQ(caseClock(one, {}, utcNow()).share, 1.0 / 3);
  one = step(one, "verify_done", "inspector", "属实");
  EXPECT_EQ(one.deadline, toIsoUtc(at("2026-11-23T09:10"))) << "ten minutes were left";
}

TEST_F(CaseDeskTest, anOverdueCaseIsAppealedOnce) {
  clock("2026-11-23T08:00");
  Incident quick = handled(draftAt());
  Incident slow = handled(draftAt(445800, 3585800));
  const auto finish = [&](Incident& one) {
    for (const auto& [action, role] :
         {std::pair("submit", "handler"), {"confirm", "department"}, {"forward", "dispatcher"}, {"close", "acceptor"}})
      one = step(one, action, role);
  };
  finish(quick);
  EXPECT_EQ(codeOf([&] { step(quick, "appeal", "department"); }), ErrorCode::forbiddenStep) << "it was in time";
  clock("2026-11-25T08:00");
  finish(slow);
  const auto offered = [&] {
    const Incident now = incidentById(*m_city, slow.uid);
    for (const CaseRule* rule : CaseRules::shipped().stepsFrom(now)) {
      if (rule->action == "appeal" && mayAsk(*rule, now, utcNow())) return true;
    }
    return false;
  };
  EXPECT_TRUE(offered());
  slow = step(slow, "appeal", "department", "停电");
  EXPECT_EQ(slow.state, "closed");
  EXPECT_FALSE(offered());
  slow = step(slow, "approve_appeal", "shift_leader");
  slow = step(slow, "grant_appeal", "leader");
  EXPECT_EQ(slow.appeal, "granted") << "the card says so beside the overdue clock";
  EXPECT_EQ(slow.state, "closed");
  EXPECT_EQ(caseRequests(*m_city, slow.uid, false).at(0).state, "granted");
  EXPECT_EQ(codeOf([&] { step(slow, "appeal", "department"); }), ErrorCode::forbiddenStep) << "once only";
  EXPECT_FALSE(offered()) << "what was decided is not asked for again";
}

TEST_F(CaseDeskTest, aHolidayOfTheCityMovesTheDeadline) {
  keepCalendar(*m_city, readCalendar("2026-11-24..2026-11-25,holiday,test\n", {}).calendar);
  clock("2026-11-23T10:00");
  Incident one = step(report(draftAt()), "take", "acceptor");
  EXPECT_EQ(step(one, "file", "acceptor").deadline, toIsoUtc(at("2026-11-26T10:00")));
}

TEST_F(CaseDeskTest, duplicatesAreFoundNearestFirst) {
  clock("2026-11-23T08:00");
  const Incident first = report(draftAt()), near = report(draftAt(445120, 3585100));
  (void)report(draftAt(445151, 3585100));
  IncidentDraft other = draftAt();
  other.category = "09005";
  (void)report(other);
  clock("2026-11-24T08:00");
  const Incident asked = report(draftAt(445115, 3585100));
  auto found = findDuplicates(*m_city, asked);
  ASSERT_EQ(found.size(), 3U) << "24 hours and 36 m are still near; another category is not";
  EXPECT_EQ(found[0].incident.uid, near.uid);
  EXPECT_DOUBLE_EQ(found[0].metres, 5);
  EXPECT_EQ(found[0].ageMillis, 24 * 3'600'000);
  EXPECT_TRUE(found[0].isOpen);
  EXPECT_EQ(found[1].incident.uid, first.uid);
  m_city->setSetting("duplicate_metres", "6");
  EXPECT_EQ(findDuplicates(*m_city, asked).size(), 1U);
  m_city->setSetting("duplicate_hours", "23.5");
  EXPECT_EQ(findDuplicates(*m_city, asked).size(), 0U);
}

TEST_F(CaseDeskTest, duplicatesAreFoundAmongManyOldCases) {
  const std::vector<IncidentDraft> old(50, draftAt(445110, 3585100));
  clock("2026-11-01T08:00");
  (void)IncidentDesk(*m_city).report(old, "");
  clock("2026-11-22T09:00");
  const Incident first = report(draftAt(445120, 3585100));
  (void)report(draftAt(445190, 3585100));  // soon, but not near
  clock("2026-11-23T09:00");
  const Incident second = report(draftAt(445115, 3585100));
  const Incident asked = report(draftAt(445116, 3585100));
  std::vector<std::string> uids;
  for (const Duplicate& one : findDuplicates(*m_city, asked)) uids.push_back(one.incident.uid);
  EXPECT_EQ(uids, (std::vector<std::string>{second.uid, first.uid}));
  clock("2026-11-23T09:00:01");
  EXPECT_EQ(findDuplicates(*m_city, report(draftAt(445116, 3585100))).size(), 2U) << "a second too late for the first";
}

TEST_F(CaseDeskTest, aDuplicateIsAttachedWhileItIsReported) {
  clock("2026-11-23T08:00");
  const Incident first = handled(draftAt());
  IncidentDraft again = draftAt(445110, 3585100);
  again.duplicateOf = first.caseNo;
  const Incident attached = report(again);
  EXPECT_EQ(attached.state, "merged");
  EXPECT_EQ(attached.duplicateOf, first.uid);
  EXPECT_EQ(mergedInto(*m_city, first.uid), std::vector<std::string>{attached.uid});
  EXPECT_TRUE(actionsOf(attached).empty());
  again.at = geom::MapPoint{445200, 3585100};
  EXPECT_EQ(codeOf([&] { (void)report(again); }), ErrorCode::forbiddenStep) << "100 m away";
  EXPECT_NE(m_sentence.find("50 m"), std::string::npos) << m_sentence;
  again.duplicateOf = "nobody";
  EXPECT_EQ(codeOf([&] { (void)report(again); }), ErrorCode::notFound);
  EXPECT_EQ(countIncidents(*m_city, {}), 2);
  (void)store::undo(*m_city, "t");
  EXPECT_TRUE(mergedInto(*m_city, first.uid).empty());
}

TEST_F(CaseDeskTest, onTheSpotNeedsAPictureBeforeAndAfter) {
  clock("2026-11-23T08:00");
  const Incident one = step(report(draftAt()), "take", "acceptor");
  CaseStep spot{"self_handle_close", "inspector", "", "清除", "", {picture(1)}, {}};
  EXPECT_EQ(codeOf([&] { (void)advance(*m_city, one.uid, spot, "i"); }), ErrorCode::forbiddenStep);
  spot.photos.push_back(picture(2));
  EXPECT_EQ(advance(*m_city, one.uid, spot, "i").state, "closed");
  const auto photos = attachmentsOf(*m_city, one.uid);
  ASSERT_EQ(photos.size(), 2U);
  EXPECT_EQ(photos[0].stage, "report");
  EXPECT_EQ(photos[1].stage, "handle");
}

TEST_F(CaseDeskTest, onTheSpotIsForTheTypesThatTheCityNames) {
  clock("2026-11-23T08:00");
  const CaseStep spot{"self_handle_close", "inspector", "", "清除", "", {picture(1), picture(2)}, {}};
  const Incident waste = step(report(draftAt()), "take", "acceptor");
  changeDeskSettings(*m_city, {{"on_the_spot", "09005、0700"}}, "w");
  EXPECT_EQ(codeOf([&] { (void)advance(*m_city, waste.uid, spot, "i"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("暴露垃圾 is not handled on the spot in this city, only: 09005, 0700"), std::string::npos)
      << m_sentence;
  EXPECT_TRUE(attachmentsOf(*m_city, waste.uid).empty()) << "a refused step leaves no photo";
  changeDeskSettings(*m_city, {{"on_the_spot", "none"}}, "w");
  EXPECT_EQ(codeOf([&] { (void)advance(*m_city, waste.uid, spot, "i"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("nothing is handled on the spot"), std::string::npos) << m_sentence;
  changeDeskSettings(*m_city, {{"on_the_spot", "09005 060"}}, "w");
  EXPECT_EQ(advance(*m_city, waste.uid, spot, "i").state, "closed") << "060 begins 06010";
}

TEST_F(CaseDeskTest, aHandlerBelongsToTheDepartment) {
  clock("2026-11-23T08:00");
  Incident one = report(draftAt());
  for (const auto& [action, role] : {std::pair("take", "acceptor"), {"file", "acceptor"}, {"dispatch", "dispatcher"}})
    one = step(one, action, role);
  CaseStep assign{"assign", "department", "", "", "李四", {}, {}, {"园林处", "市政处"}};
  EXPECT_EQ(codeOf([&] { (void)advance(*m_city, one.uid, assign, "d"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("李四 belongs to 园林处, 市政处, and the case is 环卫处's"), std::string::npos)
      << m_sentence;
  EXPECT_EQ(advanceAll(*m_city, {one.uid}, assign, "d").refused.size(), 1U) << "for many as for one";
  assign.handlerUnits = {"园林处", " 环卫处 "};
  EXPECT_EQ(advance(*m_city, one.uid, assign, "d").handler, "李四") << "of one name there may be two";
  one = step(one, "revoke_assign", "department");
  EXPECT_EQ(step(one, "assign", "department", "", "王五").handler, "王五") << "nobody knows where he belongs";
}

TEST_F(CaseDeskTest, whatAnInspectorShowedInFullIsNotVerifiedAgain) {
  clock("2026-11-23T08:00");
  const auto taken = [&](const char* source, const char* words, bool photo) {
    IncidentDraft draft = draftAt();
    draft.source = source;
    draft.description = words;
    if (photo) draft.photos = {picture(1)};
    return step(report(draft), "take", "acceptor");
  };
  const Incident full = taken("inspector", "垃圾", true);
  EXPECT_EQ(codeOf([&] { step(full, "send_verify", "acceptor"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("with description, place and photo"), std::string::npos) << m_sentence;
  EXPECT_EQ(incidentById(*m_city, full.uid).state, "pending_register");
  EXPECT_EQ(step(taken("inspector", " ", true), "send_verify", "acceptor").state, "pending_verify") << "no words";
  EXPECT_EQ(step(taken("inspector", "垃圾", false), "send_verify", "acceptor").state, "pending_verify") << "no photo";
  EXPECT_EQ(step(taken("hotline", "垃圾", true), "send_verify", "acceptor").state, "pending_verify") << "public";
}

TEST_F(CaseDeskTest, oneStepForManyIsOneUndo) {
  clock("2026-11-23T08:00");
  std::vector<std::string> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(report(draftAt(445100 + i, 3585100)).uid);
  CaseStep take{"take", "acceptor", "", "", "", {}, {}};
  EXPECT_EQ(advanceAll(*m_city, ids, take, "a").done.size(), 12U);
  (void)advance(*m_city, ids[3], {"reject", "acceptor", "x", "", "", {}, {}}, "a");
  ids.push_back("nobody");
  ids.push_back(ids[0]);
  const CaseStep file{"file", "acceptor", "", "ok", "", {}, {}};
  const BatchSteps filed = advanceAll(*m_city, ids, file, "a");
  EXPECT_EQ(filed.done.size(), 11U);
  ASSERT_EQ(filed.refused.size(), 2U) << "one is refused already, one is not there; a case named twice takes one step";
  EXPECT_EQ(filed.refused[0].second.code(), ErrorCode::forbiddenStep);
  std::set<std::string> numbers;
  for (const std::string& uid : filed.done) numbers.insert(incidentById(*m_city, uid).caseNo);
  EXPECT_EQ(numbers.size(), 11U) << "every case has a number of its own";
  EXPECT_EQ(*numbers.rbegin(), "E06010202611230011");
  (void)store::undo(*m_city, "t");
  for (const std::string& uid : filed.done) EXPECT_EQ(incidentById(*m_city, uid).state, "pending_register");
}

TEST_F(CaseDeskTest, listsAreFilteredByWhatADeskAsks) {
  clock("2026-11-23T08:00");
  const Incident pool = report(draftAt()), work = handled(draftAt(445800, 3585800));
  const auto count = [&](auto set) {
    IncidentFilter filter;
    set(filter);
    const auto listed = listIncidents(*m_city, filter);
    EXPECT_EQ(std::int64_t(listed.size()), countIncidents(*m_city, filter));
    return listed.size() == 1 ? listed[0].uid : std::to_string(listed.size());
  };
  EXPECT_EQ(count([](IncidentFilter& f) { f.role = "acceptor"; }), pool.uid);
  EXPECT_EQ(count([](IncidentFilter& f) { f.role = "handler"; }), work.uid);
  EXPECT_EQ(count([](IncidentFilter& f) { f.role = "dispatcher"; }), "0");
  EXPECT_EQ(count([](IncidentFilter& f) { f.department = "环卫处"; }), work.uid);
  EXPECT_EQ(count([](IncidentFilter& f) { f.grid = "321002001001001"; }), pool.uid);
  EXPECT_EQ(count([](IncidentFilter& f) { f.openOnly = true; }), "2");
  EXPECT_EQ(count([](IncidentFilter& f) { f.overdueAt = at("2026-11-23T09:00"); }), pool.uid) << "accept in 15 minutes";
  EXPECT_EQ(count([](IncidentFilter& f) {
              f.dueFrom = at("2026-11-23T09:00");
              f.dueTo = at("2026-11-24T00:00");
            }),
            work.uid);
  IncidentFilter due;
  due.order = IncidentFilter::Order::dueFirst;
  EXPECT_EQ(listIncidents(*m_city, due).front().uid, pool.uid);
}

TEST_F(CaseDeskTest, numbersGoOnWhenTheyOutgrowTheirWidth) {
  m_city->setSetting("report_no_pattern", "R{seq1}");
  const auto next = [this](const store::CityDatabase& city) {
    return IncidentDesk(city).report(draftAt(), "a").reportNo;
  };
  const std::int64_t before = m_city->connection().intValue("SELECT count(*) FROM city_incident");
  for (const int width : {1, 2}) {
    for (int i = 1; i <= (width == 1 ? 9 : 99); ++i) {
      const std::string digits = std::to_string(i);
      ASSERT_EQ(next(*m_city), "R" + std::string(std::size_t(width) - digits.size(), '0') + digits);
    }
  }
  for (int i = 1; i <= 20; ++i) ASSERT_EQ(next(*m_city), (i < 10 ? "R00" : "R0") + std::to_string(i));
  const store::CityDatabase other = store::CityDatabase::open(m_city->file());
  EXPECT_EQ(next(other), "R021") << "who comes later looks for the last one";
  EXPECT_EQ(next(*m_city), "R022") << "others gave numbers meanwhile";
  (void)store::undo(*m_city, "t");
  EXPECT_EQ(next(*m_city), "R022") << "the last one was taken back";
  EXPECT_EQ(next(other), "R023");
  EXPECT_EQ(m_city->connection().intValue("SELECT count(DISTINCT report_no) FROM city_incident WHERE report_no GLOB"
                                          " 'R[0-9]*'"),
            131);
  EXPECT_EQ(m_city->connection().intValue("SELECT count(*) FROM city_incident"), before + 131);
}

}  // namespace
}  // namespace gis::city
