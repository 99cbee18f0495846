// The contract of the commands that ask: select, join, overlay, aggregate, buffer, dissolve, sql.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/contract_city.h"

namespace gis {
namespace {

using testing::CliResult;

class QuestionContract : public ContractCity {};

TEST_F(QuestionContract, selectByConditionPlaceRelationAndDistance) {
  importAll();
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--where", "\"地类\" = '0701'"})), (std::vector<std::int64_t>{1, 4}));
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--bbox", "440000,3580000,440005,3580005"})),
            (std::vector<std::int64_t>{1}));
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--relate", "contains", "lamps"})), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(ids(m.json({"select", city, "lamps", "--relate", "disjoint", "lots"})), (std::vector<std::int64_t>{3}));
  EXPECT_EQ(ids(m.json({"select", city, "lamps", "--relate", "T*F**F***", "lots"})), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--within-distance", "4.99", "lamps"})),
            (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--within-distance", "5", "lamps", "--other-where", "id = '07'"})),
            (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(m.json({"select", city, "lots", "--count"}).json, nlohmann::json::parse(R"({"count":4})"));
  EXPECT_EQ(ids(m.json({"select", city, "lots", "--limit", "2"})).size(), 2U);
  const CliResult point = m.json({"select", city, "lamps", "--limit", "1", "--fields", "name"});
  EXPECT_EQ(point.json.at("features").at(0).at("geometry"), "POINT (440005 3580005)");
  EXPECT_EQ(point.json.at("features").at(0).at("properties"), nlohmann::json::parse(R"({"name":"灯一"})"));
  const CliResult into = m.json({"select", city, "lots", "--where", "n < 3", "--into", "two"});
  EXPECT_EQ(into.json.at("count"), 2) << into.err;
  EXPECT_EQ(layer(m.json({"layers", city}), "two").at("count"), 2);
}

TEST_F(QuestionContract, aConditionOnOthersIsForAllOrForEachInTurn) {
  importAll();
  const auto found = [&](std::vector<std::string> conditions) {
    std::vector<std::string> line{"select",   city,       "lots", "--within-distance", "4.99", "lamps",
                                  "--relate", "contains", "lamps"};
    for (std::string& condition : conditions) {
      line.emplace_back("--other-where");
      line.push_back(std::move(condition));
    }
    return m.json(line);
  };
  EXPECT_EQ(ids(found({})), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(ids(found({"id = '07'"})), (std::vector<std::int64_t>{1}));
  // the order is that of the line: the distance comes first
  EXPECT_EQ(ids(found({"id = '09'", "id = '07'"})), (std::vector<std::int64_t>{}));
  EXPECT_EQ(ids(found({"id <> '09'", "id = '08'"})), (std::vector<std::int64_t>{2}));
  EXPECT_EQ(ids(found({"", "id = '08'"})), (std::vector<std::int64_t>{2}));
  const CliResult many = found({"id = '07'", "id = '07'", "id = '07'"});
  expectError(many, 2, "usage");
  EXPECT_NE(many.err.find("--other-where is given 3 times for 2 layers"), std::string::npos) << many.err;
}

TEST_F(QuestionContract, whatHasNoPlaceIsToldByBoxesAndAreas) {
  importAll();
  const std::string told = "features of layer lots without geometry, which took no part: 1\n";
  EXPECT_NE(m.json({"select", city, "lots", "--bbox", "440000,3580000,440005,3580005"}).err.find(told),
            std::string::npos);
  EXPECT_NE(m.json({"select", city, "lots", "--bbox", "440000,3580000,440005,3580005", "--count"}).err.find(told),
            std::string::npos);
  EXPECT_NE(m.json({"select", city, "lots", "--figures", "area"}).err.find(told), std::string::npos);
  EXPECT_EQ(m.json({"select", city, "lots", "--figures", "sum:n"}).err, "");
}

TEST_F(QuestionContract, selectRefusesWhatItDoesNotKnow) {
  importAll();
  expectError(m.json({"select", city, "nothing"}), 1, "no_such_layer");
  const CliResult misspelt = m.json({"select", city, "lots", "--where", "\"cod\" = '001'"});
  EXPECT_EQ(misspelt.status, 1);
  EXPECT_TRUE(misspelt.json.at("error").at("code") == "sql" || misspelt.json.at("error").at("code") == "no_such_field");
  EXPECT_EQ(m.json({"select", city, "lots", "--where", "1=1; DROP TABLE lots"}).status, 1);
  EXPECT_EQ(m.json({"select", city, "lots", "--where", "1=1) UNION SELECT 1 --"}).status, 1);
  expectError(m.json({"select", city, "lots", "--relate", "near", "lamps"}), 2, "usage");
  expectError(m.json({"select", city, "lots", "--fields", "nope"}), 1, "no_such_field");
}

TEST_F(QuestionContract, joinByPlaceAndByCode) {
  importAll();
  const CliResult place =
      m.json({"join", city, "lamps", "lots", "--relate", "within", "--take", "code", "--into", "j1"});
  ASSERT_EQ(place.status, 0) << place.err;
  EXPECT_EQ(place.json.at("matched"), 2);
  EXPECT_EQ(place.json.at("rows"), 3);
  EXPECT_EQ(place.json.at("into"), "j1");
  const CliResult near = m.json({"join", city, "lamps", "lots", "--nearest", "1", "--into", "j2"});
  ASSERT_EQ(near.status, 0) << near.err;
  EXPECT_EQ(near.json.at("matched"), 3);
  const CliResult rows = m.json({"select", city, "j2", "--geometry", "none"});
  EXPECT_NEAR(rows.json.at("features").at(2).at("properties").at("distance").get<double>(), 470.0, 1e-6);
  const std::string list = m.write("list.csv", "编码,备注\n 001 ,甲\n00２,乙\n002,again\n999,none\n");
  const CliResult key = m.json(
      {"join", city, "lots", list, "--on", "code=编码", "--normalise", "code", "--keep", "matched", "--into", "j3"});
  ASSERT_EQ(key.status, 0) << key.err;
  EXPECT_EQ(key.json.at("matched"), 2);
  EXPECT_EQ(key.json.at("unmatched"), 1);
  EXPECT_EQ(key.json.at("double"), 1);
}

TEST_F(QuestionContract, overlayCutsTwoLayers) {
  importAll();
  const std::string zone = R"({"type":"FeatureCollection","name":"zone",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"Z","use":"park"},"geometry":{"type":"Polygon","coordinates":[[[440005,3580000],[440015,3580000],[440015,3580020],[440005,3580020],[440005,3580000]]]}}]})";
  ASSERT_EQ(m.json({"import", city, m.write("zone.geojson", zone), "--as", "zone"}).status, 0);
  const CliResult common = m.json({"overlay", city, "lots", "zone", "--op", "intersection", "--into", "o1"});
  ASSERT_EQ(common.status, 0) << common.err;
  EXPECT_EQ(common.json.at("rows"), 2);
  EXPECT_EQ(common.json.at("into"), "o1");
  EXPECT_EQ(common.json.at("without_geometry"), 1);
  EXPECT_EQ(common.json.at("balanced"), true);
  EXPECT_NEAR(common.json.at("area_out").get<double>(), 100, 1e-6);
  const CliResult rows = m.json({"select", city, "o1", "--geometry", "none"});
  EXPECT_EQ(rows.json.at("features").at(0).at("properties").at("code"), "001");
  EXPECT_EQ(rows.json.at("features").at(0).at("properties").at("zone_code"), "Z");
  const CliResult both = m.json({"overlay", city, "lots", "zone", "--op", "union", "--into", "o2"});
  EXPECT_EQ(both.json.at("common"), 2);
  EXPECT_EQ(both.json.at("only_a"), 3);
  EXPECT_EQ(both.json.at("only_b"), 1);
  EXPECT_NEAR(both.json.at("area_in").get<double>(), both.json.at("area_out").get<double>(), 1e-6);
  EXPECT_EQ(m.json({"overlay", city, "lamps", "zone", "--op", "difference", "--into", "o3"}).json.at("rows"), 1);
  const CliResult some = m.json({"overlay", city, "lots", "zone", "--op", "union", "--where", "code = '001'",
                                 "--other-where", "use = 'park'", "--into", "o5"});
  EXPECT_EQ(some.json.at("rows"), 3) << some.err;
  expectError(m.json({"overlay", city, "lots", "zone", "--op", "intersection", "--into", "o1"}), 1, "exists");
  expectError(m.json({"overlay", city, "lots", "zone", "--op", "sum", "--into", "o4"}), 2, "usage");
  expectError(m.json({"overlay", city, "lots", "zone", "--into", "o4"}), 2, "usage");
  expectError(m.json({"overlay", city, "lots", "nope", "--op", "union", "--into", "o4"}), 1, "no_such_layer");
  expectError(m.json({"overlay", city, "lamps", "zone", "--op", "union", "--into", "o4"}), 1, "unsupported");
}

TEST_F(QuestionContract, aggregateGivesFiguresForEachZone) {
  importAll();
  const CliResult counted = m.json({"aggregate", city, "lamps", "--zones", "lots", "--count", "--into", "g1"});
  ASSERT_EQ(counted.status, 0) << counted.err;
  EXPECT_EQ(counted.json.at("rows"), 4);  // one a zone, also that without geometry
  EXPECT_EQ(counted.json.at("counted"), 2);
  EXPECT_EQ(counted.json.at("outside"), 1);
  const CliResult rows = m.json({"select", city, "g1", "--geometry", "none"});
  EXPECT_EQ(rows.json.at("features").at(1).at("properties").at("count"), 1);
  EXPECT_EQ(rows.json.at("features").at(2).at("properties").at("count"), 0);
  const CliResult some = m.json({"aggregate", city, "lamps", "--zones", "lots", "--where", "id = '07'", "--zones-where",
                                 "n < 3", "--into", "g0"});
  EXPECT_EQ(some.json.at("rows"), 2) << some.err;
  EXPECT_EQ(some.json.at("counted"), 1);
  const CliResult shared = m.json({"aggregate", city, "lots", "--zones", "lots", "--sum", "n", "--mean", "area",
                                   "--area", "--by", "地类", "--into", "g2"});
  ASSERT_EQ(shared.status, 0) << shared.err;
  const CliResult figures = m.json({"select", city, "g2", "--geometry", "none"});
  const auto& first = figures.json.at("features").at(0).at("properties");
  EXPECT_EQ(first.at("lots_地类"), "0701");  // the zones' own field has the name
  EXPECT_EQ(first.at("sum_n"), 1);
  EXPECT_EQ(first.at("mean_area"), 100.5);
  EXPECT_NEAR(first.at("lots_area").get<double>(), 100, 1e-6);
  expectError(m.json({"aggregate", city, "lamps", "--zones", "lots", "--sum", "name", "--into", "g3"}), 1,
              "invalid_value");
  expectError(m.json({"aggregate", city, "lamps", "--zones", "lots", "--sum", "nope", "--into", "g3"}), 1,
              "no_such_field");
  expectError(m.json({"aggregate", city, "lots", "--zones", "lamps", "--into", "g3"}), 1, "unsupported");
  expectError(m.json({"aggregate", city, "lamps", "--zones", "lots", "--area", "--into", "g3"}), 1, "unsupported");
  expectError(m.json({"aggregate", city, "lamps", "--zones", "lots", "--into", "g1"}), 1, "exists");
  expectError(m.json({"aggregate", city, "lamps", "--into", "g3"}), 2, "usage");
}

TEST_F(QuestionContract, buffer) {
  importAll();
  const CliResult each = m.json({"buffer", city, "lots", "--distance", "2", "--where", "n < 3", "--into", "b1"});
  ASSERT_EQ(each.status, 0) << each.err;
  EXPECT_EQ(each.json.at("rows"), 2);
  EXPECT_EQ(each.json.at("into"), "b1");
  EXPECT_TRUE(each.json.at("seconds").is_number());
  const CliResult rows = m.json({"select", city, "b1", "--geometry", "none"});
  EXPECT_EQ(ids(rows), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(rows.json.at("features").at(0).at("properties").at("code"), "001");
  EXPECT_EQ(layer(m.json({"layers", city}), "b1").at("geometry_type"), "MULTIPOLYGON");
  const CliResult parts = m.json({"buffer", city, "lamps", "--distance", "5.5", "--dissolve", "--into", "b2"});
  ASSERT_EQ(parts.status, 0) << parts.err;
  EXPECT_EQ(parts.json.at("rows"), 2);
  EXPECT_EQ(m.json({"sql", city, "SELECT count FROM b2 ORDER BY fid"}).json.at("rows"),
            nlohmann::json::parse("[[2],[1]]"));
  const CliResult less = m.json({"buffer", city, "lots", "--distance", "-6", "--into", "b3"});
  ASSERT_EQ(less.status, 0) << less.err;
  EXPECT_EQ(less.json.at("rows"), 0);
  EXPECT_EQ(less.json.at("vanished"), 3);
  EXPECT_EQ(less.json.at("without_geometry"), 1);
  EXPECT_EQ(m.json({"buffer", city, "lots", "--distance", "0", "--into", "b4"}).json.at("rows"), 3);
  expectError(m.json({"buffer", city, "lamps", "--distance", "0", "--into", "b5"}), 2, "usage");
  expectError(m.json({"buffer", city, "lots", "--distance", "nan", "--into", "b5"}), 2, "usage");
  expectError(m.json({"buffer", city, "lots", "--distance", "1", "--into", "lamps"}), 1, "exists");
  expectError(m.json({"buffer", city, "none", "--distance", "1", "--into", "b5"}), 1, "no_such_layer");
  expectError(m.json({"buffer", city, "lots", "--into", "b5"}), 2, "usage");
}

TEST_F(QuestionContract, dissolve) {
  importAll();
  const CliResult result = m.json({"dissolve", city, "lots", "--by", "地类", "--into", "d1"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("rows"), 3);
  EXPECT_EQ(result.json.at("features"), 3);
  EXPECT_EQ(result.json.at("without_geometry"), 1);
  EXPECT_EQ(result.json.at("into"), "d1");
  EXPECT_TRUE(result.json.at("seconds").is_number());
  EXPECT_EQ(
      m.json({"sql", city, "SELECT 地类, count, round(ST_Area(geometry), 6) FROM d1 ORDER BY fid"}).json.at("rows"),
      nlohmann::json::parse(R"([[null,1,100.0],["0701",1,100.0],["0702",1,100.0]])"));
  const CliResult two =
      m.json({"dissolve", city, "lots", "--by", "地类", "--by", "code", "--where", "n < 3", "--into", "d2"});
  ASSERT_EQ(two.status, 0) << two.err;
  EXPECT_EQ(two.json.at("rows"), 2);
  expectError(m.json({"dissolve", city, "lots", "--by", "nope", "--into", "d3"}), 1, "no_such_field");
  expectError(m.json({"dissolve", city, "lots", "--by", "code", "--by", "code", "--into", "d3"}), 2, "usage");
  expectError(m.json({"dissolve", city, "lots", "--into", "d3"}), 2, "usage");
  expectError(m.json({"dissolve", city, "lots", "--by", "code", "--into", "d1"}), 1, "exists");
}

// A polygon without area cannot be repaired: the others are done, it is kept with the reason.
TEST_F(QuestionContract, whatIsSetAsideIsKeptWithTheReason) {
  const std::string file = m.write("flat.geojson", R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"k":"a"},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440010,3580000],[440010,3580010],[440000,3580000]]]}},
{"type":"Feature","properties":{"k":"a"},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440010,3580010],[440000,3580000],[440000,3580000]]]}}
]})");
  ASSERT_EQ(m.json({"import", city, file, "--as", "flat", "--invalid", "keep"}).status, 0);
  importAll();
  const CliResult one = m.json({"dissolve", city, "flat", "--by", "k", "--into", "d"});
  EXPECT_EQ(one.status, 3) << one.err;
  EXPECT_EQ(one.json.at("set_aside"), 1);
  EXPECT_EQ(one.json.at("set_aside_table"), "d_set_aside");
  EXPECT_EQ(m.json({"sql", city, "SELECT layer, feature FROM d_set_aside WHERE reason <> ''"}).json.at("rows"),
            nlohmann::json::parse(R"([["flat",2]])"));
  const CliResult two = m.json({"overlay", city, "lots", "flat", "--op", "intersection", "--into", "o"});
  EXPECT_EQ(two.status, 3) << two.err;
  EXPECT_EQ(two.json.at("set_aside_table"), "o_set_aside");
  const CliResult three = m.json({"aggregate", city, "flat", "--zones", "lots", "--area", "--into", "g"});
  EXPECT_EQ(three.status, 3) << three.err;
  EXPECT_EQ(three.json.at("set_aside_table"), "g_set_aside");
  const CliResult none = m.json({"dissolve", city, "lots", "--by", "n", "--into", "n"});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.json.at("set_aside_table"), nullptr);
}

