// A day with parcels: three cells corrected, a split, a merge, a border moved, the sheet printed; the next day, after a
// restart, all of it undone. CITYDESK_TEST_PICTURES names a folder that keeps the pictures.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "gis_core/base/platform/files.h"
#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;

class ParcelDayTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    ASSERT_EQ(start("citydesk-sample", "--parcels 2000 --seed 7 '" + city + "'"), 0) << m.read("log");
  }
  /// A program of ours beside this one, in the private folder; what it says goes into "log".
  [[nodiscard]] int start(const std::string& program, const std::string& arguments) const {
    const auto folder = platform::programPath().parent_path();
    const std::string command = "cd '" + m.path().string() + "' && HOME='" + m.path().string() + "' XDG_CACHE_HOME='" +
                                m.file("cache") + "' XDG_CONFIG_HOME='" + m.file("config") + "' '" +
                                (folder / program).string() + "' " + arguments + " >log 2>&1";
    return std::system(command.c_str());
  }
  void play(const std::string& name) const {
    std::ifstream script(std::string(CITYDESK_PLAY_SCRIPTS) + "/" + name + ".jsonl");
    std::stringstream text;
    text << script.rdbuf();
    std::string steps = text.str();
    ASSERT_FALSE(steps.empty()) << name;
    const std::string mark = "@OUT@";
    for (auto at = steps.find(mark); at != std::string::npos; at = steps.find(mark)) {
      steps.replace(at, mark.size(), m.path().string());
    }
    const char* kept = std::getenv("CITYDESK_TEST_PICTURES");
    const std::string shots = (kept != nullptr ? std::string(kept) : m.file("shots")) + "/" + GetParam() + "/" + name;
    ASSERT_EQ(start("citydesk", "'" + city + "' --lang " + GetParam() + " --size 1600x1000 --play '" +
                                    m.write(name + ".jsonl", steps) + "' --shots '" + shots + "'"),
              0)
        << m.read("log");
  }
  [[nodiscard]] nlohmann::json parcels() const { return m.json({"select", city, "parcels"}).json.at("features"); }
  CliFolder m;
  const std::string city = m.file("city.citydb");
};

TEST_P(ParcelDayTest, WhatIsDoneIsThereAndWhatIsUndoneIsAsItWas) {
  const nlohmann::json before = parcels();
  ASSERT_EQ(before.size(), 2000U);
  play("parcel_day_1");
  const nlohmann::json after = parcels();
  EXPECT_EQ(after.size(), 2000U) << "two of one, and one of two";
  int changed = 0;
  for (const auto& parcel : before) {
    if (std::find(after.begin(), after.end(), parcel) == after.end()) ++changed;
  }
  EXPECT_GE(changed, 2) << "the parcel that was worked on and its neighbour";
  const auto history = m.json({"parcel", "history", city, "321071051003JC00003"}).json;
  std::string operations;
  for (const auto& entry : history.at("entries")) operations += entry.at("operation").get<std::string>() + " ";
  EXPECT_EQ(operations, "split merge border ");
  EXPECT_EQ(history.at("entries").at(0).at("reason"), "分户");
  const auto& checked = m.json({"topology", city, "parcels"}).json;
  for (const auto& [kind, count] : checked.at("counts").items()) EXPECT_EQ(count, 0) << kind;
  EXPECT_EQ(m.read("sheet.pdf").substr(0, 5), "%PDF-");
  EXPECT_EQ(m.read("points.xlsx").substr(0, 2), "PK");
  play("parcel_day_2");
  EXPECT_EQ(parcels(), before) << "the same bits";
  EXPECT_EQ(m.json({"check", city}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, ParcelDayTest, ::testing::Values("zh_CN", "en"));

}  // namespace
}  // namespace gis
