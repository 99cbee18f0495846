#include "gis_core/city/dictionary.h"

#include <algorithm>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/dictionary_file.h"
#include "gis_core/city/dictionary_sheet.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/photo_marks.h"
#include "gis_core/city/responsible.h"
#include "gis_core/io/sheet_file.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class DictionaryTest : public SmallCity {
 protected:
  std::filesystem::path written(const std::string& name, const std::string& text) const {
    const auto file = m_folder / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  Incident reported(const std::string& category, geom::MapPoint at = {445100, 3585100}) const {
    IncidentDraft draft;
    draft.category = category;
    draft.at = at;
    return IncidentDesk(*m_city).report(draft, "t");
  }
};

TEST_F(DictionaryTest, holdsWhatIsShipped) {
  const auto count = [this](const char* name) { return dictionaryOf(*m_city, name).rows.size(); };
  EXPECT_EQ(count("components"), 153u);
  EXPECT_EQ(count("matters"), 250u);
  EXPECT_EQ(count("legacy_components"), 85u);
  EXPECT_EQ(count("legacy_events"), 35u);
  EXPECT_EQ(count("indicators"), 40u);
  EXPECT_GE(count("landuse"), 85u);
  EXPECT_EQ(count("divisions"), 127u + 1437u) << "down to the community";
  EXPECT_EQ(CodeTables::shipped().division("321002001001")->parentCode, "321002001");
  EXPECT_TRUE(dictionaryRevision(*m_city).empty());
  EXPECT_EQ(&CodeTables::of(*m_city), &CodeTables::shipped());
}

TEST_F(DictionaryTest, itsStepsAndMarksOnPhotosAreUndoneAcrossARestart) {
  keepDictionaryRows(*m_city, "matters", {{{"type_code", "06999"}, {"name_zh", "共享单车乱停（自定义）"}}});
  (void)CodeTables::of(*m_city).resolveCategory("06999");
  keepPhotoMarks(*m_city, "a photo", {raster::BlackMark{{{0.1, 0.1}, {0.5, 0.5}}, 0}});
  m_city = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "small.citydb"));
  const auto own = [this] {
    const auto& rows = dictionaryOf(*m_city, "matters").rows;
    return std::count_if(rows.begin(), rows.end(), [](const DictionaryRow& row) { return row.own; });
  };
  (void)store::undo(*m_city, "王");
  EXPECT_TRUE(photoMarks(*m_city, "a photo").empty());
  EXPECT_EQ(own(), 1);
  (void)store::undo(*m_city, "王");
  EXPECT_EQ(own(), 0);
  EXPECT_THROW((void)CodeTables::of(*m_city).resolveCategory("06999"), Error) << "what was read is read anew";
  (void)store::redo(*m_city, "王");
  (void)store::redo(*m_city, "王");
  EXPECT_EQ(own(), 1);
  EXPECT_EQ(photoMarks(*m_city, "a photo").size(), 1U);
  const auto log = store::history(*m_city, {}, 0);
  EXPECT_EQ(log.front().kind, "redo");
  EXPECT_EQ(log.front().featureUid, "photo_marks.a photo");
  // what somebody changed again since is not taken back
  m_city->setSetting("photo_marks.a photo", "");
  EXPECT_THROW((void)store::undo(*m_city, "王"), Error);
}

