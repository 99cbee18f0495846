// What a city decides about its incident desk.
#include "gis_core/city/desk_settings.h"

#include <gmock/gmock.h>

#include "gis_core/base/error.h"
#include "gis_core/city/case_figures.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/incident.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

using ::testing::HasSubstr;

class DeskSettingsTest : public SmallCity {
 protected:
  void set(const std::string& name, const std::string& value) { changeDeskSettings(*m_city, {{name, value}}, "王"); }
  static std::string refusal(std::string_view pattern) {
    try {
      checkNumberPattern(pattern);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalidValue);
      EXPECT_THAT(error.sentence(), HasSubstr("{type}{category}{date}{seq4}")) << "says how to write it";
      return error.sentence();
    }
    ADD_FAILURE() << pattern << " is taken";
    return {};
  }
  Incident filed() {
    IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{445100, 3585100};
    draft.reportedAt = parseIso("2026-11-23T17:30:00+08:00", 0);
    const Incident one = IncidentDesk(*m_city).report(draft, "王");
    (void)advance(*m_city, one.uid, {"take", "acceptor", "", "", "", {}, {}}, "王");
    return advance(*m_city, one.uid, {"file", "acceptor", "", "在管辖范围内", "", {}, {}}, "王");
  }
};

TEST_F(DeskSettingsTest, everySettingHasItsUsualValue) {
  for (const DeskSetting& one : deskSettings()) {
    EXPECT_EQ(deskSetting(*m_city, one.name), one.usual);
    EXPECT_NO_THROW(checkDeskSetting(one.name, one.usual)) << one.name;
  }
}

TEST_F(DeskSettingsTest, patternsThatMakeNoNumberAreRefusedAndSayWhy) {
  EXPECT_THAT(refusal("扬{date}"), HasSubstr("must end with {seq4}"));
  EXPECT_THAT(refusal(""), HasSubstr("must end with {seq4}"));
  EXPECT_THAT(refusal("{date}{seq4}A"), HasSubstr("nothing may follow"));
  EXPECT_THAT(refusal("{seq4}{seq4}"), HasSubstr("nothing may follow"));
  EXPECT_THAT(refusal("{day}{seq4}"), HasSubstr("no \"day\""));
  EXPECT_THAT(refusal("{date{seq4}"), HasSubstr("no \"date{seq4\""));
  EXPECT_THAT(refusal("{date}{seq4"), HasSubstr("not closed"));
  EXPECT_THAT(refusal("date}{seq4}"), HasSubstr("closes nothing"));
  EXPECT_THAT(refusal("{seq}"), HasSubstr("from 1 to 12"));
  EXPECT_THAT(refusal("{seq0}"), HasSubstr("from 1 to 12"));
  EXPECT_THAT(refusal("{seq13}"), HasSubstr("from 1 to 12"));
  EXPECT_THAT(refusal("{seq4x}"), HasSubstr("from 1 to 12"));
  EXPECT_THAT(refusal("A B{seq4}"), HasSubstr("blanks"));
  EXPECT_THAT(refusal("A/B{seq4}"), HasSubstr("slashes"));
  EXPECT_THAT(refusal(std::string(61, 'A') + "{seq4}"), HasSubstr("longer"));
}

TEST_F(DeskSettingsTest, aRefusedPatternLeavesAllAsItWas) {
  EXPECT_THROW(changeDeskSettings(*m_city, {{"accept_minutes", "30"}, {"case_no_pattern", "x"}}, "王"), Error);
  EXPECT_EQ(deskSetting(*m_city, "accept_minutes"), "15");
  EXPECT_THROW(set("accept_minutes", "0"), Error);
  EXPECT_THROW(set("accept_minutes", "1.5"), Error);
  EXPECT_THROW(set("accept_minutes", "15 min"), Error);
  EXPECT_THROW(set("duplicate_metres", "nan"), Error);
  EXPECT_THROW(set("close_photos", "sometimes"), Error);
  EXPECT_THROW(set("colour", "red"), Error);
}

