#include "gis_core/city/parcel_edit.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/as_of.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/undo.h"
#include "tests/unit/city/parcel_grid.h"

namespace gis::city {
namespace {

class ParcelEditTest : public ParcelGrid {};

TEST_F(ParcelEditTest, SplitByALineKeepsEverythingElse) {
  fill(3, 0);
  ParcelSplit how;
  how.lines = geom::fromWkt("LINESTRING (445050 3584990, 445050 3585200)");
  // the middle cell, fid 5: 445040 … 445080; the line passes the cells above and below it too
  const ParcelChange change = splitParcel(*m_city, 5, how, deed());
  ASSERT_EQ(change.after.size(), 2U);
  EXPECT_EQ(change.before[0].code, "321002001001GB00005");
  EXPECT_EQ(change.after[0].code, "321002001001GB00010");
  EXPECT_EQ(change.after[1].code, "321002001001GB00011");
  EXPECT_NEAR(change.after[0].squareMetres, 400, 1e-6);
  EXPECT_NEAR(change.after[1].squareMetres, 1200, 1e-6);
  EXPECT_NEAR(change.residue(), 0, 1e-6);
  EXPECT_EQ(change.neighbours, (std::vector<std::int64_t>{2, 8})) << "the ends of the cut lie on their borders";
  EXPECT_TRUE(check().isSound());
  const auto child = store::featureByFid(m_city->connection(), layer(), change.after[0].fid);
  EXPECT_EQ(std::get<std::string>(child->values[1]), "0701");
  EXPECT_NEAR(std::get<double>(child->values[2]), 400, 1e-9) << "what was registered for the parent";
  EXPECT_EQ(std::get<std::string>(child->values[3]), "note 321002001001GB00005");
  EXPECT_FALSE(store::featureByFid(m_city->connection(), layer(), 5));
  // its code is retired for ever
  try {
    (void)parcelFidOf(*m_city, "321002001001GB00005");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(error.sentence().find("it was retired on "), std::string::npos) << error.sentence();
  }
  EXPECT_EQ(parcelFidOf(*m_city, "321002 001001 GB00010"), change.after[0].fid);
  const ParcelLineage lineage = parcelLineage(*m_city, "321002001001GB00011");
  ASSERT_EQ(lineage.nodes.size(), 3U);
  EXPECT_EQ(lineage.nodes[0].code, "321002001001GB00005");
  EXPECT_FALSE(lineage.nodes[0].isCurrent);
  EXPECT_NEAR(*lineage.nodes[0].squareMetres, 1600, 1e-6);
  ASSERT_EQ(lineage.deeds.size(), 1U);
  EXPECT_EQ(lineage.deeds[0].document, "No. 7");
  EXPECT_EQ(lineage.deeds[0].author, "clerk");
  EXPECT_TRUE(lineageFaults(*m_city).empty());
}

TEST_F(ParcelEditTest, SplitIntoPartsAndToAreas) {
  fill(2, 6);
  ParcelSplit how;
  how.parts = 3;
  const double whole = geom::area(store::featureByFid(m_city->connection(), layer(), 1)->wkb);
  const ParcelChange thirds = splitParcel(*m_city, 1, how, deed());
  ASSERT_EQ(thirds.after.size(), 3U);
  for (const ParcelPart& part : thirds.after) EXPECT_NEAR(part.squareMetres, whole / 3, 1e-5);
  how = {};
  how.areas = {500, 300};
  how.bearing = 90;  // from west to east
  const ParcelChange wished = splitParcel(*m_city, 4, how, deed());
  ASSERT_EQ(wished.after.size(), 3U);
  EXPECT_NEAR(wished.after[0].squareMetres, 500, 1e-5);
  EXPECT_NEAR(wished.after[1].squareMetres, 300, 1e-5);
  EXPECT_LT(geom::envelopeOf(wished.after[0].wkb).centre().x, geom::envelopeOf(wished.after[1].wkb).centre().x);
  EXPECT_TRUE(check().isSound());
  how.areas = {5000};
  EXPECT_THROW(splitParcel(*m_city, 2, how, deed()), Error);
  how = {};
  how.lines = geom::fromWkt("LINESTRING (445050 3585010, 445060 3585010)");
  EXPECT_THROW(splitParcel(*m_city, 2, how, deed()), Error) << "it does not cut through";
}

TEST_F(ParcelEditTest, MergeTakesTheLargestOnesAttributesAndNeedsABorder) {
  fill(3, 5);
  const ParcelChange change = mergeParcels(*m_city, {1, 2, 4}, deed());
  ASSERT_EQ(change.after.size(), 1U);
  EXPECT_EQ(change.before.size(), 3U);
  EXPECT_NEAR(change.residue(), 0, 1e-6);
  EXPECT_TRUE(check().isSound());
  EXPECT_EQ(parcelLineage(*m_city, change.after[0].code).links.size(), 3U);
  EXPECT_THROW(mergeParcels(*m_city, {3, 7}, deed()), Error);
  EXPECT_THROW(mergeParcels(*m_city, {3, 3}, deed()), Error);
  EXPECT_THROW(mergeParcels(*m_city, {3, 999}, deed()), Error);
}

TEST_F(ParcelEditTest, BordersMoveOnBothSidesToTheSameBits) {
  fill(3, 0);
  // the border of 4 and 5 (x = 445040 between y = 40 and 80) gets a kink
  const geom::Bytes line = geom::fromWkt("LINESTRING (445040 3585040, 445045 3585060, 445040 3585080)");
  ParcelChange change = moveParcelBorder(*m_city, 4, 5, line, deed());
  ASSERT_EQ(change.after.size(), 2U);
  EXPECT_NEAR(change.after[0].squareMetres, 1700, 1e-6);  // a triangle of 40 × 5 / 2 more
  EXPECT_NEAR(change.after[1].squareMetres, 1500, 1e-6);
  EXPECT_TRUE(check().isSound());
  // the vertex where 1, 2, and the two new ones meet
  change = moveParcelVertex(*m_city, {445040.2, 3585040.1}, {445042, 3585043}, 1, deed());
  EXPECT_EQ(change.after.size(), 4U);
  EXPECT_NEAR(change.residue(), 0, 1e-6);
  EXPECT_TRUE(check().isSound());
  EXPECT_THROW(moveParcelVertex(*m_city, {445042, 3585043}, {445300, 3585300}, 1, deed()), Error)
      << "turned inside out";
  EXPECT_TRUE(check().isSound());
}

TEST_F(ParcelEditTest, CutOutTakeOverAndFill) {
  fill(3, 0);
  ParcelChange change = cutOutParcel(
      *m_city, 5, geom::fromWkt("POLYGON ((445050 3585050, 445060 3585050, 445060 3585060, 445050 3585050))"), deed());
  ASSERT_EQ(change.after.size(), 2U);
  EXPECT_NEAR(change.after[1].squareMetres, 50, 1e-6);
  EXPECT_TRUE(check().isSound());
  change = takeOverParcel(*m_city, 1, 2,
                          geom::fromWkt("POLYGON ((445030 3584990, 445050 3584990, 445050 3585060, "
                                        "445030 3585060, 445030 3584990))"),
                          deed());
  EXPECT_NEAR(change.after[0].squareMetres, 2000, 1e-6);
  EXPECT_NEAR(change.after[1].squareMetres, 1200, 1e-6);
  EXPECT_TRUE(check().isSound());
  store::EditCommand hole;
  hole.rows = {{.kind = store::RowEdit::Kind::remove, .table = "parcels", .fid = 9}};
  store::apply(*m_city, hole);                                     // at the rim: no gap
  hole.rows[0].fid = parcelFidOf(*m_city, "321002001001GB00011");  // the triangle inside: a gap
  EXPECT_THROW(store::apply(*m_city, hole), Error);
  hole.mayBreakCoverage = true;
  store::apply(*m_city, hole);
  const std::int64_t around = parcelFidOf(*m_city, "321002001001GB00010");
  change = fillParcelGap(*m_city, around, {445057, 3585053}, deed());
  EXPECT_NEAR(change.filled, 50, 1e-6);
  EXPECT_NEAR(change.after[0].squareMetres, 1600, 1e-6);
  EXPECT_NEAR(change.residue(), 0, 1e-6);
  EXPECT_THROW(fillParcelGap(*m_city, 1, {445010, 3585010}, deed()), Error);
}

TEST_F(ParcelEditTest, CodesFollowTheRulesOfTheCity) {
  fill(2, 0);
  ParcelSplit how;
  how.parts = 2;
  ParcelDeed named = deed();
  named.codes = {"321002001001GB00077"};
  ParcelChange change = splitParcel(*m_city, 1, how, named);
  EXPECT_EQ(change.after[0].code, "321002001001GB00077");
  EXPECT_EQ(change.after[1].code, "321002001001GB00005");
  named.codes = {"321002001001GB00001"};
  EXPECT_THROW(splitParcel(*m_city, 2, how, named), Error) << "it was retired";
  named.codes = {"321002001001GQ00001"};
  EXPECT_THROW(splitParcel(*m_city, 2, how, named), Error) << "there is no letter Q";
  named.codes = {"321002001001GB00090", "321002001001GB00090"};
  EXPECT_THROW(splitParcel(*m_city, 2, how, named), Error) << "twice";
  setParcelCodeRules(*m_city, {true, false});
  change = mergeParcels(*m_city, {3, 4}, deed());
  EXPECT_EQ(change.after[0].code, "321002001001GB00003");
  EXPECT_EQ(change.after[0].fid, 3);
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  EXPECT_EQ(codeWithLetters(*m_city, layer(), "321002001001GB00077", "JB"), "321002001001JB00001");
  EXPECT_EQ(codeWithLetters(*m_city, layer(), "321002001001GB00077", "GB"), "321002001001GB00077");
  setParcelCodeRules(*m_city, {false, true});
  EXPECT_EQ(codeWithLetters(*m_city, layer(), "321002001001GB00077", "JB"), "321002001001JB00077");
}

TEST_F(ParcelEditTest, OtherLettersRetireTheCodeAndKeepTheRest) {
  fill(2, 0);
  const auto before = store::featureByFid(m_city->connection(), layer(), 1);
  ParcelChange change = changeParcelLetters(*m_city, 1, "jb", deed());
  ASSERT_EQ(change.after.size(), 1U);
  EXPECT_EQ(change.operation, "letters");
  EXPECT_EQ(change.after[0].code, "321002001001JB00001");
  const auto after = store::featureByFid(m_city->connection(), layer(), change.after[0].fid);
  EXPECT_EQ(after->wkb, before->wkb);
  EXPECT_EQ(after->values[2], before->values[2]) << "the registered area is still true";
  EXPECT_EQ(after->values[3], before->values[3]);
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  EXPECT_EQ(parcelLineage(*m_city, "321002001001JB00001").nodes.at(0).code, "321002001001GB00001");
  ParcelDeed named = deed();
  named.codes = {"321002001001GB00001"};
  EXPECT_THROW((void)changeParcelLetters(*m_city, change.after[0].fid, "GB", named), Error) << "retired for ever";
  EXPECT_THROW((void)changeParcelLetters(*m_city, change.after[0].fid, "JB", deed()), Error) << "it has them";
  EXPECT_THROW((void)changeParcelLetters(*m_city, change.after[0].fid, "Q", deed()), Error) << "no letters";
  change = changeParcelLetters(*m_city, change.after[0].fid, "GB", deed());
  EXPECT_EQ(change.after[0].code, "321002001001GB00005") << "the next after the highest, retired ones counted";
  EXPECT_EQ(store::undo(*m_city, "clerk").fids.empty(), false);
  EXPECT_EQ(store::undo(*m_city, "clerk").fids.empty(), false);
  EXPECT_EQ(parcelFidOf(*m_city, "321002001001GB00001"), 1);
}

/// Codes are found in the snapshot, with the edits since over it, as an index finds them.
TEST_F(ParcelEditTest, CodesAreFoundInTheSnapshotWhereThereIsNoIndex) {
  fill(3, 0);
  const auto indexes = [&] {
    return m_city->connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'city_code_%'");
  };
  Progress progress;
  (void)snapshot::openOrBuild(*m_city, layer(), progress);
  ParcelSplit how;
  how.parts = 2;
  const ParcelChange first = splitParcel(*m_city, 1, how, deed());
  EXPECT_EQ(first.after[1].code, "321002001001GB00011");
  EXPECT_EQ(splitParcel(*m_city, 2, how, deed()).after[0].code, "321002001001GB00012") << "fresh edits count";
  EXPECT_EQ(splitParcel(*m_city, 9, how, deed()).after[0].code, "321002001001GB00014")
      << "the snapshot's highest ended";
  EXPECT_EQ(parcelFidOf(*m_city, "321002001001gb-00011"), first.after[1].fid);
  EXPECT_THROW((void)parcelFidOf(*m_city, "321002001001GB00001"), Error);
  ParcelDeed named = deed();
  named.codes = {"321002001001GB00012"};
  EXPECT_THROW((void)splitParcel(*m_city, 3, how, named), Error) << "taken by a fresh edit";
  EXPECT_EQ(indexes(), 0);
  // without the snapshot the index is made, and says the same
  std::filesystem::remove_all(snapshot::cacheFolder(m_city->uid()));
  EXPECT_THROW((void)splitParcel(*m_city, 3, how, named), Error);
  EXPECT_EQ(splitParcel(*m_city, 3, how, deed()).after[0].code, "321002001001GB00016");
  EXPECT_EQ(indexes(), 1);
}

TEST_F(ParcelEditTest, OrdinaryEditsKeepWhatLineageNeeds) {
  fill(2, 0);
  ParcelSplit how;
  how.parts = 2;
  const ParcelChange split = splitParcel(*m_city, 1, how, deed());
  // another code for a parcel that lineage knows by its code
  store::EditCommand edit;
  edit.rows = {{.kind = store::RowEdit::Kind::update,
                .table = "parcels",
                .fid = split.after[0].fid,
                .values = {{"ZDDM", std::string("321002001001JB00001")}}}};
  store::apply(*m_city, edit);
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  const ParcelLineage lineage = parcelLineage(*m_city, "321002001001JB00001");
  ASSERT_EQ(lineage.nodes.size(), 4U) << "the first parcel, its two parts, and the one with the new code";
  EXPECT_EQ(lineage.nodes[0].code, "321002001001GB00001");
  // a parcel that is deleted: kept with its area, its code retired for ever, and back after undo
  edit.rows = {{.kind = store::RowEdit::Kind::remove, .table = "parcels", .fid = split.after[1].fid}};
  store::apply(*m_city, edit);
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  const auto retired = retiredParcels(*m_city, "", 10);
  const auto gone = std::find_if(retired.begin(), retired.end(),
                                 [&](const ParcelNode& one) { return one.code == split.after[1].code; });
  ASSERT_NE(gone, retired.end());
  EXPECT_NEAR(*gone->squareMetres, 800, 1e-6);
  ParcelDeed named = deed();
  named.codes = {split.after[1].code};
  EXPECT_THROW(splitParcel(*m_city, 4, how, named), Error) << "it was retired";
  store::undo(*m_city, "clerk");
  EXPECT_EQ(parcelFidOf(*m_city, split.after[1].code), split.after[1].fid);
  EXPECT_EQ(retiredParcels(*m_city, "", 10).size(), 2U);
}

TEST_F(ParcelEditTest, UndoOfASplitWhoseDeedWasTakenAwaySaysSo) {
  fill(2, 0);
  ParcelSplit how;
  how.parts = 2;
  (void)splitParcel(*m_city, 1, how, deed());
  m_city->connection().exec("DELETE FROM city_parcel_deed");
  const std::string before = image();
  try {
    store::undo(*m_city, "clerk");
    ADD_FAILURE() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::forbiddenStep) << error.sentence();
  }
  EXPECT_EQ(image(), before);
}

TEST_F(ParcelEditTest, TryingChangesNothing) {
  fill(2, 3);
  const std::string before = image();
  ParcelSplit how;
  how.parts = 4;
  ParcelDeed trial = deed();
  trial.triesOnly = true;
  const ParcelChange change = splitParcel(*m_city, 1, how, trial);
  EXPECT_EQ(change.after.size(), 4U);
  EXPECT_TRUE(change.tx.empty());
  EXPECT_EQ(image(), before);
}

TEST_F(ParcelEditTest, AsOfADateIsWhatItWas) {
  setClockForTests(1'790'000'000'000);
  fill(2, 3);
  const auto at = [](int minutes) { return 1'790'000'000'000 + minutes * 60'000LL; };
  ParcelSplit how;
  how.parts = 2;
  setClockForTests(at(10));
  const ParcelChange first = splitParcel(*m_city, 1, how, deed());
  setClockForTests(at(20));
  const ParcelChange second = mergeParcels(*m_city, {first.after[0].fid, first.after[1].fid}, deed());
  setClockForTests(at(30));
  store::EditCommand edit;
  edit.rows = {
      {.kind = store::RowEdit::Kind::update, .table = "parcels", .fid = 2, .values = {{"YT", std::string("05")}}}};
  store::apply(*m_city, edit);
  auto past = store::layerPast(m_city->connection(), layer(), toIsoUtc(at(15)));
  ASSERT_TRUE(past.at(first.after[0].fid));
  EXPECT_EQ(past.at(first.after[0].fid)->wkb, geom::promoted(first.after[0].wkb, *layer().geometryType));
  EXPECT_FALSE(past.at(second.after[0].fid));
  EXPECT_EQ(std::get<std::string>(past.at(2)->values[1]), "0701");
  past = store::layerPast(m_city->connection(), layer(), toIsoUtc(at(5)));
  ASSERT_TRUE(past.at(1));
  EXPECT_FALSE(past.at(first.after[0].fid));
  EXPECT_TRUE(store::layerPast(m_city->connection(), layer(), toIsoUtc(at(40))).empty());
  EXPECT_THROW((void)store::layerPast(m_city->connection(), layer(), toIsoUtc(at(-5))), Error) << "before the load";
}

}  // namespace
}  // namespace gis::city
