#include "gis_core/city/day_package.h"

#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

/// Two desks: the city, and a copy of it that has a station of its own.
class DayPackageTest : public SmallCity {
 protected:
  void SetUp() override {
    SmallCity::SetUp();
    m_first = report(*m_city, "06010");
    (void)advance(*m_city, m_first, {.action = "take", .role = "acceptor"}, "a");
    Progress progress;
    store::backupCity(m_folder / "small.citydb", m_folder / "other.citydb", progress);
    m_other = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "other.citydb"));
    ASSERT_NE(m_other->station(), m_city->station());
  }
  void TearDown() override {
    m_other.reset();
    SmallCity::TearDown();
  }
  static std::string report(const store::CityDatabase& city, const char* category, double x = 445100) {
    IncidentDraft draft;
    draft.category = category;
    draft.at = geom::MapPoint{x, 3585100};
    return IncidentDesk(city).report(draft, "t").uid;
  }
  std::filesystem::path send(const store::CityDatabase& from, const std::string& peer, bool photos = false) {
    const auto file = m_folder / ("day" + std::to_string(++m_count) + ".zip");
    Progress progress;
    DayExport options;
    options.peer = peer;
    options.desk = "desk of " + std::to_string(from.station());
    options.photos = photos;
    m_sent = writeDayPackage(from, file, options, progress);
    return file;
  }
  static DayImported take(const store::CityDatabase& to, const std::filesystem::path& file,
                          const DayImport& options = {}) {
    Progress progress;
    return readDayPackage(to, file, options, progress);
  }
  static std::string stateOf(const store::CityDatabase& city, const std::string& uid) {
    return incidentById(city, uid).state;
  }

  std::unique_ptr<store::CityDatabase> m_other;
  std::string m_first;
  DayExported m_sent;
  int m_count = 0;
};

TEST_F(DayPackageTest, workGoesOutAndBackWithItsLog) {
  // the other desk files and dispatches, and logs a case of its own
  (void)advance(*m_other, m_first, {.action = "file", .role = "acceptor", .condition = "大量"}, "li");
  (void)advance(*m_other, m_first, {.action = "dispatch", .role = "dispatcher", .to = "环卫处"}, "li");
  const std::string theirs = report(*m_other, "06012", 445200);
  const auto file = send(*m_other, "centre");
  EXPECT_EQ(m_sent.steps, 3u) << "only what was done since the copy was made";
  EXPECT_EQ(m_sent.cases, 2u);
  const DayImported plan = take(*m_city, file, {.plan = true});
  EXPECT_EQ(plan.steps, 3u);
  EXPECT_EQ(stateOf(*m_city, m_first), "pending_register") << "a plan changes nothing";
  const DayImported told = take(*m_city, file);
  EXPECT_EQ(told.steps, 3u);
  EXPECT_EQ(told.newCases, 1u);
  EXPECT_EQ(told.changedCases, 1u);
  EXPECT_TRUE(told.conflicts.empty());
  EXPECT_EQ(stateOf(*m_city, m_first), "pending_handle");
  EXPECT_EQ(incidentById(*m_city, theirs).category, "06012");
  // the log tells who did it, why and when, as at the other desk
  const auto here = incidentHistory(*m_city, incidentById(*m_city, m_first));
  const auto there = incidentHistory(*m_other, incidentById(*m_other, m_first));
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    EXPECT_EQ(here[i].tx, there[i].tx);
    EXPECT_EQ(here[i].at, there[i].at);
    EXPECT_EQ(here[i].actor, there[i].actor);
    EXPECT_EQ(here[i].reason, there[i].reason);
  }
  // again: nothing
  const DayImported again = take(*m_city, file);
  EXPECT_EQ(again.steps, 0u);
  EXPECT_EQ(again.known, 3u);
  // and back: the centre closes nothing, but corrects; the other desk takes it
  (void)IncidentDesk(*m_city).correct(theirs, {{"description", std::string("seen")}}, "wang");
  const DayImported back = take(*m_other, send(*m_city, "other"));
  EXPECT_EQ(back.steps, 1u);
  EXPECT_GE(back.known, 3u);
  EXPECT_EQ(incidentById(*m_other, theirs).description, "seen");
  // the next package begins behind the last one
  const auto next = send(*m_city, "other");
  EXPECT_EQ(m_sent.steps, 0u);
  EXPECT_EQ(take(*m_other, next).steps, 0u);
}

