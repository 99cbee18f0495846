// A question gets the same answer from the tables, from snapshots, and from snapshots with edits over them.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "gis_core/base/uuid.h"
#include "gis_core/query/aggregate.h"
#include "gis_core/query/join.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_run.h"
#include "gis_core/query/select.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

class SnapshotAnswers : public ::testing::Test {
 protected:
  void SetUp() override {
    m_cache = std::filesystem::temp_directory_path() / ("citydesk-answers-" + newUuid());
    ::setenv("XDG_CACHE_HOME", m_cache.c_str(), 1);
    std::mt19937 random(5);
    m_small.addLayer("cells", {{"n", store::FieldType::integer}}, shakenCells(random, 9, 440000));
    std::vector<Row> points;
    std::uniform_real_distribution<double> anywhere(-5, 105);
    for (std::int64_t i = 0; i < 400; ++i) {
      const std::string wkt = i % 40 == 7 ? std::string()
                                          : "POINT (" + std::to_string(440000 + anywhere(random)) + " " +
                                                std::to_string(440000 + anywhere(random)) + ")";
      points.push_back({(i * 7) % 401 + 1, wkt, {i % 5}});
    }
    m_small.addLayer("points", {{"class", store::FieldType::integer}}, points);
    m_small.addLayer("far", {{"class", store::FieldType::integer}}, points, crs::Crs::fromEpsg(4528));
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(m_cache, ignored);
  }
  [[nodiscard]] store::LayerInfo layer(const std::string& name) const {
    return store::layerByName(m_small.connection(), name);
  }
  /// All answers one after the other; the layers that are made are removed again.
  std::vector<std::string> answers() {
    std::vector<std::string> out;
    const auto collect = [&] {
      for (const std::string& row : m_small.rowsOf("r")) out.push_back(row);
      out.emplace_back("--");
      store::removeLayer(m_small.connection(), "r");
    };
    JoinQuery relate;
    relate.left = "points";
    relate.right = "cells";
    relate.relation = geom::Relation{geom::Predicate::within, {}};
    relate.into = "r";
    (void)join(m_small.city(), relate, m_progress);
    collect();
    JoinQuery nearest;
    nearest.left = "cells";
    nearest.right = "points";
    nearest.nearest = 2;
    nearest.into = "r";
    (void)join(m_small.city(), nearest, m_progress);
    collect();
    AggregateQuery sums;
    sums.layer = "points";
    sums.zones = "cells";
    sums.count = true;
    sums.into = "r";
    (void)aggregate(m_small.city(), sums, m_progress);
    collect();
    for (const auto& query : selections()) {
      for (const std::int64_t fid : select(m_small.connection(), query, m_progress).fids)
        out.push_back(std::to_string(fid));
      out.emplace_back("--");
    }
    return out;
  }
  static std::vector<SelectQuery> selections() {
    SelectQuery near;
    near.layer = "cells";
    near.distances = {{7.5, "points", "class = 3"}};
    SelectQuery box;
    box.layer = "points";
    box.where = "class <> 2";
    box.bbox = geom::Envelope{440010, 440010, 440050, 440090};
    SelectQuery boxed;
    boxed.layer = "cells";
    boxed.bbox = box.bbox;
    SelectQuery elsewhere;
    elsewhere.layer = "cells";
    elsewhere.relations = {{geom::Relation{geom::Predicate::disjoint, {}}, "far", ""}};
    return {near, box, boxed, elsewhere};
  }
  void build() {
    for (const char* name : {"cells", "points", "far"})
      (void)snapshot::openOrBuild(m_small.city(), layer(name), m_progress);
  }
  void forget() const { std::filesystem::remove_all(m_cache); }

  std::filesystem::path m_cache;
  SmallCity m_small;
  Progress m_progress;
};

TEST_F(SnapshotAnswers, AreThoseOfTheTables) {
  const std::vector<std::string> plain = answers();
  EXPECT_GT(plain.size(), 900U);
  build();
  ASSERT_NE(snapshot::existing(m_small.connection(), layer("cells")), nullptr);
  EXPECT_EQ(answers(), plain);
}

