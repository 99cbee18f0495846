#include "gis_core/query/buffer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;

/// The area of the regular polygon of 64 corners that stands for a circle.
double discArea(double radius) {
  return 32 * radius * radius * std::sin(2 * std::numbers::pi / 64);
}

class BufferTest : public ::testing::Test {
 protected:
  BufferResult run(const std::string& layer, double metres, bool dissolve = false, const std::string& where = {},
                   const std::string& into = "out") {
    Progress progress;
    return buffer(m_city.city(), {layer, where, metres, dissolve, into}, progress);
  }
  [[nodiscard]] ErrorCode codeOf(const std::string& layer, double metres) {
    try {
      (void)run(layer, metres);
    } catch (const Error& error) {
      EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
      return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::internal;
  }
  struct Out {
    std::int64_t fid;
    std::vector<store::Value> values;
    double area;
  };
  [[nodiscard]] std::vector<Out> out(const std::string& layer = "out") const {
    std::vector<Out> rows;
    store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), layer), {},
                        [&](store::Feature& feature) {
                          EXPECT_FALSE(geom::invalidity(feature.wkb));
                          rows.push_back({feature.fid, feature.values, geom::area(feature.wkb)});
                          return true;
                        });
    return rows;
  }
  void addLots() {
    m_city.addLayer("lots", {{"name", FieldType::text}},
                    {{3, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {std::string("square")}},
                     {5, "POLYGON ((100 0,101 0,101 50,100 50,100 0))", {std::string("strip")}},
                     {7, "", {std::string("nowhere")}},
                     {9, "POLYGON ((200 0,210 10,210 0,200 10,200 0))", {std::string("bow tie")}}});
  }
  void addLamps() {
    m_city.addLayer("lamps", {{"no", FieldType::integer}},
                    {{1, "POINT (0 0)", {std::int64_t{1}}},
                     {2, "POINT (15 0)", {std::int64_t{2}}},
                     {3, "POINT (100 0)", {std::int64_t{3}}},
                     {4, "MULTIPOINT ((200 0),(300 0))", {std::int64_t{4}}}});
  }
  SmallCity m_city;
};

TEST_F(BufferTest, eachFeatureWithItsAttributes) {
  addLots();
  const BufferResult result = run("lots", 2);
  EXPECT_EQ(result.rows, 3);
  EXPECT_EQ(result.features, 3);
  EXPECT_EQ(result.withoutGeometry, 1);
  EXPECT_EQ(result.repaired, 1);
  EXPECT_EQ(result.vanished, 0);
  const auto rows = out();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].fid, 3);
  EXPECT_EQ(rows[1].fid, 5);
  EXPECT_EQ(rows[2].fid, 9);
  EXPECT_EQ(std::get<std::string>(rows[0].values[0]), "square");
  EXPECT_NEAR(rows[0].area, 100 + 4 * 10 * 2 + discArea(2), 1e-9);
  EXPECT_NEAR(rows[1].area, 50 + 2 * (50 + 1) * 2 + discArea(2), 1e-9);
  const store::LayerInfo layer = store::layerByName(m_city.connection(), "out");
  EXPECT_EQ(layer.geometryType->name(), "MULTIPOLYGON");
  EXPECT_EQ(layer.provenance.driver, "buffer");
}

TEST_F(BufferTest, belowZeroAreasShrinkAndSomeVanish) {
  addLots();
  const BufferResult result = run("lots", -1, false, "\"name\" <> 'bow tie'");
  EXPECT_EQ(result.rows, 1);
  EXPECT_EQ(result.vanished, 1);
  ASSERT_EQ(out().size(), 1U);
  EXPECT_NEAR(out()[0].area, 64, 1e-9);
}

TEST_F(BufferTest, zeroLeavesAreasAsTheyAre) {
  addLots();
  EXPECT_EQ(run("lots", 0).rows, 3);
  EXPECT_EQ(out()[0].area, 100);
  EXPECT_EQ(out()[1].area, 50);
  EXPECT_EQ(out()[2].area, 50) << "the bow tie as it is after repair";
  EXPECT_EQ(m_city.rowsOf("out")[0], "3|square|MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0)))");
}

TEST_F(BufferTest, dissolvedPartsCountTheirFeatures) {
  addLamps();
  const BufferResult result = run("lamps", 10, true);
  EXPECT_EQ(result.rows, 4);
  EXPECT_EQ(result.features, 4);
  const auto rows = out();
  ASSERT_EQ(rows.size(), 4U);
  std::vector<std::int64_t> counts;
  for (const Out& row : rows) {
    ASSERT_EQ(row.values.size(), 1U);
    counts.push_back(std::get<std::int64_t>(row.values[0]));
  }
  EXPECT_EQ(counts, (std::vector<std::int64_t>{2, 1, 1, 1}));  // the multipoint counts where it has a part
  EXPECT_LT(rows[0].area, 2 * discArea(10));
  EXPECT_GT(rows[0].area, 1.5 * discArea(10));
  EXPECT_NEAR(rows[1].area, discArea(10), 1e-9 * discArea(10));
}

