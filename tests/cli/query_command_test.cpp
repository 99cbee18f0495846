// citydesk-cli query, --explain and --save as a script uses them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class QueryCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    std::string csv = "kind,n,x,y\n";
    for (int k = 0; k < 40; ++k) {
      csv += std::string(k % 4 == 0 ? "cover" : "light") + "," + std::to_string(k) + "," +
             std::to_string(440000 + 10 * k) + ",3580000\n";
    }
    ASSERT_EQ(m.json({"import", city, m.write("cases.csv", csv), "--source-crs", "EPSG:4549"}).status, 0);
    ASSERT_EQ(m.json({"import", city, m.write("schools.csv", "name,x,y\nFirst,440100,3580000\nSecond,440300,3580040\n"),
                      "--source-crs", "EPSG:4549"})
                  .status,
              0);
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

const char* const kNearSchools = R"({"citydesk_query":1,"kind":"select","title":"covers near a school",
 "parameters":[{"name":"class","type":"text","value":"cover"},{"name":"far","type":"real"}],
 "layer":"cases","where":{"all":[{"sql":"kind = ?"},{"within":{"parameter":"far"},"of":"schools"},
 {"none":[{"field":"n","is":"=","value":12}]}]}})";

TEST_F(QueryCommand, SaveRefusesWhatCannotBeAsked) {
  const std::string head = R"({"citydesk_query":1,"kind":"select","layer":)";
  const std::vector<std::pair<std::string, std::string>> wrong{
      {R"("cases","where":{"field":"kindd","is":"=","value":"a"}})", "no_such_field"},
      {R"("cases","where":{"sql":"kindd = 1"}})", "no_such_field"},
      {R"("cases","where":{"all":[{"within":5,"of":"schools","where":{"sql":"nome = 1"}}]}})", "no_such_field"},
      {R"("cases","where":{"within":5,"of":"scools"}})", "no_such_layer"},
      {R"("case"})", "no_such_layer"},
      {R"("cases","figures":[{"figure":"sum","field":"m"}],"target":{"as":"figure"}})", "no_such_field"},
      {R"("cases","by":"m","figures":[{"figure":"count"}],"target":{"as":"figure"}})", "no_such_field"},
      {R"("cases","target":{"as":"selection","fields":["m"]}})", "no_such_field"}};
  for (const auto& [rest, code] : wrong) {
    const std::string file = m.write("wrong.json", head + rest);
    const CliResult saved = m.json({"query", city, "save", "wrong", "--file", file});
    const CliResult run = m.json({"query", city, "run", "--file", file});
    EXPECT_EQ(saved.json["error"]["code"], code) << rest << saved.out;
    EXPECT_EQ(saved.json["error"], run.json["error"]) << rest;
  }
  EXPECT_TRUE(m.json({"query", city, "list"}).json["questions"].empty());
  EXPECT_EQ(m.json({"select", city, "cases", "--where", "m > 3", "--save", "w"}).json["error"]["code"],
            "no_such_field");
  EXPECT_EQ(m.json({"select", city, "cases", "--figures", "sum:m", "--save", "w"}).json["error"]["code"],
            "no_such_field");
  EXPECT_EQ(m.json({"dissolve", city, "cases", "--by", "m", "--into", "d", "--save", "w"}).json["error"]["code"],
            "no_such_field");
  // a value that is given later is not known yet
  const std::string day =
      m.write("day.json",
              R"({"citydesk_query":1,"kind":"select","layer":"cases","parameters":[{"name":"a","type":"text"},
          {"name":"d","type":"date"}],"where":{"all":[{"field":"n","is":"=","value":{"parameter":"a"}},{"sql":"kind > :d"}]}})");
  EXPECT_EQ(m.json({"query", city, "save", "day", "--file", day}).status, 0);
}

