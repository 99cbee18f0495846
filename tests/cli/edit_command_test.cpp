// citydesk-cli edit and fields, driven as a script would.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

const char* const kEditPlots = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"01","area":100.5,"use":"A"},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440010,3580000],[440010,3580010],[440000,3580010],[440000,3580000]]]}},
{"type":"Feature","properties":{"code":"02","area":7,"use":"B"},"geometry":{"type":"Polygon","coordinates":[[[440020,3580000],[440030,3580000],[440030,3580010],[440020,3580010],[440020,3580000]]]}}
]})";

class EditCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("plots.geojson", kEditPlots), "--as", "plots"}).status, 0);
  }
  [[nodiscard]] CliResult edit(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"edit", city, "plots"});
    return m.json(std::move(arguments));
  }
  [[nodiscard]] CliResult fields(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"fields", city, "plots"});
    return m.json(std::move(arguments));
  }
  [[nodiscard]] nlohmann::json value(const std::string& sql) const {
    const CliResult result = m.json({"sql", city, sql});
    EXPECT_EQ(result.status, 0) << result.err;
    return result.json.at("rows").at(0).at(0);
  }
  [[nodiscard]] std::string wkt(int fid) const {
    return value("SELECT ST_AsText(geometry) FROM plots WHERE fid = " + std::to_string(fid));
  }
  static void expectError(const CliResult& result, int status, const std::string& code) {
    EXPECT_EQ(result.status, status) << result.out << result.err;
    ASSERT_TRUE(result.json.is_object() && result.json.contains("error")) << result.out;
    EXPECT_EQ(result.json["error"]["code"], code) << result.out;
  }
  void undo() const { ASSERT_EQ(m.json({"undo", city}).status, 0); }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(EditCommandTest, oneFeatureAsEver) {
  CliResult result = edit({"1", "--set", "code=09", "--unset", "area"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("id"), 1);
  EXPECT_EQ(result.json.at("changed"), 1);
  EXPECT_EQ(value("SELECT code || coalesce(area, '-') FROM plots WHERE fid = 1"), "09-");
  expectError(edit({"99", "--set", "code=1"}), 1, "not_found");
  expectError(edit({"1"}), 2, "usage");
  expectError(edit({"--set", "code=1"}), 2, "usage");
  expectError(edit({"1", "--delete", "--move", "1,1"}), 2, "usage");
}

TEST_F(EditCommandTest, addsFromWktGeoJsonAndTypedPlaces) {
  ASSERT_EQ(edit({"--add", "--geometry", "POLYGON ((0 0, 4 0, 4 3, 0 0))", "--set", "code=w"}).json.at("id"), 3);
  ASSERT_EQ(edit({"--add", "--geometry", R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,3],[0,0]]]})"}).status, 0);
  EXPECT_EQ(wkt(3), wkt(4));
  // 4 east, then 3 at a right angle to the left: the same triangle
  ASSERT_EQ(edit({"--add", "--geometry", "0,0 4<90 3<l"}).status, 0);
  EXPECT_EQ(wkt(5), wkt(3));
  ASSERT_EQ(edit({"--add", "--order", "ne", "--geometry", "0,0 0,4 3,4"}).status, 0);
  EXPECT_EQ(wkt(6), wkt(3));
  expectError(edit({"--add", "--geometry", "0,0 4<90"}), 1, "invalid_value");
  expectError(edit({"--add", "--geometry", "POINT (1 1)"}), 1, "invalid_value");
  expectError(edit({"--add", "--geometry", "{\"type\":1}"}), 1, "invalid_value");
  expectError(edit({"--add", "--geometry", "0,0 4,4 4,0 0,4", "--invalid", "refuse"}), 1, "invalid_value");
  EXPECT_EQ(value("SELECT count(*) FROM plots"), 6);
  // from degrees: 120° is the middle of the zone, false easting 500 km
  ASSERT_EQ(edit({"--add", "--crs", "EPSG:4490", "--geometry", "120,32 120.001,32 120.001,32.001"}).status, 0);
  EXPECT_NEAR(value("SELECT MbrMinX(geometry) FROM plots WHERE fid = 7").get<double>(), 500000, 0.001);
}

