#include "gis_core/city/component_import.h"

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class ComponentImportTest : public SmallCity {
 protected:
  static store::KeyTable table(const std::vector<std::string>& headings,
                               const std::vector<std::vector<std::string>>& rows) {
    store::KeyTable made;
    made.name = "list";
    for (std::size_t i = 0; i < headings.size(); ++i) {
      store::KeyTable::Column column;
      column.name = headings[i];
      for (const auto& row : rows) {
        column.cells.push_back(row[i]);
        column.isNull.push_back(row[i].empty() ? 1 : 0);
      }
      made.columns.push_back(std::move(column));
    }
    return made;
  }
  ComponentImported take(const store::KeyTable& rows, const HeadingWords& words = {},
                         ComponentImport options = {}) const {
    std::vector<std::string> headings;
    for (const auto& column : rows.columns) headings.push_back(column.name);
    if (options.layer.empty()) options.layer = "managed";
    Progress progress;
    return importComponents(*m_city, rows, mapComponentColumns(headings, words), options, "t", progress);
  }
  std::string one(const std::string& sql) const { return m_city->connection().textValue(sql); }
};

TEST_F(ComponentImportTest, aTableBecomesALayerWithTheStandardsAttributes) {
  const auto rows = table({"部件名称", "小类名称", "主管部门名称", "状态", "初始日期", "东坐标", "北坐标", "备用"},
                          {{"路灯", "路灯", "路灯所", "完好", "2024/5/1", "445100", "3585100", "x"},
                           {"井盖", "雨水井盖", "排水处", "坏了", "20240601", "445200", "3585100", ""},
                           {"无处", "路灯", "", "", "", "", "", ""}});
  const ComponentImported plan = take(rows, {}, {.plan = true});
  EXPECT_EQ(plan.added, 2u);
  EXPECT_EQ(one("SELECT count(*) FROM sqlite_schema WHERE name = 'managed'"), "0") << "a plan changes nothing";
  const ComponentImported told = take(rows);
  EXPECT_TRUE(told.newLayer);
  EXPECT_EQ(told.read, 3u);
  EXPECT_EQ(told.added, 2u);
  EXPECT_EQ(told.numbered, 2u);
  ASSERT_EQ(told.refused.size(), 1u);
  EXPECT_EQ(told.refused[0].row, 3u);
  ASSERT_EQ(told.flagged.size(), 1u) << "a state that is none is kept and told";
  EXPECT_EQ(one("SELECT GLBJZT FROM managed WHERE GLBJMC = '井盖'"), "坏了");
  EXPECT_EQ(one("SELECT CSRQ FROM managed WHERE GLBJMC = '井盖'"), "2024-06-01");
  EXPECT_EQ(one("SELECT GLBJBSM FROM managed WHERE GLBJMC = '路灯'").substr(0, 11), "32100201037");
  EXPECT_EQ(one("SELECT BJLXDM FROM managed WHERE GLBJMC = '井盖'"), "01003");
}

TEST_F(ComponentImportTest, aKnownIdentifierIsAnUpdateAndOneUndoTakesTheRowsBack) {
  const std::vector<std::string> headings{"ObjID", "ObjName", "ObjState", "PointX", "PointY"};
  (void)take(table(headings, {{"32100201037000011", "路灯", "完好", "445100", "3585100"}}));
  const auto again = table(headings, {{"32100201037000011", "路灯", "破损", "445101", "3585100"},
                                      {"32100201037000012", "路灯", "完好", "445200", "3585100"}});
  const ComponentImported told = take(again);
  EXPECT_EQ(told.updated, 1u);
  EXPECT_EQ(told.added, 1u);
  EXPECT_EQ(one("SELECT GLBJZT FROM managed WHERE GLBJBSM = '32100201037000011'"), "破损");
  EXPECT_EQ(take(again).unchanged, 2u);
  (void)store::undo(*m_city, "t");
  EXPECT_EQ(one("SELECT GLBJZT FROM managed WHERE GLBJBSM = '32100201037000011'"), "完好");
  EXPECT_EQ(one("SELECT count(*) FROM managed"), "1");
}

TEST_F(ComponentImportTest, degreesAreBroughtToTheCityAndStrangeHeadingsAreTold) {
  const HeadingWords words{{"经", "x"}, {"纬", "y"}, {"叫什么", "GLBJMC"}};
  const auto rows = table({"叫什么", "经", "纬"}, {{"路灯", "119.4128", "32.3933"}});
  const ComponentImported told = take(rows, words);
  EXPECT_EQ(told.added, 1u);
  EXPECT_NEAR(std::stod(one("SELECT ST_X(geometry) FROM managed")), 444751.4, 20);
  rememberComponentHeadings(*m_city, words);
  EXPECT_EQ(rememberedComponentHeadings(*m_city), words);
  EXPECT_THROW((void)take(rows), Error) << "no place in it without being told";
  EXPECT_THROW((void)mapComponentColumns({"a"}, {{"a", "NOFIELD"}}), Error);
}

}  // namespace
}  // namespace gis::city
