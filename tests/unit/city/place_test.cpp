#include "gis_core/city/place.h"

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/city/kept_desk.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/layer.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class PlaceTest : public SmallCity {};
class ParcelCardTest : public SmallCity {};

TEST_F(PlaceTest, everyRoleAnswers) {
  const Place place = PlaceFinder(*m_city).at({445200, 3585480});
  ASSERT_TRUE(place.grid && place.community && place.subdistrict && place.district && place.road);
  EXPECT_EQ(place.grid->code, "321002001001001");
  EXPECT_EQ(place.community->code, "321002001001");
  EXPECT_EQ(place.community->name, "琼花观社区");
  EXPECT_EQ(place.subdistrict->name, "东关街道");
  EXPECT_EQ(place.district->code, "321002");
  EXPECT_EQ(place.roadName(), "文昌中路");
  EXPECT_NEAR(place.roadMetres, 20, 1e-6);
  EXPECT_FALSE(place.parcel) << "between the parcels";
  EXPECT_FALSE(place.dutyGrid) << "no layer plays this role";
  ASSERT_TRUE(place.degrees);
  EXPECT_NEAR(place.degrees->lon, 119.41, 0.02);
  EXPECT_EQ(PlaceFinder(*m_city).at({445100, 3585100}).parcel->code, "321002001001GB00001");
}

TEST_F(PlaceTest, outsideIsNothing) {
  const Place place = PlaceFinder(*m_city).at({500000, 3600000});
  EXPECT_FALSE(place.grid || place.community || place.district || place.parcel || place.road);
}

TEST_F(PlaceTest, aRoadTooFarAwayIsNone) {
  const PlaceFinder finder(*m_city);
  // north of the end (445500, 3586000) of 汶河北路
  const Place near = finder.at({445500, 3586499});
  ASSERT_TRUE(near.road);
  EXPECT_EQ(near.roadName(), "汶河北路");
  EXPECT_NEAR(near.roadMetres, 499, 1e-6);
  const Place far = finder.at({445500, 3586501});
  EXPECT_FALSE(far.road) << far.roadName();
  EXPECT_EQ(far.roadName(), "");
}

TEST_F(PlaceTest, onACommonBorderTheLowerIdWins) {
  EXPECT_EQ(PlaceFinder(*m_city).at({445500, 3585700}).community->code, "321002001001");
}

TEST_F(PlaceTest, anAreaThatIsKeptReadyFollowsItsLayer) {
  const PlaceFinder finder(*m_city);
  const geom::MapPoint at{445600, 3585700};
  for (int asked = 0; asked < 3; ++asked) EXPECT_EQ(finder.at(at).community->code, "321002001002") << asked;
  // another program moves the border between the two communities
  const auto other = store::CityDatabase::open(m_folder / "small.citydb");
  store::EditCommand command;
  command.rows = {{.table = "communities", .fid = 1, .values = {{"geometry", box(445000, 3585000, 445800, 3586000)}}},
                  {.table = "communities", .fid = 2, .values = {{"geometry", box(445800, 3585000, 446000, 3586000)}}}};
  store::apply(other, command);
  EXPECT_EQ(finder.at(at).community->code, "321002001001");
  EXPECT_EQ(finder.at({445900, 3585700}).community->code, "321002001002");
}

TEST_F(PlaceTest, anAreaOfManyVerticesAnswersAlikeEachTime) {
  // a ring of 400 vertices round the middle: the first question scans its edges, later ones use their index
  constexpr int kVertices = 400;
  std::string wkt = "POLYGON((";
  for (int i = 0; i <= kVertices; ++i) {
    const double angle = 2 * 3.14159265358979 * (i % kVertices) / kVertices;
    wkt += (i > 0 ? "," : "") + std::to_string(445500 + 300 * std::cos(angle)) + " " +
           std::to_string(3585500 + 300 * std::sin(angle));
  }
  addLayer(*m_city, "duty", {{"code"}}, {{{"D1"}, geom::fromWkt(wkt + "))")}});
  store::bindRole(m_city->connection(), "duty_grid", "duty", "code", "");
  const PlaceFinder finder(*m_city);
  for (int asked = 0; asked < 3; ++asked) {
    EXPECT_TRUE(finder.at({445500, 3585795}).dutyGrid) << asked;
    EXPECT_FALSE(finder.at({445720, 3585720}).dutyGrid) << asked << ": inside the box, outside the ring";
  }
}

