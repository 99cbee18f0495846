#include "gis_core/query/overlay.h"

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

const char* const kLeft = "POLYGON ((0 0,10 0,10 10,0 10,0 0))";
const char* const kRight = "POLYGON ((10 0,20 0,20 10,10 10,10 0))";
const char* const kMiddle = "POLYGON ((5 5,15 5,15 15,5 15,5 5))";

class OverlayTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    s_city->addLayer("lots", {{"name", FieldType::text}}, {{1, kLeft, {word("west")}}, {2, kRight, {word("east")}}});
    s_city->addLayer("uses", {{"name", FieldType::text}, {"class", FieldType::integer}},
                     {{7, kMiddle, {word("park"), std::int64_t{3}}}});
    s_city->addLayer("none", {{"name", FieldType::text}}, {});
    s_city->addLayer("pipes", {{"no", FieldType::integer}},
                     {{1, "LINESTRING (-5 5,25 5)", {std::int64_t{1}}},     // through both lots
                      {2, "LINESTRING (0 -5,0 -1)", {std::int64_t{2}}},     // outside
                      {3, "LINESTRING (10 0,10 10)", {std::int64_t{3}}}});  // along the border of both
    s_city->addLayer("lamps", {{"no", FieldType::integer}},
                     {{1, "POINT (5 5)", {std::int64_t{1}}},
                      {2, "POINT (10 5)", {std::int64_t{2}}},
                      {3, "MULTIPOINT ((1 1),(50 50))", {std::int64_t{3}}}});
  }
  static void TearDownTestSuite() { s_city.reset(); }
  OverlayResult run(const std::string& a, const std::string& b, OverlayKind kind) {
    if (store::layerExists(m_city.connection(), "out")) store::removeLayer(m_city.connection(), "out");
    Progress progress;
    return overlay(m_city.city(), {a, b, kind, "out"}, progress);
  }
  /// "cell|cell|measure" of each row.
  [[nodiscard]] Rows measured() const {
    Rows rows;
    const store::LayerInfo layer = store::layerByName(m_city.connection(), "out");
    store::readFeatures(m_city.connection(), layer, {}, [&](store::Feature& feature) {
      std::string row;
      for (const store::Value& value : feature.values) {
        if (const auto* word = std::get_if<std::string>(&value)) row += *word;
        if (const auto* number = std::get_if<std::int64_t>(&value)) row += std::to_string(*number);
        row += "|";
      }
      const int dimension = geom::typeOf(feature.wkb).dimension();
      const double measure = dimension == 2   ? geom::area(feature.wkb)
                             : dimension == 1 ? geom::length(feature.wkb)
                                              : double(geom::vertexCount(feature.wkb));
      rows.push_back(row + std::to_string(std::llround(measure * 1000)));
      return true;
    });
    return rows;
  }
  [[nodiscard]] std::string typeName() const {
    const auto type = store::layerByName(m_city.connection(), "out").geometryType;
    return type ? type->name() : "";
  }
  static void expectRefused(const std::function<void()>& work, ErrorCode code) {
    try {
      work();
      FAIL() << "was not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.sentence();
    }
  }
  /// Made once: the tests read it and add layers of other names.
  inline static std::unique_ptr<SmallCity> s_city;
  SmallCity& m_city = *s_city;
};

TEST_F(OverlayTest, intersectionHasBothSidesFields) {
  const OverlayResult result = run("lots", "uses", OverlayKind::intersection);
  EXPECT_EQ(measured(), (Rows{"west|park|3|25000", "east|park|3|25000"}));
  EXPECT_EQ(typeName(), "MULTIPOLYGON");
  EXPECT_EQ(result.rows, 2);
  EXPECT_EQ(result.common, 2);
  EXPECT_EQ(result.onlyA + result.onlyB + result.setAside + result.repaired, 0);
  const store::LayerInfo layer = store::layerByName(m_city.connection(), "out");
  ASSERT_EQ(layer.fields.size(), 3U);
  EXPECT_EQ(layer.fields[1].name, "uses_name");  // "name" is in use
  EXPECT_EQ(layer.provenance.driver, "overlay intersection");
  EXPECT_EQ(layer.provenance.sourceLayer, "lots + uses");
  ASSERT_TRUE(result.figures);
  EXPECT_TRUE(result.balanced);
  EXPECT_DOUBLE_EQ(result.figures->in, 200);
  EXPECT_DOUBLE_EQ(result.figures->out, 50);
  EXPECT_DOUBLE_EQ(result.figures->leftOut, 150);
  EXPECT_EQ(result.figures->gap, 0);
}

