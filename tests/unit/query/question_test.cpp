#include "gis_core/query/question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/query/question_plan.h"
#include "gis_core/query/question_run.h"
#include "gis_core/query/saved_questions.h"
#include "gis_core/store/tree_lookup.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusalOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    std::string text = std::string(errorCodeName(error.code())) + ": " + error.sentence();
    for (const Message& one : error.context()) text += " | " + one.str();
    return text;
  }
  return "nothing";
}

Condition is(const char* field, Comparison comparison, store::Value value) {
  return {FieldTest{field, comparison, {{std::move(value), {}}}}};
}

/// A question that uses every form there is.
const char* const kEverything = R"x({"citydesk_query":1,"kind":"select","title":"难题","parameters":[
  {"name":"class","type":"text","title":"类别","value":"light"},{"name":"far","type":"real"}],
  "layer":"cases","where":{"all":[{"field":"kind","is":"=","value":{"parameter":"class"}},
  {"any":[{"sql":"\"n\" < 3","label":"few"},{"not":{"field":"n","is":"between","values":[1,2.5]}}]},
  {"none":[{"relation":"T*F**F***","of":"parcels"}]},
  {"within":{"parameter":"far"},"of":"parcels","where":{"relation":"touches","of":"cases"}},
  {"box":[0,0,10,10],"crs":"EPSG:4549"},{"shape":"POINT (1 2)","within":5},
  {"field":"kind","is":"one_of","values":["a","b"]},{"field":"kind","is":"is_null"}]},
  "limit":5,"figures":[{"figure":"count"},{"figure":"sum","field":"n"}],"by":"kind",
  "target":{"as":"layer","into":"out","fields":["kind"]}})x";

TEST(QuestionJson, EveryFormComesBackTheSame) {
  const Question question = questionFromJson(kEverything);
  const std::string text = toJsonText(question);
  EXPECT_EQ(toJsonText(questionFromJson(text)), text);
  EXPECT_EQ(std::get<Ask>(question.what), std::get<Ask>(questionFromJson(text).what));
  EXPECT_EQ(question.parameters, questionFromJson(text).parameters);
  EXPECT_EQ(layersOf(question), (std::vector<std::string>{"cases", "parcels"}));
  EXPECT_EQ(intoOf(question), "out");
  EXPECT_TRUE(holdsSql(question));
  for (
      const char* other :
      {R"({"citydesk_query":1,"kind":"select","layer":"a","by":[{"zones":"z"},{"field":"k","step":"day"}]})",
       R"({"citydesk_query":1,"kind":"select","layer":"a","by":[{"zones":"z","field":"n"}]})",
       R"({"citydesk_query":1,"kind":"join","left":"a","right":"b","nearest":3,"max_distance":9.5,"take":["x"],"keep":"matched","one":true,"into":"c"})",
       R"({"citydesk_query":1,"kind":"join","left":"a","right":"b","relation":"covered_by","keep":"all"})",
       R"({"citydesk_query":1,"kind":"overlay","a":"a","b":"b","op":"symmetric_difference","where":"1","other_where":"2","into":"c"})",
       R"({"citydesk_query":1,"kind":"buffer","layer":"a","where":"x = ?","distance":-2.5,"dissolve":true,"into":"c"})",
       R"({"citydesk_query":1,"kind":"dissolve","layer":"a","by":["x","y"],"into":"c"})",
       R"({"citydesk_query":1,"kind":"aggregate","layer":"a","zones":"z","count":true,"sum":["x"],"mean":["y"],"area":true,"length":true,"by":"k","zones_where":"3","into":"c"})"}) {
    EXPECT_EQ(toJsonText(questionFromJson(other)), other);
  }
}

