// Several layers exported at once, and how each bureau wants what it gets.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class ExportProfiles : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city, "--sample"}).status, 0);
    std::filesystem::create_directory(m.file("out"));
  }
  [[nodiscard]] std::size_t files() const {
    std::size_t n = 0;
    for (const auto& entry : std::filesystem::directory_iterator(m.file("out"))) n += entry.exists() ? 1U : 0U;
    return n;
  }
  CliFolder m;
  const std::string city = m.file("c.citydb"), out = m.file("out");
};

TEST_F(ExportProfiles, SeveralLayersGoOutAtOnceWithOneReceipt) {
  const CliResult made =
      m.json({"export", city, "districts,subdistricts", out, "--format", "gpkg", "--receipt", m.file("r.json")});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(made.json.at("layers").size(), 2U) << made.out;
  EXPECT_EQ(made.json.at("layers").at(0).at("layer"), "districts");
  EXPECT_EQ(made.json.at("written").get<int>(), made.json.at("layers").at(0).at("written").get<int>() +
                                                    made.json.at("layers").at(1).at("written").get<int>());
  EXPECT_TRUE(std::filesystem::exists(out + "/districts.gpkg"));
  EXPECT_TRUE(std::filesystem::exists(out + "/subdistricts.gpkg"));
  EXPECT_EQ(files(), 2U) << "nothing else is left";
  const auto receipt = nlohmann::json::parse(m.read("r.json"));
  EXPECT_EQ(receipt.at("layers").size(), 2U);
  EXPECT_EQ(receipt.at("files").size(), 2U);
  // both are whole
  for (const char* name : {"districts", "subdistricts"}) {
    const CliResult back = m.json({"import", city, out + "/" + name + ".gpkg", "--as", std::string(name) + "_back"});
    ASSERT_EQ(back.status, 0) << back.err;
    EXPECT_EQ(m.json({"select", city, std::string(name) + "_back", "--count"}).json.at("count"),
              m.json({"select", city, name, "--count"}).json.at("count"));
  }
}