TEST_F(QueryCommand, SelectTellsFiguresByFieldsAndTimes) {
  ASSERT_EQ(m.json({"import", city,
                    m.write("calls.csv",
                            "kind,at,cost,x,y\na,2026-01-01T09:00:00Z,2,1,1\na,2026-01-01T17:00:00Z,3,1,2\n"
                            "b,2026-02-01T09:00:00Z,,1,3\n"),
                    "--source-crs", "EPSG:4549"})
                .status,
            0);
  const CliResult days = m.json({"select", city, "calls", "--figures", "count,sum:cost", "--by", "kind,at:day"});
  ASSERT_EQ(days.status, 0) << days.err;
  EXPECT_EQ(days.json["count"], 3);
  EXPECT_EQ(days.json["columns"], (nlohmann::json{"kind", "at_day", "count", "sum_cost"}));
  EXPECT_EQ(days.json["rows"],
            (nlohmann::json{{"a", "2026-01-01", 1, 2.0}, {"a", "2026-01-02", 1, 3.0}, {"b", "2026-02-01", 1, nullptr}}))
      << days.json.dump();
  // without figures: how many; among what a condition leaves
  const CliResult months = m.json({"select", city, "calls", "--where", "cost IS NOT NULL", "--by", "at:month"});
  EXPECT_EQ(months.json["rows"], (nlohmann::json::array({{"2026-01", 2}})));
  EXPECT_EQ(m.json({"select", city, "calls", "--figures", "sum"}).json["error"]["code"], "usage");
  EXPECT_EQ(m.json({"select", city, "calls", "--figures", "sum:kind"}).json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.json({"select", city, "calls", "--by", "at:week"}).json["error"]["code"], "no_such_field");
  EXPECT_EQ(m.json({"select", city, "calls", "--by", "kind", "--count"}).json["error"]["code"], "usage");
  // for each zone, and what lies in none
  ASSERT_EQ(m.json({"buffer", city, "schools", "--distance", "41", "--into", "zones"}).status, 0);
  const CliResult zones = m.json({"select", city, "cases", "--figures", "count,sum:n", "--by", "in:zones"});
  ASSERT_EQ(zones.status, 0) << zones.err;
  EXPECT_EQ(zones.json["columns"], (nlohmann::json{"zones_name", "count", "sum_n"}));
  EXPECT_EQ(zones.json["rows"], (nlohmann::json{{nullptr, 30, 660.0}, {"First", 9, 90.0}, {"Second", 1, 30.0}}))
      << zones.json.dump();
  EXPECT_EQ(m.json({"select", city, "cases", "--by", "in:zones:fid"}).json["columns"][0], "zones_fid");
  EXPECT_EQ(m.json({"select", city, "cases", "--by", "in:nowhere"}).json["error"]["code"], "no_such_layer");
  EXPECT_EQ(m.json({"select", city, "cases", "--by", "in:schools"}).json["error"]["code"], "unsupported");
  // the same question kept, and asked again
  ASSERT_EQ(m.json({"select", city, "calls", "--by", "kind,at:year", "--save", "years"}).status, 0);
  EXPECT_EQ(m.json({"query", city, "run", "years"}).json["rows"], (nlohmann::json{{"a", "2026", 2}, {"b", "2026", 1}}));
}

TEST_F(QueryCommand, KeepsAndRunsQuestions) {
  const std::string file = m.write("q.json", kNearSchools);
  EXPECT_EQ(m.json({"query", city, "save", "near", "--file", file}).json["saved"], "near");
  EXPECT_EQ(m.json({"query", city, "save", "near", "--file", file}).json["error"]["code"], "exists");
  ASSERT_EQ(m.json({"query", city, "save", "near", "--file", file, "--replace", "--operator", "Li"}).status, 0);
  const CliResult list = m.json({"query", city, "list"});
  ASSERT_EQ(list.status, 0) << list.err;
  ASSERT_EQ(list.json["questions"].size(), 1U);
  EXPECT_EQ(list.json["questions"][0]["title"], "covers near a school");
  EXPECT_EQ(list.json["questions"][0]["layers"], (nlohmann::json{"cases", "schools"}));
  EXPECT_EQ(list.json["questions"][0]["parameters"], (nlohmann::json{"class", "far"}));
  EXPECT_EQ(list.json["questions"][0]["saved_by"], "Li");
  EXPECT_EQ(m.json({"query", city, "show", "near"}).json["question"]["kind"], "select");

  // a parameter without a value is said; 100 m around the first: 0…20 → covers 0 4 8 (not 12) 16 20; the second: 24 28
  // 32 36
  EXPECT_EQ(m.json({"query", city, "run", "near", "--count"}).json["error"]["code"], "usage");
  EXPECT_EQ(m.json({"query", city, "run", "near", "--set", "far=100", "--count"}).json["count"], 9);
  EXPECT_EQ(m.json({"query", city, "run", "near", "--set", "far=5", "--set", "class=light", "--count"}).json["count"],
            1);
  const CliResult rows =
      m.json({"query", city, "run", "near", "--set", "far=5", "--set", "class=light", "--fields", "n"});
  ASSERT_EQ(rows.json["features"].size(), 1U) << rows.err;
  EXPECT_EQ(rows.json["features"][0]["properties"], (nlohmann::json{{"n", 10}}));

  const CliResult made =
      m.json({"query", city, "run", "near", "--set", "far=100", "--into", "found", "--operator", "Li"});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.json["rows"], 9);
  const CliResult origin = m.json({"query", city, "origin", "found"});
  ASSERT_EQ(origin.status, 0) << origin.err;
  EXPECT_EQ(origin.json["made_by"], "Li");
  EXPECT_EQ(origin.json["state"], "same");
  EXPECT_EQ(origin.json["inputs"][1]["layer"], "schools");
  EXPECT_EQ(origin.json["question"]["where"]["all"][1]["within"], 100.0);
  EXPECT_EQ(m.json({"query", city, "origin", "cases"}).json["error"]["code"], "not_found");

  EXPECT_EQ(m.json({"query", city, "remove", "near"}).json["removed"], "near");
  EXPECT_EQ(m.json({"query", city, "run", "near"}).json["error"]["code"], "not_found");
}