TEST(QuestionJson, NothingUnknownIsPassedOver) {
  const auto refused = [](const std::string& text) { return refusalOf([&] { (void)questionFromJson(text); }); };
  const std::string begin = R"({"citydesk_query":1,"kind":"select","layer":"a")";
  EXPECT_THAT(refused("{"), HasSubstr("no JSON"));
  EXPECT_THAT(refused("7e889888"), HasSubstr("too large"));
  EXPECT_THAT(refused("[]"), HasSubstr("an object"));
  EXPECT_THAT(refused(R"({"kind":"select"})"), HasSubstr("citydesk_query"));
  EXPECT_THAT(refused(R"({"citydesk_query":2,"kind":"select","layer":"a"})"), HasSubstr("newer_version"));
  EXPECT_THAT(refused(begin + R"(,"wher":{}})"), HasSubstr("\"wher\" is not known here"));
  EXPECT_THAT(refused(begin + R"(,"layer":"b"})"), HasSubstr("stands twice"));
  EXPECT_THAT(refused(begin + R"(,"where":{"all":[{"field":"x","is":"~","value":1}]}})"),
              HasSubstr("at where.all[0].is of the question"));
  EXPECT_THAT(refused(begin + R"(,"where":{"field":"x","is":"="}})"), HasSubstr("\"value\" is missing"));
  EXPECT_THAT(refused(begin + R"(,"where":{"field":"x","is":"=","value":null}})"), HasSubstr("a text, a number"));
  EXPECT_THAT(refused(begin + R"(,"where":{"field":"x","is":"is_null","value":1}})"), HasSubstr("not known here"));
  EXPECT_THAT(refused(begin + R"(,"where":{"within":-1,"of":"b"}})"), HasSubstr("0 or more"));
  EXPECT_THAT(refused(begin + R"(,"where":{"relation":"near","of":"b"}})"), HasSubstr("near"));
  EXPECT_THAT(refused(begin + R"(,"where":{"box":[1,2,3]}})"), HasSubstr("four numbers"));
  EXPECT_THAT(refused(begin + R"(,"where":{"shape":"POINT (1"}})"), HasSubstr("where.shape"));
  EXPECT_THAT(refused(begin + R"(,"target":{"as":"layer"}})"), HasSubstr("needs a name"));
  EXPECT_THAT(refused(begin + R"(,"limit":1.5})"), HasSubstr("whole number"));
  std::string deep = "{\"sql\":\"1\"}";
  for (int i = 0; i < 200; ++i) deep = "{\"not\":" + deep + "}";
  EXPECT_THAT(refused(begin + ",\"where\":" + deep + "}"), HasSubstr("too deeply"));
}

TEST(QuestionParameters, FillTheirPlacesAndNoOthers) {
  const std::vector<Parameter> two{{"class", store::FieldType::text, {}, {}}, {"n", store::FieldType::integer, {}, {}}};
  const std::map<std::string, store::Value> values{{"class", std::string("O'Brien")}, {"n", std::int64_t{7}}};
  std::size_t next = 0;
  EXPECT_EQ(filledSql("a = ? AND b < ? -- ?\n AND c = '?:n' AND \"?\" = :n AND [?] = ?n", two, values, next),
            "a = 'O''Brien' AND b < 7 -- ?\n AND c = '?:n' AND \"?\" = 7 AND [?] = 7");
  EXPECT_EQ(next, 2U);
  EXPECT_THAT(refusalOf([&] { (void)filledSql("?", two, values, next); }),
              HasSubstr("more places \"?\" than parameters"));

  const Question question = questionFromJson(kEverything);
  EXPECT_THAT(refusalOf([&] { (void)withValues(question, {}); }), HasSubstr("\"far\" has no value"));
  EXPECT_THAT(refusalOf([&] {
                (void)withValues(question, {{"fra", "1"}});
              }),
              HasSubstr("its parameters are class, far"));
  const std::string near = refusalOf([&] { (void)withValues(question, {{"far", "near"}}); });
  EXPECT_THAT(near, HasSubstr("invalid_value"));
  EXPECT_THAT(near, HasSubstr("\"near\" is no value for the parameter \"far\""));
  EXPECT_THAT(near, ::testing::Not(HasSubstr("column")));
  const Question filled = withValues(question, {{"far", "50"}, {"class", "井盖"}});
  const std::string text = toJsonText(filled);
  EXPECT_THAT(text, HasSubstr(R"("value":"井盖")"));
  EXPECT_THAT(text, HasSubstr(R"("within":50.0,"of":"parcels")"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("parameter")));
}

TEST(QuestionParameters, AreMadeOfPlacesAndGoWithThem) {
  const auto layerOf = [](const char* name, std::vector<store::Field> fields) {
    store::LayerInfo layer;
    layer.name = name;
    layer.fields = std::move(fields);
    return layer;
  };
  const std::vector<store::LayerInfo> layers{layerOf("parcels", {{"use", store::FieldType::text}}),
                                             layerOf("poi", {{"use", store::FieldType::integer}})};
  Question question = questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":"parcels","where":{"all":[
      {"field":"use","is":"=","value":{"parameter":"a"}},
      {"within":{"parameter":"far"},"of":"poi","where":{"field":"use","is":"=","value":{"parameter":"b"}}},
      {"sql":"use <> ? AND use <> :c"}]}})");
  const auto names = [&] {
    std::string all;
    for (const Parameter& one : question.parameters) all += one.name + ":" + store::fieldTypeName(one.type) + " ";
    return all;
  };
  declareParameters(question, layers);
  EXPECT_EQ(names(), "1:text a:text far:real b:integer c:text ");
  dropUnusedParameters(question);
  declareParameters(question, layers);
  EXPECT_EQ(names(), "1:text a:text far:real b:integer c:text ");
  auto& where = std::get<Ask>(question.what).where;
  where.erase(where.begin() + 1);
  dropUnusedParameters(question);
  EXPECT_EQ(names(), "1:text a:text c:text ");
  where.pop_back();
  dropUnusedParameters(question);
  EXPECT_EQ(names(), "a:text ");
  EXPECT_THAT(toJsonText(withValues(question, {{"a", "0701"}})), HasSubstr(R"("value":"0701")"));
}