TEST_F(PlaceTest, boxesOf32BitsNeverDecide) {
  // Zone-prefixed eastings: the R*Tree's boxes are 4 m too coarse, the fields are 1 m wide.
  auto prefixed = store::CityDatabase::create(m_folder / "zone.citydb", crs::Crs::fromEpsg(4528));
  std::vector<Row> grids;
  for (int i = 0; i < 20; ++i) {
    grids.push_back({{std::to_string(i)}, box(40445000.0 + i, 3585000, 40445001.0 + i, 3585001)});
  }
  addLayer(prefixed, "grid", {{"code"}}, grids, crs::Crs::fromEpsg(4528));
  store::bindRole(prefixed.connection(), "unit_grid", "grid", "code", "");
  const PlaceFinder finder(prefixed);
  for (int i = 0; i < 20; ++i) {
    const auto hit = finder.at({40445000.5 + i, 3585000.5}).grid;
    ASSERT_TRUE(hit) << i;
    EXPECT_EQ(hit->code, std::to_string(i));
  }
}

TEST_F(PlaceTest, aLayerInAnotherCrsIsAskedInItsOwn) {
  const crs::Transformer toDegrees(crs::Crs::fromEpsg(4549), crs::Crs::fromEpsg(4490));
  const auto a = toDegrees.apply(geom::MapPoint{445000, 3585000}), b = toDegrees.apply(geom::MapPoint{446000, 3586000});
  addLayer(*m_city, "duty", {{"code"}}, {{{"D1"}, box(a.x, a.y, b.x, b.y)}}, crs::Crs::fromEpsg(4490));
  store::bindRole(m_city->connection(), "duty_grid", "duty", "code", "");
  EXPECT_EQ(PlaceFinder(*m_city).at({445500, 3585500}).dutyGrid->code, "D1");
  EXPECT_FALSE(PlaceFinder(*m_city).at({447500, 3585500}).dutyGrid);
}

TEST_F(PlaceTest, nearABoundaryTheSecondCandidateIsTold) {
  const PlaceFinder finder(*m_city);
  // three metres west of the border between the two communities (x = 445500), in the southern row of grids
  const Place near = finder.around({445497, 3585100});
  ASSERT_TRUE(near.secondCommunity && near.secondGrid);
  EXPECT_EQ(near.community->code, "321002001001");
  EXPECT_EQ(near.secondCommunity->hit.code, "321002001002");
  EXPECT_NEAR(near.secondCommunity->metres, 3, 1e-6);
  EXPECT_NE(near.secondGrid->hit.code, near.grid->code);
  EXPECT_FALSE(near.secondDistrict) << "no other district is near";
  EXPECT_FALSE(finder.around({445494, 3585100}).secondCommunity) << "six metres are not near";
  m_city->setSetting("boundary_metres", "10");
  EXPECT_TRUE(finder.around({445494, 3585100}).secondCommunity);
  EXPECT_FALSE(finder.at({445497, 3585100}).secondCommunity) << "not asked for";
  // outside all areas, but near one: it is told, too
  const Place outside = finder.around({444997, 3585100});
  EXPECT_FALSE(outside.district);
  ASSERT_TRUE(outside.secondDistrict);
  EXPECT_EQ(outside.secondDistrict->hit.code, "321002");
}

TEST_F(PlaceTest, theNearestComponentIsToldByItsAccuracyClass) {
  // a lamp (class A: 0.5 m) at (445220, 3585505), clicked to 2 m
  const PlaceFinder finder(*m_city);
  const Place at = finder.at({445222, 3585505});
  ASSERT_TRUE(at.component);
  EXPECT_EQ(at.component->hit.code, "32100201037000001");
  EXPECT_EQ(at.componentClass, "A");
  EXPECT_NEAR(at.component->metres, 2, 1e-6);
  EXPECT_FALSE(finder.at({445223, 3585505}).component) << "three metres are too far for a lamp";
  m_city->setSetting("component_metres", "0");
  EXPECT_FALSE(finder.at({445222, 3585505}).component);
  EXPECT_TRUE(finder.at({445220.4, 3585505}).component) << "within the class";
}