TEST_F(SnapshotAnswers, AlsoWithEditsOverThem) {
  build();
  store::EditCommand command;
  using Kind = store::RowEdit::Kind;
  command.rows = {
      {Kind::update, "points", 8, "", {{"geometry", geom::pointWkb(440033, 440044)}}},
      {Kind::update, "points", 9, "", {{"class", std::int64_t{4}}}},
      {Kind::remove, "points", 10, "", {}},
      {Kind::insert, "points", 0, "", {{"class", std::int64_t{3}}, {"geometry", geom::pointWkb(440001, 440002)}}},
      {Kind::remove, "cells", 5, "", {}}};
  (void)store::apply(m_small.city(), command);
  const auto view = snapshot::existing(m_small.connection(), layer("points"));
  ASSERT_NE(view, nullptr);
  EXPECT_EQ(view->added().size(), 3U);
  const std::vector<std::string> over = answers();
  forget();
  ASSERT_EQ(snapshot::existing(m_small.connection(), layer("points")), nullptr);
  EXPECT_EQ(answers(), over);
}

TEST_F(SnapshotAnswers, WhatHasAVertexNowhereIsNoAnswerToNone) {
  m_small.addLayer("torn", {{"n", store::FieldType::integer}},
                   {{1, "POLYGON ((440200 440200,440210 440200,440210 440210,440200 440200))", {std::int64_t{1}}},
                    {2, "POLYGON ((440200 440200,440210 1e99,440210 440210,440200 440200))", {std::int64_t{2}}},
                    {3, "", {std::int64_t{3}}},
                    {4, "LINESTRING (440200 440200,1e99 440210,440220 440220)", {std::int64_t{4}}},
                    {5, "LINESTRING (440300 440200,440310 440210)", {std::int64_t{5}}},
                    {6, "POLYGON ((440050 440050,440051 440050,440051 440051,440050 440050))", {std::int64_t{6}}}});
  const Condition meets{RelationTest{geom::Relation{}, {"cells", {}}}};
  const Condition near{DistanceTest{1, {}, {"cells", {}}}};
  const Condition apart{RelationTest{geom::Relation{geom::Predicate::disjoint, {}}, {"cells", {}}}};
  const Condition shape{
      ShapeTest{geom::Relation{geom::Predicate::disjoint, {}}, {}, geom::boxWkb({440000, 440000, 440100, 440100}), {}}};
  const auto none = [](Condition of) { return Condition{Group{Group::Join::none, {std::move(of)}}}; };
  for (const bool hasSnapshot : {false, true}) {
    if (hasSnapshot) {
      build();
      (void)snapshot::openOrBuild(m_small.city(), layer("torn"), m_progress);
    }
    for (const std::vector<Condition>& where :
         std::vector<std::vector<Condition>>{{apart},
                                             {none(meets)},
                                             {none(near)},
                                             {shape},
                                             {apart, none(near)},
                                             {{Group{Group::Join::any, {apart, none(near)}}}}}) {
      Ask ask;
      ask.layer = "torn";
      ask.where = where;
      const SelectResult found = answer(m_small.connection(), ask, m_progress);
      EXPECT_EQ(found.fids, (std::vector<std::int64_t>{1, 5})) << hasSnapshot;
      EXPECT_EQ(found.broken, 2) << hasSnapshot;
      EXPECT_EQ(found.withoutGeometry, 1) << hasSnapshot;
    }
    Ask ask;  // those of the other layer are counted too
    ask.layer = "cells";
    ask.where = {{RelationTest{geom::Relation{geom::Predicate::disjoint, {}}, {"torn", {}}}}};
    EXPECT_EQ(answer(m_small.connection(), ask, m_progress).broken, 2) << hasSnapshot;
  }
}