TEST_F(ExportProfiles, SeveralLayersGoIntoOneGeoPackage) {
  const std::string sheet = m.write("sheet.json", R"({"security": "internal"})");
  ASSERT_EQ(m.run({"metadata", city, "roads", "--set", sheet}).status, 0);
  const std::string file = out + "/all.gpkg";
  const CliResult told = m.json({"export", city, "districts,roads,poi", file, "--check"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_EQ(files(), 0U);
  const CliResult made = m.json({"export", city, "districts,roads,poi", file, "--receipt", m.file("r.json")});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(made.json.at("layers").size(), 3U) << made.out;
  EXPECT_EQ(files(), 2U) << "the file and the sheet of the marked layer";
  EXPECT_NE(m.read("out/all.gpkg.roads.xml").find("内部"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(m.read("r.json")).at("files").size(), 2U) << "each file once";
  // all of them are whole, and the sheet is no layer
  ASSERT_EQ(m.run({"create", m.file("new.citydb")}).status, 0);
  const CliResult again = m.json({"import", m.file("new.citydb"), out});
  ASSERT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.json.at("layers").size(), 3U) << again.out;
  for (const char* name : {"districts", "roads", "poi"}) {
    const CliResult mine = m.json({"select", city, name}), theirs = m.json({"select", m.file("new.citydb"), name});
    EXPECT_EQ(mine.json.at("features"), theirs.json.at("features")) << name;
  }
  EXPECT_EQ(m.json({"export", city, "districts,roads", file}).json.at("error").at("code"), "exists");
  ASSERT_EQ(m.run({"export", city, "districts,roads", file, "--overwrite"}).status, 0);
  EXPECT_EQ(m.json({"export", city, "districts,nothing", file, "--overwrite"}).status, 1);
  ASSERT_EQ(m.run({"create", m.file("two.citydb")}).status, 0);
  EXPECT_EQ(m.json({"import", m.file("two.citydb"), file}).json.at("layers").size(), 2U)
      << "it was replaced, not added to";
  EXPECT_EQ(m.json({"export", city, "districts,districts", file, "--overwrite"}).status, 2);
}

TEST_F(ExportProfiles, AFaultInOneLayerLeavesNothingOfAny) {
  EXPECT_EQ(m.json({"export", city, "districts,nothing", out, "--format", "gpkg"}).json.at("error").at("code"),
            "no_such_layer");
  EXPECT_EQ(m.json({"export", city, "districts,roads", out, "--where", "code = '321002' OR nonsense"}).status, 1);
  EXPECT_EQ(files(), 0U);
  (void)m.write("out/roads.shp", "somebody's");
  EXPECT_EQ(m.json({"export", city, "districts,roads", out}).json.at("error").at("code"), "exists");
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(m.json({"export", city, "districts,districts", out}).status, 2);
}

TEST_F(ExportProfiles, ACutToASubdistrictHoldsForAll) {
  const std::string code = m.json({"select", city, "subdistricts", "--limit", "1", "--geometry", "none"})
                               .json.at("features")
                               .at(0)
                               .at("id")
                               .dump();
  const CliResult made = m.json({"export", city, "parcels,buildings", out, "--clip", "subdistricts:" + code,
                                 "--clip-mode", "cut", "--format", "gpkg"});
  ASSERT_EQ(made.status, 0) << made.err;
  for (const auto& layer : made.json.at("layers")) {
    const int all = m.json({"select", city, layer.at("layer").get<std::string>(), "--count"}).json.at("count");
    EXPECT_GT(layer.at("written").get<int>(), 0);
    EXPECT_LT(layer.at("written").get<int>(), all);
  }
}

TEST_F(ExportProfiles, AProfileIsKeptShownUsedAndRemoved) {
  ASSERT_EQ(m.json({"profile", "save", city, "规划局", "--format", "shp", "--encoding", "GBK", "--crs", "EPSG:4528",
                    "--layers", "districts,subdistricts", "--rename", "name=MC", "--without", "name_en", "--receiver",
                    "规划局"})
                .status,
            0);
  EXPECT_EQ(m.json({"profile", "save", city, "规划局"}).json.at("error").at("code"), "exists");
  const auto shown = m.json({"profile", "show", city, "规划局"}).json.at("profile");
  EXPECT_EQ(shown.at("encoding"), "GBK");
  EXPECT_EQ(shown.at("renames").at("name"), "MC");
  const CliResult made = m.json({"export", city, out, "--profile", "规划局", "--receipt", m.file("r.json")});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(made.json.at("layers").size(), 2U);
  for (const auto& layer : made.json.at("layers")) {
    EXPECT_EQ(layer.at("crs"), "EPSG:4528");
    EXPECT_EQ(layer.at("encoding"), "GBK");
    EXPECT_EQ(layer.at("renamed_fields").at("name"), "MC") << layer.dump();
  }
  EXPECT_EQ(nlohmann::json::parse(m.read("r.json")).at("receiver"), "规划局");
  // what is said on the line goes before
  const CliResult other =
      m.json({"export", city, "districts", out + "/d.gpkg", "--profile", "规划局", "--crs", "EPSG:4490"});
  ASSERT_EQ(other.status, 0) << other.err;
  EXPECT_EQ(other.json.at("crs"), "EPSG:4490");
  EXPECT_EQ(other.json.at("format"), "GPKG");
  // what show printed begins another one
  (void)m.write("p.json", m.run({"profile", "show", city, "规划局"}).out);
  ASSERT_EQ(m.json({"profile", "save", city, "住建局", "--file", m.file("p.json"), "--encoding", "UTF-8"}).status, 0);
  const auto list = m.json({"profile", "list", city}).json.at("profiles");
  ASSERT_EQ(list.size(), 3U) << "the two, and the one that comes with the program";
  EXPECT_TRUE(list.at(2).at("shipped"));
  EXPECT_EQ(list.at(0).at("profile").at("crs"), list.at(1).at("profile").at("crs"));
  ASSERT_EQ(m.json({"profile", "remove", city, "住建局"}).status, 0);
  EXPECT_EQ(m.json({"profile", "show", city, "住建局"}).json.at("error").at("code"), "not_found");
}

TEST_F(ExportProfiles, TheNeighboursGetEachFeatureInItsZoneWithItsCounty) {
  // two wells west of 118.5 E and two east of it, one of them by its code, the others by nothing or by place
  const std::string wells = m.write("wells.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"GLBJBSM":"32011101003000001"},"geometry":{"type":"Point","coordinates":[118.3,32.1]}},
{"type":"Feature","properties":{"GLBJBSM":null},"geometry":{"type":"Point","coordinates":[118.4999,32.1]}},
{"type":"Feature","properties":{"GLBJBSM":"32118301003000001"},"geometry":{"type":"Point","coordinates":[119.1,31.9]}},
{"type":"Feature","properties":{"GLBJBSM":"99"},"geometry":null},
{"type":"Feature","properties":{"GLBJBSM":"99"},"geometry":{"type":"Point","coordinates":[118.5,32.1]}}]})");
  ASSERT_EQ(m.run({"import", city, wells}).status, 0);
  EXPECT_TRUE(m.json({"profile", "show", city, "宁镇扬"}).json.at("shipped"));
  EXPECT_NE(m.json({"profile", "remove", city, "宁镇扬"}).status, 0);
  const CliResult told = m.json({"export", city, "wells", out + "/w", "--profile", "宁镇扬", "--check"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_EQ(files(), 0U);
  const CliResult made = m.json({"export", city, "wells,districts", out, "--profile", "宁镇扬"});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(made.json.at("layers").size(), 3U) << made.out;
  EXPECT_EQ(made.json.at("layers").at(0).at("crs"), "EPSG:4548");
  EXPECT_EQ(made.json.at("layers").at(0).at("written"), 2);
  EXPECT_EQ(made.json.at("layers").at(1).at("crs"), "EPSG:4549");
  EXPECT_EQ(made.json.at("layers").at(1).at("written"), 3) << "the one without a place too";
  EXPECT_EQ(made.json.at("layers").at(2).at("crs"), "EPSG:4549") << "a layer of one zone";
  EXPECT_EQ(files(), 3U);
  const CliResult back = m.json({"import", city, out + "/wells_117E.gpkg", "--as", "west"});
  ASSERT_EQ(back.status, 0) << back.err;
  EXPECT_EQ(back.json.at("layers").at(0).at("source_crs"), "EPSG:4548");
  ASSERT_EQ(m.run({"import", city, out + "/wells_120E.gpkg", "--as", "east"}).status, 0);
  const auto west = m.json({"select", city, "west"}).json.at("features");
  EXPECT_EQ(west.at(0).at("properties").at("XZQDM"), "320111");
  EXPECT_EQ(west.at(0).at("properties").at("XZQMC"), "浦口区");
  EXPECT_TRUE(west.at(1).at("properties").at("XZQDM").is_null()) << "nobody says where it belongs";
  const auto east = m.json({"select", city, "east"}).json.at("features");
  EXPECT_EQ(east.at(0).at("properties").at("XZQMC"), "句容市");
  // a feature without a code gets the district in which it lies
  ASSERT_EQ(m.run({"import", city, out + "/districts_120E.gpkg", "--as", "d"}).status, 0);
  for (const auto& one : m.json({"select", city, "d", "--geometry", "none"}).json.at("features"))
    EXPECT_EQ(one.at("properties").at("XZQDM"), one.at("properties").at("code"));
  ASSERT_EQ(m.run({"export", city, "poi", m.file("p.gpkg"), "--division-codes"}).status, 0);
  ASSERT_EQ(m.run({"import", city, m.file("p.gpkg"), "--as", "p"}).status, 0);
  EXPECT_EQ(m.json({"sql", city, "SELECT count(*) FROM p WHERE XZQDM IS NULL OR XZQMC IS NULL"}).json.at("rows")[0][0],
            0);
  EXPECT_EQ(m.json({"export", city, "wells", m.file("w.kml"), "--crs", "zones"}).json.at("error").at("code"),
            "unsupported");
}

TEST_F(ExportProfiles, NonsenseIsRefusedWhenItIsKept) {
  const auto refused = [&](const char* option, const char* value) {
    return m.json({"profile", "save", city, "x", option, value}).status != 0;
  };
  EXPECT_TRUE(refused("--format", "doc"));
  EXPECT_TRUE(refused("--encoding", "klingon"));
  EXPECT_TRUE(refused("--crs", "EPSG:1"));
  EXPECT_TRUE(refused("--names", "long"));
  EXPECT_TRUE(refused("--geometry", "blob"));
  EXPECT_TRUE(refused("--layers", "nothing"));
  EXPECT_TRUE(refused("--file", m.write("bad.json", R"({"colour": "red"})").c_str()));
  EXPECT_EQ(m.json({"profile", "list", city}).json.at("profiles").size(), 1U) << "the shipped one";
  EXPECT_EQ(m.json({"export", city, "districts"}).status, 2) << "FILE is missing";
  EXPECT_EQ(m.json({"export", city, "districts", out + "/d.shp", "--profile", "nobody"}).json.at("error").at("code"),
            "not_found");
}

}  // namespace
}  // namespace gis
