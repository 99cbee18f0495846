// Hot spots, rates, coverage and density.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/density_grid.h"
#include "gis_core/query/hot_spots.h"
#include "gis_core/query/reach.h"
#include "gis_core/query/zone_rates.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;

std::string squareAt(double x, double y, double side) {
  return geom::toWkt(geom::boxWkb({x, y, x + side, y + side}));
}

class AnalysisTest : public ::testing::Test {
 protected:
  /// Columns of a layer by fid, as numbers; NULL is NaN.
  std::vector<std::vector<double>> numbers(const std::string& layer, const std::vector<std::string>& fields) {
    std::vector<std::vector<double>> rows;
    store::FeatureRequest request;
    request.allFields = false;
    request.fields = fields;
    store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), layer), request,
                        [&](store::Feature& feature) {
                          std::vector<double> row;
                          for (const store::Value& value : feature.values) {
                            const auto* integer = std::get_if<std::int64_t>(&value);
                            const auto* real = std::get_if<double>(&value);
                            row.push_back(integer != nullptr ? double(*integer) : real != nullptr ? *real : NAN);
                          }
                          rows.push_back(row);
                          return true;
                        });
    return rows;
  }
  template <class Function, class Query>
  void expectRefused(const Function& function, const Query& query, ErrorCode code) {
    try {
      (void)function(m_city.city(), query, m_progress, nullptr);
      FAIL() << "was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.sentence();
    }
    EXPECT_FALSE(store::layerExists(m_city.connection(), query.into));
  }
  SmallCity m_city;
  Progress m_progress;
};

// Four zones in a row: mean 1, deviation √3. The last one and its neighbour: (4 − 2) / (√3 √((4·2 − 4) / 3)) = 1.
TEST_F(AnalysisTest, hotSpotsByHand) {
  std::vector<Row> zones;
  for (int i = 0; i < 4; ++i) zones.push_back({i + 1, squareAt(i * 10, 0, 10), {std::int64_t{i == 3 ? 4 : 0}}});
  zones.push_back({9, "", {std::int64_t{100}}});                  // nowhere
  zones.push_back({10, squareAt(500, 0, 10), {store::Value()}});  // without a value
  m_city.addLayer("row", {{"v", FieldType::integer}}, zones);
  HotSpotQuery query;
  query.zones = "row";
  query.value = "v";
  query.metres = 10;
  query.into = "hot";
  const HotSpotResult result = hotSpots(m_city.city(), query, m_progress);
  EXPECT_EQ(result.zones, 4);
  EXPECT_EQ(result.rows, 6);
  EXPECT_EQ(result.classField, "hot");
  const auto rows = numbers("hot", {"value", "neighbours", "z", "p", "q", "hot"});
  const double z[] = {-1, -std::sqrt(3.0), 1 / std::sqrt(3.0), 1};
  const double p[] = {0.317311, 0.083265, 0.563703, 0.317311};
  const double q[] = {0.423081, 0.333058, 0.563703, 0.423081};  // 4 p / rank, the least from there on
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(rows[i][2], z[i], 1e-12);
    EXPECT_NEAR(rows[i][3], p[i], 1e-6);
    EXPECT_NEAR(rows[i][4], q[i], 1e-6);
    EXPECT_EQ(rows[i][5], 0);
  }
  EXPECT_EQ(rows[1][1], 2);
  EXPECT_TRUE(std::isnan(rows[4][2]));
  EXPECT_TRUE(std::isnan(rows[5][5]));
}

