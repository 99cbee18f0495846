#include "gis_core/city/incident.h"

#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/media.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class IncidentTest : public SmallCity {
 protected:
  IncidentDraft draft(double x = 445100, double y = 3585100) const {
    IncidentDraft d;
    d.category = "06010";
    d.at = geom::MapPoint{x, y};
    d.description = "垃圾成堆";
    d.reporter = "采集员07";
    return d;
  }
  /// The smallest PNG there is: 1 × 1.
  std::filesystem::path photo(const char* name = "a.png") const {
    static constexpr unsigned char kPng[] = {
        0x89, 'P',  'N',  'G',  0x0D, 0x0A, 0x1A, 0x0A, 0,    0,    0,    0x0D, 'I',  'H',  'D',  'R',  0, 0,
        0,    1,    0,    0,    0,    1,    8,    6,    0,    0,    0,    0x1F, 0x15, 0xC4, 0x89, 0,    0, 0,
        0x0D, 'I',  'D',  'A',  'T',  0x78, 0xDA, 0x63, 0x64, 0xF8, 0xCF, 0x50, 0x0F, 0,    3,    0x86, 1, 0x80,
        0x5A, 0x34, 0x7D, 0x6B, 0,    0,    0,    0,    'I',  'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82};
    const auto file = m_folder / name;
    std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(kPng), sizeof kPng);
    return file;
  }
  ErrorCode codeOf(const std::function<void()>& action) const {
    try {
      action();
    } catch (const Error& error) {
      m_sentence = error.sentence();
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorCode::internal;
  }
  mutable std::string m_sentence;
};

TEST_F(IncidentTest, aReportIsFilledInFromThePlace) {
  IncidentDesk desk(*m_city);
  IncidentDraft d = draft();
  d.reportedAt = parseIso("2026-11-23T17:30:00+08:00", 0);
  const Incident incident = desk.report(d, "zhang");
  EXPECT_TRUE(incident.uid.size() == 36 && incident.fid > 0);
  EXPECT_EQ(incident.reportNo, "R2026112300001");
  EXPECT_EQ(incident.caseNo, "");
  EXPECT_EQ(incident.state, "reported");
  EXPECT_EQ(incident.kind, "matter");
  EXPECT_EQ(incident.categoryName, "暴露垃圾");
  EXPECT_EQ(incident.grid, "321002001001001");
  EXPECT_EQ(incident.community, "321002001001");
  EXPECT_EQ(incident.communityName, "琼花观社区");
  EXPECT_EQ(incident.district, "321002");
  EXPECT_EQ(incident.parcel, "321002001001GB00001");
  EXPECT_EQ(incident.road, "文昌中路");
  EXPECT_EQ(incident.reportedAt, "2026-11-23T09:30:00.000Z");
  EXPECT_EQ(incident.deadline, "2026-11-23T09:45:00.000Z") << "15 minutes to accept, also in the evening";
  ASSERT_TRUE(incident.at);
  EXPECT_EQ(*incident.at, (geom::MapPoint{445100, 3585100}));
  EXPECT_EQ(desk.report(d, "zhang").reportNo, "R2026112300002");
}

TEST_F(IncidentTest, numbersFollowTheCitysPattern) {
  m_city->setSetting("report_no_pattern", "扬{date}{seq1}");
  IncidentDesk desk(*m_city);
  IncidentDraft d = draft();
  d.reportedAt = parseIso("2026-11-23T17:30:00+08:00", 0);
  std::vector<IncidentDraft> many(12, d);
  const auto reported = desk.report(many, "t");
  EXPECT_EQ(reported[8].reportNo, "扬202611239");
  EXPECT_EQ(reported[9].reportNo, "扬2026112301") << "the next width begins anew";
  EXPECT_EQ(reported[11].reportNo, "扬2026112303");
  m_city->setSetting("report_no_pattern", "no sequence");
  EXPECT_EQ(codeOf([&] { (void)desk.report(d, "t"); }), ErrorCode::invalidValue);
}