TEST_F(OverlayTest, theOtherOperations) {
  OverlayResult result = run("lots", "uses", OverlayKind::combined);
  EXPECT_EQ(measured(),
            (Rows{"west|park|3|25000", "west|||75000", "east|park|3|25000", "east|||75000", "|park|3|50000"}));
  EXPECT_EQ(result.onlyA, 2);
  EXPECT_EQ(result.onlyB, 1);
  EXPECT_DOUBLE_EQ(result.figures->in, 300);
  EXPECT_DOUBLE_EQ(result.figures->out, 300);
  EXPECT_EQ(result.figures->leftOut, 0);

  result = run("lots", "uses", OverlayKind::difference);
  EXPECT_EQ(measured(), (Rows{"west|75000", "east|75000"}));
  EXPECT_DOUBLE_EQ(result.figures->out, 150);
  EXPECT_DOUBLE_EQ(result.figures->leftOut, 50);

  result = run("lots", "uses", OverlayKind::symmetricDifference);
  EXPECT_EQ(measured(), (Rows{"west|||75000", "east|||75000", "|park|3|50000"}));
  EXPECT_DOUBLE_EQ(result.figures->out, 200);
  EXPECT_DOUBLE_EQ(result.figures->leftOut, 100);

  result = run("lots", "uses", OverlayKind::identity);
  EXPECT_EQ(measured(), (Rows{"west|park|3|25000", "west|||75000", "east|park|3|25000", "east|||75000"}));
  EXPECT_TRUE(result.balanced);
}

TEST_F(OverlayTest, whatIsWhollyInsideStaysAsItIs) {
  m_city.addLayer("small", {}, {{1, "POLYGON ((1 1,1 2,2 2,2 1,1 1))", {}}});
  run("small", "lots", OverlayKind::intersection);
  EXPECT_EQ(m_city.rowsOf("out"), (Rows{"1|west|MULTIPOLYGON (((1 1,1 2,2 2,2 1,1 1)))"}));
  const OverlayResult nothing = run("small", "lots", OverlayKind::difference);
  EXPECT_EQ(nothing.rows, 0);
  EXPECT_EQ(typeName(), "MULTIPOLYGON");
  run("lots", "small", OverlayKind::difference);
  EXPECT_EQ(measured(), (Rows{"west|99000", "east|100000"}));
}

TEST_F(OverlayTest, linesAndPointsByAreas) {
  OverlayResult result = run("pipes", "lots", OverlayKind::identity);
  EXPECT_EQ(measured(), (Rows{"1|west|10000", "1|east|10000", "1||10000", "2||4000", "3|west|10000", "3|east|10000"}));
  EXPECT_EQ(result.figures->dimension, 1);
  EXPECT_DOUBLE_EQ(result.figures->in, 44);
  EXPECT_DOUBLE_EQ(result.figures->out, 44);  // the one along the border once
  EXPECT_TRUE(result.balanced);
  result = run("pipes", "lots", OverlayKind::difference);
  EXPECT_EQ(measured(), (Rows{"1|10000", "2|4000"}));
  EXPECT_EQ(typeName(), "MULTILINESTRING");  // pipe 1 sticks out on both sides

  result = run("lamps", "lots", OverlayKind::identity);
  EXPECT_EQ(measured(), (Rows{"1|west|1000", "2|west|1000", "2|east|1000", "3|west|1000", "3||1000"}));
  EXPECT_EQ(result.figures->dimension, 0);
  EXPECT_EQ(result.figures->in, 4);
  EXPECT_EQ(result.figures->out, 4);
  EXPECT_TRUE(result.balanced);

  result = run("lots", "pipes", OverlayKind::intersection);  // lines too, in the order of the lots
  EXPECT_EQ(measured(), (Rows{"west|1|10000", "west|3|10000", "east|1|10000", "east|3|10000"}));
  EXPECT_DOUBLE_EQ(result.figures->in, 44);
  EXPECT_DOUBLE_EQ(result.figures->leftOut, 14);
  EXPECT_EQ(run("lots", "lamps", OverlayKind::intersection).rows, 4);
  run("lots", "pipes", OverlayKind::difference);  // lines take nothing away from areas
  EXPECT_EQ(measured(), (Rows{"west|100000", "east|100000"}));
}

