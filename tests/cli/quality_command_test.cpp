// citydesk-cli quality, driven as a script would.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class QualityCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    const std::string file =
        m.write("plots.geojson",
                R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features":[
        {"type":"Feature","properties":{"ZDDM":"321002001001GB00001"},"geometry":{"type":"Polygon","coordinates":[[[445000,3585000],[445100,3585000],[445100,3585100],[445000,3585000]]]}},
        {"type":"Feature","properties":{"ZDDM":"321002001001 gb00002"},"geometry":{"type":"Polygon","coordinates":[[[445000,3585000],[445100,3585000],[445100,3585100],[445000,3585000]]]}},
        {"type":"Feature","properties":{"ZDDM":"321002001001XX00001"},"geometry":{"type":"Polygon","coordinates":[[[445000,3585000],[445100,3585100],[445100,3585000],[445000,3585100],[445000,3585000]]]}}]})");
    ASSERT_EQ(m.run({"import", city, file, "--as", "plots", "--invalid", "keep"}).status, 0);
  }
  CliFolder m;
  std::string city = m.file("c.citydb");
};

TEST_F(QualityCommand, findsWritesAndRepairs) {
  const std::string book = m.file("faults.xlsx");
  const CliResult found = m.json({"quality", city, "plots", "--into", "faults", "--xlsx", book});
  ASSERT_EQ(found.status, 0) << found.err;
  const auto& layer = found.json.at("layers").at(0);
  EXPECT_EQ(layer.at("features"), 3);
  EXPECT_EQ(layer.at("with_errors"), 2);
  EXPECT_NEAR(layer.at("score").get<double>(), 100.0 / 3, 1e-6);
  EXPECT_EQ(layer.at("finding_count"), 3) << found.out;
  EXPECT_EQ(found.json.at("into"), "faults");
  EXPECT_GT(std::filesystem::file_size(book), 1000U);
  EXPECT_EQ(m.json({"select", city, "faults", "--where", "\"check\" = 'parcel_code'", "--count"}).json.at("count"), 2);
  EXPECT_EQ(m.json({"quality", city, "plots", "--into", "faults"}).json.at("error").at("code"), "exists");
  const CliResult fixed = m.json({"quality", city, "plots", "--fix"});
  EXPECT_EQ(fixed.json.at("fixed"), 2) << fixed.out;
  EXPECT_EQ(fixed.json.at("layers").at(0).at("with_errors"), 1);
  ASSERT_EQ(m.json({"undo", city}).status, 0);
  EXPECT_EQ(m.json({"quality", city, "plots"}).json.at("layers").at(0).at("with_errors"), 2);
}

TEST_F(QualityCommand, bordersAreCheckedAndMended) {
  // the first two plots lie on each other
  ASSERT_EQ(m.run({"topology", city, "plots", "--mark"}).status, 0);
  const CliResult found = m.json({"quality", city, "plots", "--check", "coverage"});
  ASSERT_EQ(found.json.at("layers").at(0).at("checks").size(), 1U) << found.out << found.err;
  EXPECT_EQ(found.json.at("layers").at(0).at("checks").at(0).at("check"), "coverage");
  EXPECT_GE(found.json.at("layers").at(0).at("finding_count"), 1);
  const std::string what = found.json.at("layers").at(0).at("findings").at(0).at("what");
  EXPECT_NE(what.find("same area"), std::string::npos) << what;
  const CliResult fixed = m.json({"quality", city, "plots", "--check", "coverage", "--fix"});
  EXPECT_GE(fixed.json.at("fixed"), 1) << fixed.out << fixed.err;
  // the third plot crosses itself: that is another check's affair
  EXPECT_LT(fixed.json.at("layers").at(0).at("finding_count"), found.json.at("layers").at(0).at("finding_count"));
  EXPECT_EQ(fixed.out.find("same area"), std::string::npos) << fixed.out;
}

