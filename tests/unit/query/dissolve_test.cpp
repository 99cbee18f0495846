#include "gis_core/query/dissolve.h"

#include <gtest/gtest.h>

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;
using Rows = std::vector<std::string>;

class DissolveTest : public ::testing::Test {
 protected:
  DissolveResult run(const std::string& layer, std::vector<std::string> by, const std::string& where = {},
                     const std::string& into = "out") {
    Progress progress;
    return dissolve(m_city.city(), {layer, where, std::move(by), into}, progress);
  }
  [[nodiscard]] ErrorCode codeOf(const std::string& layer, const std::vector<std::string>& by) {
    try {
      (void)run(layer, by);
    } catch (const Error& error) {
      EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
      return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::internal;
  }
  void addLots() {
    m_city.addLayer("lots", {{"class", FieldType::text}, {"year", FieldType::integer}},
                    {{1, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {std::string("b"), std::int64_t{2}}},
                     {2, "POLYGON ((10 0,20 0,20 10,10 10,10 0))", {std::string("b"), std::int64_t{10}}},
                     {3, "POLYGON ((20 0,30 0,30 10,20 10,20 0))", {std::string("a"), std::int64_t{2}}},
                     {4, "POLYGON ((0 50,10 50,10 60,0 60,0 50))", {std::string("b"), std::int64_t{2}}},
                     {5, "POLYGON ((30 0,40 0,40 10,30 10,30 0))", {store::Value(), std::int64_t{2}}},
                     {6, "POLYGON ((40 0,50 0,50 10,40 10,40 0))", {store::Value(), std::int64_t{10}}},
                     {7, "", {std::string("c"), std::int64_t{2}}},
                     // a bow tie: two triangles of 25 each
                     {8, "POLYGON ((100 0,110 10,110 0,100 10,100 0))", {std::string("d"), store::Value()}}});
  }
  SmallCity m_city;
};

TEST_F(DissolveTest, oneRowAValueNullOneOfItsOwn) {
  addLots();
  const DissolveResult result = run("lots", {"class"});
  EXPECT_EQ(result.rows, 4);
  EXPECT_EQ(result.features, 7);
  EXPECT_EQ(result.withoutGeometry, 1);
  EXPECT_EQ(result.repaired, 1);
  EXPECT_EQ(result.setAside, 0);
  EXPECT_EQ(result.into, "out");
  const Rows rows = m_city.rowsOf("out");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].rfind("1|NULL|2|MULTIPOLYGON", 0), 0U) << rows[0];
  EXPECT_EQ(rows[1].rfind("2|a|1|MULTIPOLYGON", 0), 0U) << rows[1];
  EXPECT_EQ(rows[2].rfind("3|b|3|MULTIPOLYGON", 0), 0U) << rows[2];
  EXPECT_EQ(rows[3].rfind("4|d|1|MULTIPOLYGON", 0), 0U) << rows[3];
  std::vector<double> areas;
  store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), "out"), {},
                      [&](store::Feature& feature) {
                        areas.push_back(geom::area(feature.wkb));
                        return true;
                      });
  EXPECT_EQ(areas, (std::vector<double>{200, 100, 300, 50}));
  const store::LayerInfo layer = store::layerByName(m_city.connection(), "out");
  EXPECT_EQ(layer.provenance.driver, "dissolve");
  EXPECT_EQ(layer.provenance.sourceLayer, "lots");
  EXPECT_EQ(layer.geometryType->name(), "MULTIPOLYGON");
}

TEST_F(DissolveTest, severalFieldsAndACondition) {
  addLots();
  const DissolveResult result = run("lots", {"YEAR", "class"}, "\"class\" = 'b'");
  EXPECT_EQ(result.rows, 2);
  EXPECT_EQ(result.features, 3);
  const Rows rows = m_city.rowsOf("out");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].rfind("1|2|b|2|", 0), 0U) << rows[0];  // numbers by their size
  EXPECT_EQ(rows[1].rfind("2|10|b|1|", 0), 0U) << rows[1];
}

