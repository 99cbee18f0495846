// Plays a script of this folder into the real program, in the private folder of a test.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "gis_core/base/platform/files.h"
#include "tests/support/cli_run.h"

namespace gis::testing {

/// A sample city of 2,000 parcels and the programs around it; the parameter is the language of the window.
/// CITYDESK_TEST_PICTURES names a folder that keeps the pictures.
class PlayDay : public ::testing::TestWithParam<std::string> {
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
  CliFolder m;
  const std::string city = m.file("city.citydb");
};

}  // namespace gis::testing
