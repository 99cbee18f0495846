#include "gis_core/city/plain_question.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/question_sentence.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PlainQuestion : public SmallCity {
 protected:
  void SetUp() override {
    SmallCity::SetUp();
    addLayer(*m_city, "places", {{"name"}, {"kind"}},
             {{{"梅岭小学", "小学"}, geom::pointWkb(445200, 3585200)},
              {{"扬州中学", "中学"}, geom::pointWkb(445800, 3585800)},
              {{"苏北医院", "医院"}, geom::pointWkb(445600, 3585600)}});
    const geom::MapPoint ring[] = {{445000, 3585000}, {445400, 3585000}, {445400, 3585400}, {445000, 3585000}};
    addLayer(*m_city, "plots", {{"dlbm"}}, {{{"0701"}, geom::polygonWkb(ring)}});
    m_words = PlainWords::of(*m_city, {});
    m_zh = sentenceNamesOf(*m_city, true);
    m_en = sentenceNamesOf(*m_city, false);
  }
  /// The question as JSON without its frame, or "none".
  std::string read(std::string_view text) {
    m_reading = readPlainly(text, m_words);
    if (!m_reading.ask) return "none";
    query::Question question;
    question.what = *m_reading.ask;
    Progress progress;
    EXPECT_NO_THROW((void)query::answer(m_city->connection(), *m_reading.ask, progress)) << text;
    std::string json = query::toJsonText(question);
    return json.substr(std::string(R"({"citydesk_query":1,"kind":"select",)").size());
  }
  PlainWords m_words;
  PlainReading m_reading;
  SentenceNames m_zh, m_en;
};

const std::string kOverdue = R"({"sql":"deadline < strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND )" +
                             runningCaseCondition() + R"(","label":"overdue"})";
const char* const kNearSchools =
    R"({"within":50.0,"of":"places","where":{"field":"kind","is":"one_of","values":["小学","中学"]}})";
const char* const kInGuangling =
    R"({"relation":"intersects","of":"districts","where":{"field":"name","is":"=","value":"广陵区"}})";

TEST_F(PlainQuestion, TheSentenceOfThePlanner) {
  const std::string end = kOverdue + "," + kNearSchools + "," + kInGuangling + "]}}";
  const std::string english =
      read("incidents of class manhole cover wobbly, overdue, within 50 m of schools, in 广陵区");
  EXPECT_THAT(english, HasSubstr(R"("layer":"city_incident","where":{"all":[{"field":"category","is":"one_of")"));
  EXPECT_THAT(english, HasSubstr(end));
  EXPECT_THAT(m_reading.leftOver, ElementsAre("wobbly"));  // no class has it in its name: said, not dropped
  const std::string chinese = read("广陵区内距学校50米以内的超期井盖案件");
  EXPECT_THAT(chinese, HasSubstr(kInGuangling));
  EXPECT_THAT(chinese, HasSubstr(kNearSchools));
  EXPECT_THAT(chinese, HasSubstr(kOverdue));
  EXPECT_THAT(chinese, HasSubstr(R"({"field":"category","is":"one_of")"));
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
  EXPECT_THAT(sentenceOf(*m_reading.ask, m_zh, true), HasSubstr("位于"));
}