TEST_F(PlaceTest, theNearestAddressFillsTheReport) {
  addLayer(*m_city, "plates", {{"code"}, {"address"}},
           {{{"P1", "文昌中路1号"}, geom::pointWkb(445100, 3585110)},
            {{"P2", "文昌中路3号"}, geom::pointWkb(445130, 3585110)}});
  store::bindRole(m_city->connection(), "address", "plates", "code", "address");
  IncidentDesk desk(*m_city);
  IncidentDraft draft;
  draft.category = "06010";
  draft.at = geom::MapPoint{445102, 3585100};
  EXPECT_EQ(desk.report(draft, "t").address, "文昌中路1号");
  draft.address = "typed";
  EXPECT_EQ(desk.report(draft, "t").address, "typed");
  draft.address.clear();
  draft.at = geom::MapPoint{445400, 3585400};
  EXPECT_EQ(desk.report(draft, "t").address, "") << "too far from every plate";
}

TEST_F(PlaceTest, aLayerThatIsReadBitByBitAnswersAlikeAllTheWay) {
  constexpr int kPlates = 6000, kAcross = 80;
  std::vector<Row> rows;
  for (int i = 0; i < kPlates; ++i)
    rows.push_back(
        {{"P" + std::to_string(i), std::to_string(i) + "号"},
         i % 97 == 5 ? geom::Bytes() : geom::pointWkb(445000 + i % kAcross * 12, 3585000 + i / kAcross * 12)});
  addLayer(*m_city, "plates", {{"code"}, {"address"}}, rows);
  store::bindRole(m_city->connection(), "address", "plates", "code", "address");
  // new finders ask the city, one finder knows more each time and everything in the end
  const PlaceFinder kept(*m_city);
  for (int i = 0; i < 12; ++i) {
    for (const int plate : {0, 2499, 2500, 2501, 4999, 5000, 5999, 1234 + 311 * i}) {
      const geom::MapPoint at{445003.0 + plate % kAcross * 12, 3585004.0 + double(plate / kAcross) * 12};
      const auto fresh = PlaceFinder(*m_city).at(at).address, known = kept.at(at).address;
      ASSERT_TRUE(fresh && known) << plate;
      EXPECT_EQ(known->hit.name, fresh->hit.name);
      EXPECT_EQ(known->metres, fresh->metres);
    }
    if (i == 6) m_city->connection().exec("DELETE FROM plates WHERE fid = 2");
  }
}

TEST_F(PlaceTest, whatTheClickFoundIsKeptUnlessALayerChanged) {
  const store::CityDatabase reader = store::CityDatabase::open(m_city->file(), store::OpenMode::readOnly);
  const PlaceFinder clicked(reader);
  IncidentDesk desk(*m_city);
  IncidentDraft draft;
  draft.category = "06010";
  draft.at = geom::MapPoint{445100, 3585100};
  draft.place = clicked.at(*draft.at);
  ASSERT_TRUE(draft.place->grid);
  const std::string grid = draft.place->grid->code;
  EXPECT_TRUE(desk.places().isCurrent(*draft.place));
  draft.place->grid->code = "as it was shown";
  EXPECT_EQ(desk.report(draft, "t").grid, "as it was shown");
  draft.at = geom::MapPoint{445101, 3585100};
  EXPECT_EQ(desk.report(draft, "t").grid, grid) << "found at another point";
  draft.at = draft.place->at;
  const auto layer = store::layerOfRole(m_city->connection(), "unit_grid");
  ASSERT_TRUE(layer);
  m_city->connection().exec("DELETE FROM " + store::quoted(layer->name));
  EXPECT_FALSE(desk.places().isCurrent(*draft.place));
  EXPECT_EQ(desk.report(draft, "t").grid, "") << "the grids have gone since";
}

TEST_F(PlaceTest, theKeptDeskIsOneUntilRolesOrColumnsChange) {
  const PlaceFinder* const places = &keptDesk(*m_city).places();
  EXPECT_EQ(&keptDesk(*m_city).places(), places) << "its look-ups stay";
  IncidentDraft draft;
  draft.category = "06010";
  draft.at = geom::MapPoint{445102, 3585100};
  EXPECT_EQ(keptDesk(*m_city).report(draft, "t").address, "");
  addLayer(*m_city, "plates", {{"code"}, {"address"}}, {{{"P1", "文昌中路1号"}, geom::pointWkb(445100, 3585110)}});
  store::bindRole(m_city->connection(), "address", "plates", "code", "address");
  EXPECT_EQ(keptDesk(*m_city).report(draft, "t").address, "文昌中路1号") << "a new role is seen";
  const PlaceFinder* const withRole = &keptDesk(*m_city).places();
  EXPECT_EQ(keptDesk(*m_city).report(draft, "t").address, "文昌中路1号");
  EXPECT_EQ(&keptDesk(*m_city).places(), withRole) << "a report changes no role";
  store::renameField(*m_city, "plates", "address", "words", "t");
  EXPECT_EQ(keptDesk(*m_city).report(draft, "t").address, "文昌中路1号") << "a renamed column is seen";
  // what is kept does not go along with a city that is moved
  store::CityDatabase moved = std::move(*m_city);
  m_city = std::make_unique<store::CityDatabase>(std::move(moved));
  EXPECT_EQ(keptDesk(*m_city).report(draft, "t").address, "文昌中路1号");
}