TEST_F(OverlayTest, slimPiecesAreDroppedAndCounted) {
  m_city.addLayer(
      "neighbour", {},
      {{1, "POLYGON ((20 0,30 0,30 10,20 10,20 0))", {}}, {2, "POLYGON ((-10 10,0 10,0 20,-10 20,-10 10))", {}}});
  const OverlayResult result = run("lots", "neighbour", OverlayKind::intersection);
  EXPECT_EQ(result.rows, 0);
  EXPECT_EQ(result.dropped, 2);  // a common side, a common corner
  EXPECT_TRUE(result.balanced);
}

TEST_F(OverlayTest, overlapsWithinALayerGiveRowsOfTheirOwn) {
  m_city.addLayer("twice", {{"n", FieldType::integer}},
                  {{1, kMiddle, {std::int64_t{1}}}, {2, "POLYGON ((5 0,10 0,10 10,5 10,5 0))", {std::int64_t{2}}}});
  const OverlayResult result = run("lots", "twice", OverlayKind::combined);
  EXPECT_EQ(measured(),
            (Rows{"west|1|25000", "west|2|50000", "west||50000", "east|1|25000", "east||75000", "|1|50000"}));
  EXPECT_DOUBLE_EQ(result.figures->in, 350);
  EXPECT_DOUBLE_EQ(result.figures->out, 350);  // each place of a feature once
  EXPECT_TRUE(result.balanced);
  run("lots", "lots", OverlayKind::intersection);  // a layer with itself: each with itself
  EXPECT_EQ(measured(), (Rows{"west|west|100000", "east|east|100000"}));
}

TEST_F(OverlayTest, aLineIsCountedOnceWhereAreasOverlap) {
  m_city.addLayer("slanted", {}, {{1, "LINESTRING (443000 3584000,443037 3584023)", {}}});
  m_city.addLayer("squares", {},
                  {{1, "POLYGON ((443003 3584000,443018 3584000,443018 3584020,443003 3584020,443003 3584000))", {}},
                   {2, "POLYGON ((443008 3584000,443023 3584000,443023 3584020,443008 3584020,443008 3584000))", {}}});
  const double whole = std::hypot(37, 23), inside = whole * 20 / 37;
  for (const OverlayKind kind : {OverlayKind::intersection, OverlayKind::difference, OverlayKind::identity}) {
    const OverlayResult result = run("slanted", "squares", kind);
    EXPECT_TRUE(result.balanced) << overlayKindName(kind);
    EXPECT_EQ(result.figures->gap, 0);
    EXPECT_NEAR(result.figures->in, whole, 1e-6);
    const double out = kind == OverlayKind::intersection ? inside
                       : kind == OverlayKind::difference ? whole - inside
                                                         : whole;
    EXPECT_NEAR(result.figures->out, out, 1e-6) << overlayKindName(kind);
    EXPECT_NEAR(result.figures->leftOut, whole - out, 1e-6) << overlayKindName(kind);
  }
  const OverlayResult result = run("squares", "slanted", OverlayKind::intersection);
  EXPECT_TRUE(result.balanced);
  EXPECT_EQ(result.common, 2);
  EXPECT_NEAR(result.figures->out, inside, 1e-6);
}

