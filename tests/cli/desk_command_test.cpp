// The words of the incident desk beside incident and exchange: codes, day, grids, import-components, incident place.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class DeskCommand : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(m.run({"create", city}).status, 0); }
  std::string report(const std::string& in, const std::string& words) {
    const CliResult made = m.json({"incident", "report", in, "--category", "06010", "--at", "445100,3585100",
                                   "--description", words, "--operator", "li"});
    EXPECT_EQ(made.status, 0) << made.err;
    return made.json.at("id");
  }
  CliFolder m;
  std::string city = m.file("c.citydb");
};

TEST_F(DeskCommand, theCityDecidesHowItsCasesAreNumbered) {
  const CliResult set = m.json({"settings", "set", city, "report_no_pattern=扬{date}{seq3}", "accept_minutes=30"});
  ASSERT_EQ(set.status, 0) << set.err;
  std::map<std::string, std::string> values;
  const CliResult shown = m.json({"settings", "show", city});
  for (const auto& one : shown.json.at("settings")) values[one.at("name")] = one.at("value");
  EXPECT_EQ(values["report_no_pattern"], "扬{date}{seq3}");
  EXPECT_EQ(values["accept_minutes"], "30");
  EXPECT_EQ(values["close_photos"], "inspector");
  const std::string id = report(city, "a");
  const std::string number = m.json({"incident", "show", city, id}).json.at("report_no");
  EXPECT_EQ(number.substr(0, 3), "扬");
  EXPECT_EQ(number.substr(number.size() - 3), "001");
  const auto refused = [&](const std::string& text, const std::string& code) {
    const CliResult result = m.json({"settings", "set", city, text});
    EXPECT_NE(result.status, 0) << text;
    EXPECT_EQ(result.json.at("error").at("code"), code) << result.out;
  };
  refused("case_no_pattern={day}{seq4}", "invalid_value");
  refused("accept_minutes=soon", "invalid_value");
  refused("colour=red", "no_such_field");
  refused("report_no_pattern", "usage");
  ASSERT_EQ(m.json({"undo", city}).status, 0);
  ASSERT_EQ(m.json({"undo", city}).status, 0);
  EXPECT_EQ(m.json({"settings", "show", city}).json.at("settings").at(0).at("decided"), false);
}

TEST_F(DeskCommand, aCityHasCodesOfItsOwn) {
  const CliResult set = m.json({"codes", "set", city, "matters", "--set", "type_code=06999", "--set", "name_zh=单车"});
  ASSERT_EQ(set.status, 0) << set.err;
  EXPECT_EQ(set.json.at("tables").at(0).at("added"), 1);
  EXPECT_EQ(set.json.at("warnings").size(), 1) << "its name has no mark of a city's own";
  EXPECT_EQ(m.json({"codes", "list", city, "matters", "--own"}).json.at("rows").size(), 1);
  EXPECT_EQ(
      m.json({"incident", "report", city, "--category", "06999", "--at", "445100,3585100"}).json.at("category_name"),
      "单车");
  EXPECT_EQ(m.json({"codes", "set", city, "matters", "--set", "type_code=x"}).json.at("error").at("code"),
            "invalid_value");
  EXPECT_EQ(m.json({"codes", "list", city, "nothing"}).status, 2);
  const CliResult sheet = m.json({"codes", "import", city,
                                  m.write("sheet.csv",
                                          "大类代码,小类代码,小类名称,立案条件,处置时限,处置单位\n06,010,暴露垃圾,少量,"
                                          "4工作时,环卫处\n,,,大量,很快,\n")});
  EXPECT_EQ(sheet.status, 3) << "one limit is none";
  EXPECT_EQ(sheet.json.at("rejects").at(0).at("row"), 2);
  EXPECT_EQ(m.json({"codes", "list", city, "time_limits", "--own"}).json.at("rows").at(0).at("limit_value"), "4");
  ASSERT_EQ(m.json({"codes", "export", city, "time_limits", m.file("limits.csv"), "--own"}).status, 0);
  EXPECT_EQ(m.json({"codes", "export", city, "time_limits", m.file("limits.csv")}).json.at("error").at("code"),
            "exists");
  EXPECT_EQ(m.json({"codes", "generation", city}).json.at("generation"), "current");
  ASSERT_EQ(m.json({"create", m.file("old.citydb"), "--codes", "legacy"}).status, 0);
  EXPECT_EQ(m.json({"codes", "generation", m.file("old.citydb")}).json.at("generation"), "legacy");
  EXPECT_EQ(m.json({"create", m.file("x.citydb"), "--codes", "old"}).status, 2);
}

