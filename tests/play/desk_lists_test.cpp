// Figures with the cases behind them, and lists of another platform, in the window.
#include <gtest/gtest.h>

#include "tests/play/play_day.h"

namespace gis {
namespace {

class DeskListsTest : public testing::PlayDay {};

TEST_P(DeskListsTest, ListsAreTakenInOnceAndHandedOut) {
  (void)m.write("list.csv",
                "任务号,上报时间,问题描述,问题来源,大类,小类,地址描述,coordinate_x,coordinate_y,承办意见\n"
                "T1,2026-08-01 09:00,垃圾成堆,热线,市容环境,暴露垃圾,文昌中路1号,,,同意\n"
                "T2,2026-08-01 10:00,垃圾成堆,热线,市容环境,暴露垃圾,,119.4184,32.3912,同意\n");
  play("desk_lists");
  const nlohmann::json again = m.json({"exchange", city, "cases", "import", m.file("list.csv"), "--plan"}).json;
  EXPECT_EQ(again.at("unchanged"), 2) << again.dump();
  EXPECT_EQ(again.at("to_place"), 1);
  const std::string out = m.read("out.csv");
  EXPECT_NE(out.find("任务号"), std::string::npos);
  EXPECT_NE(out.find("T1"), std::string::npos);
  EXPECT_NE(out.find("T2"), std::string::npos);
  EXPECT_EQ(m.json({"check", city}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, DeskListsTest, ::testing::Values("zh_CN", "en"));

}  // namespace
}  // namespace gis