TEST_F(OverlayTest, badGeometryIsRepairedOrSetAside) {
  m_city.addLayer("bad", {{"n", FieldType::integer}},
                  {{1, "POLYGON ((0 0,10 10,10 0,0 10,0 0))", {std::int64_t{1}}},  // crosses itself: 2 triangles of 25
                   {2, "POLYGON ((0 0,5 5,0 0,0 0))", {std::int64_t{2}}},          // no area
                   {3, "", {std::int64_t{3}}}});
  OverlayResult result = run("bad", "lots", OverlayKind::intersection);
  EXPECT_EQ(measured(), (Rows{"1|west|50000"}));
  EXPECT_EQ(result.repaired, 1);
  EXPECT_EQ(result.setAside, 1);
  EXPECT_EQ(result.withoutGeometry, 1);
  ASSERT_EQ(result.firstSetAside.size(), 1U);
  EXPECT_EQ(result.firstSetAside[0].layer, "bad");
  EXPECT_EQ(result.firstSetAside[0].fid, 2);
  EXPECT_FALSE(result.firstSetAside[0].reason.empty());
  EXPECT_TRUE(result.balanced);
  result = run("lots", "bad", OverlayKind::difference);
  EXPECT_EQ(measured(), (Rows{"west|50000", "east|100000"}));
}

TEST_F(OverlayTest, emptyLayers) {
  EXPECT_EQ(run("lots", "none", OverlayKind::intersection).rows, 0);
  EXPECT_EQ(run("none", "lots", OverlayKind::intersection).rows, 0);
  EXPECT_EQ(run("none", "none", OverlayKind::combined).rows, 0);
  run("lots", "none", OverlayKind::combined);
  EXPECT_EQ(measured(), (Rows{"west||100000", "east||100000"}));
  run("none", "lots", OverlayKind::combined);
  EXPECT_EQ(measured(), (Rows{"|west|100000", "|east|100000"}));
}

TEST_F(OverlayTest, layersInOtherSystemsAreReprojected) {
  const crs::Crs city = crs::Crs::fromEpsg(4549);
  const crs::Crs degrees = crs::Crs::fromEpsg(4490);
  const crs::Transformer there(city, degrees);
  std::string ring;
  for (const auto& [x, y] : {std::pair{440000.0, 3580000.0},
                             {440100.0, 3580000.0},
                             {440100.0, 3580100.0},
                             {440000.0, 3580100.0},
                             {440000.0, 3580000.0}}) {
    const geom::MapPoint p = there.apply(geom::MapPoint{x, y});
    char buffer[80];
    std::snprintf(buffer, sizeof buffer, "%s%.15g %.15g", ring.empty() ? "" : ",", p.x, p.y);
    ring += buffer;
  }
  m_city.addLayer("here", {},
                  {{1, "POLYGON ((440050 3580000,440200 3580000,440200 3580100,440050 3580100,440050 3580000))", {}}});
  m_city.addLayer("there", {}, {{1, "POLYGON ((" + ring + "))", {}}}, degrees);
  OverlayResult result = run("here", "there", OverlayKind::intersection);
  ASSERT_EQ(result.rows, 1);
  EXPECT_NEAR(result.figures->out, 5000, 0.01);
  result = run("there", "here", OverlayKind::intersection);
  EXPECT_EQ(result.rows, 1);
  EXPECT_FALSE(result.figures);  // square degrees are no answer
  EXPECT_TRUE(result.balanced);
}

