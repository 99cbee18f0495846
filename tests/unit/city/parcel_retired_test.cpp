// A parcel code that was retired is retired for ever, whichever way somebody comes.
#include <gtest/gtest.h>

#include "gis_core/base/error.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/io/paste_rows.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/undo.h"
#include "tests/unit/city/parcel_grid.h"

namespace gis::city {
namespace {

using Change = store::RowEdit::Kind;
const std::string kFifth = "321002001001GB00005";
const std::string kFirstNew = "321002001003GB00001";

class RetiredCodesTest : public ParcelGrid {
 protected:
  /// Nine parcels, of which the fifth was split: its code is retired.
  void splitTheFifth() {
    fill(3, 0);
    ParcelSplit how;
    how.parts = 2;
    (void)splitParcel(*m_city, 5, how, deed());
  }
  static store::EditCommand giving(Change kind, std::int64_t fid, const std::string& code) {
    store::EditCommand command;
    command.rows.push_back({kind, "parcels", fid, {}, {{"zddm", code}}});
    return command;
  }
  template <class Edit>
  static void refused(const Edit& edit) {
    try {
      edit();
      ADD_FAILURE() << "the retired code was given";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalidValue);
      EXPECT_NE(error.sentence().find("it was retired on "), std::string::npos) << error.sentence();
    }
  }
  /// A load in bulk of parcels with these codes.
  void load(const std::string& into, store::LayerDraft::IfTaken ifTaken, const std::vector<std::string>& codes) {
    store::LayerDraft draft;
    draft.name = into;
    draft.fields = {{"ZDDM"}, {"YT"}, {"ZDMJ", store::FieldType::real}, {"BZ"}};
    draft.crs = crs::Crs::fromEpsg(4549);
    draft.ifTaken = ifTaken;
    store::BulkLoad load(*m_city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    double x = 446000;
    for (const std::string& code : codes) {
      batch.addRow(-1, std::vector<store::Value>{code, {}, {}, {}}, box(x, 3585000, x + 40, 3585040));
      x += 40;
    }
    load.append(store::encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
  }
  [[nodiscard]] std::size_t retiredCount() const { return retiredParcels(*m_city, "", 100).size(); }
};

TEST_F(RetiredCodesTest, NoEditGivesARetiredCode) {
  splitTheFifth();
  const std::string old = kFifth;
  const std::string before = image();
  refused([&] { (void)store::apply(*m_city, giving(Change::update, 1, old)); });
  refused([&] { (void)store::apply(*m_city, giving(Change::update, 1, "321002 001001 gb00005")); });
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, old)); });
  store::Calculation calculation;
  calculation.layer = "parcels";
  calculation.field = "ZDDM";
  calculation.expression = "'" + old + "'";
  refused([&] { (void)store::calculateField(*m_city, calculation, {}, "clerk", {}); });
  const auto cells = store::previewCalculation(m_city->connection(), calculation, 1, {});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_TRUE(cells[0].fault) << "the preview says it before";
  io::PasteRequest rows;
  rows.layer = "parcels";
  rows.text = "fid\tZDDM\n1\t" + old + "\n2\t321002001001GB00778\n";
  rows.key = "fid";
  const io::PastePlan plan = io::planPaste(m_city->connection(), rows, {});
  EXPECT_EQ(plan.changed, 1U);
  ASSERT_EQ(plan.faults.size(), 1U);
  EXPECT_EQ(plan.faults[0].row, 1U);
  EXPECT_EQ(image(), before);

  EXPECT_NO_THROW((void)store::apply(*m_city, giving(Change::update, 1, "321002001001GB00777"))) << "a fresh one";
  EXPECT_NO_THROW((void)store::undo(*m_city, "clerk"));
  EXPECT_EQ(image(), before);
  EXPECT_NO_THROW((void)store::undo(*m_city, "clerk")) << "undo brings the parcel and its code back";
  EXPECT_EQ(parcelFidOf(*m_city, old), 5);
  EXPECT_NO_THROW((void)store::apply(*m_city, giving(Change::update, 5, old))) << "its own";
}

TEST_F(RetiredCodesTest, AParcelThatGoesOnKeepsItsCodeThroughEdits) {
  fill(3, 0);
  setParcelCodeRules(*m_city, {true, false});
  ParcelSplit how;
  how.parts = 2;
  (void)splitParcel(*m_city, 5, how, deed());
  store::EditCommand command;
  command.rows.push_back({store::RowEdit::Kind::update,
                          "parcels",
                          5,
                          {},
                          {{"ZDDM", std::string("321002001001GB00005")}, {"BZ", std::string("x")}}});
  EXPECT_NO_THROW((void)store::apply(*m_city, command));
}