TEST_F(AnalysisTest, hotSpotsFollowTheDefinition) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    std::mt19937 random(seed);
    std::vector<Row> zones = shakenCells(random, 9, 0);
    std::vector<double> x;
    for (Row& zone : zones) {
      x.push_back(double(random() % 7));
      zone.cells = {x.back()};
    }
    const std::string name = "z" + std::to_string(seed);
    m_city.addLayer(name, {{"v", FieldType::real}}, zones);
    HotSpotQuery query;
    query.zones = name;
    query.value = "v";
    query.metres = 15;
    query.into = name + "_hot";
    setThreadCount(seed % 2 == 0 ? 1 : 0);
    (void)hotSpots(m_city.city(), query, m_progress);
    setThreadCount(0);
    const auto rows = numbers(query.into, {"z", "p", "q", "hot"});
    std::vector<geom::MapPoint> places;
    for (const Row& zone : zones) places.push_back(geom::interiorPoint(geom::fromWkt(zone.wkt)));
    const auto n = double(x.size());
    double sum = 0;
    double squares = 0;
    for (const double one : x) {
      sum += one;
      squares += one * one;
    }
    const double mean = sum / n;
    const double deviation = std::sqrt(squares / n - mean * mean);
    for (std::size_t i = 0; i < x.size(); ++i) {
      double w = 0;
      double wx = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        if (std::hypot(places[i].x - places[j].x, places[i].y - places[j].y) > 15) continue;
        ++w;
        wx += x[j];
      }
      EXPECT_NEAR(rows[i][0], (wx - mean * w) / (deviation * std::sqrt((n * w - w * w) / (n - 1))), 1e-9);
      EXPECT_GE(rows[i][2], rows[i][1] - 1e-15);  // a correction makes nobody more certain
      EXPECT_EQ(std::abs(rows[i][3]), rows[i][2] < 0.01 ? 3 : rows[i][2] < 0.05 ? 2 : rows[i][2] < 0.1 ? 1 : 0);
    }
  }
}

TEST_F(AnalysisTest, aClusterIsFoundAndChanceIsNot) {
  std::vector<Row> zones;
  std::vector<Row> points;
  std::mt19937 random(3);
  for (int i = 0; i < 400; ++i) {
    zones.push_back({i + 1, squareAt(i % 20 * 10, i / 20 * 10, 10), {}});
    const bool inside = i % 20 >= 5 && i % 20 < 10 && i / 20 >= 5 && i / 20 < 10;
    const int many = inside ? 12 : int(random() % 3);
    for (int k = 0; k < many; ++k) {
      points.push_back(
          {std::int64_t(points.size()) + 1, geom::toWkt(geom::pointWkb(i % 20 * 10 + 1 + k % 3, i / 20 * 10 + 5)), {}});
    }
  }
  points.push_back({std::int64_t(points.size()) + 1, "POINT (5000 5000)", {}});
  m_city.addLayer("cells", {}, zones);
  m_city.addLayer("cases", {}, points);
  HotSpotQuery query;
  query.zones = "cells";
  query.of = "cases";
  query.into = "found";
  const HotSpotResult result = hotSpots(m_city.city(), query, m_progress);
  EXPECT_EQ(result.outside, 1);
  EXPECT_EQ(result.features, std::int64_t(points.size()) - 1);
  EXPECT_EQ(std::accumulate(result.classes.begin(), result.classes.end(), std::int64_t{0}), 400);
  const auto rows = numbers("found", {"hot", "neighbours"});
  EXPECT_EQ(rows[std::size_t(7 * 20 + 7)][0], 3);    // the middle of the cluster
  EXPECT_EQ(rows[std::size_t(17 * 20 + 17)][0], 0);  // far from it
  EXPECT_EQ(rows[0][1], 8);
  // where all are alike there is nothing to find
  query.of.clear();
  m_city.addLayer("same", {{"v", FieldType::integer}},
                  {{1, squareAt(0, 0, 1), {std::int64_t{5}}}, {2, squareAt(1, 0, 1), {std::int64_t{5}}}});
  query.zones = "same";
  query.value = "v";
  query.into = "none";
  EXPECT_EQ(hotSpots(m_city.city(), query, m_progress).classes[3], 2);
  query.value.clear();
  query.into = "never";
  expectRefused(hotSpots, query, ErrorCode::usage);
  query.value = "nope";
  expectRefused(hotSpots, query, ErrorCode::noSuchField);
  query.zones = "cases";
  query.value.clear();
  query.of = "same";
  expectRefused(hotSpots, query, ErrorCode::unsupported);
}