TEST_F(DayPackageTest, whereBothChangedAFieldAPersonDecides) {
  (void)IncidentDesk(*m_city).correct(m_first,
                                      {{"description", std::string("here")}, {"urgency", std::string("urgent")}}, "a");
  (void)IncidentDesk(*m_other).correct(m_first,
                                       {{"description", std::string("there")}, {"address", std::string("路口")}}, "b");
  const std::string second = report(*m_other, "06012", 445300);
  const auto file = send(*m_other, "centre");
  const DayImported waits = take(*m_city, file);
  ASSERT_EQ(waits.conflicts.size(), 1u);
  const DayConflict& conflict = waits.conflicts[0];
  EXPECT_EQ(conflict.field, "description");
  EXPECT_EQ(conflict.mine, "here");
  EXPECT_EQ(conflict.theirs, "there");
  EXPECT_EQ(conflict.theirActor, "b");
  EXPECT_EQ(waits.waiting, 1u);
  EXPECT_EQ(waits.newCases, 1u) << "other cases do not wait";
  EXPECT_EQ(incidentById(*m_city, m_first).description, "here");
  EXPECT_EQ(incidentById(*m_city, m_first).address, "");
  EXPECT_EQ(incidentById(*m_city, second).category, "06012");
  // decided: here's text, and what only the other desk changed
  const DayImported mine = take(*m_city, file, {.decisions = {{conflict.key(), DaySide::mine}}});
  EXPECT_EQ(mine.waiting, 0u);
  const Incident kept = incidentById(*m_city, m_first);
  EXPECT_EQ(kept.description, "here");
  EXPECT_EQ(kept.address, "路口");
  EXPECT_EQ(kept.urgency, "urgent");
}

TEST_F(DayPackageTest, theirsCanBeTakenForAll) {
  (void)IncidentDesk(*m_city).correct(m_first, {{"description", std::string("here")}}, "a");
  (void)IncidentDesk(*m_other).correct(m_first, {{"description", std::string("first")}}, "b");
  (void)IncidentDesk(*m_other).correct(m_first, {{"description", std::string("there")}}, "b");
  const DayImported told = take(*m_city, send(*m_other, "centre"), {.others = DaySide::theirs});
  EXPECT_EQ(told.steps, 2u);
  EXPECT_EQ(incidentById(*m_city, m_first).description, "there");
}

TEST_F(DayPackageTest, aCaseTakenBackThereButChangedHereIsAsked) {
  const std::string shared = report(*m_city, "06012", 445300);
  (void)take(*m_other, send(*m_city, "other"));
  (void)IncidentDesk(*m_city).correct(shared, {{"description", std::string("here")}}, "a");
  store::EditCommand command;
  command.rows.push_back({store::RowEdit::Kind::remove, "city_incident", incidentById(*m_other, shared).fid, {}, {}});
  command.reason = "removed";
  store::applyCaseStep(*m_other, command);
  const auto file = send(*m_other, "centre");
  const DayImported waits = take(*m_city, file);
  ASSERT_EQ(waits.conflicts.size(), 1u);
  EXPECT_EQ(waits.conflicts[0].field, "removed");
  EXPECT_EQ(incidentById(*m_city, shared).description, "here");
  (void)take(*m_city, file, {.others = DaySide::theirs});
  EXPECT_THROW((void)incidentById(*m_city, shared), Error);
}

TEST_F(DayPackageTest, twoDesksThatGaveOneNumberGetTwo) {
  const std::string mine = report(*m_city, "06012", 445200), theirs = report(*m_other, "06012", 445300);
  ASSERT_EQ(incidentById(*m_city, mine).reportNo, incidentById(*m_other, theirs).reportNo);
  const DayImported told = take(*m_city, send(*m_other, "centre"));
  ASSERT_EQ(told.renumbered.size(), 1u);
  EXPECT_NE(incidentById(*m_city, mine).reportNo, incidentById(*m_city, theirs).reportNo);
  EXPECT_EQ(incidentById(*m_city, theirs).reportNo, told.renumbered[0].second);
  // the other desk hears of the new number
  (void)take(*m_other, send(*m_city, "other"));
  EXPECT_EQ(incidentById(*m_other, theirs).reportNo, told.renumbered[0].second);
}

TEST_F(DayPackageTest, requestsGoWithTheirCases) {
  (void)advance(*m_other, m_first, {.action = "file", .role = "acceptor", .condition = "大量"}, "li");
  (void)advance(*m_other, m_first, {.action = "dispatch", .role = "dispatcher", .to = "环卫处"}, "li");
  (void)advance(*m_other, m_first, {.action = "request_extension", .role = "department", .reason = "雨"}, "li");
  (void)take(*m_city, send(*m_other, "centre"));
  const auto requests = caseRequests(*m_city, m_first, true);
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].kind, "extension");
}

TEST_F(DayPackageTest, strangePackagesAreRefused) {
  const auto codeOf = [this](const std::filesystem::path& file) {
    try {
      (void)take(*m_city, file);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(codeOf(send(*m_city, "x")), ErrorCode::unsupported) << "its own";
  const auto stranger = store::CityDatabase::create(m_folder / "strange.citydb", crs::Crs::fromEpsg(4549));
  (void)report(stranger, "06010");
  EXPECT_EQ(codeOf(send(stranger, "x")), ErrorCode::unsupported) << "of another city";
  const auto text = m_folder / "text.zip";
  std::ofstream(text) << "no zip";
  EXPECT_EQ(codeOf(text), ErrorCode::damaged);
  const auto file = send(*m_other, "y");
  const auto size = std::filesystem::file_size(file);
  std::fstream spoiled(file, std::ios::in | std::ios::out | std::ios::binary);
  spoiled.seekp(std::streamoff(size / 3));
  spoiled.write("XXXX", 4);
  spoiled.close();
  EXPECT_EQ(codeOf(file), ErrorCode::damaged);
  Progress progress;
  EXPECT_THROW(writeDayPackage(*m_city, file, {}, progress), Error) << "never over a file";
}

}  // namespace
}  // namespace gis::city
