// Bad lines, bad values and bad data, met by a clear sentence and without loss.
#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <future>
#include <sstream>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kPoints = "WKT,code,n\nPOINT(440000 3580000),0042,1\nPOINT(440010 3580000),7,2\n";

class BadInput : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(m.run({"create", city}).status, 0); }
  CliResult import(const std::string& name, const std::string& content, std::vector<std::string> more = {}) {
    std::vector<std::string> line{"import", city, m.write(name + ".csv", content), "--source-crs", "EPSG:4549"};
    line.insert(line.end(), more.begin(), more.end());
    CliResult result = m.json(line);
    EXPECT_EQ(result.status, 0) << result.err;
    return result;
  }
  static void expectError(const CliResult& result, int status, const std::string& code, const std::string& part) {
    EXPECT_EQ(result.status, status) << result.out << result.err;
    ASSERT_TRUE(result.json.is_object() && result.json.contains("error")) << result.out;
    EXPECT_EQ(result.json["error"]["code"], code) << result.out;
    EXPECT_THAT(result.err, HasSubstr(part));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
  [[nodiscard]] std::string cell(const std::string& sql) const {
    const CliResult result = m.json({"sql", city, sql});
    EXPECT_EQ(result.status, 0) << result.err;
    return result.json.at("rows").at(0).at(0).dump();
  }

  CliFolder m;
  const std::string city = m.file("a.citydb");
};

TEST_F(BadInput, emptyGeometriesAreKeptAsNoneAndCounted) {
  const CliResult result = import("e", "WKT,n\nPOLYGON EMPTY,1\n\"POLYGON((0 0,4 0,4 4,0 4,0 0))\",2\nPOINT EMPTY,3\n");
  const auto& report = result.json.at("layers").at(0);
  EXPECT_EQ(report.at("imported"), 3);
  EXPECT_EQ(report.at("null_geometries"), 2);
  EXPECT_THAT(report.at("warnings").dump(), HasSubstr("2 empty geometries were stored as no geometry"));
  EXPECT_EQ(m.json({"sql", city, "SELECT ST_MakeValid(geometry) FROM e"}).status, 0);
  EXPECT_EQ(m.json({"select", city, "e", "--where", "ST_Covers(BuildMbr(0,0,9,9),geometry)=1"}).json.at("count"), 1);
  EXPECT_EQ(m.json({"edit", city, "e", "2", "--geometry", "POLYGON EMPTY"}).status, 0);
  EXPECT_EQ(m.json({"sql", city, "SELECT ST_MakeValid(geometry) FROM e"}).status, 0);
  const CliResult sound = m.json({"check", city});
  EXPECT_TRUE(sound.json.at("ok").get<bool>());
  EXPECT_EQ(sound.err, "") << "no complaint of a library on the terminal";
}

TEST_F(BadInput, sqlThatCrashesSpatialiteIsASentence) {
  import("p", kPoints);
  // a sanitizer must let the child crash as it does for the user
  const char* options = std::getenv("ASAN_OPTIONS");
  ::setenv("ASAN_OPTIONS", (std::string(options == nullptr ? "" : options) + ":handle_segv=0").c_str(), 1);
  // an empty polygon, as only SQL can still make one
  const std::string empty =
      "x'0001C5110000FFFFFFFFFFFFEF7FFFFFFFFFFFFFEF7FFFFFFFFFFFFFEFFFFFFFFFFFFFFFEFFF7C0300000000000000FE'";
  expectError(m.json({"sql", city, "SELECT ST_MakeValid(" + empty + ")"}), 1, "sql", "SpatiaLite crashed");
  expectError(m.json({"select", city, "p", "--where", "ST_MakeValid(" + empty + ") IS NULL"}), 1, "sql",
              "SpatiaLite crashed");
}

TEST_F(BadInput, aStatementEndsWithTheProgramThatAsked) {
  const std::string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
  const std::string line = "sleep 0.5 | timeout 60 " + CliFolder::program() + " sql " + city + " '" + endless +
                           "' --timeout 3600 --end-with-input";
  const int status = std::system(("bash -c \"" + line + "\"").c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1) << "124: it went on for a minute though nobody was left";
}

TEST_F(BadInput, undoSaysWhatLiesBetweenAndGoesOn) {
  import("a", kPoints);
  import("b", kPoints);
  ASSERT_EQ(m.run({"edit", city, "a", "1", "--set", "n=5"}).status, 0);
  ASSERT_EQ(m.run({"edit", city, "b", "1", "--set", "n=6"}).status, 0);
  ASSERT_EQ(m.run({"remove", city, "b"}).status, 0);
  expectError(m.json({"undo", city}), 1, "forbidden_step", "the removal of the layer \"b\" cannot be undone");
  EXPECT_EQ(cell("SELECT n FROM a WHERE fid = 1"), "5");
  EXPECT_EQ(m.json({"undo", city}).status, 0);
  EXPECT_EQ(cell("SELECT n FROM a WHERE fid = 1"), "1");
  EXPECT_EQ(m.json({"redo", city}).status, 0);
  EXPECT_EQ(cell("SELECT n FROM a WHERE fid = 1"), "5");
}

