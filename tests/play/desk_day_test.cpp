// A day at the incident desk: five reports, one of them filed, dispatched, returned, extended, sent back for rework and
// closed, an appeal, the board and the bulletin.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/play/play_day.h"

namespace gis {
namespace {

class DeskDayTest : public testing::PlayDay {
 protected:
  [[nodiscard]] nlohmann::json dayCases() const {
    return m.json({"incident", "list", city, "--where", "description LIKE 'day of the desk%'"}).json.at("incidents");
  }
};

TEST_P(DeskDayTest, EveryStepOfTheDayIsInTheLog) {
  const std::string late = "E06012202608270002";
  ASSERT_EQ(m.json({"incident", "sheet", city, late, "--out", m.file("after.png"), "--dpi", "30"}).status, 0);
  play("desk_day");
  const nlohmann::json cases = dayCases();
  ASSERT_EQ(cases.size(), 5U);
  const auto closed =
      std::find_if(cases.begin(), cases.end(), [](const auto& one) { return one.at("state") == "closed"; });
  ASSERT_NE(closed, cases.end());
  EXPECT_EQ(closed->at("description"), "day of the desk 1");
  EXPECT_EQ(std::count_if(cases.begin(), cases.end(), [](const auto& one) { return one.at("state") == "reported"; }),
            4);
  std::string actions;
  const nlohmann::json history = m.json({"incident", "history", city, closed->at("id")}).json;
  for (const auto& entry : history.at("entries")) actions += entry.at("action").get<std::string>() + " ";
  EXPECT_EQ(actions,
            "incident report take file dispatch return_to_dispatcher redispatch request_extension approve_extension "
            "grant_extension assign submit confirm rework assign submit confirm forward close ");
  const nlohmann::json appeals = m.json({"incident", "requests", city, late}).json.at("requests");
  ASSERT_EQ(appeals.size(), 1U);
  EXPECT_EQ(appeals[0].at("state"), "granted");
  EXPECT_EQ(m.read("bulletin.pdf").substr(0, 5), "%PDF-");
  EXPECT_EQ(m.json({"check", city}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, DeskDayTest, ::testing::Values("zh_CN", "en"));

}  // namespace
}  // namespace gis
