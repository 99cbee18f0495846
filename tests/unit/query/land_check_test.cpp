#include "gis_core/query/land_check.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;
using Rows = std::vector<std::string>;

class LandCheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    m_city.addLayer("plots", {{"name", FieldType::text}},
                    {{7, "POLYGON ((0 0,100 0,100 100,0 100,0 0))", {word("west")}},
                     {9, "POLYGON ((100 0,200 0,200 100,100 100,100 0))", {word("east")}}});
    // 0701 twice: 5,000 m² and 1,000 m², of which 500 m² lie over the first and 500 m² over 0805; the last ten
    // metres of the plot are nobody's
    m_city.addLayer("uses", {{"dlbm", FieldType::text}},
                    {{1, "POLYGON ((-10 0,50 0,50 100,-10 100,-10 0))", {word("0701")}},
                     {2, "POLYGON ((50 0,90 0,90 100,50 100,50 0))", {word("0805")}},
                     {3, "POLYGON ((40 0,60 0,60 50,40 50,40 0))", {word("0701")}},
                     {4, "POLYGON ((300 0,400 0,400 50,300 50,300 0))", {word("0601")}}});
    m_city.addLayer("trees", {{"kind", FieldType::text}},
                    {{1, "POINT (10 10)", {word("oak")}},
                     {2, "POINT (100 50)", {word("oak")}},  // on the border of both: the lower fid has it
                     {3, "POINT (150 50)", {{}}},
                     {4, "POINT (500 50)", {word("oak")}}});
    m_city.addLayer("pipes", {}, {{1, "LINESTRING (50 50,250 50)", {}}, {2, "LINESTRING (100 0,100 100)", {}}});
  }
  LandCheckQuery of(const std::vector<LandTheme>& themes) {
    LandCheckQuery query;
    query.plotLayer = "plots";
    query.plotName = "name";
    query.themes = themes;
    return query;
  }
  LandCheckResult run(const LandCheckQuery& query) {
    Progress progress;
    return landCheck(m_city.city(), query, progress);
  }
  static Rows rowsOf(const LandCheckResult& result) {
    Rows rows;
    for (const LandCheckResult::Row& row : result.rows) {
      rows.push_back(result.plots[row.plot].name + "|" + result.themes[row.theme].layer.name + "|" +
                     store::textOf(row.value) + "|" + std::to_string(row.count) + "|" +
                     store::textOf(std::round(row.area * 1e6) / 1e6) + "|" +
                     store::textOf(std::round(row.length * 1e6) / 1e6));
    }
    return rows;
  }
  void expectRefused(const LandCheckQuery& query, ErrorCode code) {
    try {
      (void)run(query);
      FAIL() << "was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.sentence();
    }
  }
  SmallCity m_city;
};

TEST_F(LandCheckTest, gapAndRepetitionAreToldThoughTheSumIsThePlot) {
  const LandCheckResult result = run(of({{"uses", "dlbm", {}}}));
  EXPECT_EQ(rowsOf(result), (Rows{"west|uses|0701|2|6000|0", "west|uses|0805|1|4000|0"}));
  EXPECT_DOUBLE_EQ(result.rows[0].share, 0.6);
  ASSERT_EQ(result.balances.size(), 2U);
  const LandCheckResult::Balance& west = result.balances[0];
  EXPECT_NEAR(west.sum, 10000, 1e-6);
  EXPECT_NEAR(west.uncovered, 1000, 1e-6);
  EXPECT_NEAR(west.repeated, 1000, 1e-6);
  EXPECT_EQ(west.gap, 0);
  EXPECT_EQ(result.balances[1].plot, 1U);
  EXPECT_NEAR(result.balances[1].uncovered, 10000, 1e-6);  // nothing is known of the east
  EXPECT_EQ(result.balances[1].sum, 0);
  EXPECT_TRUE(result.setAside.empty());
}

TEST_F(LandCheckTest, severalLayersByPlotThenLayer) {
  const LandCheckResult result = run(of({{"trees", "kind", {}}, {"uses", {}, {}}, {"pipes", {}, {}}}));
  EXPECT_EQ(rowsOf(result), (Rows{"west|trees|oak|2|0|0", "west|uses||3|10000|0", "west|pipes||2|0|150",
                                  "east|trees||1|0|0", "east|pipes||1|0|100"}));
  EXPECT_EQ(result.balances.size(), 2U);  // of the only layer of areas
}

TEST_F(LandCheckTest, somePlotsAndConditions) {
  LandCheckQuery query = of({{"uses", "dlbm", "dlbm <> '0805'"}});
  query.plotFids = {7};
  query.plotName.clear();
  const LandCheckResult result = run(query);
  EXPECT_EQ(rowsOf(result), (Rows{"7|uses|0701|2|6000|0"}));
  EXPECT_NEAR(result.balances[0].uncovered, 4500, 1e-6);
  query.plotFids.clear();
  query.plotWhere = "name = 'east'";
  EXPECT_EQ(run(query).plots.size(), 1U);
}