TEST_F(EditCommandTest, manyAtOnceAreOneUndo) {
  const std::string before = wkt(1) + wkt(2);
  CliResult result = edit({"1,2", "--move", "5,-1"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("changed"), 2);
  EXPECT_EQ(value("SELECT MbrMinX(geometry) FROM plots WHERE fid = 2"), 440025.0);
  undo();
  EXPECT_EQ(wkt(1) + wkt(2), before);
  // a quarter turn about the middle of both: what was 30 wide is 30 high
  ASSERT_EQ(edit({"--where", "fid < 9", "--rotate", "90"}).status, 0);
  EXPECT_EQ(value("SELECT max(MbrMaxY(geometry)) - min(MbrMinY(geometry)) FROM plots"), 30.0);
  EXPECT_EQ(value("SELECT MbrMinY(geometry) FROM plots WHERE fid = 1"), 3580010.0);
  undo();
  ASSERT_EQ(edit({"1", "--scale", "2", "--about", "440000,3580000"}).status, 0);
  EXPECT_EQ(value("SELECT ST_Area(geometry) FROM plots WHERE fid = 1"), 400.0);
  undo();
  ASSERT_EQ(edit({"--where", "code < '9'", "--delete"}).json.at("ids"), (nlohmann::json{1, 2}));
  EXPECT_EQ(value("SELECT count(*) FROM plots"), 0);
  undo();
  EXPECT_EQ(wkt(1) + wkt(2), before);
  expectError(edit({"1,77", "--delete"}), 1, "not_found");
  EXPECT_EQ(edit({"--where", "0", "--delete"}).json.at("changed"), 0);
}

TEST_F(EditCommandTest, verticesHolesAndParts) {
  ASSERT_EQ(edit({"1", "--insert-vertex", "1=440005,3579999"}).status, 0);
  EXPECT_EQ(value("SELECT ST_NPoints(geometry) FROM plots WHERE fid = 1"), 6);
  ASSERT_EQ(edit({"1", "--move-vertex", "0:0:1=440005,3579990"}).status, 0);
  EXPECT_EQ(value("SELECT ST_Area(geometry) FROM plots WHERE fid = 1"), 150.0);
  expectError(edit({"1", "--move-vertex", "1=440005,3580020"}), 1, "invalid_value");
  ASSERT_EQ(edit({"1", "--delete-vertex", "1"}).status, 0);
  ASSERT_EQ(edit({"1", "--add-hole", "440002,3580002 2<90 2<l 2<l"}).status, 0);
  EXPECT_EQ(value("SELECT ST_Area(geometry) FROM plots WHERE fid = 1"), 96.0);
  ASSERT_EQ(edit({"1", "--add-part", "440012,3580000 2<90 2<l 2<l"}).status, 0);
  EXPECT_EQ(value("SELECT ST_NumGeometries(geometry) FROM plots WHERE fid = 1"), 2);
  expectError(edit({"1", "--add-part", "440001,3580001 1<90 1<l 1<l"}), 1, "invalid_value");
  expectError(edit({"1", "--add-hole", "0,0 2<90 2<l"}), 1, "invalid_value");
  ASSERT_EQ(edit({"1", "--remove-hole", "1"}).status, 0);
  ASSERT_EQ(edit({"1", "--remove-part", "1"}).status, 0);
  expectError(edit({"1", "--remove-part", "0"}), 1, "invalid_value");
  EXPECT_EQ(value("SELECT ST_Area(geometry) FROM plots WHERE fid = 1"), 100.0);
  for (int i = 0; i < 7; ++i) undo();
  EXPECT_EQ(value("SELECT ST_NPoints(geometry) FROM plots WHERE fid = 1"), 5);
}

TEST_F(EditCommandTest, calculatesWithAPreview) {
  CliResult result = edit({"--calculate", "area=round(ST_Area(geometry), 1)", "--where", "use = 'A'", "--dry-run"});
  ASSERT_EQ(result.status, 0) << result.err;
  ASSERT_EQ(result.json.at("preview").size(), 1U);
  EXPECT_EQ(result.json["preview"][0]["before"], 100.5);
  EXPECT_EQ(result.json["preview"][0]["after"], 100.0);
  EXPECT_TRUE(result.json["preview"][0]["fault"].is_null());
  EXPECT_EQ(value("SELECT area FROM plots WHERE fid = 1"), 100.5);
  ASSERT_EQ(edit({"--calculate", "area=round(ST_Area(geometry), 1)", "--where", "use = 'A'"}).json.at("changed"), 1);
  EXPECT_EQ(value("SELECT area FROM plots WHERE fid = 1"), 100.0);
  expectError(edit({"--calculate", "area=code || 'x'"}), 1, "invalid_value");
  expectError(edit({"--calculate", "area=nothing"}), 1, "sql");
  expectError(edit({"--calculate", "area"}), 2, "usage");
  ASSERT_EQ(edit({"--replace", "code", "--find", "0", "--with", "X"}).json.at("changed"), 2);
  EXPECT_EQ(value("SELECT group_concat(code) FROM plots"), "X1,X2");
}

TEST_F(EditCommandTest, pastesRows) {
  const auto paste = [&](const std::string& rows, const std::string& more) {
    const std::string out = m.file("out.json");
    const std::string line = "\"" + CliFolder::program() + "\" edit \"" + city + "\" plots --paste --json " + more +
                             " < \"" + m.write("rows.txt", rows) + "\" > \"" + out + "\" 2>/dev/null";
    CliResult result;
    result.status = std::system(line.c_str()) / 256;
    result.out = m.read("out.json");
    result.json = nlohmann::json::parse(result.out, nullptr, false);
    return result;
  };
  CliResult result = paste("CODE\tarea\twkt\tremark\n03\t5\tPOLYGON ((0 0, 1 0, 1 1, 0 0))\tx\n04\t\t\t\n", "");
  ASSERT_EQ(result.status, 0) << result.out;
  EXPECT_EQ(result.json.at("added"), 2);
  EXPECT_EQ(result.json.at("ignored_columns"), (nlohmann::json{"remark"}));
  EXPECT_EQ(value("SELECT count(*) FROM plots WHERE code = '03' AND ST_Area(geometry) = 0.5"), 1);
  EXPECT_TRUE(value("SELECT area FROM plots WHERE code = '04'").is_null());
  // by key: one changes, one is as it was, one is new; commas and a Chinese text
  result = paste("code,use\n01,住宅\n02,B\n05,C\n", "--key code");
  ASSERT_EQ(result.status, 0) << result.out;
  EXPECT_EQ(result.json.at("changed"), 1);
  EXPECT_EQ(result.json.at("unchanged"), 1);
  EXPECT_EQ(result.json.at("added"), 1);
  EXPECT_EQ(value("SELECT use FROM plots WHERE code = '01'"), "住宅");
  const auto count = value("SELECT count(*) FROM plots");
  expectError(paste("code,area\n06,7\n07,seven\n", ""), 1, "invalid_value");
  expectError(paste("one,two\n06,7\n", ""), 1, "invalid_value");
  expectError(paste("code\n", ""), 1, "invalid_value");
  expectError(paste("code,area\n01,7\n01,8\n", "--key code"), 1, "invalid_value");
  EXPECT_EQ(value("SELECT count(*) FROM plots"), count);
  result = paste("code,area\n06,7\n07,seven\n", "--skip-faulty");
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.json.at("rejected"), 1);
  EXPECT_EQ(result.json["faults"][0]["row"], 2);
  undo();
  EXPECT_EQ(value("SELECT count(*) FROM plots"), count);
}