TEST_F(IncidentTest, whatIsWrongIsRefusedAndNothingIsKept) {
  IncidentDesk desk(*m_city);
  IncidentDraft d = draft();
  d.urgency = "very";
  EXPECT_EQ(codeOf([&] { (void)desk.report(d, "t"); }), ErrorCode::invalidValue);
  d = draft();
  d.category = "0102";
  EXPECT_EQ(codeOf([&] { (void)desk.report(d, "t"); }), ErrorCode::usage);
  d = draft();
  d.at.reset();
  EXPECT_EQ(codeOf([&] { (void)desk.report(d, "t"); }), ErrorCode::invalidValue);
  d = draft();
  d.photos = {m_folder / "missing.jpg"};
  EXPECT_EQ(codeOf([&] { (void)desk.report(d, "t"); }), ErrorCode::notFound);
  EXPECT_EQ(countIncidents(*m_city, {}), 0);
}

TEST_F(IncidentTest, photosStandOnTheDiskBeforeTheRow) {
  IncidentDesk desk(*m_city);
  IncidentDraft d = draft();
  d.photos = {photo()};
  const Incident incident = desk.report(d, "t");
  const auto photos = attachmentsOf(*m_city, incident.uid, true);
  ASSERT_EQ(photos.size(), 1u);
  EXPECT_EQ(photos[0].name, "a.png");
  EXPECT_EQ(photos[0].mediaType, "image/png");
  EXPECT_TRUE(std::filesystem::exists(m_city->mediaFolder() / photos[0].path));
  EXPECT_EQ(m_city->mediaFolder() / photos[0].path, m_city->mediaFile(photos[0].sha256));
  EXPECT_FALSE(photos[0].thumbnail.empty());
  Progress progress;
  const std::size_t before = store::checkCity(*m_city, progress).size();
  const auto original = m_city->mediaFolder() / photos[0].path;
  std::filesystem::rename(original, original.string() + "x");
  EXPECT_EQ(store::checkCity(*m_city, progress).size(), before + 2) << "one is missing, one belongs to no case";
  std::filesystem::rename(original.string() + "x", original);
  const auto more = desk.attach(incident.uid, std::vector{photo("b.png")}, "handle", "t");
  ASSERT_EQ(more.size(), 2u);
  EXPECT_EQ(more[1].stage, "handle");
  EXPECT_THROW((void)desk.attach(incident.uid, std::vector{photo("b.png")}, "foo", "t"), Error);
  EXPECT_EQ(attachmentsOf(*m_city, incident.uid).size(), 2u);
}

TEST_F(IncidentTest, listsAreFiltered) {
  IncidentDesk desk(*m_city);
  IncidentDraft d = draft();
  d.reportedAt = parseIso("2026-11-20T08:00:00+08:00", 0);
  const auto first = desk.report(d, "t");
  d = draft(445800, 3585800);
  d.category = "09005";
  d.description = "店外经营 50%";
  d.reportedAt = parseIso("2026-11-21T08:00:00+08:00", 0);
  const auto second = desk.report(d, "t");
  const auto uids = [&](const IncidentFilter& filter) {
    std::string text;
    for (const Incident& i : listIncidents(*m_city, filter)) text += i.uid == first.uid ? "1" : "2";
    EXPECT_EQ(std::int64_t(text.size()),
              filter.limit < 0 ? countIncidents(*m_city, filter) : std::int64_t(text.size()));
    return text;
  };
  IncidentFilter filter;
  EXPECT_EQ(uids(filter), "21") << "newest first";
  filter.limit = 1;
  EXPECT_EQ(uids(filter), "2");
  filter = {};
  filter.category = "06010";
  EXPECT_EQ(uids(filter), "1");
  filter = {};
  filter.state = "closed";
  EXPECT_EQ(uids(filter), "");
  filter = {};
  filter.where = "district = '321002' AND category LIKE '09%' -- a comment";
  EXPECT_EQ(uids(filter), "2");
  filter = {};
  filter.box = geom::Envelope{445000, 3585000, 445100, 3585100};
  EXPECT_EQ(uids(filter), "1") << "the border counts";
  filter.box = geom::Envelope{445000, 3585000, 445099.999, 3585100};
  EXPECT_EQ(uids(filter), "") << "the exact point is tested, not its 32-bit box";
  filter = {};
  filter.text = "店外 ";
  EXPECT_EQ(uids(filter), "2");
  filter = {};
  filter.where = "no_such_column = 1";
  (void)codeOf([&] { (void)listIncidents(*m_city, filter); });
  filter.where = "1) OR (1";
  (void)codeOf([&] { (void)listIncidents(*m_city, filter); });
}

