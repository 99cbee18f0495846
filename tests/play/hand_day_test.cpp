// Editing by hand: a building is drawn with snapping, typed places, a right angle, a parallel and an arc, its sketch
// put aside and opened again; it gets a hole and a part, is turned and moved; the next day, after a restart, all is
// undone.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/play/play_day.h"

namespace gis {
namespace {

class HandDayTest : public testing::PlayDay {
 protected:
  [[nodiscard]] nlohmann::json buildings() const { return m.json({"select", city, "buildings"}).json.at("features"); }
};

TEST_P(HandDayTest, WhatIsDrawnByHandIsThereAndUndoneAfterARestart) {
  const nlohmann::json before = buildings();
  play("hand_day_1");
  const nlohmann::json after = buildings();
  ASSERT_EQ(after.size(), before.size() + 1);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), after.begin())) << "nothing else changed";
  EXPECT_EQ(after.back().at("properties").at("zrzh"), "F9001");
  const std::string shape = after.back().at("geometry");
  EXPECT_EQ(std::count(shape.begin(), shape.end(), '('), 6) << "two parts, the first with a hole: " << shape;
  const auto history = m.json({"history", city, "buildings", after.back().at("id").dump()});
  EXPECT_EQ(history.json.at("entries").size(), 5U) << "drawn, hole, part, turned, moved";
  play("hand_day_2");
  EXPECT_EQ(buildings(), before) << "the same bits";
  EXPECT_EQ(m.json({"check", city}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, HandDayTest, ::testing::Values("zh_CN", "en"));

}  // namespace
}  // namespace gis
