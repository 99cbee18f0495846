#include "gis_core/city/case_exchange.h"

#include <fstream>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_queue.h"
#include "gis_core/city/case_record.h"
#include "gis_core/city/open311.h"
#include "gis_core/io/table_file.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

/// The heading of the common platform in Chinese, a case in the small city, one without a place.
constexpr std::string_view kList =
    "任务号,上报时间,问题描述,问题来源,问题类型,大类,小类,地址描述,街道,社区,coordinate_x,coordinate_y,结案时间,"
    "作废时间,备用\n"
    "2026060100012345,2026-06-01 "
    "08:30:00,门前垃圾,监督员上报,事件,市容环境,暴露垃圾,文昌中路1号,,,445100.25,3585100.5,2026-06-03 10:00:00,,a\n"
    "2026060100012346,2026/6/1 9:05,井盖响,12345热线,部件,公用设施,雨水井盖,汶河北路6号旁,东关街道,皮市街社区,,,,,b\n"
    "2026060100012347,2026年6月2日 7时,重报,,事件,,没有的小类,,,,0,0,,2026-06-02 08:00,\n";

class CaseExchangeTest : public SmallCity {
 protected:
  CaseImportReport take(std::string_view csv, CaseImportOptions options = {}) {
    const store::KeyTable table = io::tableFromText(csv);
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.name);
    return importCases(*m_city, caseRecords(table, mapCaseColumns(headings, m_told)), options, "tester", m_progress);
  }
  CaseImportReport takeFile(const std::filesystem::path& file) {
    const store::KeyTable table = io::tableFromFile(file);
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.name);
    return importCases(*m_city, caseRecords(table, mapCaseColumns(headings, {})), {}, "tester", m_progress);
  }
  std::int64_t cases() { return m_city->connection().intValue("SELECT count(*) FROM city_incident"); }
  HeadingWords m_told;
  Progress m_progress;
};

TEST_F(CaseExchangeTest, takesTheCommonPlatformsColumns) {
  const CaseImportReport report = take(kList);
  EXPECT_EQ(report.read, 3U);
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(report.toPlace, 2U);
  EXPECT_TRUE(report.refused.empty());
  EXPECT_EQ(report.placeCrs, "EPSG:4549");
  EXPECT_EQ(report.unknownCategories, std::vector<std::string>{"没有的小类"});
  const Incident first = incidentById(*m_city, "2026060100012345");
  EXPECT_EQ(first.state, "closed");
  EXPECT_EQ(first.category, "06010");
  EXPECT_EQ(first.kind, "matter");
  EXPECT_EQ(first.reportedAt, "2026-06-01T00:30:00.000Z");
  EXPECT_EQ(first.closedAt, "2026-06-03T02:00:00.000Z");
  EXPECT_EQ(first.caseNo, "2026060100012345");
  EXPECT_EQ(first.community, "321002001001") << "looked up at the position";
  ASSERT_TRUE(first.at);
  EXPECT_DOUBLE_EQ(first.at->x, 445100.25);
  const Incident second = incidentById(*m_city, "2026060100012346");
  EXPECT_EQ(second.state, "reported");
  EXPECT_EQ(second.kind, "component");
  EXPECT_TRUE(second.caseNo.empty()) << "not filed yet";
  EXPECT_EQ(second.subdistrict, "321002001") << "found by its name";
  EXPECT_EQ(second.community, "321002001002");
  EXPECT_FALSE(second.at);
  const Incident third = incidentById(*m_city, "2026060100012347");
  EXPECT_EQ(third.state, "cancelled");
  EXPECT_EQ(third.categoryName, "没有的小类");
  EXPECT_EQ(third.reportedAt, "2026-06-01T23:00:00.000Z");
}