TEST_F(AnalysisTest, ratesPerFieldAndPerSquareKilometre) {
  m_city.addLayer("towns", {{"people", FieldType::integer}, {"count", FieldType::text}},
                  {{1, squareAt(500000, 3580000, 1000), {std::int64_t{2000}, word("x")}},
                   {2, squareAt(501000, 3580000, 2000), {std::int64_t{0}, word("y")}},
                   {3, "", {std::int64_t{10}, word("z")}}});
  m_city.addLayer("calls", {},
                  {{1, "POINT (500500 3580500)", {}},
                   {2, "POINT (500600 3580500)", {}},
                   {3, "POINT (502000 3581000)", {}},
                   {4, "POINT (0 0)", {}}});
  ZoneRateQuery query;
  query.zones = "towns";
  query.of = "calls";
  query.into = "perkm";
  const ZoneRateResult area = zoneRates(m_city.city(), query, m_progress);
  EXPECT_EQ(area.outside, 1);
  EXPECT_EQ(area.withoutBase, 1);
  auto rows = numbers("perkm", {"calls_count", "base", "rate"});  // the zones have a column count
  EXPECT_EQ(rows[0][0], 2);
  EXPECT_NEAR(rows[0][1], 1, 1e-6);  // on the meridian of the projection
  EXPECT_NEAR(rows[0][2], 2, 1e-5);
  EXPECT_NEAR(rows[1][2], 0.25, 1e-5);
  EXPECT_TRUE(std::isnan(rows[2][2]));
  query.per = "people";
  query.times = 1000;
  query.into = "perhead";
  EXPECT_EQ(zoneRates(m_city.city(), query, m_progress).withoutBase, 2);
  rows = numbers("perhead", {"base", "rate"});
  EXPECT_EQ(rows[0][1], 1);
  EXPECT_TRUE(std::isnan(rows[1][1]));
  query.times = 0;
  query.into = "never";
  expectRefused(zoneRates, query, ErrorCode::usage);
}

TEST_F(AnalysisTest, whatLiesBeyondADistance) {
  m_city.addLayer("blocks", {{"n", FieldType::integer}},
                  {{1, squareAt(0, 0, 10), {std::int64_t{1}}},
                   {2, squareAt(100, 0, 10), {std::int64_t{2}}},
                   {3, "", {std::int64_t{3}}}});
  m_city.addLayer("schools", {{"n", FieldType::integer}}, {{1, "POINT (0 5)", {std::int64_t{1}}}});
  ReachQuery query;
  query.layer = "blocks";
  query.to = "schools";
  query.metres = 5;
  query.into = "five";
  ReachResult result = reach(m_city.city(), query, m_progress);
  EXPECT_EQ(result.within, 1);
  EXPECT_EQ(result.beyond, 1);
  EXPECT_EQ(result.withoutGeometry, 1);
  auto rows = numbers("five", {"distance", "beyond", "share_within"});
  EXPECT_NEAR(rows[0][0], 5, 1e-9);
  EXPECT_EQ(rows[0][1], 0);
  EXPECT_NEAR(rows[0][2], std::numbers::pi * 25 / 2 / 100, 2e-3);  // half a circle, by 64 sides
  EXPECT_NEAR(rows[1][0], 105, 1e-9);
  EXPECT_EQ(rows[1][2], 0);
  EXPECT_TRUE(std::isnan(rows[2][1]));
  EXPECT_NEAR(result.squareMetres, 200, 1e-9);
  EXPECT_NEAR(result.squareMetresBeyond, 200 - 100 * rows[0][2], 1e-9);
  query.metres = 12;
  query.into = "twelve";
  result = reach(m_city.city(), query, m_progress);
  EXPECT_EQ(numbers("twelve", {"share_within"})[0][0], 1);
  query.toWhere = "n > 1";  // nothing is left to be near to
  query.into = "nobody";
  result = reach(m_city.city(), query, m_progress);
  EXPECT_EQ(result.beyond, 2);
  EXPECT_TRUE(std::isnan(numbers("nobody", {"distance"})[0][0]));
  query.metres = -1;
  query.into = "never";
  expectRefused(reach, query, ErrorCode::usage);
}