TEST_F(DictionaryTest, aCityExtendsItAndACaseKeepsItsCode) {
  const DictionaryChange change =
      keepDictionaryRows(*m_city, "matters", {{{"type_code", "06999"}, {"name_zh", "共享单车乱停（自定义）"}}});
  EXPECT_EQ(change.added, 1u);
  EXPECT_TRUE(change.warnings.empty());
  const Incident incident = reported("06999");
  EXPECT_EQ(incident.categoryName, "共享单车乱停（自定义）");
  EXPECT_EQ(incident.codeSystem, kCurrentCaseSystem);
  // another program sees it, too
  const auto other = store::CityDatabase::open(m_folder / "small.citydb", store::OpenMode::readOnly);
  const Category& known = CodeTables::of(other).resolveCategory("06999");
  EXPECT_EQ(known.majorZh, "市容环境类") << "the class follows from the code";
  // renamed and ended later: the case stays as it was filed
  keepDictionaryRows(*m_city, "matters",
                     {{{"type_code", "06999"}, {"name_zh", "单车（自定义）"}, {"valid_to", "2020-12-31"}}});
  EXPECT_EQ(incidentById(*m_city, incident.uid).categoryName, "共享单车乱停（自定义）");
  try {
    (void)reported("06999");
    FAIL() << "it is not in use any more";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalidValue);
  }
  forgetDictionaryRow(*m_city, "matters", {{"type_code", "06999"}});
  EXPECT_THROW((void)CodeTables::of(*m_city).resolveCategory("06999"), Error);
}