TEST_F(DeskSettingsTest, casesAreNumberedByThePatternAndUndoBringsTheOldOneBack) {
  set("case_no_pattern", "扬城管{date}-{seq3}");
  EXPECT_THAT(filed().caseNo, ::testing::MatchesRegex("扬城管[0-9]+-001"));
  EXPECT_EQ(firstNumber("扬城管{date}-{seq3}", "06010", "matter", parseIso("2026-11-23T16:30:00Z", 0)),
            "扬城管20261124-001")
      << "the day of the city";
  m_city = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "small.citydb"));
  (void)store::undo(*m_city, "");  // filing
  (void)store::undo(*m_city, "");  // taking
  (void)store::undo(*m_city, "");  // the report
  (void)store::undo(*m_city, "");
  EXPECT_EQ(deskSetting(*m_city, "case_no_pattern"), "{type}{category}{date}{seq4}");
  EXPECT_THAT(filed().caseNo, ::testing::StartsWith("E06010"));
}

TEST_F(DeskSettingsTest, aCityMayAskForPhotosAndWordsOfAReport) {
  IncidentDraft draft;
  draft.category = "06010";
  draft.at = geom::MapPoint{445100, 3585100};
  draft.source = "inspector";
  IncidentDesk desk(*m_city);
  EXPECT_NO_THROW((void)desk.report(draft, "王"));
  set("report_needs", "photo");
  const auto said = [&] {
    try {
      (void)desk.report(draft, "王");
    } catch (const Error& error) {
      return error.sentence();
    }
    return std::string("logged");
  };
  EXPECT_THAT(said(), HasSubstr("has a photo"));
  draft.source = "hotline";
  EXPECT_EQ(said(), "logged");
  set("report_needs", "all");
  EXPECT_THAT(said(), HasSubstr("has a description"));
  draft.description = "垃圾";
  EXPECT_EQ(said(), "logged");
}

TEST_F(DeskSettingsTest, codesOnTheSpotAreThoseOfTheTables) {
  const auto said = [&](const char* value) {
    try {
      set("on_the_spot", value);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalidValue);
      return error.sentence();
    }
    return deskSetting(*m_city, "on_the_spot");
  };
  EXPECT_EQ(said("０６；09005，0700"), "06 09005 0700") << "full width and any mark between";
  EXPECT_EQ(said("none"), "none");
  EXPECT_THAT(said("06 77"), HasSubstr("no category begins with 77"));
  EXPECT_THAT(said("all 06"), HasSubstr("\"all\" stands alone"));
  EXPECT_THAT(said(","), HasSubstr("all, none, or codes"));
  EXPECT_EQ(deskSetting(*m_city, "on_the_spot"), "none") << "what is refused changes nothing";
  EXPECT_EQ(said("all"), "all");
  EXPECT_EQ(m_city->setting("on_the_spot"), "") << "the usual is no decision";
}

TEST_F(DeskSettingsTest, aCityMayHaveTheWordsForVerifyingAndCheckingTheOtherWayRound) {
  EXPECT_EQ(inCheckWords("待核实"), "待核实");
  set("check_words", "swapped");
  EXPECT_EQ(inCheckWords("待核实，核查结案；请核对"), "待核查，核实结案；请核对");
  EXPECT_EQ(figureName("verify_ontime_rate", true), "按期核查率");
  EXPECT_EQ(figureName("verify_ontime_rate", false), "On-time verification rate (before filing)");
  {
    const auto other = store::CityDatabase::create(m_folder / "other.citydb", crs::Crs::fromEpsg(4549));
    (void)CodeTables::of(other);
    EXPECT_EQ(inCheckWords("核实"), "核实") << "it is another city's";
  }
  (void)CodeTables::of(*m_city);
  EXPECT_EQ(inCheckWords("核实"), "核查");
  set("check_words", "usual");
  EXPECT_EQ(inCheckWords("核实"), "核实");
}

TEST_F(DeskSettingsTest, whatIsUsualAgainIsNoDecision) {
  set("accept_minutes", "30");
  EXPECT_EQ(m_city->setting("accept_minutes"), "30");
  set("accept_minutes", "15");
  EXPECT_EQ(m_city->setting("accept_minutes"), "");
  set("close_photos", "always");
  set("close_photos", "");
  EXPECT_EQ(deskSetting(*m_city, "close_photos"), "inspector");
}

}  // namespace
}  // namespace gis::city
