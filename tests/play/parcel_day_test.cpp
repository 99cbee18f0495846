// A day with parcels: three cells corrected, a split, a merge, a border moved, the sheet printed; the next day, after a
// restart, all of it undone.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/play/play_day.h"

namespace gis {
namespace {

class ParcelDayTest : public testing::PlayDay {
 protected:
  [[nodiscard]] nlohmann::json parcels() const { return m.json({"select", city, "parcels"}).json.at("features"); }
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