TEST_F(QueryCommand, PlacesInAConditionBecomeParametersWhenItIsSaved) {
  const auto save = [&](const char* where, const char* name) {
    return m.json({"select", city, "cases", "--where", where, "--save", name});
  };
  ASSERT_EQ(save("kind = ? AND \"n\" >= ?", "bare").status, 0);
  EXPECT_EQ(m.json({"query", city, "run", "bare", "--set", "1=cover", "--set", "2=20", "--count"}).json["count"], 5);
  EXPECT_EQ(m.json({"query", city, "run", "bare", "--set", "1=cover", "--set", "2=x", "--count"}).json["error"]["code"],
            "invalid_value");
  ASSERT_EQ(save("n between :from and :to and kind like ? -- and ?", "named").status, 0);
  const CliResult list = m.json({"query", city, "list"});
  EXPECT_EQ(list.json["questions"][1]["parameters"], (nlohmann::json{"1", "from", "to"})) << list.json.dump();
  EXPECT_EQ(m.json({"query", city, "run", "named", "--set", "from=4", "--set", "to=8", "--set", "1=cov%", "--count"})
                .json["count"],
            2);
  ASSERT_EQ(save("n in (?, 3, ?) and kind <> '?'", "list").status, 0);
  EXPECT_EQ(m.json({"query", city, "run", "list", "--set", "1=1", "--set", "2=2", "--count"}).json["count"], 3);
  // of what kind the value is cannot be told: said when it is saved, not when it is asked
  EXPECT_EQ(save("n * 2 > ?", "unknown").json["error"]["code"], "usage");
  EXPECT_EQ(m.json({"query", city, "show", "unknown"}).json["error"]["code"], "not_found");
}

TEST_F(QueryCommand, EveryLayerThatAWorkMadeKnowsWhereItComesFrom) {
  ASSERT_EQ(m.json({"buffer", city, "schools", "--distance", "60", "--into", "zones"}).status, 0);
  const std::string list = m.write("list.csv", "kind,word\ncover,Deckel\n");
  const std::vector<std::pair<std::string, std::vector<std::string>>> works = {
      {"analyze hotspots", {"analyze", "hotspots", city, "zones", "--of", "cases", "--neighbours", "1"}},
      {"analyze rates", {"analyze", "rates", city, "zones", "--of", "cases", "--of-where", "n > 3"}},
      {"analyze coverage", {"analyze", "coverage", city, "cases", "--of", "schools", "--distance", "50"}},
      {"analyze density", {"analyze", "density", city, "cases", "--radius", "40"}},
      {"landcheck", {"landcheck", city, "--plots", "zones", "--against", "cases:kind"}},
      {"join", {"join", city, "cases", list, "--on", "kind=kind"}},
      {"join", {"join", city, "cases", "schools", "--on", "kind=name"}}};
  int number = 0;
  for (const auto& [command, words] : works) {
    std::vector<std::string> line = words;
    const std::string made = "made" + std::to_string(++number);
    line.insert(line.end(), {"--into", made, "--operator", "Li"});
    const CliResult done = m.json(line);
    ASSERT_EQ(done.status, 0) << command << done.err;
    const CliResult origin = m.json({"query", city, "origin", made});
    ASSERT_EQ(origin.status, 0) << command << origin.err;
    EXPECT_EQ(origin.json["question"]["command"], command);
    EXPECT_EQ(origin.json["question"]["into"], made);
    EXPECT_EQ(origin.json["made_by"], "Li") << command;
    EXPECT_EQ(origin.json["state"], "same") << command;
    ASSERT_GE(origin.json["inputs"].size(), 1U) << command;
    EXPECT_EQ(origin.json["inputs"][0]["state"], "same") << command;
  }
  EXPECT_EQ(m.json({"query", city, "origin", "made2"}).json["question"]["of_where"], "n > 3");
  EXPECT_EQ(m.json({"query", city, "origin", "made7"}).json["inputs"].size(), 2U);
}