TEST_F(LandCheckTest, drawnPlotsMayBeInvalidAndInAnotherSystem) {
  LandCheckQuery query;
  query.themes = {{"uses", "dlbm", {}}};
  query.plots = {{"bow tie", geom::fromWkt("POLYGON ((0 0,20 20,20 0,0 20,0 0))")},
                 {{}, geom::fromWkt("POLYGON ((0 0,10 0,10 10,0 10,0 0))")},
                 {"none", {}}};
  const LandCheckResult result = run(query);
  EXPECT_EQ(rowsOf(result), (Rows{"bow tie|uses|0701|1|200|0", "2|uses|0701|1|100|0"}));
  EXPECT_EQ(result.plotsRepaired, 1);
  EXPECT_EQ(result.plotsWithoutArea, 1);
  // in CGCS2000 with a zone number before the easting: the same place
  query.plots = {{"zone", geom::fromWkt("POLYGON ((40000000 0,40000010 0,40000010 10,40000000 10,40000000 0))")}};
  query.plotsCrs = crs::Crs::fromEpsg(4528);
  EXPECT_NEAR(run(query).rows.at(0).area, 100, 1e-3);
  // measured there, but shown with the rest of the city
  query.into = "zone_check";
  EXPECT_EQ(run(query).crs.epsg(), 4528);
  const store::LayerInfo made = store::layerByName(m_city.connection(), "zone_check");
  EXPECT_TRUE(made.crs.equivalentTo(m_city.city().crs()));
  EXPECT_NEAR(made.extent.minX, 0, 1e-3);
  EXPECT_NEAR(made.extent.maxX, 10, 1e-3);
}

TEST_F(LandCheckTest, onTheEllipsoidPartsAddUpToo) {
  // a square kilometre of Yangzhou in four uneven parts
  m_city.addLayer(
      "four", {{"n", FieldType::integer}},
      {{1, "POLYGON ((444000 3585000,444300 3585000,444300 3585450,444000 3585450,444000 3585000))", {std::int64_t{1}}},
       {2, "POLYGON ((444300 3585000,445000 3585000,445000 3585450,444300 3585450,444300 3585000))", {std::int64_t{2}}},
       {3, "POLYGON ((444000 3585450,444700 3585450,444700 3586000,444000 3586000,444000 3585450))", {std::int64_t{3}}},
       {4,
        "POLYGON ((444700 3585450,445000 3585450,445000 3586000,444700 3586000,444700 3585450))",
        {std::int64_t{4}}}});
  LandCheckQuery query;
  query.plots = {
      {"km", geom::fromWkt("POLYGON ((444000 3585000,445000 3585000,445000 3586000,444000 3586000,444000 3585000))")}};
  query.themes = {{"four", "n", {}}};
  const LandCheckResult plane = run(query);
  EXPECT_NEAR(plane.plots[0].area, 1e6, 1e-6);
  EXPECT_EQ(plane.balances[0].uncovered, 0);
  query.area = crs::AreaKind::ellipsoid;
  const LandCheckResult result = run(query);
  // the scale of the projection 55.5 km off its meridian is 1 + E²/2R² = 1.0000379
  EXPECT_NEAR(result.plots[0].area, 1e6 / 1.0000379 / 1.0000379, 1);
  EXPECT_NEAR(result.balances[0].sum, result.plots[0].area, 1e-3);
  EXPECT_EQ(result.balances[0].uncovered, 0);
  EXPECT_EQ(result.balances[0].repeated, 0);
  EXPECT_EQ(result.balances[0].gap, 0);
}

TEST_F(LandCheckTest, partsBecomeALayer) {
  LandCheckQuery query = of({{"uses", "dlbm", {}}, {"trees", "kind", {}}});
  query.plotFids = {7};
  query.into = "check";
  const LandCheckResult result = run(query);
  EXPECT_EQ(result.into, "check");
  EXPECT_EQ(result.rowsInto, 4);
  Rows rows;
  store::readFeatures(
      m_city.connection(), store::layerByName(m_city.connection(), "check"), {}, [&](store::Feature& feature) {
        rows.push_back(store::textOf(feature.values[3]) + "|" + store::textOf(feature.values[4]) + "|" +
                       (feature.wkb.empty() ? "NULL" : std::to_string(int(geom::area(feature.wkb) + 0.5))));
        return true;
      });
  EXPECT_EQ(rows, (Rows{"0701|1|5500", "0805|1|4000", "|0|1000", "oak|1|NULL"}));  // merged: each place once
  expectRefused(query, ErrorCode::exists);
}