TEST_F(SnapshotAnswers, WhatHasNoPlaceIsInNoBoxAndCounted) {
  m_small.addLayer("torn", {{"n", store::FieldType::integer}},
                   {{1, "POLYGON ((440200 440200,440210 440200,440210 440210,440200 440200))", {std::int64_t{1}}},
                    {2, "POLYGON ((440200 440200,440210 1e99,440210 440210,440200 440200))", {std::int64_t{2}}},
                    {3, "", {std::int64_t{3}}},
                    {4, "POLYGON EMPTY", {std::int64_t{4}}},
                    {5, "POLYGON ((440050 440050,440051 440050,440051 440051,440050 440050))", {std::int64_t{5}}}});
  const BoxTest box{{440190, 440190, 440220, 440220}, {}};
  const Condition near{DistanceTest{1000, {}, {"cells", {}}}};
  const Condition three{SqlTest{"n <> 3", {}}};
  const auto ask = [&](std::vector<Condition> where) {
    Ask question;
    question.layer = "torn";
    question.where = std::move(where);
    return answer(m_small.connection(), question, m_progress);
  };
  for (const bool hasSnapshot : {false, true}) {
    if (hasSnapshot) (void)snapshot::openOrBuild(m_small.city(), layer("torn"), m_progress);
    for (const bool isAlone : {true, false}) {
      const SelectResult all = isAlone ? ask({{box}}) : ask({{box}, near});
      EXPECT_EQ(all.fids, (std::vector<std::int64_t>{1})) << hasSnapshot << isAlone;
      EXPECT_EQ(all.withoutGeometry, 2) << hasSnapshot << isAlone;
      EXPECT_EQ(all.broken, 1) << hasSnapshot << isAlone;
      EXPECT_EQ((isAlone ? ask({{box}, three}) : ask({{box}, near, three})).withoutGeometry, 1) << hasSnapshot;
    }
  }
  // edits over the snapshot
  store::EditCommand command;
  using Kind = store::RowEdit::Kind;
  command.rows = {{Kind::remove, "torn", 3, "", {}},
                  {Kind::insert, "torn", 0, "", {{"n", std::int64_t{6}}}},
                  {Kind::insert, "torn", 0, "", {{"n", std::int64_t{7}}}}};
  (void)store::apply(m_small.city(), command);
  EXPECT_EQ(ask({{box}}).withoutGeometry, 3);
  EXPECT_EQ(ask({{box}, {SqlTest{"n < 7", {}}}}).withoutGeometry, 2);
}

TEST_F(SnapshotAnswers, AreasAndZonesCountWhatHasNoPlace) {
  m_small.addLayer("torn", {{"n", store::FieldType::integer}},
                   {{1, "POLYGON ((440001 440001,440002 440001,440002 440002,440001 440001))", {std::int64_t{1}}},
                    {2, "POLYGON ((440200 440200,440210 1e99,440210 440210,440200 440200))", {std::int64_t{2}}},
                    {3, "", {std::int64_t{3}}},
                    {4, "POLYGON EMPTY", {std::int64_t{4}}}});
  const auto figures = [&](Figure::Kind kind, std::vector<Grouping> by) {
    Ask ask;
    ask.layer = "torn";
    ask.figures = {{kind, {}}};
    ask.by = std::move(by);
    ask.target.kind = Target::Kind::figure;
    Question question;
    question.what = ask;
    return runQuestion(m_small.city(), question, {}, m_progress);
  };
  for (const bool hasSnapshot : {false, true}) {
    if (hasSnapshot) (void)snapshot::openOrBuild(m_small.city(), layer("torn"), m_progress);
    const QuestionOutcome area = figures(Figure::Kind::area, {});
    EXPECT_EQ(area.rows, 4);
    EXPECT_EQ(area.withoutGeometry, 2) << hasSnapshot;
    EXPECT_EQ(area.broken, 1) << hasSnapshot;
    EXPECT_EQ(area.found->withoutGeometry, 2);
    EXPECT_EQ(area.figures->rows[0], (std::vector<store::Value>{0.5})) << "what is broken has no area";
    const QuestionOutcome count = figures(Figure::Kind::count, {});
    EXPECT_EQ(count.withoutGeometry + count.broken, 0) << "how many there are is asked of no place";
    EXPECT_EQ(figures(Figure::Kind::count, {{{}, Grouping::Step::value, "cells"}}).withoutGeometry, 2) << hasSnapshot;
  }
}

TEST_F(SnapshotAnswers, AJoinWhoseLayerChangesMeanwhileIsAskedAgain) {
  build();
  const std::filesystem::path file = m_small.city().file();
  bool edited = false;
  Progress progress({}, [&](const ProgressState& state) {
    if (edited) return;
    if (state.total != 400) {  // partners are being found; what comes soon after this is not told
      std::this_thread::sleep_for(std::chrono::milliseconds(80));
      return;
    }
    edited = true;  // the rows of the left layer are being copied
    const auto other = store::CityDatabase::open(file);
    store::EditCommand command;
    command.rows = {{store::RowEdit::Kind::remove, "points", 8, "", {}}};
    (void)store::apply(other, command);
  });
  JoinQuery query;
  query.left = "points";
  query.right = "cells";
  query.relation = geom::Relation{geom::Predicate::within, {}};
  query.into = "r";
  EXPECT_EQ(join(m_small.city(), query, progress).rows, 399);
  EXPECT_TRUE(edited);
  EXPECT_EQ(m_small.connection().intValue("SELECT count(*) FROM r WHERE fid = 8"), 0);
  EXPECT_EQ(m_small.rowsOf("r").size(), 399U);
}

}  // namespace
}  // namespace gis::query
