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

TEST_F(StyleCommand, RefusesWhatItCannotDo) {
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "m"}).json["error"]["code"], "no_such_field");
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "state"}).json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.json({"style", city, "cases", "--graduated", "n", "--ramp", "x"}).json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.run({"style", city, "cases", "--get", "--reset"}).status, 2);
  EXPECT_EQ(m.run({"style", city, "cases", "--graduated", "n", "--method", "best"}).status, 2);
}

}  // namespace
}  // namespace gis