TEST_F(RetiredCodesTest, NoLoadInBulkBringsOneBack) {
  splitTheFifth();
  const std::string before = image();
  using IfTaken = store::LayerDraft::IfTaken;
  refused([&] { load("parcels", IfTaken::append, {"321002001001GB00777", kFifth}); });
  refused([&] { load("parcels", IfTaken::append, {"321002 001001 gb-00005"}); });
  std::vector<std::string> many;
  for (int i = 0; i < 500; ++i) many.push_back("321002001002GB0" + std::to_string(1000 + i));
  many.push_back(kFifth);
  refused([&] { load("parcels", IfTaken::append, many); });
  refused([&] { load("parcels", IfTaken::replace, {"321002001001GB00001", kFifth}); });
  EXPECT_EQ(image(), before) << "all or nothing";
  load("others", IfTaken::refuse, {kFifth});
  refused([&] { store::bindRole(m_city->connection(), "parcel", "others", "ZDDM", ""); });
  EXPECT_EQ(store::layerOfRole(m_city->connection(), "parcel")->name, "parcels");
  EXPECT_NO_THROW(load("others", IfTaken::append, {kFifth})) << "no parcels";
  EXPECT_NO_THROW(load("parcels", IfTaken::append, {"321002001001GB00777"}));
  EXPECT_NO_THROW(load("parcels", IfTaken::replace, {"321002001001GB00001", "321002001001GB00777"}));
}

TEST_F(RetiredCodesTest, AParcelThatGoesOnKeepsItsCodeWhenTheLayerIsReplaced) {
  splitTheFifth();
  // a city of the time before loads were looked at
  m_city->connection().exec("UPDATE parcels SET ZDDM = '" + kFifth + "' WHERE fid = 1");
  // an index of somebody else stays, the one over the codes (if there is one) is made when it is asked for
  m_city->connection().exec("CREATE INDEX of_uses ON parcels(YT)");
  EXPECT_NO_THROW(load("parcels", store::LayerDraft::IfTaken::replace, {kFifth}));
  EXPECT_EQ(m_city->connection().textValue("SELECT tbl_name FROM sqlite_schema WHERE name = 'of_uses'"), "parcels");
  EXPECT_EQ(m_city->connection().textValue("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(parcelFidOf(*m_city, kFifth), 1);
}

TEST_F(RetiredCodesTest, CodesThatVanishWhenTheLayerIsReplacedAreRetired) {
  using IfTaken = store::LayerDraft::IfTaken;
  fill(3, 0);
  std::vector<std::string> codes;
  for (int i = 1; i <= 9; ++i)
    codes.push_back("321002 001001 gb-0000" + std::to_string(i));  // the same, as some write it
  load("parcels", IfTaken::replace, codes);
  EXPECT_EQ(retiredCount(), 0U);
  codes.erase(codes.begin() + 4);
  load("parcels", IfTaken::replace, codes);
  ASSERT_EQ(retiredCount(), 1U);
  const ParcelNode gone = retiredParcels(*m_city, "", 10)[0];
  EXPECT_EQ(gone.code, kFifth) << "as codes are compared";
  EXPECT_FALSE(gone.wkb.empty()) << "where it lay is kept";
  EXPECT_NEAR(gone.squareMetres.value_or(0), 1600, 1e-6);
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, kFifth)); });
  refused([&] { load("parcels", IfTaken::replace, {kFifth}); });
  store::undo(*m_city, "clerk");
  EXPECT_EQ(retiredCount(), 0U) << "it was the wrong file";
  EXPECT_NO_THROW(load("parcels", IfTaken::replace, {kFifth}));
  EXPECT_EQ(retiredCount(), 8U);
  EXPECT_TRUE(lineageFaults(*m_city).empty());
}