TEST_F(BufferTest, dissolvedShrunkAreasCountTheirFeatures) {
  m_city.addLayer("dumb_bell", {},
                  {{1, "POLYGON ((0 0,10 0,10 4.5,20 4.5,20 0,30 0,30 10,20 10,20 5.5,10 5.5,10 10,0 10,0 0))", {}},
                   {2, "POLYGON ((100 0,101 0,101 1,100 1,100 0))", {}}});
  const BufferResult result = run("dumb_bell", -1, true);
  EXPECT_EQ(result.rows, 2) << "the bridge is gone";
  EXPECT_EQ(result.vanished, 1);
  for (const Out& row : out()) {
    EXPECT_EQ(std::get<std::int64_t>(row.values[0]), 1);
    EXPECT_NEAR(row.area, 64, 0.1);
  }
}

TEST_F(BufferTest, manyDissolvedLikeGeosWhateverTheThreads) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> place(0, 2000);
  std::vector<Row> rows;
  std::vector<geom::Bytes> buffers;
  for (int i = 1; i <= 1500; ++i) {
    const std::string wkt =
        "POINT (" + std::to_string(440000 + place(random)) + " " + std::to_string(3580000 + place(random)) + ")";
    rows.push_back({i, wkt, {}});
    buffers.push_back(geom::buffer(geom::fromWkt(wkt), 25));
  }
  m_city.addLayer("trees", {}, rows);
  setThreadCount(1);
  const BufferResult one = run("trees", 25, true, {}, "one");
  setThreadCount(2);
  const BufferResult two = run("trees", 25, true, {}, "two");
  setThreadCount(0);
  EXPECT_EQ(m_city.rowsOf("one"), m_city.rowsOf("two"));
  double area = 0;
  std::int64_t count = 0;
  for (const Out& row : out("one")) {
    area += row.area;
    count += std::get<std::int64_t>(row.values[0]);
  }
  EXPECT_EQ(count, 1500);
  const geom::Bytes united = geom::unionOf(std::vector<geom::BytesView>(buffers.begin(), buffers.end()));
  EXPECT_NEAR(area, geom::area(united), 1e-9 * area);
  EXPECT_EQ(std::size_t(one.rows), geom::parts(united).size());
  EXPECT_EQ(two.features, 1500);
}

TEST_F(BufferTest, refusals) {
  addLamps();
  addLots();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(codeOf("lamps", 0), ErrorCode::usage);
  EXPECT_EQ(codeOf("lamps", -5), ErrorCode::usage);
  EXPECT_EQ(codeOf("lots", nan), ErrorCode::usage);
  EXPECT_EQ(codeOf("lots", std::numeric_limits<double>::infinity()), ErrorCode::usage);
  for (const double beyond : {1e308, 1e12, -1e12}) EXPECT_EQ(codeOf("lots", beyond), ErrorCode::usage) << beyond;
  EXPECT_EQ(codeOf("nothing", 5), ErrorCode::noSuchLayer);
  m_city.addLayer("wgs", {}, {{1, "POINT (119.4 32.4)", {}}}, crs::Crs::fromEpsg(4490));
  EXPECT_EQ(codeOf("wgs", 5), ErrorCode::unsupported);
  m_city.addLayer("lost", {}, {{1, "POINT (1 2)", {}}}, {});
  EXPECT_EQ(codeOf("lost", 5), ErrorCode::unknownCrs);
  Progress progress;
  try {
    (void)buffer(m_city.city(), {"lots", "", 1, false, "lamps"}, progress);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::exists);
  }
}

TEST_F(BufferTest, anEmptyLayerGivesAnEmptyOne) {
  m_city.addLayer("none", {}, {});
  EXPECT_EQ(run("none", 5).rows, 0);
  EXPECT_EQ(run("none", 5, true, {}, "parts").rows, 0);
}

TEST_F(BufferTest, cancelLeavesNothing) {
  addLots();
  const CancelToken token;
  token.cancel();
  Progress progress(token);
  for (const bool dissolved : {false, true}) {
    EXPECT_THROW((void)buffer(m_city.city(), {"lots", "", 1, dissolved, "out"}, progress), Error);
    EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
  }
}

}  // namespace
}  // namespace gis::query
