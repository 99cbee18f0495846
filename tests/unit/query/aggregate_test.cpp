#include "gis_core/query/aggregate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>
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

class AggregateTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    s_city->addLayer("zones", {{"name", FieldType::text}},
                     {{10, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {word("west")}},
                      {11, "POLYGON ((10 0,20 0,20 10,10 10,10 0))", {word("east")}},
                      {15, "", {word("nowhere")}}});
    s_city->addLayer("cases", {{"class", FieldType::text}, {"v", FieldType::integer}},
                     {{1, "POINT (5 5)", {word("pit"), std::int64_t{1}}},
                      {2, "POINT (10 5)", {word("lamp"), std::int64_t{2}}},  // on the border of both
                      {3, "POINT (15 5)", {word("pit"), {}}},
                      {4, "POINT (50 50)", {word("pit"), std::int64_t{8}}},
                      {5, "", {word("pit"), std::int64_t{16}}}});
    s_city->addLayer("uses", {{"class", FieldType::text}, {"people", FieldType::real}},
                     {{1, "POLYGON ((5 0,15 0,15 10,5 10,5 0))", {word("b"), 100.0}},  // half in each
                      {2, "POLYGON ((18 0,28 0,28 5,18 5,18 0))", {word("a"), 50.0}},  // a fifth inside
                      {3, "POLYGON ((1 1,2 1,2 2,1 2,1 1))", {word("b"), {}}}});
    s_city->addLayer("pipes", {{"flow", FieldType::real}},
                     {{1, "LINESTRING (5 5,25 5)", {20.0}},     // 5 m, 10 m, 5 m outside
                      {2, "LINESTRING (10 0,10 10)", {7.0}}});  // along the border
  }
  static void TearDownTestSuite() { s_city.reset(); }
  AggregateResult run(AggregateQuery query) {
    if (query.zones.empty()) query.zones = "zones";
    query.into = "out";
    if (store::layerExists(m_city.connection(), "out")) store::removeLayer(m_city.connection(), "out");
    Progress progress;
    return aggregate(m_city.city(), query, progress);
  }
  /// The rows without their geometry.
  [[nodiscard]] Rows figures() const {
    Rows rows = m_city.rowsOf("out");
    for (std::string& row : rows) row.erase(row.rfind('|'));
    return rows;
  }
  [[nodiscard]] Rows names() const {
    Rows names;
    for (const store::Field& field : store::layerByName(m_city.connection(), "out").fields) names.push_back(field.name);
    return names;
  }
  void expectRefused(const AggregateQuery& query, ErrorCode code) {
    try {
      (void)run(query);
      FAIL() << "was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.sentence();
    }
    EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
  }
  static AggregateQuery of(const std::string& layer) {
    AggregateQuery query;
    query.layer = layer;
    return query;
  }
  /// Made once: the tests read it and add layers of other names.
  inline static std::unique_ptr<SmallCity> s_city;
  SmallCity& m_city = *s_city;
};

TEST_F(AggregateTest, everyZoneHasARow) {
  AggregateQuery query = of("cases");
  query.count = true;
  query.sums = {"v"};
  query.means = {"v"};
  const AggregateResult result = run(query);
  EXPECT_EQ(figures(), (Rows{"10|west|2|3|1.5", "11|east|1|0|NULL", "15|nowhere|0|0|NULL"}));
  EXPECT_EQ(names(), (Rows{"name", "count", "sum_v", "mean_v"}));
  EXPECT_EQ(result.rows, 3);
  EXPECT_EQ(result.zones, 3);
  EXPECT_EQ(result.features, 4);
  EXPECT_EQ(result.counted, 3);
  EXPECT_EQ(result.outside, 1);
  EXPECT_EQ(result.withoutGeometry, 2);
  EXPECT_EQ(store::layerByName(m_city.connection(), "out").provenance.driver, "aggregate");
  EXPECT_EQ(m_city.rowsOf("out")[0].substr(16), "MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0)))");
}

TEST_F(AggregateTest, noFigureMeansCount) {
  (void)run(of("cases"));
  EXPECT_EQ(names(), (Rows{"name", "count"}));
}

