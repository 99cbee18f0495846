#include "gis_core/city/parcel_edit.h"

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/as_of.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

/// Parcels side by side: n × n cells of about 40 m, crooked, in one sub-district.
class ParcelEditTest : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("parcel-test");
    m_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(m_folder / "p.citydb", crs::Crs::fromEpsg(4549)));
  }
  void TearDown() override {
    setClockForTests(-1);
    m_city.reset();
    std::filesystem::remove_all(m_folder);
  }

  static std::string ringWkt(const std::vector<geom::MapPoint>& ring) {
    std::string wkt = "POLYGON ((";
    for (const geom::MapPoint p : ring) {
      char text[96];
      std::snprintf(text, sizeof text, "%.17g %.17g, ", p.x, p.y);
      wkt += text;
    }
    char text[96];
    std::snprintf(text, sizeof text, "%.17g %.17g))", ring[0].x, ring[0].y);
    return wkt + text;
  }
  void fill(int n, double shake, bool marked = true) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> off(-shake, shake);
    std::vector<geom::MapPoint> nodes;
    for (int y = 0; y <= n; ++y) {
      for (int x = 0; x <= n; ++x) nodes.push_back({445000 + 40 * x + off(random), 3585000 + 40 * y + off(random)});
    }
    std::vector<Row> rows;
    for (int y = 0; y < n; ++y) {
      for (int x = 0; x < n; ++x) {
        const auto at = [&](int dx, int dy) { return nodes[std::size_t((y + dy) * (n + 1) + x + dx)]; };
        char code[40];
        std::snprintf(code, sizeof code, "321002001001GB%05d", int(rows.size()) + 1);
        rows.push_back({{std::string(code), std::string("0701"), 1600.0, std::string("note ") + code},
                        geom::fromWkt(ringWkt({at(0, 0), at(1, 0), at(1, 1), at(0, 1)}))});
      }
    }
    addLayer(*m_city, "parcels", {{"ZDDM"}, {"YT"}, {"ZDMJ", store::FieldType::real}, {"BZ"}}, rows);
    store::bindRole(m_city->connection(), "parcel", "parcels", "ZDDM", "");
    if (marked) store::setCoverage(m_city->connection(), "parcels", store::CoverageRule{});
  }
  [[nodiscard]] store::LayerInfo layer() const { return store::layerByName(m_city->connection(), "parcels"); }
  [[nodiscard]] geom::CoverageReport check() const {
    geom::CoverageShapes shapes;
    store::readFeatures(m_city->connection(), layer(), {}, [&](store::Feature& feature) {
      shapes.add(feature.fid, feature.wkb);
      return true;
    });
    return geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {});
  }
  /// Every row of the city's tables that parcels touch, as text.
  [[nodiscard]] std::string image() const {
    std::string out;
    const auto add = [&](const char* sql) {
      store::Statement row(m_city->connection(), sql);
      while (row.step()) out += row.text(0) + "\n";
    };
    add("SELECT fid || ZDDM || YT || ZDMJ || BZ || hex(geometry) FROM parcels ORDER BY fid");
    add("SELECT fid || tx || parent_uid || child_uid FROM city_lineage ORDER BY fid");
    add("SELECT fid || tx || name || code || image || hex(shape) FROM city_parcel_past ORDER BY fid");
    add("SELECT fid || tx || operation || reason FROM city_parcel_deed ORDER BY fid");
    return out;
  }
  ParcelDeed deed(const std::string& reason = "test") const {
    ParcelDeed d;
    d.reason = reason;
    d.actor = "clerk";
    d.document = "No. 7";
    d.documentDate = "2026-11-26";
    return d;
  }

  std::filesystem::path m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
};

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