TEST_F(QueryCommand, AnalysesCountWhatHasNoPlace) {
  ASSERT_EQ(m.json({"buffer", city, "schools", "--distance", "60", "--into", "zones"}).status, 0);
  ASSERT_EQ(m.json({"import", city, m.write("gaps.csv", "kind,x,y\na,440100,3580000\nb,,\nc,,\n"), "--source-crs",
                    "EPSG:4549"})
                .status,
            0);
  for (const char* kind : {"rates", "hotspots"}) {
    std::vector<std::string> line{"analyze", kind, city, "zones", "--of", "gaps", "--into", kind};
    if (kind == std::string("hotspots")) line.insert(line.end(), {"--neighbours", "1"});
    const CliResult found = m.json(line);
    ASSERT_EQ(found.status, 0) << found.err;
    EXPECT_EQ(found.json["without_geometry"], 2) << kind;
    EXPECT_EQ(found.json["outside"], 0) << kind;
    EXPECT_THAT(found.err, ::testing::HasSubstr("took no part: 2")) << kind;
  }
}

TEST_F(QueryCommand, SqlWarnsWhereASpatialIndexWouldHelp) {
  const auto warning = [&](const char* sql) {
    const CliResult plan = m.json({"sql", city, sql, "--explain"});
    EXPECT_EQ(plan.status, 0) << plan.err;
    return plan.json["warning"].is_null() ? std::string() : plan.json["warning"].get<std::string>();
  };
  using ::testing::HasSubstr;
  EXPECT_THAT(warning("SELECT count(*) FROM cases a, schools b WHERE ST_Distance(a.geometry, b.geometry) < 50"),
              HasSubstr("every pair of rows"));
  EXPECT_THAT(warning("SELECT count(*) FROM cases a WHERE EXISTS (SELECT 1 FROM schools b WHERE "
                      "ST_Intersects(a.geometry, b.geometry))"),
              HasSubstr("every pair of rows"));
  EXPECT_THAT(warning("SELECT count(*) FROM cases WHERE ST_Intersects(geometry, BuildMbr(440000, 3580000, 440050, "
                      "3580010))"),
              HasSubstr("every row is looked at"));
  // pairs that a key joins are few already
  EXPECT_EQ(warning("SELECT count(*) FROM cases a JOIN schools b ON a.fid = b.fid WHERE "
                    "ST_Distance(a.geometry, b.geometry) < 50"),
            "");
  EXPECT_EQ(warning("SELECT count(*) FROM cases WHERE n > 3"), "");
  EXPECT_EQ(
      warning("SELECT count(*) FROM schools b, cases a WHERE a.fid IN (SELECT rowid FROM SpatialIndex WHERE "
              "f_table_name = 'cases' AND search_frame = b.geometry) AND ST_Distance(a.geometry, b.geometry) < 50"),
      "");
}

TEST_F(QueryCommand, RefusesWhatItDoesNotKnow) {
  const auto code = [&](const char* text) {
    return m.json({"query", city, "run", "--file", m.write("q.json", text)}).json["error"]["code"];
  };
  EXPECT_EQ(code("{"), "invalid_value");
  EXPECT_EQ(code(R"({"citydesk_query":1,"kind":"select","layer":"cases","wher":1})"), "invalid_value");
  EXPECT_EQ(code(R"({"citydesk_query":9,"kind":"select","layer":"cases"})"), "newer_version");
  EXPECT_EQ(code(R"({"citydesk_query":1,"kind":"select","layer":"casse"})"), "no_such_layer");
  EXPECT_EQ(code(R"({"citydesk_query":1,"kind":"select","layer":"cases","where":{"field":"kidn","is":"=","value":1}})"),
            "no_such_field");
  EXPECT_EQ(code(R"({"citydesk_query":1,"kind":"select","layer":"cases","where":{"sql":"1); DROP TABLE cases; --"}})"),
            "sql");
  EXPECT_EQ(code(R"({"citydesk_query":1,"kind":"join","left":"cases","right":"schools","nearest":1})"), "usage");
  EXPECT_EQ(m.run({"query", city, "dance"}).status, 2);
  EXPECT_EQ(m.run({"query", city, "run"}).status, 2);
}