TEST_F(DissolveTest, linesJoin) {
  m_city.addLayer("roads", {{"count", FieldType::text}},
                  {{1, "LINESTRING (0 0,10 0)", {std::string("x")}},
                   {2, "LINESTRING (20 0,10 0)", {std::string("x")}},
                   {3, "LINESTRING (0 0,10 0)", {std::string("x")}},
                   {4, "LINESTRING (5 5,5 -5)", {std::string("y")}}});
  const DissolveResult result = run("roads", {"count"});
  EXPECT_EQ(result.features, 4);
  EXPECT_EQ(m_city.rowsOf("out"),
            (Rows{"1|x|3|MULTILINESTRING ((0 0,10 0,20 0))", "2|y|1|MULTILINESTRING ((5 5,5 -5))"}));
  EXPECT_EQ(store::layerByName(m_city.connection(), "out").fields[1].name, "roads_count");
}

TEST_F(DissolveTest, placesOfPointsOnce) {
  m_city.addLayer("lamps", {{"on", FieldType::boolean}},
                  {{1, "POINT (3 1)", {std::int64_t{1}}},
                   {2, "POINT (1 1)", {std::int64_t{1}}},
                   {3, "POINT (3 1)", {std::int64_t{1}}},
                   {4, "POINT (0 0)", {std::int64_t{0}}}});
  EXPECT_EQ(run("lamps", {"on"}).rows, 2);
  EXPECT_EQ(m_city.rowsOf("out"), (Rows{"1|0|1|MULTIPOINT ((0 0))", "2|1|3|MULTIPOINT ((1 1),(3 1))"}));
}

TEST_F(DissolveTest, areaInIsAreaOutWhateverTheThreads) {
  std::mt19937 random(3);
  std::vector<Row> rows;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 60; ++x) {
      const std::string a = std::to_string(x * 7) + " " + std::to_string(y * 3);
      const std::string b = std::to_string(x * 7 + 7) + " " + std::to_string(y * 3);
      const std::string c = std::to_string(x * 7 + 7) + " " + std::to_string(y * 3 + 3);
      const std::string d = std::to_string(x * 7) + " " + std::to_string(y * 3 + 3);
      rows.push_back({std::int64_t(rows.size() + 1),
                      "POLYGON ((" + a + "," + b + "," + c + "," + d + "," + a + "))",
                      {std::int64_t(random() % 5)}});
    }
  }
  m_city.addLayer("cells", {{"k", FieldType::integer}}, rows);
  setThreadCount(1);
  const DissolveResult one = run("cells", {"k"}, {}, "one");
  setThreadCount(2);
  const DissolveResult two = run("cells", {"k"}, {}, "two");
  setThreadCount(0);
  EXPECT_EQ(one.rows, 5);
  EXPECT_EQ(one.features, 3600);
  EXPECT_EQ(two.rows, 5);
  EXPECT_EQ(m_city.rowsOf("one"), m_city.rowsOf("two"));
  double area = 0;
  store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), "one"), {},
                      [&](store::Feature& feature) {
                        EXPECT_FALSE(geom::invalidity(feature.wkb));
                        area += geom::area(feature.wkb);
                        return true;
                      });
  EXPECT_NEAR(area, 3600.0 * 21, 1e-9 * 3600 * 21);
}

TEST_F(DissolveTest, refusals) {
  addLots();
  EXPECT_EQ(codeOf("nothing", {"class"}), ErrorCode::noSuchLayer);
  EXPECT_EQ(codeOf("lots", {"clas"}), ErrorCode::noSuchField);
  EXPECT_EQ(codeOf("lots", {}), ErrorCode::usage);
  EXPECT_EQ(codeOf("lots", {"class", "CLASS"}), ErrorCode::usage);
  m_city.addLayer("mixed", {{"k", FieldType::integer}},
                  {{1, "POINT (0 0)", {std::int64_t{1}}}, {2, "LINESTRING (0 0,1 1)", {std::int64_t{1}}}});
  EXPECT_EQ(codeOf("mixed", {"k"}), ErrorCode::unsupported);
  Progress progress;
  try {
    (void)dissolve(m_city.city(), {"lots", "", {"class"}, "mixed"}, progress);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::exists);
  }
}

TEST_F(DissolveTest, anEmptyLayerGivesAnEmptyOne) {
  m_city.addLayer("none", {{"k", FieldType::integer}}, {});
  EXPECT_EQ(run("none", {"k"}).rows, 0);
  EXPECT_TRUE(store::layerExists(m_city.connection(), "out"));
}

TEST_F(DissolveTest, cancelLeavesNothing) {
  addLots();
  const CancelToken token;
  token.cancel();
  Progress progress(token);
  EXPECT_THROW((void)dissolve(m_city.city(), {"lots", "", {"class"}, "out"}, progress), Error);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
}

}  // namespace
}  // namespace gis::query
