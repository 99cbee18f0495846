#include "gis_core/store/city_past.h"

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/table_rows.h"
#include "gis_core/store/tree_lookup.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class CityPastTest : public ScratchCity {
 protected:
  static constexpr std::int64_t kBegin = 1'790'000'000'000;
  void TearDown() override { setClockForTests(-1); }

  void changed(std::vector<RowEdit> rows) const {
    EditCommand edit;
    edit.rows = std::move(rows);
    apply(m_city, edit);
  }
  [[nodiscard]] static std::string nameOf(const Connection& c, const LayerInfo& layer, std::int64_t fid) {
    const auto feature = featureByFid(c, layer, fid);
    return feature ? std::get<std::string>(feature->values[2]) : std::string("none");
  }
};

TEST_F(CityPastTest, EveryQuestionIsAnsweredFromThen) {
  setClockForTests(kBegin);
  loadSquares("squares", 30);
  loadSquares("others", 3);
  const auto moved = geom::boxWkb({455000, 3595000, 455010, 3595010});
  setClockForTests(kBegin + 60'000);
  changed({{RowEdit::Kind::update, "squares", 1, "", {{"名称", std::string("改名")}, {"geometry", moved}}}});
  changed({{RowEdit::Kind::remove, "squares", 2, "", {}}});
  changed({{RowEdit::Kind::insert, "squares", 77, "", {{"名称", std::string("新")}, {"geometry", moved}}}});
  const CityPast past = cityPast(m_city, toIsoUtc(kBegin + 30'000));
  ASSERT_EQ(past.layers.size(), 1U) << "only what was otherwise";
  const CityDatabase then = openCityAsOf(m_file, past);
  const LayerInfo layer = layerByName(then.connection(), "squares");
  const LayerInfo now = layerByName(c(), "squares");
  EXPECT_EQ(layer.count, 30);
  EXPECT_EQ(now.count, 30);
  ASSERT_EQ(layer.fields.size(), now.fields.size());
  for (std::size_t i = 0; i < now.fields.size(); ++i) EXPECT_EQ(layer.fields[i].type, now.fields[i].type);
  EXPECT_EQ(nameOf(then.connection(), layer, 1), "地块0");
  EXPECT_EQ(nameOf(c(), now, 1), "改名");
  EXPECT_EQ(nameOf(then.connection(), layer, 2), "地块1");
  EXPECT_EQ(nameOf(then.connection(), layer, 77), "none");
  EXPECT_EQ(orderedFids(then.connection(), layer, {}, -1, {}).size(), 30U);
  EXPECT_EQ(countFeatures(then.connection(), layer, "名称 = '新'"), 0);
  FeatureRequest there;
  there.box = geom::Envelope{455001, 3595001, 455002, 3595002};
  int found = 0;
  readFeatures(then.connection(), layer, there, [&](Feature&) { return ++found > 0; });
  EXPECT_EQ(found, 0);
  there.box = square(0);
  readFeatures(then.connection(), layer, there, [&](Feature& feature) {
    EXPECT_EQ(feature.fid, 1);
    return ++found > 0;
  });
  EXPECT_EQ(found, 1);
  std::vector<std::int64_t> fids;
  TreeLookup(then.connection(), layer).collect(square(1), fids);
  EXPECT_EQ(fids, (std::vector<std::int64_t>{2}));
  // a million rows are not read for one of them
  Statement plan(
      then.connection(),
      "EXPLAIN QUERY PLAN SELECT * FROM squares WHERE fid IN (SELECT value FROM json_each('[1]')) ORDER BY fid");
  while (plan.step()) EXPECT_EQ(plan.text(3).find("SCAN main"), std::string::npos) << plan.text(3);
  EXPECT_EQ(otherwiseThen(then.connection(), layer), (std::vector<std::int64_t>{1, 2, 77}));
  EXPECT_TRUE(otherwiseThen(c(), now).empty());
}

TEST_F(CityPastTest, NothingCanBeWrittenAndLoadsAreTold) {
  setClockForTests(kBegin);
  loadSquares("squares", 3);
  setClockForTests(kBegin + 60'000);
  loadSquares("later", 3);
  changed({{RowEdit::Kind::remove, "squares", 2, "", {}}});
  const CityPast past = cityPast(m_city, toIsoUtc(kBegin + 30'000));
  EXPECT_EQ(past.unknown, (std::vector<std::string>{"later"}));
  const CityDatabase then = openCityAsOf(m_file, past);
  EXPECT_TRUE(then.connection().isReadOnly());
  EXPECT_THROW(then.connection().exec("DELETE FROM squares"), Error);
  EXPECT_THROW(then.connection().exec("UPDATE main.squares SET code = '1'"), Error);
  EXPECT_THROW((void)apply(then, EditCommand{{{RowEdit::Kind::remove, "squares", 1, "", {}}}}), Error);
  bindRole(c(), "parcel", "later", "code", "");
  EXPECT_THROW((void)cityPast(m_city, toIsoUtc(kBegin + 30'000)), Error) << "the parcels themselves are not known";
}

}  // namespace
}  // namespace gis::store