TEST_F(CaseExchangeTest, theSameNumberAgainIsAnUpdateWithItsDifferences) {
  (void)take(kList);
  const CaseImportReport same = take(kList);
  EXPECT_EQ(same.unchanged, 3U);
  EXPECT_EQ(same.added + same.updated, 0U);
  EXPECT_TRUE(same.tx.empty());
  EXPECT_EQ(cases(), 3);
  const CaseImportReport later = take(
      "案件号,描述,经度,纬度,结案时间\n"
      "2026060100012346,井盖破损,,,2026-06-04 12:00\n"
      "2026060100012346,,,,\n");
  EXPECT_EQ(later.read, 2U);
  EXPECT_EQ(later.repeated, 1U);
  EXPECT_EQ(later.updated, 1U);
  EXPECT_EQ(cases(), 3);
  ASSERT_EQ(later.outcomes.size(), 1U);
  std::map<std::string, std::pair<std::string, std::string>> changes;
  for (const CaseDifference& one : later.outcomes[0].differences) changes[one.column] = {one.before, one.after};
  EXPECT_EQ(changes["description"], (std::pair<std::string, std::string>{"井盖响", "井盖破损"}));
  EXPECT_EQ(changes["state"], (std::pair<std::string, std::string>{"reported", "closed"}));
  EXPECT_EQ(changes["case_no"].second, "2026060100012346");
  EXPECT_EQ(changes["closed_at"].second, "2026-06-04T04:00:00.000Z");
  EXPECT_EQ(changes.size(), 4U) << "what the list does not tell stays";
  EXPECT_EQ(incidentById(*m_city, "2026060100012346").address, "汶河北路6号旁");
  store::undo(*m_city, "tester");
  EXPECT_EQ(incidentById(*m_city, "2026060100012346").description, "井盖响");
}

TEST_F(CaseExchangeTest, aPlanChangesNothing) {
  CaseImportOptions options;
  options.plan = true;
  const CaseImportReport report = take(kList, options);
  EXPECT_EQ(report.added, 3U);
  EXPECT_EQ(cases(), 0);
}

TEST_F(CaseExchangeTest, rowsWithoutNumberOrTimeAreRefusedByTheirRow) {
  const CaseImportReport report = take("任务号,上报时间\n,2026-06-01\nA1,sometime\nA2,2026-06-01\nA3,\n");
  EXPECT_EQ(report.added, 1U);
  ASSERT_EQ(report.refused.size(), 3U);
  std::vector<std::size_t> rows;
  for (const auto& one : report.refused) rows.push_back(one.row);
  EXPECT_EQ(rows, (std::vector<std::size_t>{1, 2, 4}));
}

TEST_F(CaseExchangeTest, headingsThatWereToldComeFirst) {
  m_told = {{"号 码", "number"}, {"上报时间", "-"}, {"时刻", "reported_at"}};
  const CaseImportReport report = take("号码,上报时间,时刻\nB1,2020-01-01,2026-06-01 00:00\n");
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(incidentById(*m_city, "B1").reportedAt, "2026-05-31T16:00:00.000Z");
  rememberHeadings(*m_city, "hotline", m_told);
  EXPECT_EQ(rememberedHeadings(*m_city, "hotline"), m_told);
  EXPECT_TRUE(rememberedHeadings(*m_city, "").empty());
  m_told = {{"号码", "nonsense"}};
  EXPECT_THROW((void)take("号码\nB1\n"), Error);
}

