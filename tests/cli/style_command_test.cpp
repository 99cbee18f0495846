// citydesk-cli style as a script uses it.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class StyleCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    std::string csv = "state,n,x,y\n";
    for (int k = 0; k < 40; ++k) {
      csv += std::string(k % 3 == 0 ? "closed" : "reported") + "," + std::to_string(k < 20 ? k : 500 + k) + "," +
             std::to_string(440000 + k) + ",3580000\n";
    }
    ASSERT_EQ(m.json({"import", city, m.write("cases.csv", csv), "--source-crs", "EPSG:4549"}).status, 0);
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

TEST_F(StyleCommand, MakesClassesFromValues) {
  const CliResult jenks =
      m.json({"style", city, "cases", "--graduated", "n", "--classes", "2", "--method", "jenks", "--ramp", "viridis"});
  ASSERT_EQ(jenks.status, 0) << jenks.err;
  ASSERT_EQ(jenks.json.at("classes").size(), 2U);
  EXPECT_EQ(jenks.json["classes"][1]["lower"], 520.0);
  EXPECT_EQ(jenks.json["classes"][1]["symbol"]["fill"], "#fde725");
  EXPECT_EQ(m.json({"style", city, "cases"}).json, jenks.json);
  const CliResult values = m.json({"style", city, "cases", "--categorised", "state"});
  ASSERT_EQ(values.status, 0) << values.err;
  EXPECT_EQ(values.json.at("kind"), "categorised");
  EXPECT_EQ(values.json.at("classes").size(), 2U);
}

TEST_F(StyleCommand, KnowsItsPresets) {
  const CliResult list = m.json({"style", city, "cases", "--presets"});
  ASSERT_EQ(list.status, 0) << list.err;
  EXPECT_GE(list.json.at("presets").size(), 5U);
  const CliResult heat = m.json({"style", city, "cases", "--preset", "heat"});
  ASSERT_EQ(heat.status, 0) << heat.err;
  EXPECT_TRUE(heat.json.contains("heat"));
  EXPECT_EQ(m.json({"style", city, "cases", "--preset", "land_use"}).json["error"]["code"], "not_found");
}

TEST_F(StyleCommand, TakesAndGivesSld) {
  ASSERT_EQ(m.json({"style", city, "cases", "--categorised", "state"}).status, 0);
  const CliResult before = m.json({"style", city, "cases"});
  // a style of points keeps parts for lines that no point shows: SLD has no place for them
  nlohmann::json wanted = before.json.at("classes");
  for (auto& c : wanted) c["symbol"].erase("line");
  for (const char* format : {"sld", "sld10"}) {
    const CliResult sld = m.run({"style", city, "cases", "--get", "--format", format});
    ASSERT_EQ(sld.status, 0) << sld.err;
    ASSERT_EQ(m.json({"style", city, "cases", "--reset"}).status, 0);
    const CliResult set = m.json({"style", city, "cases", "--set", m.write("s.sld", sld.out)});
    ASSERT_EQ(set.status, 0) << set.err;
    EXPECT_EQ(set.json.at("classes").size(), 2U);
    EXPECT_EQ(set.json.at("classes"), wanted);
  }
  const CliResult lossy = m.json({"style", city, "cases", "--set",
                                  m.write("l.sld",
                                          "<UserStyle><FeatureTypeStyle><Rule><PointSymbolizer><Graphic><Rotation>3</"
                                          "Rotation></Graphic></PointSymbolizer>"
                                          "</Rule></FeatureTypeStyle></UserStyle>")});
  ASSERT_EQ(lossy.status, 0) << lossy.err;
  EXPECT_EQ(lossy.json.at("not_carried_over").size(), 1U) << lossy.out;
  EXPECT_NE(lossy.err.find("Rotation"), std::string::npos) << lossy.err;
  EXPECT_EQ(m.json({"style", city, "cases", "--set", m.write("b.sld", "<a>")}).json["error"]["code"], "invalid_value");
  // what failed changed nothing
  EXPECT_EQ(m.json({"style", city, "cases"}).json.at("classes"), lossy.json.at("classes"));
}

TEST_F(StyleCommand, RefusesWhatItCannotDo) {
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "m"}).json["error"]["code"], "no_such_field");
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "state"}).json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "n", "--ramp", "x"}).json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.run({"style", city, "cases", "--get", "--reset"}).status, 2);
  EXPECT_EQ(m.run({"style", city, "cases", "--graduated", "n", "--method", "best"}).status, 2);
}

}  // namespace
}  // namespace gis
