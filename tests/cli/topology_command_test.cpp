// citydesk-cli topology, driven as a script would.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

// two parcels of 10 × 10 m that overlap by 1 m, and a third one beside
const char* const kOverlappingParcels = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"a"},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440010,3580000],[440010,3580010],[440000,3580010],[440000,3580000]]]}},
{"type":"Feature","properties":{"code":"b"},"geometry":{"type":"Polygon","coordinates":[[[440009,3580000],[440020,3580000],[440020,3580010],[440009,3580010],[440009,3580000]]]}},
{"type":"Feature","properties":{"code":"c"},"geometry":{"type":"Polygon","coordinates":[[[440020,3580000],[440030,3580000],[440030,3580010],[440020,3580010],[440020,3580000]]]}}
]})";

class TopologyCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("p.geojson", kOverlappingParcels), "--as", "parcels"}).status, 0);
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(TopologyCommandTest, countsListsAndMends) {
  CliResult result = m.json({"topology", city, "parcels"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("features"), 3);
  EXPECT_EQ(result.json.at("coverage"), false);
  EXPECT_EQ(result.json.at("tolerance"), 0.01);
  EXPECT_EQ(result.json.at("counts").at("overlap"), 1);
  EXPECT_EQ(result.json.at("counts").at("gap"), 0);
  const auto& first = result.json.at("findings").at(0);
  EXPECT_EQ(first.at("kind"), "overlap");
  EXPECT_EQ(first.at("ids"), (std::vector<int>{1, 2}));
  EXPECT_NEAR(first.at("size").get<double>(), 10, 1e-6);
  EXPECT_FALSE(result.json.contains("fix"));

  result = m.json({"topology", city, "parcels", "--fix", "--into", "faults"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("into"), "faults");
  EXPECT_NEAR(result.json.at("fix").at("overlaps_removed").get<double>(), 10, 1e-6);
  EXPECT_NEAR(result.json.at("fix").at("residue").get<double>(), 0, 1e-6);
  EXPECT_TRUE(result.json.at("findings").empty()) << result.out;
  ASSERT_EQ(m.run({"undo", city}).status, 0);
  EXPECT_EQ(m.json({"topology", city, "parcels"}).json.at("counts").at("overlap"), 1);
  const CliResult text = m.run({"topology", city, "parcels", "--limit", "1"});
  EXPECT_NE(text.out.find("features 1 and 2 overlap by 10.000 m²"), std::string::npos) << text.out;
}

TEST_F(TopologyCommandTest, aMarkedLayerRefusesWhatBreaksIt) {
  CliResult result = m.json({"topology", city, "parcels", "--mark"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("coverage"), true);
  const std::string wkt = "POLYGON ((440019 3580000,440030 3580000,440030 3580010,440019 3580010,440019 3580000))";
  result = m.json({"edit", city, "parcels", "3", "--geometry", wkt});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.json.at("error").at("code"), "forbidden_step") << result.out;
  EXPECT_EQ(m.json({"topology", city, "parcels", "--unmark"}).json.at("coverage"), false);
  EXPECT_EQ(m.json({"edit", city, "parcels", "3", "--geometry", wkt}).status, 0);
}

TEST_F(TopologyCommandTest, wrongUseIsAnError) {
  EXPECT_EQ(m.json({"topology", city, "parcels", "--mark", "--unmark"}).status, 2);
  EXPECT_EQ(m.json({"topology", city, "parcels", "--fix", "--cut", "nobody"}).status, 2);
  EXPECT_EQ(m.json({"topology", city, "nowhere"}).json.at("error").at("code"), "no_such_layer");
  EXPECT_EQ(m.json({"topology", city, "city_incident"}).json.at("error").at("code"), "unsupported");
}

}  // namespace
}  // namespace gis