// Yangzhou of gcj_vectors.csv: WGS 84 119.4128 E 32.3933 N is GCJ-02 119.41828024 E 32.39142037 N; in EPSG:4549 (V)
// 444 751.370 E, 3 585 617.246 N.
TEST_F(CaseExchangeTest, webMapOffsetsAreTakenBackOnlyWhenToldAndTheJournalSaysSo) {
  const std::string list = "任务号,上报时间,lon,lat\nG1,2026-06-01,119.41828024,32.39142037\n";
  EXPECT_EQ(casePositions(*m_city), io::WebOffset::none) << "off at first";
  (void)take(list);
  const Incident wrong = incidentById(*m_city, "G1");
  ASSERT_TRUE(wrong.at);
  EXPECT_NEAR(std::hypot(wrong.at->x - 444751.370, wrong.at->y - 3585617.246), 556, 3) << "taken as they stand";
  EXPECT_EQ(incidentHistory(*m_city, wrong).front().reason, "case list import");
  CaseImportOptions options;
  options.offset = io::WebOffset::gcj02;
  const CaseImportReport moved = take(list, options);
  EXPECT_EQ(moved.updated, 1U);
  EXPECT_EQ(moved.offset, io::WebOffset::gcj02);
  const Incident right = incidentById(*m_city, "G1");
  EXPECT_NEAR(right.at->x, 444751.370, 0.01);
  EXPECT_NEAR(right.at->y, 3585617.246, 0.01);
  EXPECT_EQ(incidentHistory(*m_city, right).back().reason, "case list import, positions taken back from GCJ-02");
  options.offset = io::WebOffset::bd09;
  (void)take("任务号,上报时间,lon,lat\nG2,2026-06-01,119.42471589,32.3976244\n", options);
  EXPECT_NEAR(incidentById(*m_city, "G2").at->x, 444751.370, 0.05);
  setCasePositions(*m_city, io::WebOffset::bd09);
  EXPECT_EQ(casePositions(*m_city), io::WebOffset::bd09);
}

TEST_F(CaseExchangeTest, surveyorsNorthFirstAndFarAwaySlips) {
  const CaseImportReport report = take(
      "任务号,上报时间,X坐标,Y坐标\nN1,2026-06-01,3585100,445100\nN2,2026-06-01,3585200,445200\n"
      "N3,2026-06-01,3585300,445300\nN4,2026-06-01,9585300,445300\n");
  EXPECT_DOUBLE_EQ(incidentById(*m_city, "N1").at->x, 445100);
  EXPECT_FALSE(incidentById(*m_city, "N4").at);
  EXPECT_EQ(report.toPlace, 1U);
  ASSERT_FALSE(report.warnings.empty());
}

TEST_F(CaseExchangeTest, timesInManyForms) {
  const auto local = [](std::string_view text) {
    const auto time = caseTime(text);
    return time ? toIsoWithOffset(*time, kCityOffsetMinutes).substr(0, 19) : std::string("none");
  };
  EXPECT_EQ(local("2026-06-01 08:30"), "2026-06-01T08:30:00");
  EXPECT_EQ(local("2026/6/1"), "2026-06-01T00:00:00");
  EXPECT_EQ(caseTime("2026-06-01 08:30:00.5"), parseIso("2026-06-01T00:30:00.500Z", 0));
  EXPECT_EQ(local("2026.6.1 8:3:7"), "2026-06-01T08:03:07");
  EXPECT_EQ(local("２０２６年６月１日 8时30分"), "2026-06-01T08:30:00");
  EXPECT_EQ(local("2026-06-01T00:30:00Z"), "2026-06-01T08:30:00");
  EXPECT_EQ(local("2026-06-01T08:30:00+08:00"), "2026-06-01T08:30:00");
  // day 46174 of a spreadsheet is 2026-06-01 (45658 is 2025-01-01)
  EXPECT_EQ(local("46174.354166666664"), "2026-06-01T08:30:00");
  for (const char* bad : {"", "soon", "2026-02-30", "2026-06-01 25:00", "12", "6/1/2026"})
    EXPECT_EQ(local(bad), "none") << bad;
}

TEST_F(CaseExchangeTest, statesByTitleAndByTheWordsOfPlatforms) {
  for (const CaseState& state : CaseRules::shipped().states()) {
    EXPECT_EQ(caseStateNamed(state.zh), state.name);
    EXPECT_EQ(caseStateNamed(state.en), state.name);
  }
  EXPECT_EQ(caseStateNamed("已结案"), "closed");
  EXPECT_EQ(caseStateNamed("whatever"), "");
}