TEST_F(EditCommandTest, columnsAndTheirRules) {
  CliResult result = fields({});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json["fields"][1]["type"], "real");
  ASSERT_EQ(fields({"--add", "floors:integer", "--expression", "fid * 2"}).status, 0);
  EXPECT_EQ(value("SELECT sum(floors) FROM plots"), 6);
  ASSERT_EQ(fields({"--rename", "use=用途"}).json["fields"][2]["name"], "用途");
  expectError(fields({"--retype", "code:integer"}), 1, "forbidden_step");
  result = fields({"--retype", "code:integer", "--dry-run"});
  EXPECT_EQ(result.json.at("changed"), 2);
  EXPECT_EQ(result.json.at("done"), false);
  ASSERT_EQ(fields({"--retype", "code:integer", "--accept-losses"}).status, 0);
  EXPECT_EQ(value("SELECT typeof(code) || code FROM plots WHERE fid = 1"), "integer1");
  expectError(fields({"--drop", "用途"}), 1, "forbidden_step");
  EXPECT_EQ(fields({"--drop", "用途", "--accept-losses"}).json.at("lost"), 2);
  undo();
  undo();
  EXPECT_EQ(value("SELECT code || 用途 FROM plots WHERE fid = 1"), "01A");
  result = fields({"--rule", "floors", "--least", "1", "--most", "3", "--required"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("breaking"), 1);
  EXPECT_EQ(result.json.at("first"), (nlohmann::json{2}));
  expectError(edit({"1", "--set", "floors=4"}), 1, "invalid_value");
  expectError(edit({"1", "--unset", "floors"}), 1, "invalid_value");
  ASSERT_EQ(fields({"--rule", "用途", "--values", "A=住宅,B=商业"}).status, 0);
  EXPECT_EQ(fields({}).json["fields"][2]["rule"]["values"][1][1], "商业");
  expectError(edit({"1", "--set", "用途=C"}), 1, "invalid_value");
  ASSERT_EQ(edit({"1", "--set", "用途=B"}).status, 0);
  ASSERT_EQ(fields({"--rule", "code", "--values-of", "GB/T 21010-2017"}).status, 0);
  EXPECT_GT(fields({}).json["fields"][0]["rule"]["values"].size(), 50U);
  expectError(fields({"--rule", "code", "--values-of", "none"}), 1, "not_found");
  ASSERT_EQ(fields({"--rule", "floors"}).status, 0);
  ASSERT_EQ(edit({"1", "--set", "floors=4"}).status, 0);
  expectError(fields({"--add", "x:colour"}), 2, "usage");
  expectError(fields({"--add", "code:text"}), 1, "exists");
  EXPECT_EQ(m.json({"check", city}).status, 0);
}

}  // namespace
}  // namespace gis
