#include "ui/map/land_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gis::ui {
namespace {

using Item = LandSheetPages::Item;

LandSheet sheetOf(int rows) {
  LandSheet sheet;
  sheet.chinese = false;
  sheet.printed = QStringLiteral("Printed: today");
  sheet.table.columns = {"Plot", "Layer", "Class", "Name", "Number", "m²", "ha", "mu", "Share", "Length"};
  for (int i = 0; i < rows; ++i) {
    city::LandTableRow row;
    row.plot = "one";
    row.layer = "uses";
    row.code = std::to_string(1000 + i);
    row.name = i == 3 ? "a name that is longer than its column and must wrap into several lines of the table" : "use";
    row.count = i;
    row.area = 10.0 * i;
    sheet.table.rows.push_back(row);
  }
  return sheet;
}

TEST(LandSheet, everyRowStandsOnSomePageOnce) {
  const LandSheetPages pages(sheetOf(150));
  EXPECT_GT(pages.count(), 2);
  for (int i = 0; i < 150; ++i) {
    int times = 0;
    for (const LandSheetPages::Page& page : pages.items()) {
      for (const Item& item : page) times += item.text == QString::number(1000 + i) ? 1 : 0;
    }
    EXPECT_EQ(times, 1) << i;
  }
  for (const LandSheetPages::Page& page : pages.items()) {
    bool heading = false;
    for (const Item& item : page) {
      heading = heading || item.text == QStringLiteral("Layer");
      EXPECT_LE(item.mm.bottom(), 290) << item.text.toStdString();
      EXPECT_GE(item.mm.left(), 17.9) << item.text.toStdString();
      EXPECT_LE(item.mm.right(), 192.1) << item.text.toStdString();
    }
    EXPECT_TRUE(heading);  // on every page
  }
}

TEST(LandSheet, onlyLongNamesTakeMoreLines) {
  const LandSheetPages pages(sheetOf(6));
  EXPECT_EQ(pages.count(), 1);
  std::vector<double> tops;
  for (const Item& item : pages.items().front()) {
    if (item.text.size() == 4 && item.text.startsWith(QLatin1String("100"))) tops.push_back(item.mm.top());
  }
  ASSERT_EQ(tops.size(), 6U);
  EXPECT_DOUBLE_EQ(tops[2] - tops[1], tops[1] - tops[0]);  // empty cells count for nothing
  EXPECT_GT(tops[4] - tops[3], 1.5 * (tops[1] - tops[0]));
}

TEST(LandSheet, headingsAreNotBroken) {
  LandSheet sheet = sheetOf(1);
  sheet.table.columns = {"地块",           "图层",         "分类",       "名称",     "个数",
                         "面积（平方米）", "面积（公顷）", "面积（亩）", "占比（%）"};
  const LandSheetPages pages(sheet);
  for (const std::string& heading : sheet.table.columns) {
    int times = 0;
    for (const Item& item : pages.items().front()) times += item.text == QString::fromStdString(heading) ? 1 : 0;
    EXPECT_EQ(times, 1) << heading;
  }
}

TEST(LandSheet, plotsAreBroughtIntoTheScene) {
  query::LandCheckResult result;
  result.crs = crs::Crs::fromEpsg(4528);
  result.plots.push_back(
      {1, "a", 100, geom::fromWkt("POLYGON ((40440000 3580000,40440010 3580000,40440010 3580010,40440000 3580000))")});
  result.plots.push_back({2, "nowhere", 0, {}});
  const std::vector<LandSheetPlot> plots = landSheetPlots(result, crs::Crs::fromEpsg(4549));
  ASSERT_EQ(plots.size(), 1U);
  EXPECT_NEAR(geom::envelopeOf(plots.front().wkb).minX, 440000, 1e-3);
}

}  // namespace
}  // namespace gis::ui
