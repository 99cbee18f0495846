#include "gis_core/io/worker/sheet_heading.h"

#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include "gis_core/io/source_reader.h"
#include "tests/unit/io/made_files.h"

namespace gis::io::worker {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(SheetHeading, AnOrdinarySheetHasNone) {
  EXPECT_FALSE(findSheetHeading({{"编号", "名称", "面积"}, {"1", "a", "2"}}));
  EXPECT_FALSE(findSheetHeading({{"编号", "", "面积"}, {"1", "a", "2"}}));
  EXPECT_FALSE(findSheetHeading({{"1", "2", "3"}, {"4", "5", "6"}}));
  EXPECT_FALSE(findSheetHeading({}));
  EXPECT_FALSE(findSheetHeading({{"title", "", ""}}));
}

TEST(SheetHeading, TitlesAreSkipped) {
  const auto heading = findSheetHeading({{"扬州市宗地一览表", "", "", "", "", ""},
                                         {"单位：公顷", "", "", "", "", ""},
                                         {"编号", "名称", "面积", "X", "Y", "备注"},
                                         {"001", "a", "2", "1", "2", ""}});
  ASSERT_TRUE(heading);
  EXPECT_EQ(heading->rows, 3U);
  EXPECT_EQ(heading->names, (std::vector<std::string>{"编号", "名称", "面积", "X", "Y", "备注"}));
}

TEST(SheetHeading, GroupsOfMergedCellsNameTheirColumns) {
  const auto heading = findSheetHeading(
      {{"编号", "坐标", "", "面积", "", "备注"}, {"", "X", "Y", "实测", "预测", ""}, {"001", "1", "2", "3", "4", ""}});
  ASSERT_TRUE(heading);
  EXPECT_EQ(heading->rows, 2U);
  EXPECT_EQ(heading->names, (std::vector<std::string>{"编号", "X", "Y", "实测", "预测", "备注"}));
  const auto twice =
      findSheetHeading({{"编号", "起点", "", "终点", ""}, {"", "X", "Y", "X", "Y"}, {"1", "1", "2", "3", "4"}});
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->names, (std::vector<std::string>{"编号", "起点_X", "起点_Y", "终点_X", "终点_Y"}));
  // a row of words below a whole heading is a row of values
  EXPECT_FALSE(findSheetHeading({{"a", "b", "c"}, {"x", "y", "z"}, {"u", "v", "w"}}));
}

TEST(SheetHeading, AWorkbookWithTitleAndGroupsIsReadWithTypesAndPlaces) {
  const io::tests::Folder folder;
  const std::string file = (folder / "宗地.xlsx").string();
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Sheet1");
  worksheet_merge_range(sheet, 0, 0, 0, 4, "扬州市宗地一览表", nullptr);
  worksheet_merge_range(sheet, 1, 0, 2, 0, "宗地编号", nullptr);
  worksheet_merge_range(sheet, 1, 1, 1, 2, "坐标", nullptr);
  worksheet_write_string(sheet, 2, 1, "X", nullptr);
  worksheet_write_string(sheet, 2, 2, "Y", nullptr);
  worksheet_merge_range(sheet, 1, 3, 2, 3, "面积", nullptr);
  worksheet_merge_range(sheet, 1, 4, 2, 4, "备注", nullptr);
  for (int row = 0; row < 3; ++row) {
    const auto at = static_cast<lxw_row_t>(row + 3);
    worksheet_write_string(sheet, at, 0, ("00" + std::to_string(row + 1)).c_str(), nullptr);
    worksheet_write_number(sheet, at, 1, 3585617.25 + row, nullptr);
    worksheet_write_number(sheet, at, 2, 444751.5, nullptr);
    worksheet_write_number(sheet, at, 3, 120.5, nullptr);
    if (row == 0) worksheet_write_string(sheet, at, 4, "说\"明\", 二", nullptr);
  }
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  SourceReader reader({folder / "宗地.xlsx"});
  ASSERT_EQ(reader.description().layers.size(), 1U);
  const SourceLayer layer = reader.description().layers[0];
  EXPECT_EQ(layer.name, "宗地");
  EXPECT_EQ(layer.driver, "XLSX");
  EXPECT_EQ(layer.promised, 3);
  EXPECT_TRUE(layer.hasGeometry);
  ASSERT_EQ(layer.fields.size(), 5U);
  EXPECT_EQ(layer.fields[0].name, "宗地编号");
  EXPECT_EQ(layer.fields[0].type, store::FieldType::text);
  EXPECT_EQ(layer.fields[3].type, store::FieldType::real);
  std::size_t rows = 0;
  (void)reader.read(0, [&](store::FeatureBatch&& batch) {
    rows += batch.rows();
    EXPECT_EQ(batch.textOf(0, 0), "001");
    EXPECT_EQ(batch.textOf(4, 0), "说\"明\", 二");
    // Chinese surveyors' X is the north
    EXPECT_EQ(geom::envelopeOf(batch.geometryOf(0)).minX, 444751.5);
    return true;
  });
  EXPECT_EQ(rows, 3U);
}

}  // namespace
}  // namespace gis::io::worker