// Export and import are inverse: nothing differs for the same city, and another city exports the same file.
TEST_F(CaseExchangeTest, roundTripLosesNothing) {
  std::mt19937 random(20260601);
  IncidentDesk desk(*m_city);
  const std::vector<std::string> words{"门前,垃圾\"堆\"", "两行\n文字", "氾䶮𠅤", "", "=1+1", "0012"};
  for (int i = 0; i < 24; ++i) {
    IncidentDraft draft;
    draft.category = i % 3 == 0 ? "01003" : "06010";
    draft.at = geom::MapPoint{445000 + double(random() % 1000000) / 1000, 3585000 + double(random() % 1000000) / 1000};
    draft.description = words[std::size_t(i) % words.size()];
    draft.address = words[std::size_t(i / 2) % 4];
    draft.urgency = i % 5 == 0 ? "urgent" : "normal";
    draft.reporter = "张三 13800000000";
    draft.reportedAt = parseIso("2026-06-01T00:00:00Z", 0) + i * 3'600'123LL;
    const Incident logged = desk.report(draft, "tester");
    if (i % 2 == 0) {
      CaseStep step{"take", "acceptor", "", "", "", {}};
      (void)advance(*m_city, logged.uid, step, "tester");
      step.action = "file";
      step.condition = "一般";
      (void)advance(*m_city, logged.uid, step, "tester");
    }
  }
  for (const char* name : {"out.csv", "out.xlsx"}) {
    const auto file = m_folder / name;
    const CaseExportReport written = exportCases(*m_city, file, {}, m_progress);
    EXPECT_EQ(written.written, 24U);
    const CaseImportReport again = takeFile(file);
    EXPECT_EQ(again.read, 24U) << name;
    EXPECT_EQ(again.unchanged, 24U) << name;
    for (const CaseOutcome& one : again.outcomes) {
      for (const CaseDifference& change : one.differences)
        ADD_FAILURE() << name << ' ' << one.number << ' ' << change.column << " '" << change.before << "' '"
                      << change.after << "'";
    }
  }
  const std::string text = platform::readFile(m_folder / "out.csv");
  EXPECT_EQ(text.find("张三"), std::string::npos) << "who told it never leaves";
  m_city->connection().exec("DELETE FROM city_incident");
  (void)takeFile(m_folder / "out.csv");
  (void)exportCases(*m_city, m_folder / "second.csv", {}, m_progress);
  EXPECT_TRUE(platform::readFile(m_folder / "second.csv") == text);
  EXPECT_THROW((void)exportCases(*m_city, m_folder / "out.csv", {}, m_progress), Error) << "not over a file";
  EXPECT_THROW((void)exportCases(*m_city, m_folder / "out.pdf", {}, m_progress), Error);
}

TEST_F(CaseExchangeTest, onlyTheCasesThatAreNamedGoOut) {
  (void)take(kList);
  const Incident first = incidentById(*m_city, "2026060100012345");
  const Incident second = incidentById(*m_city, "2026060100012346");
  const auto written = [&](std::vector<std::string> ids, const std::string& where) {
    CaseExportOptions options;
    options.ids = std::move(ids);
    options.where = where;
    options.overwrite = true;
    return exportCases(*m_city, m_folder / "some.csv", options, m_progress).written;
  };
  EXPECT_EQ(written({}, ""), 3U);
  EXPECT_EQ(written({first.uid, std::to_string(second.fid)}, ""), 2U);
  EXPECT_EQ(written({first.uid, std::to_string(second.fid)}, "kind = 'component'"), 1U);
  EXPECT_EQ(written({"' OR '1'='1"}, ""), 0U) << "an id is a value, never SQL";
}