TEST_F(IncidentTest, aCaseIsKnownByEveryNumber) {
  const Incident incident = IncidentDesk(*m_city).report(draft(), "t");
  for (const std::string& id : {incident.uid, incident.reportNo, std::to_string(incident.fid)}) {
    EXPECT_EQ(incidentById(*m_city, id).uid, incident.uid);
  }
  EXPECT_EQ(codeOf([&] { (void)incidentById(*m_city, "no such case"); }), ErrorCode::notFound);
  EXPECT_EQ(codeOf([&] { (void)incidentById(*m_city, ""); }), ErrorCode::notFound);
}

TEST_F(IncidentTest, correctedMovedAndTakenBack) {
  IncidentDesk desk(*m_city);
  const Incident before = desk.report(draft(), "zhang");
  const Incident corrected = desk.correct(before.uid, {{"category", "09005"}, {"description", "改了"}}, "li");
  EXPECT_EQ(corrected.categoryName, "店外经营");
  EXPECT_EQ(corrected.description, "改了");
  EXPECT_EQ(codeOf([&] { (void)desk.correct(before.uid, {{"state", "closed"}}, "li"); }), ErrorCode::noSuchField);
  const Incident moved = desk.move(before.uid, {445800, 3585800}, "li");
  EXPECT_EQ(moved.community, "321002001002");
  EXPECT_EQ(moved.parcel, "321002001001GB00004");
  EXPECT_EQ(moved.description, "改了");
  const auto entries = incidentHistory(*m_city, moved);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].reason, "incident report");
  EXPECT_EQ(entries[0].actor, "zhang");
  EXPECT_EQ(entries[2].actor, "li");
  (void)store::undo(*m_city, "li");
  EXPECT_EQ(incidentById(*m_city, before.uid).community, "321002001001");
  (void)store::undo(*m_city, "li");
  EXPECT_EQ(incidentById(*m_city, before.uid).categoryName, "暴露垃圾");
  (void)store::undo(*m_city, "li");
  EXPECT_EQ(countIncidents(*m_city, {}), 0);
  (void)store::redo(*m_city, "li");
  EXPECT_EQ(countIncidents(*m_city, {}), 1);
}

TEST_F(IncidentTest, aReportWithPhotosIsTakenBackWhole) {
  IncidentDraft d = draft();
  d.photos = {photo()};
  const Incident incident = IncidentDesk(*m_city).report(d, "t");
  (void)store::undo(*m_city, "t");
  EXPECT_EQ(countIncidents(*m_city, {}), 0);
  EXPECT_TRUE(attachmentsOf(*m_city, incident.uid).empty());
  (void)store::redo(*m_city, "t");
  EXPECT_EQ(attachmentsOf(*m_city, incident.uid).size(), 1u);
}