class QuestionInCity : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    s_city->addLayer("parcels", {{"code", store::FieldType::text}, {"size", store::FieldType::real}},
                     {{2, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {word("A"), 100.0}},
                      {3, "POLYGON ((10 0,20 0,20 10,10 10,10 0))", {word("B"), 100.0}},
                      {5, "POLYGON ((100 100,120 100,120 120,100 120,100 100))", {word("A"), 400.0}},
                      {7, "", {word("D"), store::Value()}},
                      {9, "POLYGON EMPTY", {store::Value(), 1.0}}});
    s_city->addLayer("cases", {{"kind", store::FieldType::text}},
                     {{1, "POINT (5 5)", {word("light")}},
                      {2, "POINT (10 5)", {word("cover")}},
                      {3, "POINT (50 50)", {word("light")}},
                      {4, "", {word("light")}}});
  }
  static void TearDownTestSuite() { s_city.reset(); }
  std::vector<std::int64_t> fids(const char* layer, std::vector<Condition> where) {
    Ask ask;
    ask.layer = layer;
    ask.where = std::move(where);
    Progress progress;
    return answer(m_city.connection(), ask, progress).fids;
  }
  inline static std::unique_ptr<SmallCity> s_city;
  SmallCity& m_city = *s_city;
};

TEST_F(QuestionInCity, UnknownIsNotMetAndNoneHoldsForIt) {
  const Condition isA = is("code", Comparison::equal, word("A"));
  EXPECT_THAT(fids("parcels", {isA}), ElementsAre(2, 5));
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::none, {isA}}}}), ElementsAre(3, 7, 9));
  EXPECT_THAT(fids("parcels", {is("size", Comparison::greater, 99.0), isA}), ElementsAre(2, 5));
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::any, {}}}}), ElementsAre());
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::all, {}}}}), ElementsAre(2, 3, 5, 7, 9));
  EXPECT_THAT(fids("parcels", {is("CODE", Comparison::contains, word("A"))}), ElementsAre(2, 5));
  EXPECT_THAT(fids("parcels", {is("code", Comparison::isNull, {})}), ElementsAre(9));
  EXPECT_THAT(refusalOf([&] { (void)fids("parcels", {is("kode", Comparison::equal, word("A"))}); }),
              HasSubstr("no_such_field"));
}