TEST_F(AggregateTest, aRowForEachValue) {
  AggregateQuery query = of("cases");
  query.by = "class";
  const AggregateResult result = run(query);
  EXPECT_EQ(result.rows, 3);
  EXPECT_EQ(figures(), (Rows{"1|west|lamp|1", "2|west|pit|1", "3|east|pit|1"}));
  EXPECT_EQ(names(), (Rows{"name", "class", "count"}));
}

TEST_F(AggregateTest, areasAreSharedOut) {
  AggregateQuery query = of("uses");
  query.count = true;
  query.area = true;
  query.sums = {"people"};
  query.means = {"people"};
  const AggregateResult result = run(query);
  // the interior point of the first lies on the border: the lowest fid counts it; that of the second lies outside
  EXPECT_EQ(figures(), (Rows{"10|west|2|50|100|51", "11|east|0|60|NULL|60", "15|nowhere|0|0|NULL|0"}));
  EXPECT_EQ(result.counted, 2);
  EXPECT_EQ(result.outside, 1);
  query.by = "class";
  query.means.clear();
  (void)run(query);
  EXPECT_EQ(figures(), (Rows{"1|west|b|2|50|51", "2|east|a|0|10|10", "3|east|b|0|50|50"}));
}

TEST_F(AggregateTest, linesCountOnceAlongABorder) {
  AggregateQuery query = of("pipes");
  query.length = true;
  query.sums = {"flow"};
  (void)run(query);
  EXPECT_EQ(figures(), (Rows{"10|west|12|15", "11|east|10|10", "15|nowhere|0|0"}));
}

TEST_F(AggregateTest, overlappingZonesEachHaveWhatIsInThem) {
  m_city.addLayer("reach", {},
                  {{1, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {}}, {2, "POLYGON ((0 0,20 0,20 10,0 10,0 0))", {}}});
  AggregateQuery query = of("cases");
  query.zones = "reach";
  query.count = true;
  const AggregateResult result = run(query);
  EXPECT_EQ(figures(), (Rows{"1|1", "2|3"}));  // the lamp lies on the border of one, inside the other
  EXPECT_EQ(result.counted, 3);
  query = of("pipes");
  query.zones = "reach";
  query.length = true;
  (void)run(query);
  EXPECT_EQ(figures(), (Rows{"1|5", "2|25"}));
}

TEST_F(AggregateTest, badZonesAreRepaired) {
  m_city.addLayer("bows", {{"count", FieldType::text}},
                  {{1, "POLYGON ((0 0,10 10,10 0,0 10,0 0))", {word("bow")}},  // two triangles
                   {2, "POLYGON ((0 0,5 5,0 0,0 0))", {word("line")}}});
  AggregateQuery query = of("uses");
  query.zones = "bows";
  query.area = true;
  query.count = true;
  const AggregateResult result = run(query);
  EXPECT_EQ(result.repaired, 1);
  EXPECT_EQ(result.setAside, 1);
  EXPECT_EQ(names(), (Rows{"count", "uses_count", "area"}));
  ASSERT_EQ(figures().size(), 2U);
  EXPECT_EQ(figures()[1], "2|line|0|0");
  // the right triangle (25) lies in use 1, the small square lies half in the left one
  EXPECT_EQ(figures()[0].substr(0, 6), "1|bow|");
  EXPECT_NEAR(std::stod(figures()[0].substr(figures()[0].rfind('|') + 1)), 25.5, 1e-9);
}