TEST_F(QueryCommand, FiguresAreATable) {
  const CliResult run = m.json({"query", city, "run", "--file",
                                m.write("q.json", R"({"citydesk_query":1,"kind":"select","layer":"cases","by":"kind",
                                "figures":[{"figure":"count"},{"figure":"max","field":"n"}],"target":{"as":"figure"}})")});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.json["columns"], (nlohmann::json{"kind", "count", "max_n"}));
  EXPECT_EQ(run.json["rows"], (nlohmann::json{{"cover", 10, 36}, {"light", 30, 39}}));
}

TEST_F(QueryCommand, EveryQuestionExplainsItselfAndCanBeSaved) {
  const CliResult select =
      m.json({"select", city, "cases", "--where", "n < 20", "--within-distance", "50", "schools", "--explain"});
  ASSERT_EQ(select.status, 0) << select.err;
  EXPECT_GE(select.json["plan"].size(), 2U);
  EXPECT_EQ(select.json["estimates_from"], "snapshots") << "an import makes them";
  EXPECT_GT(select.json["seconds"], 0);
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{"join", city, "cases", "schools", "--nearest", "1", "--into", "x"},
        std::vector<std::string>{"join", city, "cases", "schools", "--within-distance", "9", "--into", "x"},
        std::vector<std::string>{"overlay", city, "cases", "schools", "--op", "intersection", "--into", "x"},
        std::vector<std::string>{"aggregate", city, "cases", "--zones", "schools", "--into", "x"},
        std::vector<std::string>{"buffer", city, "cases", "--distance", "5", "--into", "x"},
        std::vector<std::string>{"dissolve", city, "cases", "--by", "kind", "--into", "x"}}) {
    std::vector<std::string> explain = line;
    explain.emplace_back("--explain");
    const CliResult told = m.json(explain);
    EXPECT_EQ(told.status, 0) << line[0] << told.err;
    EXPECT_GE(told.json["plan"].size(), 3U) << line[0];
    std::vector<std::string> save = line;
    save.insert(save.end(), {"--save", "my " + line[0], "--replace-question"});
    EXPECT_EQ(m.json(save).status, 0) << line[0];
  }
  EXPECT_EQ(m.json({"layers", city}).json.size(), 3U);  // nothing was made
  const CliResult ran = m.json({"query", city, "run", "my dissolve"});
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.json["into"], "x");
  EXPECT_EQ(ran.json["rows"], 2);
  EXPECT_EQ(m.json({"query", city, "origin", "x"}).json["question"]["by"], (nlohmann::json{"kind"}));
  // the text for people is in their language
  const CliResult text =
      m.run({"select", city, "cases", "--within-distance", "50", "schools", "--explain", "--lang", "zh"});
  EXPECT_NE(text.out.find("行"), std::string::npos) << text.out;
  for (const auto& [line, word] :
       {std::pair{std::vector<std::string>{"select", city, "cases", "--relate", "within", "schools"}, "位于其内"},
        std::pair{std::vector<std::string>{"join", city, "cases", "schools", "--nearest", "2", "--into", "x2"},
                  "最近的 2 个"},
        std::pair{std::vector<std::string>{"overlay", city, "cases", "schools", "--op", "union", "--into", "x2"},
                  "并集"}}) {
    std::vector<std::string> explain = line;
    explain.insert(explain.end(), {"--explain", "--lang", "zh"});
    const CliResult told = m.run(explain);
    EXPECT_NE(told.out.find(word), std::string::npos) << told.out << told.err;
    for (const char* english : {"within", "nearest", "union"})
      EXPECT_EQ(told.out.find(english), std::string::npos) << told.out;
  }
  // … and so are refusals, with what was given
  const CliResult refused = m.run({"sql", city, "SELECT load_extension('x')", "--lang", "zh"});
  EXPECT_NE(refused.err.find("不允许使用函数 load_extension"), std::string::npos) << refused.err;
  EXPECT_NE(
      m.run({"select", city, "cases", "--within-distance", "-1", "schools", "--count"}).err.find("-1 is no distance"),
      std::string::npos);
  EXPECT_NE(m.run({"select", city, "cases", "--where", "nix = 1"}).err.find("layer \"cases\" has no field \"nix\""),
            std::string::npos);
}

}  // namespace
}  // namespace gis