TEST_F(AnalysisTest, coverageAlongRoads) {
  // the second ends at a corner of the first; the third only crosses it, on a bridge; the fourth begins where the first
  // ends, a millimetre off
  m_city.addLayer("roads", {},
                  {{1, "LINESTRING (0 0,50 0,100 0)", {}},
                   {2, "LINESTRING (50 0,50 80)", {}},
                   {3, "LINESTRING (20 -60,20 60)", {}},
                   {4, "LINESTRING (100.001 0,100 100)", {}}});
  m_city.addLayer("clinics", {}, {{1, "POINT (0 -3)", {}}});
  m_city.addLayer("homes", {},
                  {{1, "POINT (100 100)", {}},  // 3 + 100 + 100
                   {2, "POINT (50 84)", {}},    // 3 + 50 + 80 + 4
                   {3, "POINT (30 2)", {}},     // 3 + 30 + 2, along one road alone
                   {4, "POINT (20 70)", {}},    // nobody comes down from the bridge
                   {5, "", {}}});
  ReachQuery query;
  query.layer = "homes";
  query.to = "clinics";
  query.network = "roads";
  query.metres = 137;
  query.into = "near";
  const ReachResult result = reach(m_city.city(), query, m_progress);
  EXPECT_EQ(result.within, 2);
  EXPECT_EQ(result.beyond, 2);
  EXPECT_EQ(result.unreachable, 1);
  EXPECT_EQ(result.withoutGeometry, 1);
  const auto rows = numbers("near", {"distance", "beyond"});
  EXPECT_NEAR(rows[0][0], 203, 1e-3);
  EXPECT_NEAR(rows[1][0], 137, 1e-9);
  EXPECT_EQ(rows[1][1], 0);
  EXPECT_NEAR(rows[2][0], 35, 1e-9);
  EXPECT_TRUE(std::isnan(rows[3][0]));
  EXPECT_EQ(rows[3][1], 1);
  query.network = "homes";
  query.into = "no";
  expectRefused(reach, query, ErrorCode::unsupported);
}

// On a grid of streets the way is as many steps east as north; and it is never shorter than the straight line.
TEST_F(AnalysisTest, waysOnAGridOfStreets) {
  std::vector<Row> streets;
  for (int i = 0; i <= 8; ++i) {
    for (int k = 0; k < 8; ++k) {
      const auto at = [](int x, int y) { return std::to_string(10 * x) + " " + std::to_string(10 * y); };
      streets.push_back({std::int64_t(streets.size()) + 1, "LINESTRING (" + at(i, k) + "," + at(i, k + 1) + ")", {}});
      streets.push_back({std::int64_t(streets.size()) + 1, "LINESTRING (" + at(k + 1, i) + "," + at(k, i) + ")", {}});
    }
  }
  m_city.addLayer("streets", {}, streets);
  m_city.addLayer("shops", {}, {{1, "POINT (20 30)", {}}, {2, "POINT (70 60)", {}}});
  std::vector<Row> corners;
  for (int x = 0; x <= 8; ++x) {
    for (int y = 0; y <= 8; ++y) {
      corners.push_back({x * 9 + y + 1, "POINT (" + std::to_string(10 * x) + " " + std::to_string(10 * y) + ")", {}});
    }
  }
  m_city.addLayer("corners", {}, corners);
  ReachQuery query;
  query.layer = "corners";
  query.to = "shops";
  query.network = "streets";
  query.metres = 40;
  query.into = "ways";
  (void)reach(m_city.city(), query, m_progress);
  const auto rows = numbers("ways", {"distance"});
  for (int x = 0; x <= 8; ++x) {
    for (int y = 0; y <= 8; ++y) {
      const int one = std::abs(x - 2) + std::abs(y - 3);
      const int two = std::abs(x - 7) + std::abs(y - 6);
      EXPECT_NEAR(rows[std::size_t(x * 9 + y)][0], 10 * std::min(one, two), 1e-9) << x << " " << y;
    }
  }
}