TEST_F(QuestionInCity, GroupsMixFieldsAndPlaces) {
  const Condition hasLight{
      RelationTest{geom::Relation::parse("contains"), {"cases", {is("kind", Comparison::equal, word("light"))}}}};
  const Condition nearCover{DistanceTest{1.0, {}, {"cases", {is("kind", Comparison::equal, word("cover"))}}}};
  EXPECT_THAT(fids("parcels", {hasLight}), ElementsAre(2));
  EXPECT_THAT(fids("parcels", {nearCover}), ElementsAre(2, 3));
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::none, {hasLight}}}, nearCover}), ElementsAre(3));
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::any, {hasLight, is("size", Comparison::equal, 400.0)}}}}),
              ElementsAre(2, 5));
  // those without geometry take no part as soon as places are looked at
  EXPECT_THAT(fids("parcels", {{Group{Group::Join::none, {hasLight}}}}), ElementsAre(3, 5));
  // a question within the question: cases in parcels that hold a light
  EXPECT_THAT(fids("cases", {{RelationTest{geom::Relation::parse("covered_by"), {"parcels", {hasLight}}}}}),
              ElementsAre(1, 2));
}

TEST_F(QuestionInCity, WhatTookNoPartIsCountedWhateverThePlan) {
  Ask ask;
  ask.layer = "parcels";
  ask.where = {{DistanceTest{1.0, {}, {"cases", {}}}}};
  Progress progress;
  EXPECT_EQ(answer(m_city.connection(), ask, progress).withoutGeometry, 2);
  ask.where.push_back(is("size", Comparison::less, 50.0));
  EXPECT_EQ(answer(m_city.connection(), ask, progress).withoutGeometry, 1);
}

TEST_F(QuestionInCity, FiguresOfWhatWasFound) {
  Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","layer":"parcels","by":"code","figures":[{"figure":"count"},
      {"figure":"sum","field":"size"},{"figure":"mean","field":"size"},{"figure":"max","field":"size"},{"figure":"area"}],
      "target":{"as":"figure"}})");
  Progress progress;
  const QuestionOutcome outcome = runQuestion(m_city.city(), question, "me", progress);
  ASSERT_TRUE(outcome.figures);
  std::vector<std::string> names;
  for (const store::Field& field : outcome.figures->columns) names.push_back(field.name);
  EXPECT_THAT(names, ElementsAre("code", "count", "sum_size", "mean_size", "max_size", "area"));
  ASSERT_EQ(outcome.figures->rows.size(), 4U);  // NULL, A, B, D
  using Row = std::vector<store::Value>;
  EXPECT_EQ(outcome.figures->rows[0], (Row{{}, std::int64_t{1}, 1.0, 1.0, 1.0, 0.0}));
  EXPECT_EQ(outcome.figures->rows[1], (Row{word("A"), std::int64_t{2}, 500.0, 250.0, 400.0, 500.0}));
  EXPECT_EQ(outcome.figures->rows[3], (Row{word("D"), std::int64_t{1}, {}, {}, {}, 0.0}));
}

TEST_F(QuestionInCity, ASampleOfRowsDoesNotGoThroughTheTable) {
  std::vector<Row> rows;
  for (int i = 1; i <= 4000; ++i) rows.push_back({i, "POINT (1 1)", {word("light")}});
  m_city.addLayer("many", {{"kind", store::FieldType::text}}, rows);
  const store::Connection& c = m_city.connection();
  const store::LayerInfo many = store::layerByName(c, "many");
  CancelToken ended;
  ended.cancel();
  c.interruptOn(ended);  // SQLite asks after 2,000 steps, which some seeks do not need
  std::vector<std::int64_t> fids;
  EXPECT_NO_THROW(fids = store::spreadFids(c, many, 64));
  c.interruptOn({});
  EXPECT_EQ(fids.size(), 64U);
  store::removeLayer(c, "many");
}

