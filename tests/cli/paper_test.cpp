// Pages and base maps from the command line.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class Paper : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    for (const char* at : {"440000,3580000", "440100,3580100"}) {
      const CliResult made = m.json({"incident", "report", city, "--kind", "component", "--category", "0102", "--at",
                                     at, "--description", "井盖破损"});
      ASSERT_EQ(made.status, 0) << made.err;
      ids.push_back(made.json.at("id").get<std::string>());
    }
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(m.file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  CliFolder m;
  const std::string city = m.file("扬州.citydb");
  std::vector<std::string> ids;
};

TEST_F(Paper, writesSheetsOfOneCaseAndOfMany) {
  const CliResult one = m.json({"incident", "sheet", city, ids[0], "--out", m.file("one.pdf"), "--sign", "甲"});
  ASSERT_EQ(one.status, 0) << one.err;
  EXPECT_EQ(one.json.at("written"), 1);
  EXPECT_EQ(one.json.at("pages"), 1);
  EXPECT_EQ(read("one.pdf").rfind("%PDF-", 0), 0U);
  const CliResult all =
      m.json({"incident", "sheet", city, "--where", "state = 'reported'", "--out", m.file("all.png"), "--dpi", "50"});
  ASSERT_EQ(all.status, 0) << all.err;
  EXPECT_EQ(all.json.at("files").size(), 2U);
  EXPECT_EQ(read("all-1.png").substr(1, 3), "PNG");
  EXPECT_EQ(read("all-2.png").substr(1, 3), "PNG");
}

TEST_F(Paper, refusesWhatIsNoCaseOrNoPage) {
  EXPECT_EQ(m.json({"incident", "sheet", city, "--out", m.file("x.pdf")}).status, 2);
  EXPECT_EQ(m.json({"incident", "sheet", city, "nobody", "--out", m.file("x.pdf")}).json["error"]["code"], "not_found");
  EXPECT_EQ(m.json({"incident", "sheet", city, ids[0], "--out", m.file("x.doc")}).json["error"]["code"], "unsupported");
  EXPECT_EQ(m.json({"incident", "sheet", city, ids[0], "--out", m.file("x.pdf"), "--scale", "0"}).status, 2);
  EXPECT_FALSE(std::filesystem::exists(m.file("x.pdf")));
}

TEST_F(Paper, drawsABaseMapBelow) {
  const std::vector<std::string> box{"--bbox", "439900,3579900,440200,3580200", "--size", "300x300"};
  const auto render = [&](const std::string& out, std::vector<std::string> more) {
    std::vector<std::string> line{"render", city, "--out", m.file(out)};
    line.insert(line.end(), box.begin(), box.end());
    line.insert(line.end(), more.begin(), more.end());
    return m.json(line);
  };
  // a picture of another colour, with a world file, is the base map
  ASSERT_EQ(render("base.png", {"--background", "#3060c0"}).status, 0);
  (void)m.write("base.pgw", "1\n0\n0\n-1\n439900.5\n3580199.5\n");
  ASSERT_EQ(render("without.png", {}).status, 0);
  const CliResult with = render("with.png", {"--base", m.file("base.png")});
  ASSERT_EQ(with.status, 0) << with.err;
  EXPECT_NE(read("with.png"), read("without.png"));
  EXPECT_EQ(render("faint.png", {"--base", m.file("base.png"), "--base-opacity", "2"}).status, 2);
  const CliResult info = m.json({"basemap", m.file("base.png")});
  ASSERT_EQ(info.status, 0) << info.err;
  EXPECT_EQ(info.json.at("width"), 300);
  EXPECT_FALSE(info.json.at("wants_overviews").get<bool>());
  EXPECT_EQ(m.json({"basemap", m.file("nothing.tif")}).json["error"]["code"], "not_found");
}

TEST_F(Paper, usesNoNetworkUnlessToldWhere) {
  const std::string place = "http://127.0.0.1:9/{z}/{x}/{y}.png";
  const CliResult off = m.json({"basemap", place});
  EXPECT_EQ(off.json["error"]["code"], "unsupported");
  // the command line's own words: it has no preferences
  EXPECT_NE(off.out.find("--allow-host"), std::string::npos) << off.out;
  const CliResult other = m.json({"basemap", place, "--allow-host", "maps.example.org"});
  EXPECT_NE(other.json["error"]["message"].get<std::string>().find("not in the list"), std::string::npos) << other.out;
  EXPECT_NE(other.out.find("--allow-host"), std::string::npos) << other.out;
  const CliResult keyless =
      m.json({"basemap", "http://127.0.0.1:9/{z}/{x}/{y}.png?k={key}", "--allow-host", "127.0.0.1:9"});
  EXPECT_NE(keyless.out.find("--base-key"), std::string::npos) << keyless.out;
  // allowed, but nobody is there: the map is drawn, a line says what is missing
  const CliResult gone = m.json({"render", city, "--out", m.file("gone.png"), "--size", "200x200", "--bbox",
                                 "439900,3579900,440200,3580200", "--base", place, "--allow-host", "127.0.0.1:9"});
  EXPECT_EQ(gone.status, 0) << gone.err;
  EXPECT_NE(gone.err.find("base map"), std::string::npos) << gone.err;
  EXPECT_TRUE(std::filesystem::exists(m.file("gone.png")));
}

}  // namespace
}  // namespace gis