TEST_F(BadInput, loadsAndRemovalsAreSignedByTheOperator) {
  import("a", kPoints, {"--operator", "王"});
  ASSERT_EQ(m.run({"remove", city, "a", "--operator", "李"}).status, 0);
  EXPECT_EQ(cell("SELECT actor FROM city_history WHERE op = 'load'"), "\"王\"");
  EXPECT_EQ(cell("SELECT actor FROM city_history WHERE op = 'drop'"), "\"李\"");
}

TEST_F(BadInput, valuesMustFitTheirColumn) {
  const std::string source = m.write("t.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"b":true,"d":"2024-01-02","t":"2024-01-02T03:04:05","r":1.5},
"geometry":{"type":"Point","coordinates":[119.4,32.4]}}]})");
  ASSERT_EQ(m.run({"import", city, source}).status, 0);
  const auto set = [&](const std::string& pair) { return m.json({"edit", city, "t", "1", "--set", pair}); };
  for (const char* pair : {"b=2", "d=foo", "d=2024-02-30", "t=banana", "r=nan"})
    expectError(set(pair), 1, "invalid_value", "the column holds values of type");
  EXPECT_EQ(set("b=true").status, 0);
  EXPECT_EQ(set("d=2024-02-29").status, 0);
  expectError(m.json({"edit", city, "t", "1", "--geometry", "POINT(nan 1)"}), 1, "invalid_value", "");
  EXPECT_EQ(m.json({"export", city, "t", m.file("t.gpkg")}).status, 0);
}

TEST_F(BadInput, aCountTellsWhatTookNoPart) {
  import("e", "WKT,n\nPOINT EMPTY,1\nPOINT(440000 3580000),2\n");
  import("p", kPoints);
  for (const auto& line : {std::vector<std::string>{"select", city, "e", "--within-distance", "5", "p", "--count"},
                           {"select", city, "p", "--within-distance", "5", "e", "--count"}}) {
    const CliResult result = m.json(line);
    EXPECT_EQ(result.json.at("count"), 1) << result.out;
    EXPECT_EQ(result.err.find("features of layer e without geometry, which took no part: 1") != std::string::npos,
              line[2] == "e")
        << result.err;
  }
}

TEST_F(BadInput, aConditionThatEndsTooEarlyIsToldSo) {
  import("p", kPoints);
  expectError(m.json({"select", city, "p", "--where", "n >", "--count"}), 1, "sql", "it ends too early");
  expectError(m.json({"select", city, "p", "--where", "n = 1) OR (1", "--count"}), 1, "sql", "near \")\"");
  expectError(m.json({"buffer", city, "p", "--distance", "nan", "--into", "b"}), 2, "usage",
              "the distance is no number of metres");
}

TEST_F(BadInput, distancesAtTheBorderCountBothWays) {
  import("mx", "WKT,n\nPOINT(24 28),1\n\"LINESTRING(26 27,22 24,18 28,17 30)\",2\n");
  EXPECT_EQ(m.json({"join", city, "mx", "mx", "--within-distance", "2", "--into", "j"}).json.at("rows"), 4);
}

TEST_F(BadInput, normalisedCodesLoseTheirLeadingZeros) {
  import("p", kPoints);
  const std::string list = m.write("list.csv", "key,who\n42,王\n００７,李\n");
  EXPECT_EQ(
      m.json({"join", city, "p", list, "--on", "code=key", "--normalise", "code", "--into", "j"}).json.at("matched"),
      2);
  EXPECT_EQ(m.json({"join", city, "p", list, "--on", "code=key", "--into", "k"}).json.at("matched"), 0);
}

TEST_F(BadInput, linesThatCannotBeReadAreToldInOurWords) {
  import("p", kPoints);
  expectError(m.json({"nonsense", city}), 2, "usage", "there is no command \"nonsense\"");
  expectError(m.json({"incident", city, "nonsense"}), 2, "usage", "there is no command \"nonsense\"");
  expectError(m.json({}), 2, "usage", "a command is missing");
  expectError(m.json({"layers", city, "--colour"}), 2, "usage", "there is no option --colour");
  expectError(m.json({"layers", city, "more"}), 2, "usage", "\"more\" is an argument too many");
  expectError(m.json({"select", city}), 2, "usage", "LAYER is missing");
  expectError(m.json({"select", city, "p", "--where"}), 2, "usage", "the option --where needs a value");
  expectError(m.json({"select", city, "p", "--where", "--count"}), 2, "usage", "the option --where needs a value");
  expectError(m.json({"select", city, "p", "--relate", "intersects"}), 2, "usage", "the option --relate needs a value");
  expectError(m.json({"select", city, "p", "--limit", "x"}), 2, "usage", "\"x\" is no value for --limit");
  expectError(m.json({"find", city, "a", "--limit", "-1"}), 2, "usage", "the number is out of range");
  expectError(m.json({"import", city, m.file("p.csv"), "--invalid", "x"}), 2, "usage", "it takes keep, repair, reject");
  expectError(m.json({"layers", city, "--lang", "fr"}), 2, "usage", "there is no language \"fr\"");
  expectError(m.json({"create", m.file("s.citydb"), "--sample", "--parcels", "0"}), 2, "usage", "a number above 0");
  expectError(m.json({"create", m.file("s.citydb"), "--parcels", "9"}), 2, "usage",
              "the option --parcels needs --sample");
  expectError(m.json({"layers", city, "--colour", "--lang", "zh_CN"}), 2, "usage", "没有选项 --colour");
  EXPECT_THAT(m.run({"--help", "--lang", "zh_CN"}).out, HasSubstr("导入"));
}