TEST_F(IncidentTest, theLifeOfACase) {
  const Incident reported = IncidentDesk(*m_city).report(draft(), "a");
  const auto step = [&](const char* action, const char* role, const char* reason = "", const char* condition = "",
                        const char* to = "", bool withPhoto = false) {
    CaseStep s{action, role, reason, condition, to, {}};
    if (withPhoto) s.photos = {photo()};
    return advance(*m_city, reported.uid, s, "a");
  };
  EXPECT_EQ(codeOf([&] { step("close", "acceptor"); }), ErrorCode::forbiddenStep);
  EXPECT_NE(m_sentence.find("take"), std::string::npos) << m_sentence;
  EXPECT_EQ(codeOf([&] { step("take", "dispatcher"); }), ErrorCode::forbiddenStep);
  EXPECT_EQ(codeOf([&] { step("fly", "acceptor"); }), ErrorCode::usage);
  EXPECT_EQ(codeOf([&] { step("take", "mayor"); }), ErrorCode::usage);
  EXPECT_EQ(step("take", "acceptor").state, "pending_register");
  EXPECT_EQ(codeOf([&] { step("file", "acceptor"); }), ErrorCode::forbiddenStep) << "no condition";
  setClockForTests(parseIso("2026-11-23T17:30:00+08:00", 0));
  const Incident filed = step("file", "acceptor", "", "建筑垃圾");
  setClockForTests(-1);
  EXPECT_EQ(filed.state, "pending_dispatch");
  EXPECT_EQ(filed.caseNo, "E06010202611230001");
  EXPECT_EQ(filed.deadline, "2026-11-24T09:30:00.000Z") << "one work day from half past five";
  EXPECT_EQ(codeOf([&] { step("dispatch", "dispatcher"); }), ErrorCode::forbiddenStep) << "no department";
  EXPECT_EQ(step("dispatch", "dispatcher", "", "", "环卫处").department, "环卫处");
  EXPECT_EQ(codeOf([&] { step("return_to_dispatcher", "department"); }), ErrorCode::forbiddenStep) << "no reason";
  EXPECT_EQ(step("return_to_dispatcher", "department", "不属于我").state, "returned");
  EXPECT_EQ(codeOf([&] { step("refile", "acceptor"); }), ErrorCode::forbiddenStep)
      << "the dispatcher did not return it";
  const Incident again = step("redispatch", "dispatcher", "", "", "环卫处");
  EXPECT_EQ(again.dispatchCount, 2);
  EXPECT_EQ(step("assign", "department", "", "", "李四").handler, "李四");
  EXPECT_EQ(codeOf([&] { step("submit", "handler", "清了"); }), ErrorCode::forbiddenStep) << "no photo";
  EXPECT_EQ(step("submit", "handler", "清了", "", "", true).state, "handle_finish");
  EXPECT_EQ(step("confirm", "department").desk, "dispatcher");
  EXPECT_EQ(codeOf([&] { step("send_check", "acceptor"); }), ErrorCode::forbiddenStep)
      << "it lies on the dispatcher's desk";
  EXPECT_EQ(step("rework", "dispatcher", "没清干净").reworkCount, 1);
  step("assign", "department", "", "", "李四");
  step("submit", "handler", "清了", "", "", true);
  step("confirm", "department");
  EXPECT_EQ(step("forward", "dispatcher").desk, "acceptor");
  const Incident closed = step("close", "acceptor", "", "已清理");
  EXPECT_EQ(closed.state, "closed");
  EXPECT_FALSE(closed.closedAt.empty());
  EXPECT_EQ(codeOf([&] { step("force_close", "leader", "x"); }), ErrorCode::forbiddenStep);
  const auto entries = incidentHistory(*m_city, closed);
  const StepNote note = stepNoteOf(entries[4].reason);
  EXPECT_EQ(note.action, "return_to_dispatcher");
  EXPECT_EQ(note.role, "department");
  EXPECT_EQ(note.text, "不属于我");
}

TEST_F(IncidentTest, onlyDuplicatesAreMerged) {
  IncidentDesk desk(*m_city);
  const Incident first = desk.report(draft(), "a"), second = desk.report(draft(445130, 3585100), "a"),
                 far = desk.report(draft(445200, 3585100), "a");
  for (const auto* i : {&second, &far}) (void)advance(*m_city, i->uid, {"take", "acceptor", "", "", "", {}}, "a");
  EXPECT_EQ(codeOf([&] {
              (void)advance(*m_city, far.uid, {"merge", "acceptor", "", "", first.uid, {}}, "a");
            }),
            ErrorCode::forbiddenStep);
  const Incident merged = advance(*m_city, second.uid, {"merge", "acceptor", "", "", first.uid, {}}, "a");
  EXPECT_EQ(merged.state, "merged");
  EXPECT_EQ(merged.duplicateOf, first.uid);
}

}  // namespace
}  // namespace gis::city