TEST_F(QuestionInCity, WhatLiesInNoZoneIsOutsideOfAllThatOverlap) {
  m_city.addLayer("reaches", {{"name", store::FieldType::text}},
                  {{1, "POLYGON ((-5 -5,4 -5,4 15,-5 15,-5 -5))", {word("a")}},
                   {2, "POLYGON ((2 -5,6 -5,6 15,2 15,2 -5))", {word("b")}},
                   {3, "POLYGON ((2 -5,6 -5,6 15,2 15,2 -5))", {word("twin")}},
                   {4, "POLYGON ((12 -5,14 -5,14 15,12 15,12 -5))", {word("d")}},
                   {5, "POLYGON ((14 -5,16 -5,16 15,14 15,14 -5))", {word("e")}}});
  m_city.addLayer("walks", {}, {{1, "LINESTRING (0 1,20 1)", {}}});
  const auto figures = [&](const std::string& layer, const std::string& figure) {
    Progress progress;
    return runQuestion(m_city.city(),
                       questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":")" + layer +
                                        R"(","by":[{"zones":"reaches"}],"figures":[)" + figure +
                                        R"(],"target":{"as":"figure"}})"),
                       "me", progress)
        .figures->rows;
  };
  const auto areas = figures("parcels", R"({"figure":"area"},{"figure":"sum","field":"size"})");
  ASSERT_EQ(areas.size(), 6U);
  // of the first parcel 4 of 10 metres, of the second 6, the one far away, and one that has no geometry
  EXPECT_EQ(areas[0], (std::vector<store::Value>{{}, 500.0, 501.0}));
  EXPECT_EQ(areas[1], (std::vector<store::Value>{word("a"), 40.0, 40.0}));
  EXPECT_EQ(areas[2], (std::vector<store::Value>{word("b"), 40.0, 40.0}));
  EXPECT_EQ(figures("walks", R"({"figure":"length"})")[0], (std::vector<store::Value>{{}, 10.0}));
  store::removeLayer(m_city.connection(), "reaches");
  store::removeLayer(m_city.connection(), "walks");
}

TEST_F(QuestionInCity, FiguresOfZonesAreTheWholeTogether) {
  m_city.addLayer("quarters", {{"name", store::FieldType::text}},
                  {{1, "POLYGON ((-5 -5,16 -5,16 15,-5 15,-5 -5))", {word("west")}},
                   {2, "POLYGON ((16 -5,30 -5,30 15,16 15,16 -5))", {word("east")}}});
  const auto figures = [&](const std::string& by) {
    Progress progress;
    return *runQuestion(m_city.city(),
                        questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":"parcels","by":[)" + by +
                                         R"(],"figures":[{"figure":"count"},
      {"figure":"sum","field":"size"},{"figure":"mean","field":"size"},{"figure":"max","field":"size"},{"figure":"area"}],
      "target":{"as":"figure"}})"),
                        "me", progress)
                .figures;
  };
  using Row = std::vector<store::Value>;
  const FigureTable table = figures(R"({"zones":"quarters"})");
  EXPECT_EQ(table.columns.front().name, "quarters_name");
  ASSERT_EQ(table.rows.size(), 3U);
  // the parcel far away, the two without geometry
  EXPECT_EQ(table.rows[0], (Row{{}, std::int64_t{3}, 401.0, 200.5, 400.0, 400.0}));
  // two fifths of the second parcel, whose inner point is in the west
  EXPECT_EQ(table.rows[1], (Row{word("east"), std::int64_t{0}, 40.0, {}, {}, 40.0}));
  EXPECT_EQ(table.rows[2], (Row{word("west"), std::int64_t{2}, 160.0, 100.0, 100.0, 160.0}));
  const FigureTable both = figures(R"({"field":"code"},{"zones":"quarters","field":"fid"})");
  EXPECT_EQ(both.columns[1].name, "quarters_fid");
  ASSERT_EQ(both.rows.size(), 6U);  // NULL, A in none and the west, B in both, D
  EXPECT_EQ(both.rows[4], (Row{word("B"), std::int64_t{2}, std::int64_t{0}, 40.0, {}, {}, 40.0}));
  EXPECT_THAT(refusalOf([&] { (void)figures(R"({"zones":"quarters"},{"zones":"parcels"})"); }), HasSubstr("usage"));
  EXPECT_THAT(refusalOf([&] { (void)figures(R"({"zones":"cases"})"); }), HasSubstr("unsupported"));
  EXPECT_THAT(refusalOf([&] { (void)figures(R"({"zones":"quarters","field":"none"})"); }), HasSubstr("no_such_field"));
  Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","layer":"cases","by":[{"zones":"quarters"}],"target":{"as":"figure"}})");
  EXPECT_THAT(layersOf(question), ElementsAre("cases", "quarters"));
  Progress progress;
  const QuestionOutcome cases = runQuestion(m_city.city(), question, "me", progress);
  EXPECT_EQ(cases.figures->rows, (std::vector<Row>{{{}, std::int64_t{2}}, {word("west"), std::int64_t{2}}}));
  std::get<Ask>(question.what).figures = {{Figure::Kind::length, {}}};
  EXPECT_THAT(refusalOf([&] { (void)runQuestion(m_city.city(), question, "me", progress); }), HasSubstr("unsupported"));
  store::removeLayer(m_city.connection(), "quarters");
}