TEST_F(PlaceTest, aDefectOfComponentsTakesTheOneThatWasClicked) {
  IncidentDesk desk(*m_city);
  IncidentDraft draft;
  draft.category = "01037";  // 路灯异常
  draft.at = geom::MapPoint{445220, 3585505};
  EXPECT_EQ(desk.report(draft, "t").component, "32100201037000001");
  draft.category = "06010";
  EXPECT_EQ(desk.report(draft, "t").component, "") << "refuse beside a lamp is no defect of the lamp";
}

TEST_F(ParcelCardTest, hasEverythingButTheOwner) {
  store::setLayerCodeSystem(m_city->connection(), "parcels", "landuse", "GB/T 21010-2017");
  const ParcelCard card = parcelByCode(*m_city, "321002 001001 gb00001");
  EXPECT_EQ(card.groupedCode, "321002 001001 GB00001");
  EXPECT_FALSE(card.codeFault);
  EXPECT_EQ(card.location, "文昌中路1号");
  EXPECT_EQ(card.landUse, "0701");
  EXPECT_EQ(card.landUseSystem, "GB/T 21010-2017");
  EXPECT_EQ(card.landUseZh, "城镇住宅用地");
  EXPECT_EQ(card.registeredSquareMetres, 160000.0);
  ASSERT_TRUE(card.measuredSquareMetres && card.differenceSquareMetres && card.differencePercent);
  EXPECT_NEAR(*card.measuredSquareMetres, 160000, 1e-6);
  EXPECT_NEAR(*card.differenceSquareMetres, 0, 1e-6);
  EXPECT_EQ(card.community, "琼花观社区");
  EXPECT_EQ(card.road, "文昌中路");
  ASSERT_EQ(card.buildings.size(), 1u) << "one only touches the parcel";
  EXPECT_EQ(card.buildings[0].code, "F0001");
  EXPECT_EQ(card.buildings[0].name, "工人文化宫");
  EXPECT_NEAR(card.buildings[0].squareMetres, 2000, 1e-6);
  for (const auto& [field, value] : card.otherFields) {
    EXPECT_NE(field, "QLR");
    EXPECT_NE(value, "张三");
  }
}

TEST_F(ParcelCardTest, saysWhenTheCodeSystemIsNotKnown) {
  const ParcelCard card = parcelByCode(*m_city, "321002001001GB00002");
  EXPECT_EQ(card.landUse, "0701");
  EXPECT_EQ(card.landUseSystem, "");
  EXPECT_EQ(card.landUseZh, "") << "0701 means other things in other systems";
}

TEST_F(ParcelCardTest, listsItsCases) {
  IncidentDesk desk(*m_city);
  IncidentDraft draft;
  draft.category = "06010";
  draft.at = geom::MapPoint{445100, 3585100};
  const std::string inside = desk.report(draft, "t").uid;
  draft.at = geom::MapPoint{445460, 3585100};
  (void)desk.report(draft, "t");
  const auto card = parcelAt(*m_city, {445300, 3585300});
  ASSERT_TRUE(card);
  ASSERT_EQ(card->cases.size(), 1u);
  EXPECT_EQ(card->cases[0].uid, inside);
}

TEST_F(ParcelCardTest, nothingIsToldPlainly) {
  EXPECT_FALSE(parcelAt(*m_city, {445010, 3585010}));
  try {
    (void)parcelByCode(*m_city, "321002001001GB99999");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::notFound);
  }
}

TEST(PersonalFields, areKnownByName) {
  for (const char* field : {"权利人", "QLR", "qlrmc", "Owner", "OWNER_NAME", "所有权人名称", "联系电话", "身份证号"}) {
    EXPECT_TRUE(isPersonalField(field)) << field;
  }
  for (const char* field : {"ZDDM", "ZL", "landuse", "QLLX", "面积"}) EXPECT_FALSE(isPersonalField(field)) << field;
}

}  // namespace
}  // namespace gis::city
