// citydesk-cli exchange, driven as a script would.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

constexpr const char* kPlatformList =
    "\xEF\xBB\xBF任务号,上报时间,问题描述,小类,地址描述,coordinate_x,coordinate_y,结案时间,经办\n"
    "T1,2026-06-01 08:00:00,垃圾,暴露垃圾,文昌中路1号,445100,3585100,2026-06-02 08:00:00,x\n"
    "T2,2026-06-05 08:00:00,井盖,雨水井盖异常,某路,,,,y\n"
    ",2026-06-05 08:00:00,没有号,,,,,,z\n";

class ExchangeCommand : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(m.run({"create", city}).status, 0); }
  CliFolder m;
  std::string city = m.file("c.citydb");
};

TEST_F(ExchangeCommand, importsUpdatesAndExportsInBothOrdersOfWords) {
  const std::string list = m.write("list.csv", kPlatformList);
  const CliResult first = m.json({"exchange", city, "cases", "import", list});
  ASSERT_EQ(first.status, 3) << first.err << first.out;
  EXPECT_EQ(first.json.at("read"), 3);
  EXPECT_EQ(first.json.at("new"), 2);
  EXPECT_EQ(first.json.at("rejected"), 1);
  EXPECT_EQ(first.json.at("to_place"), 1);
  EXPECT_EQ(first.json.at("mapping").at("任务号"), "number");
  EXPECT_EQ(first.json.at("unmapped").at(0), "经办");
  EXPECT_EQ(first.json.at("rejects").at(0).at("row"), 3);
  const CliResult again = m.json({"exchange", "cases", "import", city, list});
  EXPECT_EQ(again.json.at("unchanged"), 2) << again.out;
  EXPECT_TRUE(again.json.at("tx").is_null());
  const CliResult queue = m.json({"exchange", "cases", "queue", city, "--find"});
  ASSERT_EQ(queue.json.at("count"), 1) << queue.err;
  EXPECT_EQ(queue.json.at("cases").at(0).at("number"), "T2");
  EXPECT_EQ(queue.json.at("cases").at(0).at("address"), "某路");
  const std::string id = queue.json.at("cases").at(0).at("id");
  ASSERT_EQ(m.json({"incident", "move", city, id, "--at", "445000,3585000"}).status, 0);
  EXPECT_EQ(m.json({"exchange", city, "cases", "queue"}).json.at("count"), 0);
  for (const std::string name : {"out.xlsx", "out.csv", "out.json"}) {
    const CliResult out = m.json({"exchange", city, "cases", "export", m.file(name)});
    ASSERT_EQ(out.status, 0) << out.err;
    EXPECT_EQ(out.json.at("written"), 2);
    const CliResult back = m.json({"exchange", city, "cases", "import", m.file(name)});
    EXPECT_EQ(back.json.at("unchanged"), 2) << back.out;
    EXPECT_EQ(m.json({"exchange", city, "cases", "export", m.file(name)}).json.at("error").at("code"), "exists");
  }
  const CliResult some = m.json(
      {"exchange", city, "cases", "export", m.file("one.csv"), "--where", "state = 'closed'", "--headings", "names"});
  EXPECT_EQ(some.json.at("written"), 1) << some.err;
  EXPECT_EQ(m.read("one.csv").substr(0, 21), "\xEF\xBB\xBFtask_num,create_ti");
}

TEST_F(ExchangeCommand, aPlanAndRememberedHeadings) {
  const std::string list = m.write("other.csv", "号,时间\nA,2026-06-01\n");
  const CliResult bare = m.json({"exchange", city, "cases", "import", list});
  EXPECT_EQ(bare.status, 2);
  EXPECT_EQ(bare.json.at("error").at("code"), "usage");
  const std::vector<std::string> told{"exchange", city,        "cases", "import",          list,
                                      "--map",    "号=number", "--map", "时间=reported_at"};
  std::vector<std::string> plan = told;
  plan.push_back("--plan");
  EXPECT_EQ(m.json(plan).json.at("new"), 1);
  EXPECT_EQ(m.json({"incident", "list", city}).json.at("count"), 0);
  EXPECT_EQ(m.json(told).json.at("new"), 1);
  const CliResult remembered = m.json({"exchange", city, "cases", "import", list});
  EXPECT_EQ(remembered.json.at("unchanged"), 1) << remembered.out;
  EXPECT_EQ(m.json({"exchange", city, "cases", "import", list, "--map", "号=weather"}).status, 2);
  EXPECT_EQ(m.json({"exchange", city, "cases", "import", list, "--map", "无=number"}).json.at("error").at("code"),
            "no_such_field");
}

TEST_F(ExchangeCommand, positionsAreASettingThatIsOffAtFirst) {
  EXPECT_EQ(m.json({"exchange", city, "positions"}).json.at("positions"), "WGS84");
  EXPECT_EQ(m.json({"exchange", "positions", city, "gcj02"}).json.at("positions"), "GCJ-02");
  const std::string list = m.write("gcj.csv", "任务号,上报时间,经度,纬度\nG,2026-06-01,119.41828024,32.39142037\n");
  const CliResult taken = m.json({"exchange", city, "cases", "import", list});
  EXPECT_EQ(taken.json.at("positions_offset"), "GCJ-02") << taken.out << taken.err;
  const CliResult shown = m.json({"incident", "show", city, "G"});
  EXPECT_NEAR(shown.json.at("x").get<double>(), 444751.370, 0.01);
  EXPECT_NE(m.json({"incident", "history", city, "G"}).out.find("GCJ-02"), std::string::npos);
  EXPECT_EQ(m.json({"exchange", city, "positions", "mars"}).status, 2);
}

TEST_F(ExchangeCommand, badFilesAreClearSentences) {
  EXPECT_EQ(m.json({"exchange", "cases", "import", city}).status, 2);
  EXPECT_EQ(m.json({"exchange", city, "cases", "import", m.file("missing.xlsx")}).json.at("error").at("code"),
            "not_found");
  const std::string broken = m.write("broken.json", "[{]");
  EXPECT_EQ(m.json({"exchange", city, "cases", "import", broken}).json.at("error").at("code"), "damaged");
  EXPECT_EQ(m.json({"exchange", city, "cases", "export", m.file("x.doc")}).json.at("error").at("code"), "unsupported");
  EXPECT_EQ(m.json({"incident", "list", city}).json.at("count"), 0);
}

}  // namespace
}  // namespace gis