TEST_F(QualityCommand, ownRulesAndBadQuestions) {
  const std::string rules = m.write("rules.csv", "role,field,check,argument,severity\n*,ZDDM,one_of,a;b,warning\n");
  const CliResult own = m.json({"quality", city, "plots", "--rules", rules, "--check", "one_of"});
  EXPECT_EQ(own.json.at("layers").at(0).at("with_warnings"), 3) << own.out;
  EXPECT_NEAR(own.json.at("layers").at(0).at("score").get<double>(), 50.0, 1e-9);
  EXPECT_EQ(m.json({"quality", city, "plots", "--check", "weather"}).status, 2);
  EXPECT_EQ(m.json({"quality", city, "nowhere"}).json.at("error").at("code"), "no_such_layer");
  const std::string bad = m.write("bad.csv", "role,field,check,argument,severity\n*,ZDDM,magic,,error\n");
  EXPECT_EQ(m.json({"quality", city, "--rules", bad}).json.at("error").at("code"), "invalid_value");
}

TEST_F(QualityCommand, ignoresAndWritesToTheBureau) {
  const CliResult found = m.json({"quality", city, "plots"});
  const std::string id = found.json.at("layers").at(0).at("findings").at(0).at("id");
  EXPECT_EQ(m.json({"quality", city, "plots", "--ignore", id}).json.at("error").at("code"), "invalid_value");
  EXPECT_EQ(m.json({"quality", city, "--ignore", id, "--reason", "old"}).status, 2);
  const CliResult ignored = m.json({"quality", city, "plots", "--ignore", id, "--reason", "old"});
  EXPECT_EQ(ignored.json.at("layers").at(0).at("finding_count"), 2) << ignored.out << ignored.err;
  EXPECT_EQ(m.json({"quality", city, "plots", "--all"}).json.at("layers").at(0).at("finding_count"), 3);
  const CliResult note = m.json({"quality", city, "plots", "--note", m.file("note.xlsx"), "--to", "自然资源局"});
  const std::string number = note.json.at("note");
  EXPECT_GT(std::filesystem::file_size(m.file("note.xlsx")), 1000U);
  EXPECT_EQ(m.json({"quality", city, "--notes"}).json.at("notes").at(0).at("state"), "sent");
  const CliResult answered = m.json({"quality", city, "--answer", number, "--text", "done", "--close"});
  EXPECT_EQ(answered.json.at("notes").at(0).at("state"), "closed") << answered.err;
  EXPECT_EQ(m.json({"quality", city, "--answer", number, "--text", "x"}).json.at("error").at("code"), "forbidden_step");
  EXPECT_EQ(m.json({"quality", city, "plots", "--heed", id}).json.at("layers").at(0).at("finding_count"), 3);
}

TEST(ComponentsCommand, givesIdentifiers) {
  CliFolder m;
  const std::string city = m.file("c.citydb");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  const std::string lamps =
      m.write("lamps.csv", "GLBJBSM,type,x,y\n,路灯,445100,3585100\n,01037,445110,3585100\n,nothing,445120,3585100\n");
  ASSERT_EQ(m.run({"import", city, lamps, "--as", "lamps", "--source-crs", "EPSG:4549"}).status, 0);
  const CliResult plan = m.json({"components", city, "lamps", "--type", "type", "--county", "321002", "--plan"});
  EXPECT_EQ(plan.json.at("given"), 2) << plan.out << plan.err;
  const CliResult given = m.json({"components", city, "lamps", "--type", "type", "--county", "321002"});
  EXPECT_EQ(given.status, 3);
  EXPECT_EQ(given.json.at("identifiers").at(1).at("id"), "32100201037000002");
  EXPECT_EQ(given.json.at("rejects").size(), 1U);
  EXPECT_EQ(m.json({"components", city, "lamps", "--type", "none"}).json.at("error").at("code"), "no_such_field");
}

}  // namespace
}  // namespace gis
