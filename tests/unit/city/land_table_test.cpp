#include "gis_core/city/land_table.h"

#include <gtest/gtest.h>

#include "gis_core/io/table_book.h"

namespace gis::city {
namespace {

using Kind = LandTableRow::Kind;

const Say kSayItInEnglish = [](const Message& message) { return message.str(); };

/// Two plots of 100 m²; on the first one 60 m² of 0701, 5 of them twice, and 45 m² of nobody; two trees on the second.
query::LandCheckResult checked() {
  query::LandCheckResult result;
  result.crs = crs::Crs::fromEpsg(4549);
  result.plots = {{1, "a", 100, {}}, {2, "b", 100, {}}};
  query::LandCheckResult::Theme uses;
  uses.layer.name = "uses";
  uses.layer.titleZh = "地类图斑";
  uses.layer.codeSystems = R"({"dlbm":"GB/T 21010-2017"})";
  uses.field = "dlbm";
  query::LandCheckResult::Theme trees;
  trees.layer.name = "trees";
  trees.dimension = 0;
  result.themes = {uses, trees};
  result.rows = {{0, 0, std::string("0701"), 2, 60, 0, 0.6}, {1, 1, store::Value(), 2, 0, 0, 0}};
  result.balances = {{0, 0, 60, 45, 5, 0, 0}, {1, 0, 0, 100, 0, 0, 0}};
  return result;
}

TEST(LandTable, theRowsOfALayerAddUpToThePlot) {
  const LandTable table = landTable(checked(), true, kSayItInEnglish);
  double sum = 0;
  for (const LandTableRow& row : table.rows) {
    if (row.allPlots || row.plot != "a" || row.layer != "地类图斑") continue;
    if (row.kind == Kind::sum) {
      EXPECT_DOUBLE_EQ(sum, *row.area);
      EXPECT_DOUBLE_EQ(*row.area, 100);
      break;
    }
    sum += *row.area;
  }
  EXPECT_EQ(table.rows[0].kind, Kind::plot);
  EXPECT_EQ(table.rows[1].name, "城镇住宅用地");
  EXPECT_EQ(table.cells(table.rows[1]), (std::vector<std::string>{"a", "地类图斑", "0701", "城镇住宅用地", "2", "60.00",
                                                                  "0.0060", "0.090", "60.00", ""}));
  EXPECT_EQ(table.rows[3].kind, Kind::repeated);
  EXPECT_DOUBLE_EQ(*table.rows[3].area, -5);
  EXPECT_NE(table.lines.front().find("plane of CGCS2000"), std::string::npos);
}

TEST(LandTable, severalPlotsAreAlsoTakenTogether) {
  const LandTable table = landTable(checked(), false, kSayItInEnglish);
  std::vector<std::pair<Kind, std::string>> all;
  for (const LandTableRow& row : table.rows) {
    if (row.allPlots) all.emplace_back(row.kind, row.area ? table.cells(row)[5] : "-");
  }
  EXPECT_EQ(all, (std::vector<std::pair<Kind, std::string>>{{Kind::plot, "200.00"},
                                                            {Kind::part, "60.00"},
                                                            {Kind::uncovered, "145.00"},
                                                            {Kind::repeated, "-5.00"},
                                                            {Kind::sum, "200.00"},
                                                            {Kind::part, "-"}}));
  EXPECT_EQ(table.rows[1].name, "Urban residential land");
  query::LandCheckResult one = checked();
  one.plots.pop_back();
  one.rows.pop_back();
  one.balances.pop_back();
  for (const LandTableRow& row : landTable(one, false, kSayItInEnglish).rows) EXPECT_FALSE(row.allPlots);
}

TEST(LandTable, theSheetHasNumbersNotTexts) {
  const io::BookSheet sheet = landSheet(landTable(checked(), false, kSayItInEnglish), kSayItInEnglish);
  EXPECT_EQ(sheet.columns.size(), sheet.widths.size());
  EXPECT_TRUE(sheet.rows[0].strong);
  EXPECT_EQ(std::get<double>(sheet.rows[1].cells[5].value), 60);
  EXPECT_EQ(std::get<std::string>(sheet.rows[1].cells[2].value), "0701");  // a code stays a text
  EXPECT_TRUE(std::holds_alternative<std::monostate>(sheet.rows[1].cells[9].value));
}

}  // namespace
}  // namespace gis::city