// The part within is what a buffer cut from the area leaves, whatever way it was found.
TEST_F(AnalysisTest, reachAgreesWithTheUnionOfAllBuffers) {
  std::mt19937 random(11);
  std::vector<Row> shops;
  std::vector<geom::Bytes> circles;
  for (int i = 0; i < 30; ++i) {
    const double x = double(random() % 1000) / 10;
    const double y = double(random() % 1000) / 10;
    shops.push_back({i + 1, geom::toWkt(geom::pointWkb(x, y)), {}});
    circles.push_back(geom::buffer(geom::pointWkb(x, y), 9));
  }
  const std::vector<Row> blocks = shakenCells(random, 7, 0);
  m_city.addLayer("blocks", {{"n", FieldType::integer}}, blocks);
  m_city.addLayer("shops", {}, shops);
  ReachQuery query;
  query.layer = "blocks";
  query.to = "shops";
  query.metres = 9;
  query.into = "out";
  (void)reach(m_city.city(), query, m_progress);
  const geom::Bytes all = geom::unionOf(std::vector<geom::BytesView>(circles.begin(), circles.end()));
  const auto rows = numbers("out", {"share_within"});
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const geom::Bytes block = geom::fromWkt(blocks[i].wkt);
    const double share = geom::area(geom::intersection(block, all)) / geom::area(block);
    EXPECT_NEAR(rows[i][0], share, rows[i][0] == 1 ? 3e-3 : 1e-9);  // a true circle holds more than its polygon
  }
}

TEST_F(AnalysisTest, densityIsTheKernelAndAddsUp) {
  m_city.addLayer("one", {{"w", FieldType::real}},
                  {{1, "POINT (1005 2005)", {2.0}}, {2, "", {1.0}}, {3, "POINT (1005 2005)", {store::Value()}}});
  DensityQuery query;
  query.layer = "one";
  query.weight = "w";
  query.radiusMetres = 100;
  query.into = "grid";
  const DensityResult result = densityGrid(m_city.city(), query, m_progress);
  EXPECT_EQ(result.cellMetres, 10);
  EXPECT_EQ(result.features, 1);
  EXPECT_EQ(result.withoutGeometry, 1);
  EXPECT_EQ(result.withoutWeight, 1);
  EXPECT_NEAR(result.total, 2, 0.01);
  const double peak = *std::max_element(result.densities.begin(), result.densities.end());
  EXPECT_NEAR(peak, 2 * 3 / (std::numbers::pi * 100 * 100) * 1e6, 1e-6);  // its cell's middle is the point
  EXPECT_EQ(result.rows, std::int64_t(result.densities.size()));
  query.radiusMetres = 0;
  query.into = "never";
  expectRefused(densityGrid, query, ErrorCode::usage);
  query.radiusMetres = 1e6;
  query.cellMetres = 1;
  expectRefused(densityGrid, query, ErrorCode::usage);
}

TEST_F(AnalysisTest, densityDoesNotDependOnRowsOrThreads) {
  std::mt19937 random(2);
  std::vector<Row> rows;
  for (int i = 0; i < 500; ++i)
    rows.push_back({i + 1, geom::toWkt(geom::pointWkb(double(random() % 5000), double(random() % 5000))), {}});
  m_city.addLayer("a", {}, rows);
  std::shuffle(rows.begin(), rows.end(), random);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].fid = std::int64_t(i) + 1;
  m_city.addLayer("b", {}, rows);
  DensityQuery query;
  query.radiusMetres = 400;
  query.layer = "a";
  query.into = "da";
  const DensityResult one = densityGrid(m_city.city(), query, m_progress);
  query.layer = "b";
  query.into = "db";
  setThreadCount(1);
  const DensityResult two = densityGrid(m_city.city(), query, m_progress);
  setThreadCount(0);
  EXPECT_EQ(one.densities, two.densities);
  EXPECT_NEAR(one.total, 500, 1);
}

}  // namespace
}  // namespace gis::query
