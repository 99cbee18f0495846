// The index over the codes of a role is made while others write.
#include "gis_core/store/code_index.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/undo.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class CodeIndex : public ScratchCity {
 protected:
  static constexpr int kParcels = 3000;
  void SetUp() override {
    loadSquares("parcels", kParcels);
    c().exec("UPDATE parcels SET code = '0' || ((fid * 7919) % 100003) WHERE fid % 10 <> 0");
    c().exec("UPDATE parcels SET code = NULL WHERE fid % 10 = 0");
    bindRole(c(), "parcel", "parcels", "code", "");
  }
  [[nodiscard]] LayerInfo layer() const { return layerByName(c(), "parcels"); }
  static void set(const CityDatabase& city, std::int64_t fid, const Value& code) {
    EditCommand command;
    command.rows.push_back({RowEdit::Kind::update, "parcels", fid, {}, {{"code", code}}});
    apply(city, command);
  }
  /// SQLite itself compares index and table; the codes are found by it and only by it.
  void expectSound() const {
    EXPECT_EQ(c().textValue("PRAGMA integrity_check"), "ok");
    for (const char* condition : {"code = '07919'", "code BETWEEN '01' AND '09' ORDER BY code DESC LIMIT 1"}) {
      Statement explained(c(), std::string("EXPLAIN QUERY PLAN SELECT fid FROM parcels WHERE ") + condition);
      const std::string plan = explained.step() ? explained.text(3) : std::string();
      EXPECT_NE(plan.find("city_code_"), std::string::npos) << condition << ": " << plan;
    }
    EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
    EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_stage_*'"), 0);
    Progress progress;
    for (const Finding& finding : checkCity(m_city, progress)) ADD_FAILURE() << finding.text.str();
  }
  bool make(Progress::Callback during = {}) const {
    Progress progress(CancelToken(), std::move(during));
    return makeCodeIndex(m_city, layer(), progress);
  }
};

TEST_F(CodeIndex, HoldsWhatTheColumnHolds) {
  EXPECT_FALSE(hasCodeIndex(c(), layer()));
  EXPECT_TRUE(make());
  EXPECT_TRUE(hasCodeIndex(c(), layer()));
  expectSound();
  EXPECT_TRUE(make()) << "it is there";
  // it goes on as any index: edits, undo, and another program
  set(m_city, 5, std::string("new"));
  undo(m_city, "clerk");
  set(m_city, 10, std::string("filled"));
  c().exec("DELETE FROM parcels WHERE fid = 11");
  c().exec("VACUUM");
  expectSound();
  const CityDatabase again = CityDatabase::open(m_file);
  EXPECT_TRUE(hasCodeIndex(again.connection(), layer()));
}

TEST_F(CodeIndex, TakesInWhatOthersChangeMeanwhile) {
  const CityDatabase other = CityDatabase::open(m_file);
  int told = 0;
  EXPECT_TRUE(make([&](const ProgressState&) {
    if (told++ > 0) return;  // the first time, when the reader has begun and no lock is held
    set(other, 1, std::string("zz"));
    set(other, 2, Value());
    set(other, 20, std::string("was none"));
    other.connection().exec("DELETE FROM parcels WHERE fid = 3");
    other.connection().exec("INSERT INTO parcels(fid, code) VALUES (5000, 'fresh')");
  }));
  EXPECT_GE(told, 1);
  expectSound();
  EXPECT_EQ(c().intValue("SELECT fid FROM parcels WHERE code = 'fresh'"), 5000);
}

TEST_F(CodeIndex, IsLeftAloneWhenTheLayerIsLoadedAnewMeanwhile) {
  int told = 0;
  EXPECT_FALSE(make([&](const ProgressState&) {
    if (told++ > 0) return;
    const CityDatabase other = CityDatabase::open(m_file);
    other.connection().exec("INSERT INTO city_change(layer, fid, op) SELECT uid, 0, 'L' FROM city_layer");
  }));
  EXPECT_FALSE(hasCodeIndex(c(), layer()));
  EXPECT_EQ(c().textValue("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_TRUE(make());
  expectSound();
}

TEST_F(CodeIndex, LeavesNothingWhenItIsCancelled) {
  const CancelToken token;
  Progress progress(token, [&](const ProgressState& state) {
    if (state.done == 0) token.cancel();
  });
  EXPECT_THROW((void)makeCodeIndex(m_city, layer(), progress), Error);
  EXPECT_FALSE(hasCodeIndex(c(), layer()));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_stage_*'"), 0);
}

TEST_F(CodeIndex, FollowsTheFieldOfTheRole) {
  EXPECT_TRUE(make());
  bindRole(c(), "parcel", "parcels", "名称", "");
  EXPECT_FALSE(hasCodeIndex(c(), layer())) << "that is over another field";
  EXPECT_TRUE(make());
  EXPECT_TRUE(hasCodeIndex(c(), layer()));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_code_*'"), 1);
  bindRole(c(), "parcel", "parcels", "code", "");
  {
    const Transaction transaction(c());
    EXPECT_TRUE(make()) << "inside a transaction at once, taken back with it";
    EXPECT_TRUE(hasCodeIndex(c(), layer()));
  }
  EXPECT_FALSE(hasCodeIndex(c(), layer()));
  EXPECT_TRUE(make());
  loadSquares("parcels", 1000, LayerDraft::IfTaken::append);
  EXPECT_EQ(c().textValue("PRAGMA integrity_check"), "ok");
  EXPECT_TRUE(make());
  loadSquares("parcels", 5, LayerDraft::IfTaken::append);
  expectSound();
}

}  // namespace
}  // namespace gis::store
