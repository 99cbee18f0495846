// citydesk-cli parcel, driven as a script would.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

std::string parcelFeature(const char* code, int x) {
  const auto n = [](int v) { return std::to_string(v); };
  return R"({"type":"Feature","properties":{"ZDDM":")" + std::string(code) +
         R"(","ZL":"文昌中路","YT":"0701","ZDMJ":600},"geometry":{"type":"Polygon","coordinates":[[[)" + n(x) +
         ",3580000],[" + n(x + 20) + ",3580000],[" + n(x + 20) + ",3580030],[" + n(x) + ",3580030],[" + n(x) +
         ",3580000]]]}}";
}

class ParcelCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string parcels =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[)" +
        parcelFeature("321002001001GB00001", 440000) + "," + parcelFeature("321002001001GB00002", 440020) + "," +
        parcelFeature("321002001001GB00003", 440040) + "]}";
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("p.geojson", parcels), "--as", "parcels"}).status, 0);
    ASSERT_EQ(m.json({"role", city, "parcel", "parcels", "--code", "ZDDM"}).status, 0);
    ASSERT_EQ(m.json({"topology", city, "parcels", "--mark"}).status, 0);
  }
  void expectSound() {
    const CliResult result = m.json({"topology", city, "parcels"});
    EXPECT_TRUE(result.json.at("findings").empty()) << result.out;
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(ParcelCommandTest, splitMergeHistoryAndUndo) {
  CliResult result =
      m.json({"parcel", "split", city, "321002 001001 GB00002", "--area", "200", "--bearing", "0", "--reason", "出让",
              "--document", "扬自然资〔2026〕7号", "--document-date", "2026-11-20", "--operator", "王"});
  ASSERT_EQ(result.status, 0) << result.err;
  ASSERT_EQ(result.json.at("after").size(), 2U);
  EXPECT_EQ(result.json.at("before").at(0).at("code"), "321002001001GB00002");
  EXPECT_EQ(result.json.at("after").at(0).at("code"), "321002001001GB00004");
  EXPECT_NEAR(result.json.at("after").at(0).at("area").get<double>(), 200, 1e-5);
  EXPECT_NEAR(result.json.at("after").at(1).at("area").get<double>(), 400, 1e-5);
  EXPECT_EQ(result.json.at("neighbours"), (std::vector<int>{1, 3}));
  EXPECT_NEAR(result.json.at("residue").get<double>(), 0, 1e-5);
  expectSound();

  result = m.json({"parcel", "merge", city, "321002001001GB00004", "321002001001GB00001"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("after").at(0).at("code"), "321002001001GB00006");
  EXPECT_NEAR(result.json.at("after").at(0).at("area").get<double>(), 800, 1e-5);
  expectSound();

  result = m.json({"parcel", "history", city, "321002001001GB00006"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("parcels").size(), 5U) << result.out;
  EXPECT_EQ(result.json.at("links").size(), 4U);
  EXPECT_EQ(result.json.at("entries").at(0).at("operation"), "split");
  EXPECT_EQ(result.json.at("entries").at(0).at("document"), "扬自然资〔2026〕7号");
  EXPECT_EQ(result.json.at("entries").at(0).at("author"), "王");
  EXPECT_EQ(m.json({"parcel", "retired", city}).json.at("parcels").size(), 3U);
  result = m.json({"parcel", "show", city, "321002001001GB00002"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.json.at("error").at("code"), "not_found");

  ASSERT_EQ(m.run({"undo", city}).status, 0);
  ASSERT_EQ(m.run({"undo", city}).status, 0);
  EXPECT_TRUE(m.json({"parcel", "retired", city}).json.at("parcels").empty());
  result = m.json({"parcel", "show", city, "321002001001GB00002"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("registered_area"), 600.0);
  EXPECT_NEAR(result.json.at("measured_area").get<double>(), 600, 1e-9);
  EXPECT_EQ(result.json.at("land_use"), "0701");
  expectSound();
}

TEST_F(ParcelCommandTest, bordersPointsPartsAndGaps) {
  CliResult result = m.json({"parcel", "border", city, "321002001001GB00001", "321002001001GB00002", "--line",
                             "LINESTRING (440020 3580000, 440025 3580015, 440020 3580030)"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_NEAR(result.json.at("after").at(0).at("area").get<double>(), 675, 1e-6);
  expectSound();
  ASSERT_EQ(m.json({"parcel", "rules", city, "--boundary", "keep"}).json.at("boundary"), "keep");
  result = m.json({"parcel", "vertex", city, "--at", "440040,3580000", "--to", "440041,3580000"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("after").size(), 2U);
  EXPECT_EQ(result.json.at("after").at(0).at("id"), result.json.at("before").at(0).at("id"));
  expectSound();
  result = m.json({"parcel", "cut", city, "#3", "--wkt",
                   "POLYGON ((440050 3580010,440055 3580010,440055 3580020,440050 3580020,440050 3580010))"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_NEAR(result.json.at("after").at(1).at("area").get<double>(), 50, 1e-6);
  const std::string island = result.json.at("after").at(1).at("id").dump();
  expectSound();
  EXPECT_EQ(m.json({"edit", city, "parcels", island, "--delete"}).json.at("error").at("code"), "forbidden_step");
  result = m.json({"parcel", "merge", city, "#3", "#" + island, "--dry-run"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(result.json.at("tx").is_null());
  result = m.json({"parcel", "take", city, "#" + island, "--from", "#3", "--wkt",
                   "POLYGON ((440055 3580010,440056 3580010,440056 3580020,440055 3580020,440055 3580010))"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_NEAR(result.json.at("after").at(0).at("area").get<double>(), 60, 1e-6);
  expectSound();
}

TEST_F(ParcelCommandTest, registeredBesideMeasuredAreaWithTolerance) {
  const auto card = [&] { return m.json({"parcel", "show", city, "321002001001GB00002"}).json; };
  EXPECT_EQ(card().at("area_tolerance"), 1.0);
  EXPECT_EQ(card().at("area_beyond_tolerance"), false);
  ASSERT_EQ(m.json({"edit", city, "parcels", "2", "--set", "ZDMJ=590"}).status, 0);
  EXPECT_EQ(card().at("area_beyond_tolerance"), true) << "600 measured, 590 registered: 1.7 %";
  EXPECT_EQ(m.json({"parcel", "rules", city, "--area-tolerance", "2.5"}).json.at("area_tolerance"), 2.5);
  EXPECT_EQ(card().at("area_beyond_tolerance"), false);
  EXPECT_EQ(m.json({"parcel", "rules", city, "--area-tolerance", "101"}).status, 1);
  EXPECT_EQ(m.json({"parcel", "rules", city, "--area-tolerance", "x"}).status, 2);
}

TEST_F(ParcelCommandTest, otherLetters) {
  const CliResult result = m.json({"parcel", "letters", city, "321002001001GB00002", "JB", "--reason", "征收"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("operation"), "letters");
  EXPECT_EQ(result.json.at("after").at(0).at("code"), "321002001001JB00001");
  EXPECT_EQ(result.json.at("after").at(0).at("geometry"), result.json.at("before").at(0).at("geometry"));
  EXPECT_EQ(m.json({"parcel", "letters", city, "321002001001JB00001", "JB"}).status, 1) << "it has them";
  EXPECT_EQ(m.json({"parcel", "letters", city, "321002001001JB00001", "Q1"}).json.at("error").at("code"),
            "invalid_value");
  EXPECT_EQ(m.json({"parcel", "letters", city, "321002001001JB00001"}).status, 2);
  ASSERT_EQ(m.run({"undo", city}).status, 0);
  EXPECT_EQ(m.json({"parcel", "show", city, "321002001001GB00002"}).status, 0);
}

TEST_F(ParcelCommandTest, asOfADate) {
  ASSERT_EQ(m.json({"parcel", "split", city, "321002001001GB00001", "--parts", "3"}).status, 0);
  const CliResult now = m.json({"parcel", "asof", city, "2100-01-01"});
  ASSERT_EQ(now.status, 0) << now.err;
  EXPECT_EQ(now.json.at("parcels"), 5);
  const CliResult early = m.json({"parcel", "asof", city, "1990-01-01"});
  EXPECT_EQ(early.status, 1);
  EXPECT_EQ(early.json.at("error").at("code"), "unsupported") << "before the layer was loaded";
  const CliResult one = m.json({"parcel", "asof", city, "2100-01-01", "321002001001GB00004"});
  ASSERT_EQ(one.status, 0) << one.err;
  EXPECT_NEAR(one.json.at("area").get<double>(), 200, 1e-5);
  const CliResult layer = m.json({"parcel", "asof", city, "2100-01-01", "--into", "then"});
  ASSERT_EQ(layer.status, 0) << layer.err;
  EXPECT_EQ(m.json({"select", city, "then", "--count"}).json.at("count"), 5);
}

TEST_F(ParcelCommandTest, sheetsAsFiles) {
  const CliResult result = m.json({"parcel", "sheet", city, "321002001001GB00002", "--pdf", m.file("p.pdf"), "--xlsx",
                                   m.file("p.xlsx"), "--txt", m.file("p.txt"), "--lang", "zh_CN"});
  ASSERT_EQ(result.status, 0) << result.err;
  ASSERT_EQ(result.json.at("points").size(), 4U);
  const auto& first = result.json.at("points").at(0);
  EXPECT_EQ(first.at("name"), "J1");
  EXPECT_EQ(first.at("x"), 440020.0);
  EXPECT_EQ(first.at("y"), 3580030.0) << "the north-west corner, from which one counts clockwise";
  EXPECT_EQ(first.at("side"), 20.0);
  EXPECT_TRUE(first.at("neighbour").is_null());
  EXPECT_EQ(result.json.at("points").at(1).at("neighbour"), "321002001001GB00003");
  EXPECT_EQ(result.json.at("perimeter"), 100.0);
  EXPECT_EQ(result.json.at("neighbours"), (std::vector<std::string>{"321002001001GB00001", "321002001001GB00003"}));
  EXPECT_EQ(result.json.at("scale"), 500.0);  // 30 m on at most 100 mm of the page
  EXPECT_EQ(m.read("p.pdf").substr(0, 5), "%PDF-");
  EXPECT_EQ(m.read("p.xlsx").substr(0, 2), "PK");
  EXPECT_NE(m.read("p.txt").find("J1,1,3580030.0000,440020.0000\r\nJ2,1,3580030.0000,440040.0000\r\n"),
            std::string::npos);
  EXPECT_NE(m.read("p.txt").find("J4,1,3580000.0000,440020.0000\r\nJ1,1,"), std::string::npos) << m.read("p.txt");
  EXPECT_EQ(m.json({"parcel", "sheet", city, "#2", "--pdf", m.file("p.pdf")}).json.at("error").at("code"), "exists");
  EXPECT_EQ(m.json({"parcel", "sheet", city, "#2"}).status, 2);
}

TEST_F(ParcelCommandTest, unitsFloorByFloor) {
  const std::string parcel = "321002001001GB00002";
  const std::string table = m.write(
      "units.csv", "BDCDYH,SJCS,HH,SHBW,ZT,SCJZMJ,SCTNJZMJ,SCFTJZMJ,QLR\n" + parcel +
                       "F00010001,1,1,101,已售,100,80,20,张三\n" + parcel + "F00010002,2,1,201,抵押,100,80,25,李四\n" +
                       parcel + "F00010003,2,2,202,可售,90,70,20,\n" + parcel + "F0001000X,3,1,301,,,,,\n");
  CliResult result = m.json({"parcel", "units", city, parcel, "--import", table});
  ASSERT_EQ(result.status, 3) << result.err << result.out;
  EXPECT_EQ(result.json.at("import").at("added"), 3);
  EXPECT_EQ(result.json.at("import").at("rejected"), 1);
  const auto& building = result.json.at("unit_table").at(0);
  EXPECT_EQ(building.at("building"), "F0001");
  EXPECT_EQ(building.at("units"), 3);
  EXPECT_EQ(building.at("measured_area"), 290.0);
  ASSERT_EQ(building.at("floors").size(), 2U);
  EXPECT_EQ(building.at("floors").at(0).at("floor"), 2) << "from the top down";
  EXPECT_EQ(building.at("floors").at(0).at("units").size(), 2U);
  EXPECT_EQ(building.at("floors").at(1).at("units").at(0).at("state"), "sold");
  ASSERT_EQ(result.json.at("checks").size(), 1U);
  EXPECT_EQ(result.json.at("checks").at(0).at("code"), parcel + "F00010002");
  EXPECT_EQ(result.out.find("张三"), std::string::npos) << "names of right holders are not taken";
  EXPECT_EQ(m.json({"parcel", "show", city, parcel}).json.at("unit_table").size(), 1U);
  result = m.json({"parcel", "units", city, "--import", table});
  EXPECT_EQ(result.json.at("import").at("changed"), 3);
  ASSERT_EQ(m.run({"undo", city}).status, 0);
  EXPECT_TRUE(m.json({"parcel", "units", city, parcel}).json.at("unit_table").empty());
}

TEST_F(ParcelCommandTest, noCommandBringsARetiredCodeBack) {
  const std::string old = "321002001001GB00002";
  ASSERT_EQ(m.json({"parcel", "split", city, old, "--parts", "2"}).status, 0);
  const std::string again =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[)" +
      parcelFeature(old.c_str(), 441000) + "]}";
  const std::string file = m.write("again.geojson", again);
  const std::vector<std::vector<std::string>> doors{
      {"import", city, file, "--as", "parcels", "--append"},
      {"import", city, file, "--as", "parcels", "--replace"},
      {"update", city, "parcels", file, "--key", "ZDDM"},
      {"edit", city, "parcels", "1", "--set", "ZDDM=" + old},
      {"edit", city, "parcels", "--add", "--set", "ZDDM=" + old, "--geometry", "POLYGON ((0 0,1 0,1 1,0 0))"},
      {"edit", city, "parcels", "1,3", "--calculate", "ZDDM='" + old + "'"},
      {"edit", city, "parcels", "--replace", "ZDDM", "--find", "00003", "--with", "00002"},
      {"parcel", "split", city, "#1", "--parts", "2", "--code", old}};
  for (const std::vector<std::string>& door : doors) {
    const CliResult result = m.json(door);
    EXPECT_EQ(result.status, 1) << door[0] << result.out << result.err;
    ASSERT_TRUE(result.json.contains("error")) << door[0] << " " << door[3] << result.out;
    EXPECT_EQ(result.json.at("error").at("code"), "invalid_value");
    EXPECT_NE(result.err.find("retired"), std::string::npos) << result.err;
  }
  EXPECT_EQ(m.json({"select", city, "parcels", "--count"}).json.at("count"), 4);
  // imported as a layer of its own it does not become the layer of the parcels
  ASSERT_EQ(m.run({"role", city, "parcel", "--unset"}).status, 0);
  const CliResult alone = m.json({"import", city, file, "--as", "again"});
  ASSERT_EQ(alone.status, 0) << alone.err;
  EXPECT_NE(alone.out.find("retired"), std::string::npos) << alone.out;
  EXPECT_NE(m.json({"role", city, "parcel", "again", "--code", "ZDDM"}).status, 0);
}

TEST_F(ParcelCommandTest, wrongUseIsAnError) {
  const std::string code = "321002001001GB00001";
  EXPECT_EQ(m.json({"parcel", "split", city, code}).status, 2);
  EXPECT_EQ(m.json({"parcel", "split", city, code, "--parts", "1"}).status, 2);
  EXPECT_EQ(m.json({"parcel", "split", city, code, "--parts", "2", "--area", "5"}).status, 2);
  EXPECT_EQ(m.json({"parcel", "split", city, code, "--area", "700"}).json.at("error").at("code"), "invalid_value");
  EXPECT_EQ(m.json({"parcel", "split", city, code, "--parts", "2", "--code", "321002001001GB00003"})
                .json.at("error")
                .at("code"),
            "invalid_value");
  EXPECT_EQ(m.json({"parcel", "merge", city, code, "321002001001GB00003"}).json.at("error").at("code"),
            "invalid_value");
  EXPECT_EQ(m.json({"parcel", "history", city, "321002001001GB09999"}).json.at("error").at("code"), "not_found");
  EXPECT_EQ(m.json({"parcel", "rules", city, "--boundary", "perhaps"}).status, 2);
  expectSound();
}

}  // namespace
}  // namespace gis
