// What does not fit together at the buildings of a parcel.
#include <gtest/gtest.h>

#include <algorithm>

#include "gis_core/city/building_units.h"
#include "gis_core/city/parcel_edit.h"
#include "tests/unit/city/parcel_grid.h"

namespace gis::city {
namespace {

class BuildingFaultsTest : public ParcelGrid {
 protected:
  static constexpr const char* kFifth = "321002001001GB00005";  // from 40, 40 to 80, 80

  void build(const std::string& code, const std::string& parcel, std::int64_t above, std::int64_t inAll,
             geom::Envelope box) {
    fill(3, 0);
    const auto integer = store::FieldType::integer;
    addLayer(*m_city, "buildings", {{"ZRZH"}, {"ZDDM"}, {"DSCS", integer}, {"DXCS", integer}, {"ZCS", integer}},
             {{{code, parcel, above, std::int64_t{1}, inAll}, geom::boxWkb(box)}});
    store::bindRole(m_city->connection(), "building", "buildings", "ZRZH", "");
  }
  static geom::Envelope inside() { return {445050, 3585050, 445070, 3585070}; }
  void takeUnit(const std::string& code) {
    store::KeyTable table;
    table.columns = {{"BDCDYH", {code}, {0}}, {"CH", {"1"}, {0}}};
    ASSERT_EQ(takeUnits(*m_city, table, "clerk").added, 1);
  }
  [[nodiscard]] std::vector<std::string> faults(std::int64_t parcel = 5) const {
    std::vector<std::string> all;
    for (const BuildingFault& fault : buildingFaults(*m_city, parcel)) all.push_back(fault.text.str());
    return all;
  }
};

TEST_F(BuildingFaultsTest, ABuildingThatFitsHasNone) {
  build(std::string(kFifth) + "F0001", kFifth, 5, 6, inside());
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(BuildingFaultsTest, OneThatReachesBeyondIsTold) {
  build(std::string(kFifth) + "F0001", kFifth, 5, 6, {445050, 3585050, 445082, 3585070});
  EXPECT_EQ(faults(), std::vector<std::string>{"40.00 m² of the building lie outside of the parcel"});
}

TEST_F(BuildingFaultsTest, StoreysThatDoNotAddUpAreTold) {
  build(std::string(kFifth) + "F0001", kFifth, 5, 7, inside());
  EXPECT_EQ(faults(), std::vector<std::string>{"storeys above 5 and below 1 are not the 7 in all"});
}

TEST_F(BuildingFaultsTest, ACodeThatBeginsWithAnotherParcelIsTold) {
  build("321002001001GB00004F0001", kFifth, 5, 6, inside());
  EXPECT_EQ(faults(), std::vector<std::string>{"its code begins with that of another parcel, 321002 001001 GB00004"});
}

TEST_F(BuildingFaultsTest, ANewParcelTellsOfUnitsUnderTheRetiredCode) {
  build(std::string(kFifth) + "F0001", kFifth, 5, 6, {445042, 3585050, 445058, 3585070});
  takeUnit(std::string(kFifth) + "F00010001");
  ParcelSplit how;
  how.lines = geom::fromWkt("LINESTRING (445060 3585000, 445060 3585100)");
  const ParcelChange change = splitParcel(*m_city, 5, how, deed());
  std::vector<std::string> told;
  for (const auto& parcel : change.after) {
    for (const std::string& one : faults(parcel.fid)) told.push_back(one);
  }
  EXPECT_EQ(told, (std::vector<std::string>{"it names another parcel, 321002 001001 GB00005",
                                            "1 units of it are kept under the parcel 321002 001001 GB00005"}));
}

}  // namespace
}  // namespace gis::city
