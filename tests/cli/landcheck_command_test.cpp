// citydesk-cli landcheck, driven as a script would.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

// A square of 100 m by 100 m in two classes; 60 m² of it are nobody's. Beside it a shed, and a lamp in each.
const char* const kLandUses = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"dlbm":"0701"},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440060,3580000],[440060,3580100],[440000,3580100],[440000,3580000]]]}},
{"type":"Feature","properties":{"dlbm":"1003"},"geometry":{"type":"Polygon","coordinates":[[[440060,3580000],[440100,3580000],[440100,3580098.5],[440060,3580098.5],[440060,3580000]]]}}
]})";
const char* const kUsesLamps = "kind,x,y\nlamp,440005,3580005\nlamp,440095,3580005\nbench,440500,3580005\n";
const char* const kLandPlot = "POLYGON ((440000 3580000,440100 3580000,440100 3580100,440000 3580100,440000 3580000))";

// Two closed polylines and an open line, as a drawing program writes them.
std::string drawing() {
  std::string text = "0\nSECTION\n2\nENTITIES\n";
  const auto polyline = [&](const std::vector<std::pair<int, int>>& points, bool closed) {
    text += "0\nLWPOLYLINE\n8\nplots\n90\n" + std::to_string(points.size()) + "\n70\n" + (closed ? "1" : "0") + "\n";
    for (const auto& [x, y] : points) text += "10\n" + std::to_string(x) + "\n20\n" + std::to_string(y) + "\n";
  };
  polyline({{440000, 3580000}, {440020, 3580000}, {440020, 3580010}, {440000, 3580010}}, true);
  polyline({{440070, 3580000}, {440080, 3580000}, {440080, 3580010}, {440070, 3580010}}, true);
  polyline({{440000, 3580000}, {440500, 3580500}}, false);
  return text + "0\nENDSEC\n0\nEOF\n";
}

class LandCheckCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("uses.geojson", kLandUses), "--as", "uses"}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("lamps.csv", kUsesLamps), "--source-crs", "EPSG:4549"}).status, 0);
  }
  static void expectError(const CliResult& result, int status, const std::string& code) {
    EXPECT_EQ(result.status, status) << result.out << result.err;
    ASSERT_TRUE(result.json.is_object() && result.json.contains("error")) << result.out;
    EXPECT_EQ(result.json["error"]["code"], code) << result.out;
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(LandCheckCommandTest, aTypedPlotAgainstTwoLayers) {
  const CliResult result =
      m.json({"landcheck", city, "--wkt", kLandPlot, "--against", "uses:dlbm", "--against", "lamps:kind"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("area_kind"), "plane");
  EXPECT_EQ(result.json.at("crs"), "EPSG:4549");
  const auto& plot = result.json.at("plots").at(0);
  EXPECT_EQ(plot.at("area"), 10000.0);
  EXPECT_EQ(plot.at("area_ha"), 1.0);
  EXPECT_NEAR(plot.at("area_mu").get<double>(), 15, 1e-12);
  const auto& uses = plot.at("layers").at(0);
  EXPECT_EQ(uses.at("classes").size(), 2U);
  EXPECT_EQ(uses.at("classes").at(0).at("value"), "0701");
  EXPECT_EQ(uses.at("classes").at(0).at("count"), 1);
  EXPECT_NEAR(uses.at("classes").at(0).at("area").get<double>(), 6000, 1e-6);
  EXPECT_NEAR(uses.at("classes").at(0).at("area_mu").get<double>(), 9, 1e-9);
  EXPECT_NEAR(uses.at("classes").at(0).at("share").get<double>(), 0.6, 1e-9);
  EXPECT_NEAR(uses.at("uncovered").get<double>(), 60, 1e-6);
  EXPECT_EQ(uses.at("repeated"), 0);
  EXPECT_EQ(uses.at("gap"), 0);
  const auto& lamps = plot.at("layers").at(1);
  EXPECT_EQ(lamps.at("classes"), nlohmann::json::parse(R"([{"value":"lamp","name":null,"count":2}])"));
  EXPECT_EQ(result.json.at("into"), nullptr);
}

TEST_F(LandCheckCommandTest, whatIsNoPlotIsNamedAsItWasGiven) {
  const CliResult point = m.json({"landcheck", city, "--wkt", "POINT(1 2)", "--against", "uses"});
  expectError(point, 1, "unsupported");
  EXPECT_NE(point.err.find("plot 1 is no area"), std::string::npos) << point.err;
  EXPECT_EQ(point.err.find("layer"), std::string::npos) << point.err;  // nobody named one
  const CliResult missing =
      m.json({"landcheck", city, "--plots", "uses", "--plot", "1", "--plot", "999", "--against", "lamps"});
  expectError(missing, 1, "not_found");
  EXPECT_NE(missing.err.find("there is no feature 999 in \"uses\""), std::string::npos) << missing.err;
}

TEST_F(LandCheckCommandTest, pointsAndTheEllipsoid) {
  const CliResult result = m.json({"landcheck", city, "--points", "440000,3580000;440100,3580000;440100,3580100",
                                   "--against", "uses", "--area", "ellipsoid"});
  ASSERT_EQ(result.status, 0) << result.err;
  // the scale of the projection 60 km off its meridian is 1.0000443
  EXPECT_NEAR(result.json.at("plots").at(0).at("area").get<double>(), 5000 / 1.0000443 / 1.0000443, 0.05);
  const CliResult text = m.run({"landcheck", city, "--points", "440000,3580000;440100,3580000;440100,3580100",
                                "--against", "uses", "--area", "ellipsoid"});
  EXPECT_NE(text.out.find("ellipsoid"), std::string::npos) << text.out;
}

TEST_F(LandCheckCommandTest, plotsOfALayerAndOfADrawing) {
  const CliResult layer = m.json({"landcheck", city, "--plots", "uses", "--plot", "2", "--plot-name", "dlbm",
                                  "--against", "uses:dlbm", "--into", "parts"});
  ASSERT_EQ(layer.status, 0) << layer.err;
  EXPECT_EQ(layer.json.at("plots").size(), 1U);
  EXPECT_EQ(layer.json.at("plots").at(0).at("name"), "1003");
  EXPECT_EQ(layer.json.at("into"), "parts");
  EXPECT_EQ(layer.json.at("rows"), 1);
  EXPECT_EQ(m.json({"sql", city, "SELECT plot, class, round(area_mu, 3) FROM parts"}).json.at("rows"),
            nlohmann::json::parse(R"([["1003","1003",5.91]])"));
  const CliResult file = m.json({"landcheck", city, "--file", m.write("plots.dxf", drawing()), "--against", "uses"});
  ASSERT_EQ(file.status, 0) << file.err;
  ASSERT_EQ(file.json.at("plots").size(), 2U);
  EXPECT_EQ(file.json.at("plots").at(0).at("area"), 200.0);
  EXPECT_EQ(file.json.at("plots").at(1).at("area"), 100.0);
  EXPECT_NE(file.err.find("1 shapes"), std::string::npos) << file.err;           // the open line
  EXPECT_NE(file.err.find("coordinate system"), std::string::npos) << file.err;  // a drawing has none
}

// X is the north; the zone stands before the eastings; the second plot has a hole; the third cannot be read.
TEST_F(LandCheckCommandTest, plotsOfTheLandBureausTextFile) {
  const std::string text =
      "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n[地块坐标]\n"
      "4,,1,一号,面,,,,@\nJ1,1,3580000,40440000\nJ2,1,3580100,40440000\nJ3,1,3580100,40440050\nJ4,1,3580000,40440050\n"
      "8,,2,二号,面,,,,@\nJ1,1,3580000,40440050\nJ2,1,3580100,40440050\nJ3,1,3580100,40440100\nJ4,1,3580000,40440100\n"
      "J5,2,3580010,40440060\nJ6,2,3580020,40440060\nJ7,2,3580020,40440070\nJ8,2,3580010,40440070\n"
      "3,,3,三号,面,,,,@\nJ1,1,3580000,40440000\nJ2,1,oops,40440000\nJ3,1,3580100,40440050\n";
  const CliResult result = m.json({"landcheck", city, "--file", m.write("用地.txt", text), "--against", "uses:dlbm"});
  ASSERT_EQ(result.status, 3) << result.err;
  EXPECT_EQ(result.json.at("plots_unreadable"), 1);
  ASSERT_EQ(result.json.at("plots").size(), 2U);
  EXPECT_EQ(result.json.at("plots").at(0).at("name"), "一号");
  EXPECT_NEAR(result.json.at("plots").at(0).at("area").get<double>(), 5000, 1e-3);
  EXPECT_NEAR(result.json.at("plots").at(1).at("area").get<double>(), 4900, 1e-3);
  const auto& classes = result.json.at("plots").at(1).at("layers").at(0).at("classes");
  EXPECT_NEAR(classes.at(0).at("area").get<double>(), 1000, 1e-3);  // 0701 up to 440060
  EXPECT_NEAR(classes.at(1).at("area").get<double>(), 3840, 1e-3);  // 1003 without the hole
  EXPECT_NE(result.err.find("三号"), std::string::npos) << result.err;
}

TEST_F(LandCheckCommandTest, aSpreadsheetIsWrittenWholeOrNotAtAll) {
  const std::string sheet = m.file("占地.xlsx");
  const std::vector<std::string> line{"landcheck", city, "--wkt", kLandPlot, "--against", "uses:dlbm", "--xlsx", sheet};
  ASSERT_EQ(m.json(line).status, 0);
  // its table reads back: the heading is the fourth line
  const CliResult read = m.json({"import", city, sheet, "--tables", "--as", "table"});
  ASSERT_EQ(read.status, 0) << read.err;
  EXPECT_EQ(read.json.at("layers").at(0).at("read"), 5) << "title and remarks above it are no rows";
  expectError(m.json(line), 1, "exists");
  std::vector<std::string> again = line;
  again.emplace_back("--overwrite");
  EXPECT_EQ(m.json(again).status, 0);
  again[7] = city;
  expectError(m.json(again), 1, "exists");
  again[7] = m.file("no/such/folder.xlsx");
  EXPECT_EQ(m.json(again).status, 1);
  for (const auto& entry : std::filesystem::directory_iterator(m.path()))
    EXPECT_NE(entry.path().filename().string().rfind(".citydesk", 0), 0U) << entry.path();
}

TEST_F(LandCheckCommandTest, aSheetToPrint) {
  const std::string sheet = m.file("占地.pdf");
  const std::vector<std::string> line{"landcheck", city,  "--wkt",     kLandPlot, "--against", "uses:dlbm",
                                      "--pdf",     sheet, "--heading", "某项目",  "--lang",    "zh_CN"};
  const CliResult result = m.json(line);
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("pdf"), sheet);
  EXPECT_EQ(m.read("占地.pdf").substr(0, 5), "%PDF-");
  expectError(m.json(line), 1, "exists");
}

TEST_F(LandCheckCommandTest, wrongLinesAreRefusedInOneSentence) {
  expectError(m.json({"landcheck", city, "--against", "uses"}), 2, "usage");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot}), 2, "usage");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot, "--plots", "uses", "--against", "uses"}), 2, "usage");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot, "--against", "uses", "--area", "round"}), 2, "usage");
  expectError(m.json({"landcheck", city, "--wkt", "POLYGON ((", "--against", "uses"}), 1, "invalid_value");
  expectError(m.json({"landcheck", city, "--points", "1,2;3,4", "--against", "uses"}), 2, "usage");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot, "--against", "nope"}), 1, "no_such_layer");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot, "--against", "uses:nope"}), 1, "no_such_field");
  expectError(m.json({"landcheck", city, "--plots", "lamps", "--against", "uses"}), 1, "unsupported");
  expectError(m.json({"landcheck", city, "--file", m.file("none.dxf"), "--against", "uses"}), 1, "not_found");
  expectError(m.json({"landcheck", city, "--wkt", kLandPlot, "--against", "uses", "--into", "uses"}), 1, "exists");
}

}  // namespace
}  // namespace gis