TEST_F(QuestionContract, sqlIsReadOnly) {
  importAll();
  const CliResult rows =
      m.json({"sql", city, "SELECT code, n * 1.5 AS x, NULL, geometry FROM lots WHERE n <= 2 ORDER BY n"});
  ASSERT_EQ(rows.status, 0) << rows.err;
  EXPECT_EQ(rows.json.at("columns").at(1), "x");
  EXPECT_EQ(rows.json.at("rows").at(0).at(0), "001");
  EXPECT_EQ(rows.json.at("rows").at(0).at(1), 1.5);
  EXPECT_TRUE(rows.json.at("rows").at(0).at(2).is_null());
  EXPECT_EQ(rows.json.at("rows").at(0).at(3).get<std::string>().rfind("MULTIPOLYGON", 0), 0U);
  for (const char* bad : {"DELETE FROM lots", "SELECT 1; SELECT 2", "ATTACH 'x.db' AS x", "PRAGMA journal_mode=DELETE",
                          "SELECT load_extension('x')", "SELECT nothing FROM lots", "SELEC 1"}) {
    expectError(m.json({"sql", city, bad}), 1, "sql");
  }
  const CliResult index =
      m.json({"sql", city,
              "SELECT count(*) FROM lamps WHERE rowid IN (SELECT rowid FROM SpatialIndex WHERE f_table_name='lamps' "
              "AND search_frame=BuildMbr(440000,3580000,440020,3580010))"});
  EXPECT_EQ(index.json.at("rows").at(0).at(0), 2) << index.err;
  expectError(m.json({"sql", city, "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM t) SELECT max(x) FROM t",
                      "--timeout", "1"}),
              1, "cancelled");
}

}  // namespace
}  // namespace gis