TEST_F(DeskCommand, aDayGoesOutAndBack) {
  const std::string first = report(city, "one");
  const std::string branch = m.file("branch.citydb");
  ASSERT_EQ(m.json({"backup", city, branch}).status, 0);
  ASSERT_EQ(m.json({"incident", "advance", branch, first, "take", "--role", "acceptor", "--operator", "wang"}).status,
            0);
  ASSERT_EQ(m.json({"incident", "correct", branch, first, "--set", "description=there"}).status, 0);
  ASSERT_EQ(m.json({"incident", "correct", city, first, "--set", "description=here"}).status, 0);
  const CliResult out = m.json({"day", "export", branch, m.file("d.zip"), "--to", "centre"});
  ASSERT_EQ(out.status, 0) << out.err;
  EXPECT_EQ(out.json.at("steps"), 2);
  const CliResult waits = m.json({"day", "import", city, m.file("d.zip")});
  EXPECT_EQ(waits.status, 3);
  ASSERT_EQ(waits.json.at("conflicts").size(), 1);
  const std::string key = waits.json.at("conflicts").at(0).at("key");
  EXPECT_EQ(key, first + ".description");
  EXPECT_EQ(m.json({"incident", "show", city, first}).json.at("state"), "reported");
  const CliResult done = m.json({"day", "import", city, m.file("d.zip"), "--decide", key + "=theirs"});
  EXPECT_EQ(done.status, 0) << done.err;
  const CliResult shown = m.json({"incident", "show", city, first});
  EXPECT_EQ(shown.json.at("state"), "pending_register");
  EXPECT_EQ(shown.json.at("description"), "there");
  EXPECT_EQ(m.json({"day", "import", city, m.file("d.zip")}).json.at("steps"), 0);
  EXPECT_EQ(m.json({"day", "import", branch, m.file("d.zip")}).json.at("error").at("code"), "unsupported");
  EXPECT_EQ(m.json({"day", "import", city, m.file("d.zip"), "--take", "ours"}).status, 2);
}