TEST_F(QuestionInCity, AResultLayerRemembersWhereItComesFrom) {
  Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","layer":"parcels","where":{"relation":"contains","of":"cases"},
      "target":{"as":"layer","into":"lit"}})");
  Progress progress;
  const QuestionOutcome outcome = runQuestion(m_city.city(), question, "Li", progress);
  EXPECT_EQ(outcome.into, "lit");
  EXPECT_EQ(outcome.rows, 1);
  const store::Connection& c = m_city.connection();
  const auto origin = originOf(m_city.city(), store::layerByName(c, "lit"));
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->actor, "Li");
  EXPECT_EQ(origin->question, toJsonText(question));
  ASSERT_EQ(origin->inputs.size(), 2U);
  EXPECT_EQ(origin->inputs[0].name, "parcels");
  EXPECT_EQ(origin->inputs[1].count, 4);
  EXPECT_EQ(stateOf(c, origin->inputs[0]), OriginState::same);
  EXPECT_EQ(stateOf(store::layerByName(c, "lit"), *origin), OriginState::same);
  c.exec("UPDATE parcels SET size = 101 WHERE fid = 3; UPDATE lit SET size = 1");
  EXPECT_EQ(stateOf(c, origin->inputs[0]), OriginState::changed);
  EXPECT_EQ(stateOf(store::layerByName(c, "lit"), *origin), OriginState::changed);
  store::renameLayer(c, "lit", "lit2");
  EXPECT_TRUE(originOf(m_city.city(), store::layerByName(c, "lit2")));
  EXPECT_FALSE(originOf(m_city.city(), store::layerByName(c, "cases")));
  c.exec("UPDATE parcels SET size = 100 WHERE fid = 3");
}

TEST_F(QuestionInCity, ALayerIsSeenTogetherWithItsOriginOrNotAtAll) {
  const store::Connection& c = m_city.connection();
  c.exec(
      "CREATE TRIGGER no_origin BEFORE INSERT ON city_setting WHEN new.key LIKE 'origin:%' BEGIN SELECT RAISE(ABORT, "
      "'disturbed'); END");
  for (const char* text :
       {R"({"citydesk_query":1,"kind":"select","layer":"parcels","target":{"as":"layer","into":"apart"}})",
        R"({"citydesk_query":1,"kind":"join","left":"parcels","right":"cases","relation":"contains","into":"apart"})",
        R"({"citydesk_query":1,"kind":"buffer","layer":"cases","distance":5,"into":"apart"})",
        R"({"citydesk_query":1,"kind":"dissolve","layer":"parcels","by":["code"],"into":"apart"})",
        R"({"citydesk_query":1,"kind":"aggregate","layer":"cases","zones":"parcels","into":"apart"})",
        R"({"citydesk_query":1,"kind":"overlay","a":"parcels","b":"parcels","op":"union","into":"apart"})"}) {
    Progress progress;
    EXPECT_THROW((void)runQuestion(m_city.city(), questionFromJson(text), "Li", progress), Error) << text;
    EXPECT_FALSE(store::layerExists(c, "apart")) << text;
  }
  c.exec("DROP TRIGGER no_origin");
}