TEST_F(OverlayTest, refusals) {
  m_city.addLayer("mixed", {}, {{1, kLeft, {}}, {2, "POINT (1 1)", {}}});
  m_city.addLayer("nowhere", {}, {{1, kLeft, {}}}, {});
  expectRefused([&] { run("pipes", "lots", OverlayKind::combined); }, ErrorCode::unsupported);
  try {
    run("lots", "pipes", OverlayKind::combined);
    ADD_FAILURE() << "not refused";
  } catch (const Error& error) {
    EXPECT_NE(error.sentence().find(R"(have no union: the features of "pipes" are lines, those of "lots" areas)"),
              std::string::npos)
        << error.sentence();
  }
  expectRefused([&] { run("pipes", "lots", OverlayKind::symmetricDifference); }, ErrorCode::unsupported);
  expectRefused([&] { run("lots", "pipes", OverlayKind::identity); }, ErrorCode::unsupported);
  expectRefused([&] { run("mixed", "lots", OverlayKind::intersection); }, ErrorCode::unsupported);
  expectRefused([&] { run("nowhere", "lots", OverlayKind::intersection); }, ErrorCode::unknownCrs);
  expectRefused([&] { run("nothing", "lots", OverlayKind::intersection); }, ErrorCode::noSuchLayer);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
  Progress progress;
  expectRefused(
      [&] {
        (void)overlay(m_city.city(), {"lots", "uses", OverlayKind::identity, "pipes"}, progress);
      },
      ErrorCode::exists);
  expectRefused([] { (void)parseOverlayKind("sum"); }, ErrorCode::usage);
  EXPECT_EQ(parseOverlayKind("union"), OverlayKind::combined);
  const CancelToken token;
  token.cancel();
  Progress cancelled(token);
  expectRefused(
      [&] {
        (void)overlay(m_city.city(), {"lots", "uses", OverlayKind::identity, "out"}, cancelled);
      },
      ErrorCode::cancelled);
  EXPECT_FALSE(store::layerExists(m_city.connection(), "out"));
}

double areaOf(const std::vector<Row>& rows) {
  std::vector<geom::Bytes> all;
  for (const Row& row : rows) all.push_back(geom::fromWkt(row.wkt));
  double sum = 0;
  for (const geom::Bytes& one : all) sum += geom::area(one);
  return sum;
}

TEST_F(OverlayTest, lawsOnRandomCoverages) {
  std::mt19937 random(20260707);
  for (int round = 0; round < 6; ++round) {
    const std::string a = "a" + std::to_string(round);
    const std::string b = "b" + std::to_string(round);
    const double far = 440000.0 * (round % 2);  // the size of the coordinates does not matter
    const std::vector<Row> rowsA = shakenCells(random, 5, far);
    const std::vector<Row> rowsB = shakenCells(random, 4 + round, far + 33.25);
    m_city.addLayer(a, {{"ka", FieldType::integer}}, rowsA);
    m_city.addLayer(b, {{"kb", FieldType::integer}}, rowsB);
    const double common = 66.75 * 66.75;  // of the two squares
    const double all = areaOf(rowsA) + areaOf(rowsB);
    ASSERT_NEAR(all, 20000, 1e-6);
    const auto total = [&](OverlayKind kind) {
      const OverlayResult result = run(a, b, kind);
      EXPECT_TRUE(result.balanced) << overlayKindName(kind) << round;
      EXPECT_EQ(result.setAside, 0);
      EXPECT_NEAR(result.figures->in, result.figures->out + result.figures->leftOut, 1e-6);
      double sum = 0;
      store::readFeatures(m_city.connection(), store::layerByName(m_city.connection(), "out"), {},
                          [&](store::Feature& feature) {
                            EXPECT_FALSE(geom::invalidity(feature.wkb));
                            sum += geom::area(feature.wkb);
                            return true;
                          });
      return sum;
    };
    EXPECT_NEAR(total(OverlayKind::intersection), common, 1e-6);
    const std::vector<std::string> once = m_city.rowsOf("out");
    EXPECT_NEAR(total(OverlayKind::combined), all - common, 1e-6);
    EXPECT_NEAR(total(OverlayKind::difference), 10000 - common, 1e-6);
    EXPECT_NEAR(total(OverlayKind::symmetricDifference), all - 2 * common, 1e-6);
    EXPECT_NEAR(total(OverlayKind::identity), 10000, 1e-6);
    // neither the number of threads nor who cuts whom changes the pieces
    setThreadCount(1);
    (void)total(OverlayKind::intersection);
    setThreadCount(0);
    EXPECT_EQ(m_city.rowsOf("out"), once);
    EXPECT_EQ(std::size_t(run(b, a, OverlayKind::intersection).rows), once.size());
  }
}

}  // namespace
}  // namespace gis::query