TEST_F(CaseExchangeTest, open311WritesWgs84AndComesBackUnchanged) {
  IncidentDesk desk(*m_city);
  IncidentDraft draft;
  draft.category = "01003";
  draft.kind = CategoryKind::component;
  draft.at = geom::MapPoint{444751.370, 3585617.246};
  draft.description = "井盖破损";
  draft.reportedAt = parseIso("2026-06-01T08:30:00+08:00", 0);
  const Incident logged = desk.report(draft, "tester");
  const auto file = m_folder / "requests.json";
  EXPECT_EQ(exportOpen311(*m_city, file, {}, m_progress).written, 1U);
  const std::string text = platform::readFile(file);
  EXPECT_NE(text.find("\"service_code\":\"GBT47678.5/component:01003\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"status\":\"open\""), std::string::npos);
  EXPECT_NE(text.find("\"requested_datetime\":\"2026-06-01T08:30:00+08:00\""), std::string::npos);
  const std::vector<CaseRecord> records = readOpen311(text);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_NEAR(std::stod(records[0][CaseField::x]), 119.4128, 1e-6);
  EXPECT_NEAR(std::stod(records[0][CaseField::y]), 32.3933, 1e-6);
  CaseImportOptions options;
  options.states = StateRule::checked;
  options.placeCrs = crs::Crs::fromEpsg(4326);
  const CaseImportReport back = importCases(*m_city, records, options, "tester", m_progress);
  EXPECT_EQ(back.unchanged, 1U);
  for (const CaseDifference& change : back.outcomes[0].differences) ADD_FAILURE() << change.column << change.after;
  EXPECT_EQ(incidentById(*m_city, logged.uid).state, "reported");
}

TEST_F(CaseExchangeTest, anOutsideClosedGoesToCheck) {
  const std::string request =
      R"([{"service_request_id":"K7","status":"open","service_code":"GBT47678.5:06010","requested_datetime":"2026-06-01T08:00:00+08:00","lat":32.3933,"long":119.4128},
          {"service_request_id":8,"status":"closed","service_code":1,"service_name":"暴露垃圾","requested_datetime":"2026-06-01T00:00:00Z","updated_datetime":"2026-06-02T00:00:00Z","lat":null,"long":null}])";
  CaseImportOptions options;
  options.states = StateRule::checked;
  options.placeCrs = crs::Crs::fromEpsg(4326);
  const auto first = importCases(*m_city, readOpen311(request), options, "tester", m_progress);
  EXPECT_EQ(first.added, 2U);
  EXPECT_EQ(incidentById(*m_city, "K7").state, "reported");
  const Incident eight = incidentById(*m_city, "8");
  EXPECT_EQ(eight.state, "pending_check");
  EXPECT_EQ(eight.category, "06010") << "by the name, when the code says nothing";
  EXPECT_EQ(eight.handledAt, "2026-06-02T00:00:00.000Z");
  EXPECT_TRUE(eight.closedAt.empty());
  std::string closed = request;
  closed.replace(closed.find("\"open\""), 6, "\"closed\"");
  (void)importCases(*m_city, readOpen311(closed), options, "tester", m_progress);
  EXPECT_EQ(incidentById(*m_city, "K7").state, "pending_check");
  EXPECT_EQ(incidentById(*m_city, "K7").desk, "acceptor");
  const auto again = importCases(*m_city, readOpen311(closed), options, "tester", m_progress);
  EXPECT_EQ(again.unchanged, 2U);
  for (const char* bad : {"", "{}", "[1]", "{\"requests\":5}", "[{", "[{\"lat\":7e889888}]"})
    EXPECT_THROW((void)readOpen311(bad), Error) << bad;
}

TEST_F(CaseExchangeTest, addressesOfTheQueueFindPlaces) {
  (void)take(kList);
  const auto waiting = casesToPlace(*m_city);
  ASSERT_EQ(waiting.size(), 2U);
  const FindIndex index = FindIndex::build(*m_city, m_progress);
  const auto places = placesForAddress(index, "汶河北路6号旁边的井盖", 5);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().label.find("汶河北路"), 0U) << places.front().label;
  EXPECT_TRUE(placesForAddress(index, "", 5).empty());
}

}  // namespace
}  // namespace gis::city
