#include "gis_core/query/join.h"

#include <gtest/gtest.h>

#include <memory>

#include "gis_core/base/error.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;
using Rows = std::vector<std::string>;

class JoinTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    s_city->addLayer("cases", {{"name", FieldType::text}},
                     {{1, "POINT (5 5)", {std::string("a")}},
                      {2, "POINT (10 5)", {std::string("b")}},
                      {4, "POINT (50 50)", {std::string("c")}},
                      {6, "", {std::string("d")}}});
    s_city->addLayer("zones", {{"name", FieldType::text}, {"no", FieldType::integer}},
                     {{10, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {std::string("west"), std::int64_t{1}}},
                      {11, "POLYGON ((10 0,20 0,20 10,10 10,10 0))", {std::string("east"), std::int64_t{2}}}});
  }
  static void TearDownTestSuite() { s_city.reset(); }
  JoinResult run(JoinQuery query) {
    query.left = query.left.empty() ? "cases" : query.left;
    query.right = query.right.empty() ? "zones" : query.right;
    query.into = "out";
    Progress progress;
    if (store::layerExists(m_city.connection(), "out")) store::removeLayer(m_city.connection(), "out");
    return join(m_city.city(), query, progress);
  }
  /// Made once: the tests read it and add layers of other names.
  inline static std::unique_ptr<SmallCity> s_city;
  SmallCity& m_city = *s_city;
};

TEST_F(JoinTest, oneRowAPairInOrder) {
  JoinQuery query;
  query.relation = geom::Relation::parse("intersects");
  const JoinResult result = run(query);
  EXPECT_EQ(result.matched, 2);
  EXPECT_EQ(result.rows, 5);
  EXPECT_EQ(result.into, "out");
  EXPECT_EQ(m_city.rowsOf("out"), (Rows{"1|a|west|1|POINT (5 5)", "2|b|west|1|POINT (10 5)", "3|b|east|2|POINT (10 5)",
                                        "4|c|NULL|NULL|POINT (50 50)", "5|d|NULL|NULL|NULL"}));
  const store::LayerInfo layer = store::layerByName(m_city.connection(), "out");
  ASSERT_EQ(layer.fields.size(), 3U);
  EXPECT_EQ(layer.fields[1].name, "zones_name");  // "name" is in use
  EXPECT_EQ(layer.fields[2].name, "no");
}

TEST_F(JoinTest, onlyMatchedOnlyOneOnlySomeFields) {
  JoinQuery query;
  query.relation = geom::Relation::parse("intersects");
  query.keepAll = false;
  query.one = true;
  query.take = std::vector<std::string>{"no"};
  const JoinResult result = run(query);
  EXPECT_EQ(result.matched, 2);
  EXPECT_EQ(result.rows, 2);
  EXPECT_EQ(m_city.rowsOf("out"), (Rows{"1|a|1|POINT (5 5)", "2|b|1|POINT (10 5)"}));
}

TEST_F(JoinTest, readsLeftPredicateRight) {
  JoinQuery query;
  query.left = "zones";
  query.right = "cases";
  query.relation = geom::Relation::parse("contains");
  query.take = std::vector<std::string>{};
  EXPECT_EQ(run(query).matched, 1);
  query.relation = geom::Relation::parse("disjoint");  // by pairs in a join
  const JoinResult apart = run(query);
  EXPECT_EQ(apart.matched, 2);
  EXPECT_EQ(apart.rows, 3);
}

TEST_F(JoinTest, withinDistanceTellsIt) {
  JoinQuery query;
  query.withinMetres = 50;
  query.take = std::vector<std::string>{"no"};
  query.keepAll = false;
  const JoinResult result = run(query);
  EXPECT_EQ(result.matched, 3);
  EXPECT_EQ(m_city.rowsOf("out"), (Rows{"1|a|1|0|POINT (5 5)", "2|a|2|5|POINT (5 5)", "3|b|1|0|POINT (10 5)",
                                        "4|b|2|0|POINT (10 5)", "5|c|2|50|POINT (50 50)"}));
}

TEST_F(JoinTest, nearest) {
  JoinQuery query;
  query.nearest = 1;
  query.take = std::vector<std::string>{"no"};
  JoinResult result = run(query);
  EXPECT_EQ(result.matched, 3);
  EXPECT_EQ(result.rows, 4);
  EXPECT_EQ(m_city.rowsOf("out"),
            (Rows{"1|a|1|0|POINT (5 5)", "2|b|1|0|POINT (10 5)", "4|c|2|50|POINT (50 50)", "6|d|NULL|NULL|NULL"}));
  query.maxMetres = 10;
  result = run(query);
  EXPECT_EQ(result.matched, 2);
  query.nearest = 2;
  query.maxMetres.reset();
  EXPECT_EQ(run(query).rows, 7);
}

TEST_F(JoinTest, refusals) {
  m_city.addLayer("wgs", {}, {{1, "POINT (119.4 32.4)", {}}}, crs::Crs::fromEpsg(4490));
  JoinQuery query;
  query.left = "wgs";
  query.nearest = 1;
  try {
    (void)run(query);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
  }
  query.relation = geom::Relation::parse("intersects");
  EXPECT_THROW((void)run(query), Error);  // two kinds at once
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
}

TEST_F(JoinTest, cancelLeavesNothing) {
  JoinQuery query;
  query.left = "cases";
  query.right = "zones";
  query.relation = geom::Relation::parse("intersects");
  query.into = "out";
  const CancelToken token;
  token.cancel();
  Progress progress(token);
  EXPECT_THROW((void)join(m_city.city(), query, progress), Error);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
}

}  // namespace
}  // namespace gis::query
