#include "gis_core/city/component_ids.h"

#include "gis_core/base/error.h"
#include "gis_core/city/code_check.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class ComponentIdsTest : public SmallCity {
 protected:
  void SetUp() override {
    SmallCity::SetUp();
    const auto at = geom::pointWkb(445100, 3585100);
    addLayer(*m_city, "lamps", {{"GLBJBSM"}, {"lx"}, {"SZDYWGBSM"}},
             {{{std::monostate{}, "路灯", std::monostate{}}, at},      // of the district that it lies in
              {{"32100201037000007", "01037", std::monostate{}}, at},  // has one
              {{std::monostate{}, "01037", "321081001001001"}, at},    // of the county of its grid
              {{std::monostate{}, "no such", std::monostate{}}, at},
              {{std::monostate{}, "01003", std::monostate{}}, geom::pointWkb(440000, 3580000)},  // outside
              {{"12", "01037", std::monostate{}}, at}});
    m_numbering.layer = "lamps";
    m_numbering.typeField = "lx";
  }
  std::string idOf(std::int64_t fid) {
    const auto feature =
        store::featureByFid(m_city->connection(), store::layerByName(m_city->connection(), "lamps"), fid);
    const auto* id = std::get_if<std::string>(&feature->values[0]);
    return id != nullptr ? *id : std::string();
  }
  ComponentNumbering m_numbering;
  Progress m_progress;
};

TEST_F(ComponentIdsTest, goOnBehindTheHighestOneAndAreNeverGivenTwice) {
  ComponentNumbers numbers = giveComponentIds(*m_city, m_numbering, "tester", m_progress);
  EXPECT_EQ(numbers.features, 6);
  EXPECT_EQ(numbers.kept, 1);
  ASSERT_EQ(numbers.given.size(), 2U);
  EXPECT_EQ(idOf(1), "32100201037000008");
  EXPECT_EQ(idOf(3), "32108101037000001");
  EXPECT_FALSE(componentIdFault(idOf(1)));
  ASSERT_EQ(numbers.refused.size(), 3U);
  EXPECT_EQ(numbers.refused[0].fid, 6) << "an identifier that is none is not written over";
  // the number of a component that is gone is not used again
  store::undo(*m_city, "tester");
  EXPECT_EQ(idOf(1), "");
  numbers = giveComponentIds(*m_city, m_numbering, "tester", m_progress);
  EXPECT_EQ(idOf(1), "32100201037000009");
  EXPECT_EQ(idOf(3), "32108101037000002");
}

TEST_F(ComponentIdsTest, aPlanAndACounty) {
  m_numbering.plan = true;
  m_numbering.county = "321003";
  const ComponentNumbers numbers = giveComponentIds(*m_city, m_numbering, "tester", m_progress);
  ASSERT_EQ(numbers.given.size(), 3U);
  EXPECT_EQ(numbers.given[0].id, "32100301037000001");
  EXPECT_EQ(numbers.given[1].id, "32100301037000002");
  EXPECT_EQ(numbers.given[2].id, "32100301003000001");
  EXPECT_TRUE(numbers.tx.empty());
  EXPECT_EQ(idOf(1), "");
  m_numbering.county = "3210";
  EXPECT_THROW((void)giveComponentIds(*m_city, m_numbering, "tester", m_progress), Error);
  m_numbering.county.clear();
  m_numbering.typeField = "none";
  EXPECT_THROW((void)giveComponentIds(*m_city, m_numbering, "tester", m_progress), Error);
}

}  // namespace
}  // namespace gis::city