TEST_F(DictionaryTest, aShippedRowCanBeReplacedAndComesBack) {
  keepDictionaryRows(*m_city, "matters", {{{"type_code", "06010"}, {"name_zh", "垃圾暴露"}}});
  EXPECT_EQ(reported("06010").categoryName, "垃圾暴露");
  EXPECT_EQ(CodeTables::of(*m_city).resolveCategory("06010").en, "Exposed refuse") << "what was not said stays";
  EXPECT_EQ(dictionaryOf(*m_city, "matters").rows.size(), 250u);
  forgetDictionaryRow(*m_city, "matters", {{"type_code", "06010"}});
  EXPECT_EQ(reported("06010").categoryName, "暴露垃圾");
  try {
    forgetDictionaryRow(*m_city, "matters", {{"type_code", "06010"}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::forbiddenStep);
  }
}

TEST_F(DictionaryTest, aCaseKeepsTheCodeOfTheOtherGeneration) {
  EXPECT_EQ(reported("06010").mappedCategory, "0102");
  IncidentDraft old;
  old.category = "0102";
  old.kind = CategoryKind::event;
  old.at = geom::MapPoint{445100, 3585100};
  const Incident incident = IncidentDesk(*m_city).report(old, "t");
  EXPECT_EQ(incident.category, "0102");
  EXPECT_EQ(incident.mappedCategory, "06010");
  EXPECT_EQ(CodeTables::of(*m_city).caseSystem(), kCurrentCaseSystem);
  chooseCaseGeneration(*m_city, "legacy");
  EXPECT_EQ(CodeTables::of(*m_city).caseSystem(), kLegacyCaseSystem);
  EXPECT_THROW(chooseCaseGeneration(*m_city, "old"), Error);
}

TEST_F(DictionaryTest, faultyRowsAreSetAsideWithTheirReason) {
  const DictionaryChange change =
      keepDictionaryRows(*m_city, "matters",
                         {{{"type_code", "6999"}, {"name_zh", "短"}},
                          {{"type_code", "06998"}},
                          {{"type_code", "06997"}, {"name_zh", "x"}, {"valid_to", "2026-13-01"}},
                          {{"type_code", "06081"}, {"name_zh", "没有记号"}}});
  EXPECT_EQ(change.refused.size(), 3u);
  EXPECT_EQ(change.added, 1u);
  EXPECT_EQ(change.warnings.size(), 1u) << "kept, but its name has no mark of a city's own";
  EXPECT_THROW(keepDictionaryRows(*m_city, "matter", {}), Error);
  EXPECT_THROW(keepDictionaryRows(*m_city, "matters", {{{"no_column", "1"}}}), Error);
  const DictionaryChange limits =
      keepDictionaryRows(*m_city, "time_limits",
                         {{{"matter_code_GBT47678_5", "06010"}, {"limit_value", "0"}, {"limit_unit", "work_hour"}},
                          {{"matter_code_GBT47678_5", "06010"}, {"limit_value", "3"}, {"limit_unit", "weeks"}}});
  EXPECT_EQ(limits.refused.size(), 2u);
}

TEST(TimeLimitText, isReadAsPeopleWriteIt) {
  const auto is = [](const char* text, double value, LimitUnit unit) {
    const auto limit = limitFromText(text);
    return limit && limit->value == value && limit->unit == unit;
  };
  EXPECT_TRUE(is("4工作时", 4, LimitUnit::workHour));
  EXPECT_TRUE(is("2个工作日", 2, LimitUnit::workDay));
  EXPECT_TRUE(is("紧急 1小时", 1, LimitUnit::urgentHour));
  EXPECT_TRUE(is("24小时", 24, LimitUnit::urgentHour));
  EXPECT_TRUE(is("30分钟", 0.5, LimitUnit::urgentHour));
  EXPECT_TRUE(is("3天", 3, LimitUnit::naturalDay));
  EXPECT_TRUE(is("5 个自然日", 5, LimitUnit::naturalDay));
  EXPECT_TRUE(is("8", 8, LimitUnit::workHour));
  EXPECT_FALSE(limitFromText("尽快"));
  EXPECT_FALSE(limitFromText("0工作日"));
}

/// A sheet form with merged cells carried down, limits by class of area, and a category of the city's own.
TEST_F(DictionaryTest, theSheetFormOfCitiesIsTakenIn) {
  io::Sheet sheet;
  sheet.name = "事件";
  sheet.rows = {
      {"大类代码", "大类名称", "小类代码", "小类名称", "环境属性", "立案明细编码", "立案条件", "处置时限A", "处置时限B",
       "处置时限C", "结案条件", "处置单位", "备注"},
      {"06", "市容环境", "010", "暴露垃圾", "", "1", "少量", "2工作时", "4工作时", "1工作日", "清除", "环卫处", ""},
      {"", "", "", "", "", "2", "大量", "1工作日", "2工作日", "3工作日", "清除", "", ""},
      {"", "", "999", "无主共享单车（自定义）", "", "1", "乱停", "4工作时", "", "", "清理", "城管局", ""},
      {"", "", "012", "道路不洁", "", "1", "积尘", "很快", "", "", "", "", ""}};
  io::writeSheet(sheet, m_folder / "sheet.xlsx");
  const DictionaryFile file{m_folder / "sheet.xlsx", {}, {}, {}};
  const DictionaryImport plan = importDictionaryFile(*m_city, file, true);
  EXPECT_TRUE(dictionaryRevision(*m_city).empty()) << "a plan changes nothing";
  const DictionaryImport told = importDictionaryFile(*m_city, file, false);
  EXPECT_EQ(told.read, 4u);
  EXPECT_EQ(told.refused.size(), plan.refused.size());
  ASSERT_GE(told.refused.size(), 1u);
  EXPECT_EQ(told.refused[0].row, 4u);
  const CodeTables& tables = CodeTables::of(*m_city);
  EXPECT_EQ(tables.resolveCategory("06999").zh, "无主共享单车（自定义）");
  EXPECT_EQ(tables.resolveCategory("06010").zh, "暴露垃圾");
  EXPECT_EQ(filingConditions("06010"), (std::vector<std::string>{"少量", "大量"}))
      << "the city's conditions, not the samples'";
  // the class of the area decides between the three limits
  keepDictionaryRows(*m_city, "area_classes",
                     {{{"area", "321002001001"}, {"area_class", "C"}}, {{"area", "321002"}, {"area_class", "A"}}});
  const auto hoursFor = [&](geom::MapPoint at) {
    const Incident incident = reported("06010", at);
    CaseStep take{.action = "take", .role = "acceptor"};
    (void)advance(*m_city, incident.uid, take, "t");
    CaseStep step{.action = "file", .role = "shift_leader", .condition = "少量"};
    const Incident filed = advance(*m_city, incident.uid, step, "t");
    return workingTime(parseIso(filed.filedAt, 0), parseIso(filed.deadline, 0), WorkCalendar{}) / 3'600'000.0;
  };
  EXPECT_NEAR(hoursFor({445100, 3585100}), 8, 0.01) << "class C: one work day";
  EXPECT_NEAR(hoursFor({445700, 3585100}), 2, 0.01) << "class A";
  // the same file again changes nothing
  const DictionaryImport again = importDictionaryFile(*m_city, file, false);
  for (const auto& [name, change] : again.tables) EXPECT_EQ(change.added + change.changed, 0u) << name;
}

TEST_F(DictionaryTest, aTableGoesOutAndComesBack) {
  keepDictionaryRows(
      *m_city, "divisions",
      {{{"code", "321002099"}, {"level", "township"}, {"name_zh", "新街道"}, {"name_en", "New, \"quoted\""}}});
  const std::string text =
      dictionaryText(dictionaryOf(*m_city, "divisions"), [](const DictionaryRow& row) { return row.own; });
  forgetDictionaryRow(*m_city, "divisions", {{"code", "321002099"}});
  EXPECT_EQ(CodeTables::of(*m_city).division("321002099"), nullptr);
  const DictionaryImport told = importDictionaryFile(*m_city, {written("d.csv", text), {}, {}, {}}, false);
  ASSERT_EQ(told.tables.size(), 1u);
  EXPECT_EQ(told.tables[0].first, "divisions");
  ASSERT_NE(CodeTables::of(*m_city).division("321002099"), nullptr);
  EXPECT_EQ(CodeTables::of(*m_city).division("321002099")->en, "New, \"quoted\"");
  EXPECT_THROW(importDictionaryFile(*m_city, {written("e.csv", "a,b\n1,2\n"), {}, {}, {}}, false), Error);
}

TEST_F(DictionaryTest, whoIsResponsibleFollowsTheRule) {
  addLayer(*m_city, "managed", {{"GLBJBSM"}, {"GLBJMC"}, {"QSDWMC"}, {"YHDWMC"}},
           {{{"32100201003000001", "雨水井盖", "排水公司", "养护队"}, geom::pointWkb(445100, 3585100)}});
  store::bindRole(m_city->connection(), "component", "managed", "GLBJBSM", "GLBJMC");
  const auto unitAt = [this](const char* code, geom::MapPoint at) {
    return responsibleUnit(*m_city, CodeTables::of(*m_city).resolveCategory(code), PlaceFinder(*m_city).at(at));
  };
  EXPECT_EQ(unitAt("01003", {445100.4, 3585100}).name, "养护队") << "the component's maintainer comes first";
  EXPECT_EQ(unitAt("01003", {445100.4, 3585100}).rule, "owner_first");
  EXPECT_EQ(unitAt("01003", {445200, 3585100}).name, "") << "no component there, and no table tells";
  EXPECT_EQ(unitAt("06010", {445100, 3585100}).name, "东关街道") << "territory first: the subdistrict";
  keepDictionaryRows(*m_city, "responsible_units",
                     {{{"category", "06"}, {"area", ""}, {"unit", "环卫处"}},
                      {{"category", ""}, {"area", "321002001"}, {"unit", "东关街道办"}},
                      {{"category", "06010"}, {"area", "321002001002"}, {"unit", "皮市街环卫站"}}});
  EXPECT_EQ(unitAt("06010", {445100, 3585100}).name, "东关街道办");
  EXPECT_EQ(unitAt("06010", {445700, 3585100}).name, "皮市街环卫站") << "the longer code of an area wins";
  keepDictionaryRows(*m_city, "responsible_units", {{{"category", "06010"}, {"area", ""}, {"rule", "owner_first"}}});
  EXPECT_EQ(unitAt("06010", {445100, 3585100}).name, "环卫处") << "the city turned the rule round";
}

}  // namespace
}  // namespace gis::city