TEST_F(BadInput, helpIsInTheWantedLanguage) {
  const std::string chinese = m.run({"--help-all", "--lang", "zh_CN"}).out;
  std::istringstream english(m.run({"--help-all", "--lang", "en"}).out);
  int descriptions = 0;
  for (std::string line; std::getline(english, line);) {
    line.erase(line.find_last_not_of(' ') + 1);
    const std::size_t gap = line.rfind("  ");  // before a description, or before a line that is nothing else
    if (gap == std::string::npos) continue;
    const std::string described = line.substr(gap + 2);
    if (std::isalpha(static_cast<unsigned char>(described[0])) == 0 || described.find(' ') == std::string::npos)
      continue;
    ++descriptions;
    EXPECT_EQ(chinese.find(described), std::string::npos) << line;
  }
  EXPECT_GT(descriptions, 150);
}

TEST_F(BadInput, stagesOfPhotosAreKnown) {
  const CliResult made = m.json({"incident", "report", city, "--category", "06010", "--at", "440000,3580000"});
  ASSERT_EQ(made.status, 0) << made.err;
  expectError(
      m.json({"incident", "attach", city, made.json.at("id"), "--photo", m.write("a.png", ""), "--stage", "foo"}), 2,
      "usage", "choose report, verify, handle or check");
}

TEST_F(BadInput, ofManyThatMakeOneCityOneWins) {
  const std::string wanted = m.file("many.citydb");
  std::vector<std::future<CliResult>> runs;
  for (int i = 0; i < 6; ++i)
    runs.push_back(std::async(std::launch::async, [&] { return CliFolder().json({"create", wanted}); }));
  int won = 0;
  std::string uid;
  for (auto& run : runs) {
    const CliResult result = run.get();
    if (result.status == 0) {
      ++won;
      uid = result.json.at("uid");
    } else {
      expectError(result, 1, "exists", "there is already a file of this name");
    }
  }
  EXPECT_EQ(won, 1);
  const auto setting = m.json({"sql", wanted, "SELECT value FROM city_setting WHERE key = 'uid'"});
  EXPECT_EQ(setting.json.at("rows").at(0).at(0), uid);
}

TEST_F(BadInput, checkOfACorruptCityIsAFindingNotAFailure) {
  import("p", kPoints);
  ASSERT_EQ(m.run({"backup", city, m.file("copy.citydb")}).status, 0);
  std::string bytes = m.read("copy.citydb");
  for (std::size_t at = 4096 * 3; at < bytes.size(); at += 4096)
    std::fill_n(bytes.begin() + std::ptrdiff_t(at), 64, 'x');
  const CliResult spoilt = m.json({"check", m.write("spoilt.citydb", bytes)});
  EXPECT_EQ(spoilt.status, 1);
  ASSERT_TRUE(spoilt.json.is_object() && spoilt.json.contains("ok")) << spoilt.out << spoilt.err;
  EXPECT_FALSE(spoilt.json.at("ok").get<bool>());
  EXPECT_FALSE(spoilt.json.at("findings").empty());
  const CliResult none = m.json({"check", m.write("text.citydb", "hello")});
  EXPECT_EQ(none.status, 1);
  EXPECT_FALSE(none.json.at("ok").get<bool>());
}

TEST_F(BadInput, picturesNeedAKnownEndingAndAFile) {
  import("p", kPoints);
  expectError(m.json({"render", city, "--out", m.file("r")}), 2, "usage", "use .png, .pdf or .svg");
  expectError(m.json({"render", city, "--out", m.file("r.jpg")}), 2, "usage", "use .png, .pdf or .svg");
  std::filesystem::create_directory(m.file("folder.png"));
  expectError(m.json({"render", city, "--size", "60x40", "--out", m.file("folder.png")}), 1, "exists",
              "there is a folder");
  const CliResult page = m.json({"render", city, "--sheet", "a4", "--out", m.file("page.png")});
  ASSERT_EQ(page.status, 0) << page.err;
  EXPECT_GT(page.json.at("features_drawn").get<int>(), 0);
}

}  // namespace
}  // namespace gis