TEST_F(PlainQuestion, TheWordsOfOnePhraseNarrowTogether) {
  const std::string covers = read("manhole cover");
  EXPECT_THAT(covers, HasSubstr(R"({"field":"category","is":"one_of")"));
  const std::string end = kOverdue + "," + kNearSchools + "," + kInGuangling + "]}}";
  // the class of a cover is "…: defect", whatever is wrong with it
  const auto isCovers = [&](std::string_view text, std::vector<std::string> left = {}) {
    const std::string said = read(text);
    ASSERT_TRUE(m_reading.ask) << text;
    const auto& where = m_reading.ask->where;
    const auto classes = std::count_if(where.begin(), where.end(), [](const query::Condition& one) {
      const auto* test = std::get_if<query::FieldTest>(&one.test);
      return test != nullptr && test->field == "category";
    });
    EXPECT_EQ(classes, 1) << text << ": " << said;
    EXPECT_THAT(said, HasSubstr(covers.substr(covers.find("{\"field\""), 200))) << text;
    EXPECT_THAT(m_reading.leftOver, ::testing::ElementsAreArray(left)) << text;
  };
  isCovers("missing manhole cover");
  isCovers("manhole covers, missing", {"missing"});
  isCovers("broken or missing manhole cover");
  isCovers("井盖缺失");
  isCovers("缺失的井盖", {"缺失"});
  isCovers("purple manhole cover", {"purple"});
  isCovers("purple missing manhole cover", {"purple missing"});
  isCovers("incidents of class manhole cover missing, overdue, within 50 m of schools, in 广陵区");
  EXPECT_THAT(read("incidents of class manhole cover missing, overdue, within 50 m of schools, in 广陵区"),
              HasSubstr(end));
  isCovers("广陵区内、学校50米以内、超期的井盖缺失事件");
  // in any order, and with another ending
  const std::string kerb = read("Missing or damaged kerbstone");
  for (const char* text : {"missing kerbstone", "kerbstones missing", "damaged or missing kerbstone",
                           "kerbstone, missing", "路缘石缺损", "缺损路缘石"}) {
    EXPECT_EQ(read(text), kerb) << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
  EXPECT_EQ(read("gas manhole cover"), read("燃气井盖"));
  EXPECT_EQ(read("manhole cover, sewage"), read("sewage manhole cover"));
  // one or the other stays one or the other
  EXPECT_THAT(read("kerbstone or tactile paving"), HasSubstr(R"("where":{"any":[{"field":"category")"));
}

TEST_F(PlainQuestion, ADistanceWithoutAUnitIsInMetres) {
  const std::string near = read("parcels within 300 m of schools");
  for (const char* text :
       {"parcels within 300 of schools", "parcels within 300 schools", "学校300以内的parcels", "距学校300的parcels"}) {
    EXPECT_EQ(read(text), near) << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
  EXPECT_EQ(read("parcels within 1,300 m of schools"), read("parcels within 1.3 km of schools"));
  // a unit that is none of ours: no distance, and not "meeting schools" either
  EXPECT_EQ(read("parcels within 300 ft of schools"), R"("layer":"parcels"})");
  EXPECT_THAT(m_reading.leftOver, ElementsAre("300 ft", "schools"));
}

TEST_F(PlainQuestion, WordsForLayersAndDistances) {
  EXPECT_EQ(read("parcels within 1.5 km of roads"), R"("layer":"parcels","where":{"within":1500.0,"of":"roads"}})");
  EXPECT_EQ(
      read("parcels in 琼花观社区"),
      R"("layer":"parcels","where":{"relation":"within","of":"communities","where":{"field":"name","is":"=","value":"琼花观社区"}}})");
  EXPECT_EQ(read("school within 200 m of a hospital"),
            R"("layer":"places","where":{"all":[{"field":"kind","is":"one_of","values":["小学","中学"]},)"
            R"({"within":200.0,"of":"places","where":{"field":"kind","is":"=","value":"医院"}}]}})");
  EXPECT_EQ(
      read("医院500米范围内的buildings"),
      R"("layer":"buildings","where":{"within":500.0,"of":"places","where":{"field":"kind","is":"=","value":"医院"}}})");
  // whoever answers it says that a distance must not be negative; a dash between two numbers is no minus
  const PlainReading less = readPlainly("parcels within -5 m of roads", m_words);
  EXPECT_THAT(less.leftOver, ElementsAre());
  Progress progress;
  EXPECT_THROW((void)query::answer(m_city->connection(), less.ask.value(), progress), Error);
  EXPECT_THAT(read("parcels within 5-10 m of roads"), HasSubstr(R"({"within":10.0,"of":"roads"})"));
  EXPECT_EQ(read("hello"), "none");
  EXPECT_THAT(m_reading.leftOver, ElementsAre("hello"));
  EXPECT_EQ(read(""), "none");
  EXPECT_EQ(read("parcels within 50 m"), R"("layer":"parcels"})");
  EXPECT_THAT(m_reading.leftOver, ElementsAre("50 m"));
}

TEST_F(PlainQuestion, LayersAsTheyAreMostlyCalled) {
  const std::string near = R"("layer":"parcels","where":{"within":300.0,"of":"buildings"}})";
  for (const char* text : {"距离建筑物300米以内的宗地", "距房屋300米以内的地块", "parcels within 300 m of houses"}) {
    EXPECT_EQ(read(text), near) << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
  // a title of the city goes before
  m_city->connection().exec("UPDATE city_layer SET title_zh = '地块' WHERE name = 'plots'");
  m_words = PlainWords::of(*m_city, {});
  EXPECT_EQ(read("地块"), R"("layer":"plots"})");
  // part of the name of a class is none of the layer
  for (const char* text : {"建筑物外立面", "street lights", "street light"}) {
    EXPECT_THAT(read(text), HasSubstr(R"("layer":"city_incident","where":{"field":"category")")) << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
}

TEST_F(PlainQuestion, ADistanceToSomethingUnknownIsSaid) {
  EXPECT_EQ(read("距离变电所300米以内的宗地"), R"("layer":"parcels"})");
  EXPECT_THAT(m_reading.leftOver, ElementsAre("变电所", "300米"));
  EXPECT_EQ(read("300米以内有学校的宗地"), read("距学校300米以内的宗地"));
}

TEST_F(PlainQuestion, WhatTheOtherLayerIsToBe) {
  const std::string near = read("parcels within 100 m of an open drainage incident");
  EXPECT_THAT(near, HasSubstr(R"("layer":"parcels","where":{"within":100.0,"of":"city_incident","where":{"all":[)"
                              R"({"field":"closed_at","is":"is_null"},{"field":"category","is":"one_of")"));
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
  for (const char* text : {"距未结案的排水案件100米以内的宗地", "未结案的排水案件100米范围内的宗地"}) {
    EXPECT_EQ(read(text), near) << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
  // the trade is more than what has the word in its name
  const auto storm = [](const query::Condition& one) {
    const auto* test = std::get_if<query::FieldTest>(&one.test);
    return test != nullptr && test->operands.size() > 5;
  };
  (void)read("drainage cases");
  ASSERT_TRUE(m_reading.ask);
  EXPECT_TRUE(std::any_of(m_reading.ask->where.begin(), m_reading.ask->where.end(), storm));
  // whom it meets, too
  EXPECT_EQ(read("parcels meeting overdue cases"),
            R"("layer":"parcels","where":{"relation":"intersects","of":"city_incident","where":)" + kOverdue + "}}");
  EXPECT_EQ(read("有超期案件的宗地"), read("parcels meeting overdue cases"));
  const std::string land = R"("layer":"city_incident","where":{"within":100.0,"of":"plots","where":{"field":"dlbm")";
  EXPECT_THAT(read("incidents within 100 m of industrial land"), HasSubstr(land));
  EXPECT_THAT(read("工业用地100米以内的案件"), HasSubstr(land));
  // "not" before all of it is said of the meeting, and of nothing else
  EXPECT_EQ(read("parcels without overdue cases"),
            R"("layer":"parcels","where":{"none":[{"relation":"intersects","of":"city_incident","where":)" + kOverdue +
                "}]}}");
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
  EXPECT_EQ(read("parcels meeting cases not overdue in 琼花观社区").find("none"), std::string::npos);
  EXPECT_THAT(m_reading.leftOver, ElementsAre("overdue"));
  // a word behind a comma is of the layer it can be of
  EXPECT_THAT(read("cases within 50 m of schools, overdue"), HasSubstr(R"({"all":[)" + std::string(kNearSchools)));
}

TEST_F(PlainQuestion, WhatIsAskedForStandsBehindTheLastOf) {
  EXPECT_EQ(read("与道路相交的宗地"), R"("layer":"parcels","where":{"relation":"intersects","of":"roads"}})");
  EXPECT_EQ(read("没有房屋的宗地"),
            R"("layer":"parcels","where":{"none":[{"relation":"intersects","of":"buildings"}]}})");
  EXPECT_EQ(read("宗地与道路相交"), read("与道路相交的宗地"));
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
}

TEST_F(PlainQuestion, StreetsAndDistrictsByTheirNames) {
  std::string street;
  store::Statement names(m_city->connection(), "SELECT name FROM roads WHERE length(name) > 1 LIMIT 1");
  ASSERT_TRUE(names.step());
  street = names.text(0);
  EXPECT_EQ(read(street + "50米内的宗地"),
            R"("layer":"parcels","where":{"within":50.0,"of":"roads","where":{"field":"name","is":"=","value":")" +
                street + R"("}}})");
  EXPECT_EQ(read("广陵的案件"), read("广陵区的案件"));
}

TEST_F(PlainQuestion, NotAndOr) {
  EXPECT_EQ(read("cases not overdue"), R"("layer":"city_incident","where":{"none":[)" + kOverdue + "]}}");
  EXPECT_EQ(read("结案或作废的案件"),
            R"("layer":"city_incident","where":{"any":[{"field":"state","is":"=","value":"closed"},)"
            R"({"field":"state","is":"=","value":"cancelled"}]}})");
  EXPECT_EQ(read("未结案的案件"), R"("layer":"city_incident","where":{"field":"closed_at","is":"is_null"}})");
}

TEST_F(PlainQuestion, FiguresPerZoneAndLandUse) {
  EXPECT_EQ(read("number of open cases per community"),
            R"("layer":"city_incident","where":{"field":"closed_at","is":"is_null"},"figures":[{"figure":"count"}],)"
            R"("by":[{"zones":"communities"}]})");
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
  EXPECT_EQ(sentenceOf(*m_reading.ask, m_en, false), "number of Incidents without Closed at, by communities");
  EXPECT_EQ(read("area of land use per district"),
            R"("layer":"plots","figures":[{"figure":"area"}],"by":[{"field":"dlbm"},{"zones":"districts"}]})");
  EXPECT_EQ(read("各districts地类面积"),
            R"("layer":"plots","figures":[{"figure":"area"}],"by":[{"zones":"districts"},{"field":"dlbm"}]})");
  EXPECT_THAT(m_reading.leftOver, ElementsAre());
  EXPECT_THAT(sentenceOf(*m_reading.ask, m_zh, true), HasSubstr("按districts、"));
  m_city->connection().exec("UPDATE city_layer SET title_zh = '社区（村）' WHERE name = 'communities'");
  m_words = PlainWords::of(*m_city, {});
  for (const char* text : {"各社区未结案件数量", "每村未结案卷数量", "按社区（村）统计未结案的案件个数"}) {
    EXPECT_THAT(read(text),
                HasSubstr(R"("is":"is_null"},"figures":[{"figure":"count"}],"by":[{"zones":"communities"}]})"))
        << text;
    EXPECT_THAT(m_reading.leftOver, ElementsAre()) << text;
  }
  EXPECT_EQ(read("某社区的parcels"), R"("layer":"parcels"})");  // no name that is known: said
  EXPECT_THAT(m_reading.leftOver, ElementsAre("某社区"));
  EXPECT_EQ(read("buildings by districts"),
            R"("layer":"buildings","figures":[{"figure":"count"}],"by":[{"zones":"districts"}]})");
  // zones of one layer only; what is no layer of areas is not told apart by
  (void)read("cases per district per community per road");
  ASSERT_TRUE(m_reading.ask);
  EXPECT_EQ(m_reading.ask->by.size(), 1U);
  EXPECT_FALSE(m_reading.leftOver.empty());
}

TEST_F(PlainQuestion, IsReadAloud) {
  (void)read("cases closed or overdue within 50 m of schools");
  ASSERT_TRUE(m_reading.ask);
  EXPECT_EQ(sentenceOf(*m_reading.ask, m_en, false),
            "Incidents (whose State is Closed or overdue), within 50 m of 小学 or 中学 (places)");
  EXPECT_EQ(sentenceOf(*m_reading.ask, m_zh, true), "（状态为结案或超期）、距小学或中学50米以内的案卷");
  (void)read("urgent cases");
  EXPECT_THAT(sentenceOf(*m_reading.ask, m_zh, true), HasSubstr("为紧急的"));
  EXPECT_THAT(sentenceOf(*m_reading.ask, m_en, false), HasSubstr("is urgent"));
  const query::Question all = query::questionFromJson(
      R"x({"citydesk_query":1,"kind":"select","layer":"parcels","parameters":[{"name":"far","type":"real"}],"where":{"all":[
      {"field":"ZDMJ","is":"between","values":[1,2]},{"none":[{"field":"ZL","is":"contains","value":"路"},
      {"within":{"parameter":"far"},"of":"roads"}]},{"relation":"disjoint","of":"roads","where":{"field":"class","is":"is_null"}},
      {"box":[0,0,1,1]},{"shape":"POINT (1 1)","within":3},{"sql":"1"}]}})x");
  const auto& ask = std::get<query::Ask>(all.what);
  EXPECT_THAT(
      sentenceOf(ask, m_en, false),
      HasSubstr(
          "not (whose Location holds \"路\" or within 〈far〉 m of roads), meeting no (roads without Class), in the "
          "box of the map, within 3 m of the shape drawn, where 1"));
  EXPECT_THAT(sentenceOf(ask, m_zh, true), HasSubstr("非（"));
}

}  // namespace
}  // namespace gis::city
