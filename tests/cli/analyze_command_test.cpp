// citydesk-cli analyze, driven as a script would.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

/// 10 × 10 cells of 100 m, with three pits in each of the nine in the south-west corner.
std::string cellsFile() {
  std::string text =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[)";
  for (int i = 0; i < 100; ++i) {
    const std::string x = std::to_string(440000 + i % 10 * 100);
    const std::string y = std::to_string(3580000 + i / 10 * 100);
    const std::string right = std::to_string(440100 + i % 10 * 100);
    const std::string top = std::to_string(3580100 + i / 10 * 100);
    text += (i == 0 ? "" : ",") + std::string(R"({"type":"Feature","properties":{"people":)") +
            std::to_string(i % 5 * 10) + R"(},"geometry":{"type":"Polygon","coordinates":[[[)" + x + "," + y + "],[" +
            right + "," + y + "],[" + right + "," + top + "],[" + x + "," + top + "],[" + x + "," + y + "]]]}}";
  }
  return text + "]}";
}
std::string pitsFile() {
  std::string text = "n,x,y\n";
  for (int i = 0; i < 27; ++i) {
    text += std::to_string(i) + "," + std::to_string(440050 + i % 3 * 100 + i / 9) + "," +
            std::to_string(3580050 + i / 3 % 3 * 100) + "\n";
  }
  return text;
}

class AnalyzeCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("cells.geojson", cellsFile()), "--as", "cells"}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("pits.csv", pitsFile()), "--source-crs", "EPSG:4549"}).status, 0);
  }
  void expectError(const CliResult& result, int status, const std::string& code) {
    EXPECT_EQ(result.status, status) << result.out << result.err;
    ASSERT_TRUE(result.json.is_object() && result.json.contains("error")) << result.out;
    EXPECT_EQ(result.json["error"]["code"], code) << result.out;
  }
  /// The labels of the legend, in both languages.
  std::string legend(const std::string& layer) {
    const CliResult style = m.json({"style", city, layer, "--get"});
    EXPECT_EQ(style.status, 0) << style.err;
    return style.json.dump();
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(AnalyzeCommandTest, hotSpotsWithALegendInWords) {
  const CliResult result = m.json({"analyze", "hotspots", city, "cells", "--of", "pits", "--into", "hot"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("rows"), 100);
  EXPECT_EQ(result.json.at("features"), 27);
  EXPECT_GT(result.json.at("hot").at("3").get<int>(), 0);
  EXPECT_EQ(m.json({"sql", city, "SELECT hot FROM hot WHERE fid = 12"}).json.at("rows"),
            nlohmann::json::parse("[[3]]"));
  const std::string words = legend("hot");
  // so short that the end, which tells them apart, is read in the layer tree, too
  for (const char* label : {"Hot spot, by chance < 1 %", "Cold spot, by chance < 10 %", "热点，误判不到 10 %"})
    EXPECT_NE(words.find('"' + std::string(label) + '"'), std::string::npos) << words;
  expectError(m.json({"analyze", "hotspots", city, "cells", "--into", "h2"}), 2, "usage");
  expectError(m.json({"analyze", "hotspots", city, "cells", "--of", "nope", "--into", "h2"}), 1, "no_such_layer");
  expectError(m.json({"analyze", "hotspots", city, "pits", "--of", "cells", "--into", "h2"}), 1, "unsupported");
  expectError(m.json({"analyze", "hotspots", city, "cells", "--of", "pits", "--into", "hot"}), 1, "exists");
  expectError(m.json({"analyze", city}), 2, "usage");
}

TEST_F(AnalyzeCommandTest, ratesOfZones) {
  const CliResult result =
      m.json({"analyze", "rates", city, "cells", "--of", "pits", "--per", "people", "--times", "10", "--into", "r"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("without_base"), 20);  // nobody lives there
  EXPECT_EQ(m.json({"sql", city, "SELECT count, base, rate FROM r WHERE fid = 2"}).json.at("rows"),
            nlohmann::json::parse("[[3,10.0,3.0]]"));
  EXPECT_NE(legend("r").find("per 10 people"), std::string::npos);
  const CliResult area = m.json({"analyze", "rates", city, "cells", "--of", "pits", "--into", "r2"});
  EXPECT_EQ(area.status, 0) << area.err;
  EXPECT_NE(legend("r2").find("km²"), std::string::npos);
}

TEST_F(AnalyzeCommandTest, coverageInAStraightLine) {
  const CliResult result =
      m.json({"analyze", "coverage", city, "cells", "--of", "pits", "--distance", "150", "--into", "c"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("within").get<int>() + result.json.at("beyond").get<int>(), 100);
  EXPECT_EQ(result.json.at("within"), 16);  // the nine, and those beside them
  EXPECT_NEAR(result.json.at("area").get<double>(), 1e6, 1e-3);
  EXPECT_NE(legend("c").find("\"beyond 150 m ("), std::string::npos) << legend("c");  // before the layer's name
  EXPECT_NE(legend("c").find("\"within 150 m ("), std::string::npos) << legend("c");
  expectError(m.json({"analyze", "coverage", city, "cells", "--of", "pits", "--into", "c2"}), 2, "usage");
  expectError(m.json({"analyze", "coverage", city, "cells", "--of", "pits", "--distance", "-1", "--into", "c2"}), 2,
              "usage");
}

TEST_F(AnalyzeCommandTest, densityAsAGrid) {
  const CliResult result = m.json({"analyze", "density", city, "pits", "--radius", "200", "--into", "d"});
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.json.at("cell"), 20.0);
  EXPECT_EQ(result.json.at("features"), 27);
  EXPECT_NEAR(result.json.at("total").get<double>(), 27, 0.3);
  EXPECT_NE(legend("d").find("per km²"), std::string::npos);
  EXPECT_EQ(m.run({"render", city, "--out", m.file("d.png"), "--layers", "d", "--size", "300x300"}).status, 0);
  expectError(m.json({"analyze", "density", city, "pits", "--radius", "0", "--into", "d2"}), 2, "usage");
  expectError(m.json({"analyze", "density", city, "pits", "--weight", "nope", "--into", "d2"}), 1, "no_such_field");
}

}  // namespace
}  // namespace gis