TEST_F(RetiredCodesTest, AnyNumberOfCodesVanishesAsOneStep) {
  using IfTaken = store::LayerDraft::IfTaken;
  fill(3, 0);
  std::vector<std::string> codes;
  for (int i = 0; i < 2500; ++i) codes.push_back("321002001002GB0" + std::to_string(1000 + i));
  load("parcels", IfTaken::replace, codes);
  EXPECT_EQ(retiredCount(), 9U);
  load("parcels", IfTaken::replace, {codes.back(), kFirstNew});
  EXPECT_EQ(m_city->connection().intValue("SELECT count(*) FROM city_parcel_past"), 9 + 2499);
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, codes.front())); });
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, codes[2000])); });
  store::undo(*m_city, "clerk");
  EXPECT_EQ(m_city->connection().intValue("SELECT count(*) FROM city_parcel_past"), 9);
  store::redo(*m_city, "clerk");
  EXPECT_EQ(m_city->connection().intValue("SELECT count(*) FROM city_parcel_past"), 9 + 2499);
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, codes[2000])); });
}

TEST_F(RetiredCodesTest, ACodeCorrectedByHandIsRetired) {
  fill(3, 0);
  store::apply(*m_city, giving(Change::update, 5, "321002001001JB00001"));
  refused([&] { (void)store::apply(*m_city, giving(Change::update, 1, kFifth)); });
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, kFifth)); });
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  const ParcelLineage lineage = parcelLineage(*m_city, "321002001001JB00001");
  ASSERT_EQ(lineage.nodes.size(), 2U) << "what it was called before";
  EXPECT_EQ(lineage.nodes[0].code, kFifth);
  ParcelSplit how;
  how.parts = 2;
  ParcelDeed named = deed();
  named.codes = {kFifth, "321002001001GB00900"};
  EXPECT_THROW((void)splitParcel(*m_city, 1, how, named), Error);
  store::undo(*m_city, "clerk");
  EXPECT_EQ(retiredCount(), 0U);
  EXPECT_EQ(parcelFidOf(*m_city, kFifth), 5);
}

TEST_F(RetiredCodesTest, OnlyACodeThatNobodyHasAnyMoreIsRetired) {
  fill(3, 0);
  const std::string first = "321002001001GB00001";
  store::apply(*m_city, giving(Change::update, 1, "321002 001001 gb-00001"));
  EXPECT_EQ(retiredCount(), 0U) << "the same code, written in another way";
  store::undo(*m_city, "clerk");
  m_city->connection().exec("UPDATE parcels SET ZDDM = '" + first + "' WHERE fid = 2");
  store::apply(*m_city, giving(Change::update, 2, "321002001001GB00902"));
  EXPECT_EQ(retiredCount(), 0U) << "it stood twice, and the other parcel has it";
  store::EditCommand swapped = giving(Change::update, 3, "321002001001GB00004");
  swapped.rows.push_back(giving(Change::update, 4, "321002001001GB00003").rows[0]);
  store::apply(*m_city, swapped);
  EXPECT_EQ(retiredCount(), 0U) << "two that were mixed up";
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  store::Calculation all;
  all.layer = "parcels";
  all.field = "ZDDM";
  all.expression = "replace(ZDDM, 'GB', 'JB')";
  (void)store::calculateField(*m_city, all, {}, "clerk", {});
  EXPECT_EQ(retiredCount(), 9U) << "the column is read once for many";
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  refused([&] { load("parcels", store::LayerDraft::IfTaken::append, {first}); });
}

TEST_F(RetiredCodesTest, ParcelsWithAUidRetireTheirCodesToo) {
  store::LayerDraft draft;
  draft.name = "parcels";
  draft.fields = {{"ZDDM"}};
  draft.crs = crs::Crs::fromEpsg(4549);
  draft.withUid = true;
  {
    store::BulkLoad load(*m_city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    batch.addRow(-1, std::vector<store::Value>{kFifth}, box(445000, 3585000, 445040, 3585040));
    load.append(store::encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
  }
  store::bindRole(m_city->connection(), "parcel", "parcels", "ZDDM", "");
  const std::int64_t fid = parcelFidOf(*m_city, kFifth);
  store::apply(*m_city, giving(Change::update, fid, "321002001001GB00006"));
  refused([&] { (void)store::apply(*m_city, giving(Change::insert, 0, kFifth)); });
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  const ParcelLineage lineage = parcelLineage(*m_city, kFifth);
  ASSERT_EQ(lineage.nodes.size(), 1U) << "its old code leads to it";
  EXPECT_EQ(lineage.nodes[0].code, "321002001001GB00006");
  EXPECT_TRUE(lineage.nodes[0].isCurrent);
}

}  // namespace
}  // namespace gis::city