/// Thousands of random splits, merges and border moves: the coverage stays sound, areas balance, lineage has no orphan
/// and no circle; undoing all of it gives back every byte.
TEST_F(ParcelEditTest, RandomEditsKeepTheCoverageAndUndoGivesEverythingBack) {
  fill(8, 7);
  const std::string first = image();
  std::mt19937 random(20261126);
  const auto uniform = [&](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
  int done = 0;
  int refused = 0;
  std::map<std::string, int> kinds;
  for (int round = 0; round < 600; ++round) {
    std::vector<std::int64_t> fids;
    std::map<std::int64_t, geom::Bytes> shapes;
    store::readFeatures(m_city->connection(), layer(), {}, [&](store::Feature& feature) {
      fids.push_back(feature.fid);
      shapes[feature.fid] = std::move(feature.wkb);
      return true;
    });
    const std::int64_t fid = fids[random() % fids.size()];
    const geom::Envelope box = geom::envelopeOf(shapes[fid]);
    const auto lineThrough = [&](geom::MapPoint p) {
      const double angle = uniform(0, M_PI);
      const double reach = box.width() + box.height();
      char text[200];
      std::snprintf(text, sizeof text, "LINESTRING (%.17g %.17g, %.17g %.17g)", p.x - reach * std::cos(angle),
                    p.y - reach * std::sin(angle), p.x + reach * std::cos(angle), p.y + reach * std::sin(angle));
      return geom::fromWkt(text);
    };
    std::vector<std::int64_t> touching;
    for (const auto& [other, wkb] : shapes) {
      if (other != fid && geom::envelopeOf(wkb).intersects(box) &&
          geom::relate(wkb, shapes[fid], {geom::Predicate::touches, "F***1****"})) {
        touching.push_back(other);
      }
    }
    const int what = int(random() % 4);
    try {
      ParcelChange change;
      const bool many = fids.size() > 150;
      if (what == 0 && !many) {
        ParcelSplit how;
        how.lines = lineThrough(geom::interiorPoint(shapes[fid]));
        change = splitParcel(*m_city, fid, how, deed());
      } else if (what == 1 && !many) {
        ParcelSplit how;
        how.parts = 2 + int(random() % 3);
        if (random() % 2 == 0) how.bearing = uniform(0, 180);
        change = splitParcel(*m_city, fid, how, deed());
      } else if (what == 2 && !touching.empty() && fids.size() > 20) {
        change = mergeParcels(*m_city, {fid, touching[random() % touching.size()]}, deed());
      } else {
        geom::CoverageShapes one;
        one.add(fid, shapes[fid]);
        const geom::MapPoint from = one.points()[random() % one.points().size()];
        change = moveParcelVertex(*m_city, from, {from.x + uniform(-2, 2), from.y + uniform(-2, 2)}, 0.1, deed());
      }
      ++done;
      ++kinds[change.operation];
      if (change.operation != "vertex") {
        EXPECT_NEAR(change.residue(), 0, 1e-5) << change.operation;
      }
    } catch (const Error& error) {
      ++refused;
      ASSERT_TRUE(error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::forbiddenStep)
          << error.sentence();
    }
    if (round % 50 == 0) {
      const geom::CoverageReport report = check();
      ASSERT_TRUE(report.isSound()) << "round " << round << ": " << geom::coverageFaultName(report.findings[0].fault)
                                    << " of " << report.findings[0].size;
      ASSERT_TRUE(lineageFaults(*m_city).empty()) << lineageFaults(*m_city)[0];
    }
  }
  EXPECT_TRUE(check().isSound());
  EXPECT_GT(done, 280);
  for (const char* kind : {"split", "merge", "vertex"}) EXPECT_GT(kinds[kind], 25) << kind;
  {
    std::set<std::string> codes;
    store::Statement all(m_city->connection(), "SELECT ZDDM FROM parcels UNION ALL SELECT code FROM city_parcel_past");
    while (all.step()) EXPECT_TRUE(codes.insert(all.text(0)).second) << all.text(0) << " was given twice";
  }
  for (int i = 0; i < done; ++i) {
    if (i % 100 == 0) *m_city = store::CityDatabase::open(m_folder / "p.citydb");
    store::undo(*m_city, "clerk");
  }
  EXPECT_EQ(image(), first);
}

}  // namespace
}  // namespace gis::city