TEST_F(QuestionInCity, QuestionsAreKeptByName) {
  const store::CityDatabase& city = m_city.city();
  const Question question = questionFromJson(kEverything);
  saveQuestion(city, " 老城 井盖 ", question, "Li", false);
  EXPECT_THAT(refusalOf([&] { saveQuestion(city, "老城 井盖", question, "Li", false); }), HasSubstr("exists"));
  saveQuestion(city, "老城 井盖", question, "Wang", true);
  city.setSetting("question:broken", "{}");
  const auto all = listQuestions(city);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "broken");
  EXPECT_TRUE(all[0].trouble);
  EXPECT_EQ(all[1].name, "老城 井盖");
  EXPECT_EQ(all[1].actor, "Wang");
  EXPECT_TRUE(sameQuestion(*questionNamed(city, "老城 井盖").question, question));
  EXPECT_THAT(refusalOf([&] { (void)questionNamed(city, "x"); }), HasSubstr("the city keeps broken, 老城 井盖"));
  EXPECT_THAT(refusalOf([&] { saveQuestion(city, "  ", question, "", false); }), HasSubstr("invalid_value"));
  EXPECT_THAT(refusalOf([&] { saveQuestion(city, "a\nb", question, "", false); }), HasSubstr("invalid_value"));
  removeQuestion(city, "broken");
  removeQuestion(city, "老城 井盖");
  EXPECT_THAT(refusalOf([&] { removeQuestion(city, "broken"); }), HasSubstr("not_found"));
}

TEST_F(QuestionInCity, ThePlanTellsItsOrder) {
  Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","layer":"parcels","where":{"all":[{"field":"code","is":"=","value":"A"},
      {"relation":"contains","of":"cases","where":{"field":"kind","is":"=","value":"light"}},
      {"none":[{"within":5,"of":"cases"}]}]}})");
  const Explanation plan = explain(m_city.connection(), question, {});
  ASSERT_GE(plan.lines.size(), 3U);
  EXPECT_FALSE(plan.fromSnapshots);
  for (const PlanLine& line : plan.lines) {
    EXPECT_GE(line.rows, 0);
    EXPECT_GE(line.seconds, 0);
    EXPECT_FALSE(line.text.str().empty());
    EXPECT_EQ(line.text.str().find("{"), std::string::npos) << line.text.str();
  }
  for (const char* other :
       {R"({"citydesk_query":1,"kind":"join","left":"cases","right":"parcels","nearest":1,"into":"x"})",
        R"({"citydesk_query":1,"kind":"overlay","a":"parcels","b":"parcels","op":"union","into":"x"})",
        R"({"citydesk_query":1,"kind":"aggregate","layer":"cases","zones":"parcels","into":"x"})"}) {
    const Explanation pairs = explain(m_city.connection(), questionFromJson(other), {});
    EXPECT_GE(pairs.lines.size(), 4U);  // two are read, one is asked, one is written
    EXPECT_GT(pairs.rows, 0);
    EXPECT_FALSE(pairs.lines[2].tree.empty());
  }
  EXPECT_THAT(refusalOf([&] {
                question.what = Ask{"parcels", {{DistanceTest{-1, {}, {"cases", {}}}}}, -1, {}, {}, {}};
                (void)explain(m_city.connection(), question, {});
              }),
              HasSubstr("usage"));
}

TEST_F(QuestionInCity, ThePlanTellsTheZonesAndTheGroups) {
  m_city.addLayer(
      "wards", {},
      {{1, "POLYGON ((-5 -5,16 -5,16 15,-5 15,-5 -5))", {}}, {2, "POLYGON ((16 -5,30 -5,30 15,16 15,16 -5))", {}}});
  Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","layer":"parcels","by":[{"zones":"wards"}],"target":{"as":"figure"}})");
  const Explanation plan = explain(m_city.connection(), question, {});
  ASSERT_EQ(plan.lines.size(), 3U);
  EXPECT_EQ(plan.lines[1].rows, 2);
  EXPECT_EQ(plan.lines[2].step, "zones");
  EXPECT_EQ(plan.lines[2].tree, "wards");
  EXPECT_GT(plan.lines[2].seconds, 0);
  question = questionFromJson(R"({"citydesk_query":1,"kind":"dissolve","layer":"cases","by":["kind"],"into":"x"})");
  EXPECT_EQ(explain(m_city.connection(), question, {}).rows, 2);
  store::removeLayer(m_city.connection(), "wards");
}

}  // namespace
}  // namespace gis::query