TEST_F(LandCheckTest, refusals) {
  expectRefused(of({}), ErrorCode::usage);
  expectRefused(of({{"nope", {}, {}}}), ErrorCode::noSuchLayer);
  expectRefused(of({{"uses", "nope", {}}}), ErrorCode::noSuchField);
  LandCheckQuery query = of({{"uses", {}, {}}});
  query.plotLayer = "trees";
  query.plotName.clear();
  expectRefused(query, ErrorCode::unsupported);
  query.plotLayer.clear();
  expectRefused(query, ErrorCode::usage);
  query.plots = {{"line", geom::fromWkt("LINESTRING (0 0,1 1)")}};
  expectRefused(query, ErrorCode::unsupported);
  query.plots = {{"flat", geom::fromWkt("POLYGON ((0 0,1 1,0 0,0 0))")}};
  const LandCheckResult result = run(query);
  EXPECT_EQ(result.setAside.size(), 1U);  // nothing is left of it, and it is said
}

// Any division of a square, moved over any other: what a plot has in common with the classes, less what they have
// twice, more what nobody has, is the plot; all plots together are what the layer covers; threads change nothing.
TEST_F(LandCheckTest, sumsHoldForRandomDivisions) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    const std::string name = std::to_string(seed);
    std::vector<Row> uses = shakenCells(random, 5, 30 * (seed % 3));
    uses.push_back(
        {100, "POLYGON ((20 20,70 20,70 70,20 70,20 20),(30 30,30 60,60 60,60 30,30 30))", {std::int64_t{3}}});
    m_city.addLayer("p" + name, {{"n", FieldType::integer}}, shakenCells(random, 4, 0));
    m_city.addLayer("u" + name, {{"n", FieldType::integer}}, uses);
    LandCheckQuery query;
    query.plotLayer = "p" + name;
    query.themes = {{"u" + name, "n", {}}};
    setThreadCount(1);
    const LandCheckResult one = run(query);
    setThreadCount(0);
    const LandCheckResult many = run(query);
    ASSERT_EQ(one.rows.size(), many.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) EXPECT_EQ(one.rows[i].area, many.rows[i].area);
    double inAll = 0;
    double repeated = 0;
    for (const LandCheckResult::Balance& balance : many.balances) {
      EXPECT_EQ(balance.gap, 0);
      EXPECT_NEAR(balance.sum - balance.repeated + balance.uncovered, many.plots[balance.plot].area, 1e-6);
      inAll += balance.sum;
      repeated += balance.repeated;
    }
    const double side = 100.0 - 30 * (seed % 3);  // what the two squares have in common
    const double ring = geom::area(
        geom::intersection(geom::fromWkt(uses.back().wkt), geom::fromWkt("POLYGON ((0 0,100 0,100 100,0 100,0 0))")));
    EXPECT_NEAR(inAll, side * side + ring, 1e-6) << seed;
    const double from = 30 * (seed % 3);
    const std::string cells = "POLYGON ((" + std::to_string(from) + " " + std::to_string(from) + ",200 " +
                              std::to_string(from) + ",200 200," + std::to_string(from) + " 200," +
                              std::to_string(from) + " " + std::to_string(from) + "))";
    EXPECT_NEAR(repeated, geom::area(geom::intersection(geom::fromWkt(uses.back().wkt), geom::fromWkt(cells))), 1e-6);
  }
}

// Enough vertices that the parts of the one plot are merged block by block.
TEST_F(LandCheckTest, aLargePlot) {
  std::mt19937 random(5);
  m_city.addLayer("many", {{"n", FieldType::integer}}, shakenCells(random, 60, 50));
  LandCheckQuery query;
  query.plots = {{"wide", geom::fromWkt("POLYGON ((0 0,200 0,200 200,0 200,0 0))")}};
  query.themes = {{"many", {}, {}}};
  query.into = "wide_parts";
  const LandCheckResult result = run(query);
  EXPECT_EQ(result.rows.at(0).count, 3600);
  EXPECT_NEAR(result.balances[0].sum, 10000, 1e-6);
  EXPECT_NEAR(result.balances[0].uncovered, 30000, 1e-6);
  EXPECT_EQ(result.balances[0].repeated, 0);
  const std::string row = m_city.rowsOf("wide_parts").at(0);
  const geom::Bytes merged = geom::fromWkt(row.substr(row.rfind('|') + 1));
  EXPECT_EQ(geom::parts(merged).size(), 1U);
  EXPECT_NEAR(geom::area(merged), 10000, 1e-6);
  EXPECT_NEAR(geom::length(merged), 400, 1e-6);
}

TEST_F(LandCheckTest, aCancelledCheckLeavesNothing) {
  Progress progress;
  progress.token().cancel();
  LandCheckQuery query = of({{"uses", {}, {}}});
  query.into = "never";
  EXPECT_THROW((void)landCheck(m_city.city(), query, progress), Error);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "never"));
}

}  // namespace
}  // namespace gis::query