TEST_F(DeskCommand, photosLeaveOnlyWhenChosen) {
  const std::string id = report(city, "with photos");
  for (const char* name : {"a.png", "b.png"}) {
    ASSERT_EQ(m.json({"incident", "sheet", city, id, "--out", m.file(name), "--dpi", "30"}).status, 0);
    ASSERT_EQ(m.json({"incident", "attach", city, id, "--photo", m.file(name)}).status, 0);
  }
  const auto out = [&](const std::string& folder, const std::vector<std::string>& more) {
    std::vector<std::string> words{"incident", "photos", city, id, "--out", m.file(folder)};
    words.insert(words.end(), more.begin(), more.end());
    return m.json(words);
  };
  const CliResult none = out("out", {});
  EXPECT_EQ(none.status, 0) << none.err;
  EXPECT_EQ(none.json.at("written"), 0);
  EXPECT_EQ(none.json.at("kept_back"), 2);
  EXPECT_NE(none.err.find("--all"), std::string::npos) << none.err;
  EXPECT_FALSE(std::filesystem::exists(m.file("out")));
  const CliResult one = out("out", {"--only", "a.png"});
  EXPECT_EQ(one.json.at("written"), 1) << one.err;
  EXPECT_EQ(one.json.at("kept_back"), 1);
  EXPECT_EQ(out("all", {"--all"}).json.at("written"), 2);
  EXPECT_EQ(out("both", {"--all", "--only", "a.png"}).status, 2);
  EXPECT_EQ(out("none", {"--only", "c.png"}).json.at("error").at("code"), "not_found");
  // on paper too
  const auto pictures = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> words{"incident", "sheet", city, id, "--out", m.file(name)};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(m.json(words).status, 0);
    const std::string pdf = m.read(name), mark = "/Subtype /Image";
    int count = 0;
    for (auto at = pdf.find(mark); at != std::string::npos; at = pdf.find(mark, at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(pictures("with.pdf", {"--photos"}), pictures("without.pdf", {}) + 2);
}

TEST_F(DeskCommand, componentsAndGridsAreTakenInAndChecked) {
  const CliResult lamps =
      m.json({"import-components", city, m.write("lamps.csv", "叫什么,小类,x,y\n灯,路灯,445100,3585100\n"), "--map",
              "叫什么=GLBJMC"});
  ASSERT_EQ(lamps.status, 0) << lamps.err << lamps.out;
  EXPECT_EQ(lamps.json.at("added"), 1);
  EXPECT_EQ(lamps.json.at("mapping").at("叫什么"), "GLBJMC");
  // remembered
  EXPECT_EQ(m.json({"import-components", city, m.write("more.csv", "叫什么,x,y\n灯二,445200,3585100\n"), "--plan"})
                .json.at("mapping")
                .at("叫什么"),
            "GLBJMC");
  EXPECT_EQ(m.json({"import-components", city, m.write("none.csv", "a,b\n1,2\n")}).status, 2);
  // two grids that overlap, one of them unusually small, none in a community
  const std::string grids =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"321002001001001"},"geometry":{"type":"Polygon","coordinates":[[[445000,3585000],[445100,3585000],[445100,3585100],[445000,3585100],[445000,3585000]]]}},
{"type":"Feature","properties":{"code":"321002001001001"},"geometry":{"type":"Polygon","coordinates":[[[445090,3585000],[445110,3585000],[445110,3585010],[445090,3585010],[445090,3585000]]]}}]})";
  ASSERT_EQ(m.json({"import", city, m.write("grids.geojson", grids), "--as", "grids"}).status, 0);
  ASSERT_EQ(m.json({"role", city, "unit_grid", "grids", "--code", "code"}).status, 0);
  const CliResult checked = m.json({"grids", city});
  ASSERT_EQ(checked.status, 0) << checked.err;
  std::map<std::string, int> checks;
  for (const auto& finding : checked.json.at("findings")) ++checks[finding.at("check")];
  EXPECT_EQ(checks["overlap"], 1) << checked.out;
  EXPECT_EQ(checks["unique"], 1) << "the second one, which names the first";
  EXPECT_EQ(checks["area_outlier"], 1);
  EXPECT_EQ(checks["no_community"] + checks["uncovered"], 0) << "nothing plays the community";
  // a community of which a strip at its border has no grid, and beyond which the second grid reaches
  const std::string communities =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"321002001001"},"geometry":{"type":"Polygon","coordinates":[[[445000,3584980],[445100,3584980],[445100,3585100],[445000,3585100],[445000,3584980]]]}}]})";
  ASSERT_EQ(m.json({"import", city, m.write("communities.geojson", communities), "--as", "communities"}).status, 0);
  ASSERT_EQ(m.json({"role", city, "community", "communities", "--code", "code"}).status, 0);
  std::map<std::string, std::string> told;
  const CliResult again = m.json({"grids", city});
  for (const auto& finding : again.json.at("findings"))
    told[finding.at("check")] += finding.at("reason").get<std::string>() + "|";
  EXPECT_EQ(told["uncovered"], "2000 m² of it lie in no unit grid|");
  EXPECT_EQ(told["no_community"], "100 m² of it lie in no community|");
  const CliResult place = m.json({"incident", "place", city, "--at", "445088,3585005"});
  ASSERT_EQ(place.status, 0) << place.err;
  EXPECT_EQ(place.json.at("place").at("unit_grid").at("code"), "321002001001001");
  EXPECT_NEAR(place.json.at("place").at("second").at("unit_grid").at("metres").get<double>(), 2, 1e-6);
  EXPECT_TRUE(place.json.at("place").at("district").is_null());
}

}  // namespace
}  // namespace gis