TEST_F(AggregateTest, refusals) {
  m_city.addLayer("degrees", {}, {{1, "POLYGON ((119 32,120 32,120 33,119 33,119 32))", {}}}, crs::Crs::fromEpsg(4490));
  m_city.addLayer("fine", {}, {{1, "POLYGON ((119.1 32.1,119.2 32.1,119.2 32.2,119.1 32.1))", {}}},
                  crs::Crs::fromEpsg(4490));
  AggregateQuery query = of("cases");
  query.zones = "cases";
  expectRefused(query, ErrorCode::unsupported);
  query = of("cases");
  query.sums = {"class"};
  expectRefused(query, ErrorCode::invalidValue);
  query.sums = {"nothing"};
  expectRefused(query, ErrorCode::noSuchField);
  query = of("cases");
  query.by = "nothing";
  expectRefused(query, ErrorCode::noSuchField);
  query = of("cases");
  query.area = true;
  expectRefused(query, ErrorCode::unsupported);
  query = of("uses");
  query.length = true;
  expectRefused(query, ErrorCode::unsupported);
  query.area = true;
  expectRefused(query, ErrorCode::unsupported);
  query = of("fine");
  query.zones = "degrees";
  query.area = true;
  expectRefused(query, ErrorCode::unsupported);
  query.area = false;
  EXPECT_EQ(run(query).counted, 1);  // counting needs no metres
  store::removeLayer(m_city.connection(), "out");
  query = of("nothing");
  expectRefused(query, ErrorCode::noSuchLayer);
  query = of("cases");
  query.zones = "zones";
  query.into = "uses";
  Progress progress;
  EXPECT_THROW((void)aggregate(m_city.city(), query, progress), Error);
  const CancelToken token;
  token.cancel();
  Progress cancelled(token);
  query.into = "out";
  EXPECT_THROW((void)aggregate(m_city.city(), query, cancelled), Error);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
}

TEST_F(AggregateTest, overAPartitionTheFiguresAddUpToTheTotal) {
  std::mt19937 random(707);
  std::uniform_real_distribution<double> place(0, 100);
  m_city.addLayer("cells", {{"k", FieldType::integer}}, shakenCells(random, 7, 0));
  std::vector<Row> triangles;
  std::vector<Row> lines;
  std::vector<Row> points;
  double area = 0;
  double length = 0;
  double value = 0;
  const auto point = [&] { return std::to_string(place(random)) + " " + std::to_string(place(random)); };
  for (int i = 1; i <= 200; ++i) {
    const std::string a = point();
    const std::string b = point();
    triangles.push_back({i, "POLYGON ((" + a + "," + b + "," + point() + "," + a + "))", {i * 1.5}});
    lines.push_back({i, "LINESTRING (" + a + "," + b + ")", {i * 1.5}});
    points.push_back({i, "POINT (" + a + ")", {i * 1.5}});
    area += geom::area(geom::fromWkt(triangles.back().wkt));
    length += geom::length(geom::fromWkt(lines.back().wkt));
    value += i * 1.5;
  }
  const std::vector<store::Field> fields{{"v", FieldType::real}};
  m_city.addLayer("triangles", fields, triangles);
  m_city.addLayer("lines", fields, lines);
  m_city.addLayer("points", fields, points);
  for (const std::string layer : {"triangles", "lines", "points"}) {
    AggregateQuery query = of(layer);
    query.zones = "cells";
    query.count = true;
    query.sums = {"v"};
    query.area = layer == "triangles";
    query.length = layer == "lines";
    const AggregateResult result = run(query);
    EXPECT_EQ(result.rows, 49);
    EXPECT_EQ(result.outside, 0);
    double count = 0;
    double sum = 0;
    double measure = 0;
    store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), "out"), {},
                        [&](store::Feature& feature) {
                          count += double(std::get<std::int64_t>(feature.values[1]));
                          sum += std::get<double>(feature.values[2]);
                          if (feature.values.size() > 3) measure += std::get<double>(feature.values[3]);
                          return true;
                        });
    EXPECT_EQ(count, 200) << layer;
    EXPECT_NEAR(sum, value, value * 1e-9) << layer;
    const double expected = query.area ? area : query.length ? length : 0;
    EXPECT_NEAR(measure, expected, expected * 1e-9) << layer;
    // the number of threads changes nothing, not even the last digit
    const Rows once = m_city.rowsOf("out");
    setThreadCount(1);
    (void)run(query);
    setThreadCount(3);
    EXPECT_EQ(m_city.rowsOf("out"), once);
    (void)run(query);
    setThreadCount(0);
    EXPECT_EQ(m_city.rowsOf("out"), once);
  }
}

}  // namespace
}  // namespace gis::query
